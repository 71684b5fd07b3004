/** A line performed in memory, without ports: for tests of drivers, and two ends joined to hear each other. */
import type { Outcome } from '#core/reading/reading.ts'
import type { Instrument, InstrumentStep, Line, Step, Steps, Ticket } from './line.ts'

export interface Settled {
  readonly frames: readonly Ticket[]
  readonly outcomes: readonly { readonly frame: Ticket; readonly outcome: Outcome }[]
  readonly interrupted: boolean
}

/** Everything a line did, in order; tickets count from 1, so that frame `n` is `kept[n - 1]`. */
export interface Performed {
  readonly kept: Uint8Array[]
  readonly sent: Uint8Array[]
  readonly settled: Settled[]
  readonly steps: Step[]
  /** What the line waits for now, in milliseconds. */
  wait: number | null
}

export interface Performance {
  readonly done: Performed
  opened(): void
  heard(bytes: Uint8Array): void
  elapsed(): void
  closed(): void
  outcomes(): readonly Outcome[]
}

/** `keeps` says whether the bytes could be kept; a full disk answers false. */
export function perform(line: Line, now: string, keeps: (bytes: Uint8Array) => boolean = () => true): Performance {
  const done: Performed = { kept: [], sent: [], settled: [], steps: [], wait: null }

  function act(step: Step): Ticket | null {
    done.steps.push(step)
    if (step.kind === 'keep') {
      if (!keeps(step.bytes)) return null
      // A copy, as a disk would have it: the line may go on using its buffer.
      return done.kept.push(step.bytes.slice())
    }
    if (step.kind === 'send') done.sent.push(step.bytes.slice())
    if (step.kind === 'wait') done.wait = step.ms
    if (step.kind === 'settle') done.settled.push(step)
    return null
  }

  function run(steps: Steps): void {
    let turn = steps.next(null)
    while (!turn.done) turn = steps.next(act(turn.value))
  }

  return {
    done,
    opened: () => run(line.opened(now)),
    heard: (bytes) => run(line.heard(bytes, now)),
    elapsed() {
      done.wait = null
      run(line.elapsed(now))
    },
    closed: () => run(line.closed(now)),
    outcomes: () => done.settled.flatMap(({ outcomes }) => outcomes.map(({ outcome }) => outcome)),
  }
}

/** A capture from `opened` to `closed`, in these pieces; nothing answers and no wait ends. */
export function replayLine(line: Line, chunks: Iterable<Uint8Array>, now = '2026-03-02T09:00:00'): Performance {
  const performance = perform(line, now)
  performance.opened()
  for (const chunk of chunks) performance.heard(chunk)
  performance.closed()
  return performance
}

/** What happens to bytes on their way; `null` loses them. */
export type Wire = (bytes: Uint8Array) => Uint8Array | null

export interface Joined {
  readonly performance: Performance
  /** Null when the instrument was not done after `mostTurns`. */
  readonly counts: { readonly sent: number; readonly refused: number } | null
}

export interface JoinOptions {
  readonly now?: string
  readonly toStation?: Wire
  readonly toInstrument?: Wire
  readonly keeps?: (bytes: Uint8Array) => boolean
  readonly mostTurns?: number
}

/** Line and instrument on one wire. When neither has anything to say, the shorter of their waits ends: time is only order. */
export function joinLine(line: Line, instrument: Instrument, options: JoinOptions = {}): Joined {
  const toStation = options.toStation ?? ((bytes) => bytes)
  const toInstrument = options.toInstrument ?? ((bytes) => bytes)
  const performance = perform(line, options.now ?? '2026-03-02T09:00:00', options.keeps)
  const inbound: Uint8Array[] = []
  let counts: Joined['counts'] = null
  let instrumentWait: number | null = null
  let told = 0

  function play(steps: Generator<InstrumentStep, void, void>): void {
    for (const step of steps) {
      if (step.kind === 'send') {
        const arrived = toStation(step.bytes)
        if (arrived !== null) inbound.push(arrived)
      } else if (step.kind === 'wait') instrumentWait = step.ms
      else counts = { sent: step.sent, refused: step.refused }
    }
  }

  function turn(): boolean {
    const bytes = inbound.shift()
    const said = performance.done.sent[told]
    if (bytes !== undefined) performance.heard(bytes)
    else if (said !== undefined) {
      told++
      const arrived = toInstrument(said)
      if (arrived !== null) play(instrument.heard(arrived))
    } else return false
    return true
  }

  play(instrument.opened())
  performance.opened()
  for (let turns = options.mostTurns ?? 20_000; turns > 0 && counts === null; turns--) {
    if (turn()) continue
    const lineWait = performance.done.wait
    if (instrumentWait === null && lineWait === null) break
    if (lineWait !== null && (instrumentWait === null || lineWait <= instrumentWait)) performance.elapsed()
    else {
      instrumentWait = null
      play(instrument.elapsed())
    }
  }
  while (turn());
  performance.closed()
  return { performance, counts }
}

/** Performs a talk as a line: keeps before it sends, knows records again, counts what was announced. */
import { damaged, ignored, type Outcome } from '#core/reading/reading.ts'
import { hexOf, joinBytes } from '../bytes.ts'
import type { FrameEvent } from '../framing/collector.ts'
import { noiseReason } from '../framing/noise.ts'
import type { Line, Step, Steps, Ticket } from '../line.ts'
import { SeenBefore } from './seen-before.ts'
import { type Read, reasonOf, type Talk, type TalkEvent, type Turn } from './talk.ts'

/** Lines that hold no result, one after another, are one frame: a balance says `unstable` ten times a second, all day. */
interface QuietRun {
  readonly frames: Uint8Array[]
  readonly outcomes: Outcome[]
  length: number
}

/** A run ends here at the latest, and with it what a power cut could take of it. */
const LONGEST_RUN = 4096

interface Held {
  readonly ticket: Ticket
  readonly outcomes: readonly Outcome[]
}

export class TalkLine<State> implements Line {
  readonly #talk: Talk<State>
  readonly #listens: boolean
  readonly #seen = new SeenBefore()
  #turn: Turn<State> | null = null
  #announced: number | null = null
  #came = new Set<string>()
  /** While records are counted the last frame waits for its settling, so that a shortfall is told beside it. */
  #held: Held | null = null
  #run: QuietRun = { frames: [], outcomes: [], length: 0 }

  constructor(talk: Talk<State>) {
    this.#talk = talk
    this.#listens = talk.listens === true
  }

  get listens(): boolean {
    return this.#listens
  }

  *opened(now: string): Steps {
    yield* this.#apply(this.#talk.begin(now), now)
    yield this.#wait()
  }

  *heard(bytes: Uint8Array, now: string): Steps {
    for (const event of this.#talk.collector.push(bytes)) yield* this.#take(event, now)
    yield this.#wait()
  }

  *elapsed(now: string): Steps {
    yield* this.#endRun()
    if (this.#talk.collector.unfinished) {
      for (const event of this.#talk.collector.flush('silence')) yield* this.#take(event, now)
    } else yield* this.#tell({ kind: 'silence' }, now)
    yield this.#wait()
  }

  *closed(now: string): Steps {
    for (const event of this.#talk.collector.flush('the line closed')) yield* this.#take(event, now)
    yield* this.#endRun()
    yield* this.#endRound()
    yield { kind: 'wait', ms: null }
  }

  *#tell(event: TalkEvent, now: string): Steps {
    const before = this.#turn ?? this.#talk.begin(now)
    const turn = this.#talk.next(before.state, event, now)
    this.#turn = turn
    // Most turns of a line that only speaks ask for nothing; a generator for each would cost more than reading the frame.
    if (turn.send !== undefined || turn.over === true || turn.asks === true) yield* this.#apply(turn, now)
  }

  *#apply(turn: Turn<State>, now: string): Steps {
    this.#turn = turn
    if (turn.over === true || turn.asks === true) yield* this.#endRound()
    if (turn.asks === true) this.#seen.nextRound(now.slice(0, 10))
    if (turn.send !== undefined) yield { kind: 'send', bytes: turn.send }
  }

  #wait(): Step {
    const unfinished = this.#talk.collector.unfinished || this.#run.length > 0
    return { kind: 'wait', ms: unfinished ? this.#talk.idleMs : (this.#turn?.waitMs ?? null) }
  }

  *#take(event: FrameEvent, now: string): Steps {
    if (event.kind === 'frame') return yield* this.#frame(event.bytes, now)
    yield* this.#endRun()
    const bytes = event.kind === 'bad' ? event.bytes : event.noise.bytes
    const outcome = event.kind === 'bad' ? damaged(event.reason) : ignored(noiseReason(event.noise))
    const kept = yield* this.#keep(bytes, null, [outcome])
    yield* this.#tell(kept ? { kind: 'spoiled', reason: reasonOf(event) } : { kind: 'unkept' }, now)
  }

  *#frame(bytes: Uint8Array, now: string): Steps {
    const read = this.#talk.read(bytes)
    if (this.#listens && read.outcomes.length > 0 && read.outcomes.every(({ kind }) => kind === 'ignored')) {
      this.#addToRun(bytes, read.outcomes)
      if (this.#run.length >= LONGEST_RUN) yield* this.#endRun()
      return yield* this.#tell({ kind: 'frame', bytes, read }, now)
    }
    if (this.#run.length > 0) yield* this.#endRun()
    if (read.announced !== undefined) this.#announced = read.announced
    const answer = read.outcomes.length === 0
    const key = read.key ?? (answer ? hexOf(bytes) : null)
    const known = key !== null && this.#seen.inEarlierRound(key)
    if (!known) {
      const outcomes = answer ? [ignored(read.note ?? 'answer: no result in it')] : read.outcomes
      if (!(yield* this.#keep(bytes, key, outcomes))) return yield* this.#tell({ kind: 'unkept' }, now)
    }
    this.#count(read, key)
    if (this.#announced !== null && this.#came.size >= this.#announced) yield* this.#endRound()
    if (read.identity !== undefined) yield { kind: 'identity', said: read.identity }
    yield* this.#tell({ kind: 'frame', bytes, read }, now)
  }

  #addToRun(bytes: Uint8Array, outcomes: readonly Outcome[]): void {
    const run = this.#run
    for (const outcome of outcomes) {
      const { from, until } = outcome.bytes ?? { from: 0, until: bytes.length }
      run.outcomes.push({ ...outcome, bytes: { from: run.length + from, until: run.length + until } })
    }
    run.frames.push(bytes)
    run.length += bytes.length
  }

  *#endRun(): Steps {
    const { frames, outcomes } = this.#run
    if (frames.length === 0) return
    this.#run = { frames: [], outcomes: [], length: 0 }
    const [only] = outcomes
    const told = frames.length === 1 && outcomes.length === 1 && only !== undefined ? [wholeFrame(only)] : outcomes
    yield* this.#keep(joinBytes(frames), null, told)
  }

  /** A record that came counts, whatever it says; an answer does not. */
  #count({ outcomes, place }: Read, key: string | null): void {
    // A device that announces nothing is not counted: it may speak for years.
    if (this.#announced === null) return
    if (place !== undefined) this.#came.add(place)
    else if (outcomes.some(({ kind }) => kind !== 'ignored')) this.#came.add(key ?? `${this.#came.size}`)
  }

  *#keep(bytes: Uint8Array, key: string | null, outcomes: readonly Outcome[]): Generator<Step, boolean, Ticket | null> {
    const ticket = yield { kind: 'keep', bytes }
    if (ticket === null) return false
    if (key !== null) this.#seen.remember(key)
    if (this.#held !== null) yield* this.#settleHeld([])
    this.#held = { ticket, outcomes }
    if (this.#announced === null) yield* this.#settleHeld([])
    return true
  }

  *#endRound(): Steps {
    const short = this.#announced !== null && this.#came.size < this.#announced
    const told = short ? [damaged(`shortfall: ${this.#came.size} of ${this.#announced} records came`)] : []
    yield* this.#settleHeld(told)
    this.#announced = null
    this.#came = new Set()
  }

  *#settleHeld(more: readonly Outcome[]): Generator<Step, void, Ticket | null> {
    const held = this.#held
    this.#held = null
    if (held === null) return
    const outcomes = [...held.outcomes, ...more].map((outcome) => ({ frame: held.ticket, outcome }))
    yield { kind: 'settle', frames: [held.ticket], outcomes, interrupted: false }
  }
}

function wholeFrame({ bytes: _, ...outcome }: Outcome): Outcome {
  return outcome
}

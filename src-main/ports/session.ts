/** One conversation over one wire: performs a driver's line, and writes what it keeps and settles in the slots all ports share. */
import { assertNever } from '#core/ids.ts'
import { damaged } from '#core/reading/reading.ts'
import type { Line, Step, Steps, Ticket } from '#drivers/kit/line.ts'
import type { Keeper, Settlement } from './perform.ts'
import { openPieces } from './pieces.ts'
import { atOnce, type Entry, type Slots } from './slots.ts'
import { openWait } from './wait.ts'

/** From `opened` to `closed`. No call throws: the port outlives a full disk and a driver's bug. */
export interface Session {
  opened(): void
  heard(bytes: Uint8Array): void
  /** Everything is durable, or told as failed, when it returns. */
  closed(): void
}

export interface SessionOptions {
  /** A fresh conversation; asked for again when a driver's bug has broken the one before. */
  readonly newLine: () => Line
  readonly keeper: Keeper
  /** The wall clock at the site, `YYYY-MM-DDTHH:mm:ss`. */
  readonly now: () => string
  readonly send: (bytes: Uint8Array) => void
  /** Keeping or settling failed (mostly a `Fault`), or the driver has a bug (any other error). */
  readonly failed: (error: unknown) => void
  /** A unit was kept and settled: whatever stood in the way is over. */
  readonly settled: () => void
  /** Shared by the station's ports. Absent: each thing is written at once and by itself. */
  readonly slots?: Slots | undefined
}

interface Work {
  readonly steps: () => Steps
  /** What was heard. */
  readonly bytes: Uint8Array | null
  /** Puts right what a driver's bug left; not tried twice. */
  readonly rescue?: true
}

export function openSession(options: SessionOptions): Session {
  const { keeper, now, slots = atOnce } = options
  const self = {}
  let line = options.newLine()
  let over = false
  const works: Work[] = []
  let work: Work | null = null
  let steps: Steps | null = null
  let performing = false
  /** An answering line goes no further before its frame is durable: what it sends next is a promise. */
  let awaited = false
  let answer: Ticket | null = null
  /** What no device waits for, until the end of the work; and how many entries the slots still hold. */
  let entries: Entry[] = []
  let unwritten = 0
  /** The line's tickets, given before the frames have numbers on the disk, and those numbers; null: it could not be kept. */
  const frames = new Map<Ticket, Ticket | null>()
  let tickets = 0
  /** A wait was over while bytes waited for their turn: they come first, and mostly begin another wait. */
  let overdue = false
  /** Milliseconds since the last of what is being read came: a silence is as long as it was on the wire. */
  let late = 0
  const pieces = openPieces(slots, self, (bytes, lateMs) => {
    late = lateMs
    hear(bytes)
    late = 0
  })
  const wait = openWait(() => {
    // What came in time is read first, and mostly begins another wait.
    if (pieces.read()) return
    overdue = true
    goOn()
  })

  function keep(bytes: Uint8Array): void {
    const ticket = ++tickets
    const waits = line.listens !== true
    awaited = waits
    answer = ticket
    const entry: Entry = {
      size: bytes.length,
      write() {
        frames.set(ticket, null)
        frames.set(ticket, keeper.keep(bytes))
      },
      done(error) {
        unwritten--
        if (error !== null) {
          // It may have been written, in a commit that was not.
          frames.set(ticket, null)
          options.failed(error)
        }
        if (!waits) return
        awaited = false
        answer = frames.get(ticket) === null ? null : ticket
        goOn()
      },
    }
    if (!waits) {
      entries.push(entry)
      return
    }
    submitRest()
    submit([entry], true)
  }

  function settle(settlement: Settlement): void {
    let kept = true
    entries.push({
      size: 0,
      write() {
        const known = onDisk(settlement)
        kept = known.frames.length > 0
        if (kept) keeper.settle(known)
      },
      done(error) {
        unwritten--
        for (const ticket of settlement.frames) frames.delete(ticket)
        if (error !== null) options.failed(error)
        else if (kept) options.settled()
      },
    })
  }

  /** By the numbers on the disk; what could not be kept is not settled. */
  function onDisk(settlement: Settlement): Settlement {
    // Nearly every settlement is of one frame, and this runs for each.
    const [only] = settlement.frames
    if (only !== undefined && settlement.frames.length === 1) {
      const frame = frameOf(only)
      if (frame === null) return { ...settlement, frames: [], outcomes: [] }
      return {
        ...settlement,
        frames: [frame],
        outcomes: settlement.outcomes.map(({ outcome }) => ({ frame, outcome })),
      }
    }
    return {
      ...settlement,
      frames: settlement.frames.flatMap((ticket) => frameOf(ticket) ?? []),
      outcomes: settlement.outcomes.flatMap(({ frame: ticket, outcome }) => {
        const frame = frameOf(ticket)
        return frame === null ? [] : [{ frame, outcome }]
      }),
    }
  }

  function frameOf(ticket: Ticket): Ticket | null {
    const frame = frames.get(ticket)
    if (frame === undefined) throw new Error(`The line settles ticket ${ticket}, which it does not hold`)
    return frame
  }

  function submit(ready: readonly Entry[], waited: boolean): void {
    unwritten += ready.length
    slots.add(ready, self, waited)
  }

  /** What no device waits for goes together. */
  function submitRest(): void {
    if (entries.length === 0) return
    const ready = entries
    entries = []
    submit(ready, false)
  }

  function act(step: Step): void {
    switch (step.kind) {
      case 'keep':
        keep(step.bytes)
        break
      case 'send':
        options.send(step.bytes)
        break
      case 'wait':
        overdue = false
        wait.set(step.ms === null ? null : Math.max(1, step.ms - late))
        break
      case 'settle':
        settle(step)
        break
      case 'identity':
        // What was read before is settled as this device's or the other's: in the order in which it was said.
        submitRest()
        slots.flush()
        keeper.identify?.(step.said)
        break
      default:
        assertNever(step)
    }
  }

  function perform(next: Work): void {
    works.push(next)
    goOn()
  }

  function hear(bytes: Uint8Array): void {
    perform({ steps: () => line.heard(bytes, now()), bytes })
  }

  /** A generator must not be entered twice: what arrives while steps are performed, or awaited, comes in its turn. */
  function goOn(): void {
    if (performing) return
    performing = true
    while (!awaited) {
      work ??= works.shift() ?? elapsedWork()
      if (work === null) break
      oneStep(work)
    }
    performing = false
  }

  function elapsedWork(): Work | null {
    if (!overdue || over) return null
    overdue = false
    return { steps: () => line.elapsed(now()), bytes: null }
  }

  function oneStep(current: Work): void {
    try {
      steps ??= current.steps()
      const given = answer
      answer = null
      const turn = steps.next(given)
      if (!turn.done) {
        act(turn.value)
        return
      }
      steps = null
      work = null
    } catch (error) {
      broken(current, error)
    }
    submitRest()
  }

  function broken({ bytes, rescue }: Work, error: unknown): void {
    options.failed(error)
    overdue = false
    wait.set(null)
    answer = null
    steps = null
    work = rescue === true ? null : { steps: () => rescued(bytes, error), bytes: null, rescue: true }
  }

  /** No bug in a driver may lose a result: what it was given is kept as it came, shown as damaged, and a fresh line goes on. */
  function* rescued(bytes: Uint8Array | null, error: unknown): Steps {
    const reason = `driver-failed: ${error instanceof Error ? error.message : String(error)}`
    const frame = bytes === null ? null : yield { kind: 'keep', bytes }
    if (frame !== null)
      yield { kind: 'settle', frames: [frame], outcomes: [{ frame, outcome: damaged(reason) }], interrupted: true }
    line = options.newLine()
    // The fresh line opens the conversation again: a dialogue would stay silent otherwise.
    if (!over) yield* line.opened(now())
  }

  return {
    opened() {
      if (!over) perform({ steps: () => line.opened(now()), bytes: null })
    },
    heard(bytes) {
      if (over) return
      // A plain view: Buffer.slice shares memory where Uint8Array.slice copies, and a driver must not be able to tell.
      const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      if (line.listens !== true || !pieces.take(plain)) hear(plain)
    },
    closed() {
      if (over) return
      pieces.read()
      over = true
      wait.end()
      perform({ steps: () => line.closed(now()), bytes: null })
      while (unwritten > 0) slots.flush()
      wait.end()
    },
  }
}

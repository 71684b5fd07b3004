/** Performs a driver's line over a wire: keeps before it sends, settles what was understood. Between a wire and `flow`. */
import { assertNever } from '#core/ids.ts'
import { damaged } from '#core/reading/reading.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Line, Step, Steps, Ticket } from '#drivers/kit/line.ts'
import type { Slots } from './slots.ts'

export type Settlement = Extract<Step, { readonly kind: 'settle' }>

/** Where frames go. Both calls are synchronous: when `keep` returns a ticket, the bytes are on the disk. */
export interface Keeper {
  /** Throws a `Fault` (`disk.full` ...) or returns null when the bytes could not be kept; then the analyzer gets no ACK. */
  keep(bytes: Uint8Array): Ticket | null
  /** Records one unit in one transaction. When it throws, its frames stay unsettled and are read again at the next start. */
  settle(settlement: Settlement): void
  /** Makes everything kept and settled in `work` durable in one commit, or nothing of it: then it throws the `Fault`. */
  together?(work: () => void): void
  /** Compares who the device says it is with who it was. Must not throw. */
  identify?(said: string): void
}

/** Performs the steps one by one, in order. `act` answers a `keep` with its ticket; its other answers are ignored. */
export function performSteps(steps: Steps, act: (step: Step) => Ticket | null): void {
  let turn = steps.next(null)
  while (!turn.done) turn = steps.next(act(turn.value))
}

/** One conversation over one wire, from `opened` to `closed`. No call throws: the port outlives a full disk and a driver's bug. */
export interface Session {
  opened(): void
  heard(bytes: Uint8Array): void
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
  /** Shared by the station's ports: a line that only speaks is performed in its slots. Absent: at once. */
  readonly slots?: Slots | undefined
}

/** A wire that pours faster than any serial line must not fill the memory while it waits for a slot. */
const MOST_GATHERED = 64 * 1024

export function openSession(options: SessionOptions): Session {
  const { keeper, now } = options
  let line = options.newLine()
  let timer: ReturnType<typeof setTimeout> | undefined
  let afterReads: ReturnType<typeof setImmediate> | undefined
  let over = false
  let busy = false
  /** Inside one commit, the first failure ends it: what would still be written is not tried. */
  let inCommit = false
  let spoilt: unknown = null
  const waiting: (() => void)[] = []
  /** Heard from a line that only speaks, and waiting for its slot. */
  let gathered: Uint8Array[] = []
  let gatheredLength = 0
  let slot: ReturnType<typeof setTimeout> | undefined

  /**
   * Timers run before reads: after a moment in which this process was busy elsewhere, a wait may be over while bytes lie unread. They
   * are read first, and reset the wait; a line must not be cut because we were slow.
   */
  function wait(ms: number | null): void {
    clearTimeout(timer)
    clearImmediate(afterReads)
    timer = undefined
    if (ms === null) return
    timer = setTimeout(() => {
      afterReads = setImmediate(() => {
        if (gathered.length > 0) performGathered()
        else inTurn(() => run(() => line.elapsed(now()), null))
      })
    }, ms)
  }

  function keep(bytes: Uint8Array): Ticket | null {
    if (spoilt !== null) return null
    try {
      return keeper.keep(bytes)
    } catch (error) {
      if (inCommit) spoilt = error
      options.failed(error)
      return null
    }
  }

  function settle(settlement: Settlement): void {
    if (spoilt !== null) return
    try {
      keeper.settle(settlement)
      options.settled()
    } catch (error) {
      if (inCommit) spoilt = error
      options.failed(error)
    }
  }

  function act(step: Step): Ticket | null {
    switch (step.kind) {
      case 'keep':
        return keep(step.bytes)
      case 'send':
        options.send(step.bytes)
        return null
      case 'wait':
        wait(step.ms)
        return null
      case 'settle':
        settle(step)
        return null
      case 'identity':
        keeper.identify?.(step.said)
        return null
      default:
        return assertNever(step)
    }
  }

  /** No bug in a driver may lose a result: what it was given is kept as it came, shown as damaged, and a fresh line goes on. */
  function run(steps: () => Steps, bytes: Uint8Array | null): void {
    try {
      performSteps(steps(), act)
    } catch (error) {
      options.failed(error)
      wait(null)
      const frame = bytes === null ? null : keep(bytes)
      const reason = `driver-failed: ${error instanceof Error ? error.message : String(error)}`
      if (frame !== null)
        settle({ kind: 'settle', frames: [frame], outcomes: [{ frame, outcome: damaged(reason) }], interrupted: true })
      startAfresh()
    }
  }

  function startAfresh(): void {
    line = options.newLine()
    if (over) return
    try {
      performSteps(line.opened(now()), act)
    } catch (error) {
      options.failed(error)
    }
  }

  /** A device that only speaks waits for no answer: one commit for what came in one piece. A commit that fails keeps nothing of it. */
  function runTogether(steps: () => Steps, bytes: Uint8Array): void {
    if (line.listens !== true || keeper.together === undefined) {
      run(steps, bytes)
      return
    }
    inCommit = true
    try {
      keeper.together(() => {
        run(steps, bytes)
        if (spoilt !== null) throw spoilt
      })
    } catch (error) {
      if (spoilt === null) options.failed(error)
    } finally {
      inCommit = false
      spoilt = null
    }
  }

  /** Every commit costs the disk the same, whatever it holds, and no device waits: pieces that come before the slot share one. */
  function gather(bytes: Uint8Array, slots: Slots): void {
    // A copy: the system reuses its buffers.
    gathered.push(bytes.slice())
    gatheredLength += bytes.length
    if (gatheredLength >= MOST_GATHERED) performGathered()
    else if (slot === undefined) {
      const ms = slots.take(performance.now())
      if (ms > 0) slot = setTimeout(performGathered, ms)
      else performGathered()
    }
  }

  function performGathered(): void {
    clearTimeout(slot)
    slot = undefined
    if (gathered.length === 0) return
    const bytes = joinBytes(gathered)
    gathered = []
    gatheredLength = 0
    inTurn(() => runTogether(() => line.heard(bytes, now()), bytes))
  }

  /** A generator must not be entered twice: what arrives while steps are performed waits for its turn. */
  function inTurn(work: () => void): void {
    waiting.push(work)
    if (busy) return
    busy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next()
    busy = false
  }

  return {
    opened() {
      if (!over) inTurn(() => run(() => line.opened(now()), null))
    },
    heard(bytes) {
      if (over) return
      // A plain view: Buffer.slice shares memory where Uint8Array.slice copies, and a driver must not be able to tell.
      const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      if (options.slots !== undefined && line.listens === true) gather(plain, options.slots)
      else inTurn(() => runTogether(() => line.heard(plain, now()), plain))
    },
    closed() {
      if (over) return
      performGathered()
      over = true
      inTurn(() => run(() => line.closed(now()), null))
      wait(null)
    },
  }
}

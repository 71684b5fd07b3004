/** Ports share the disk: what they write is gathered for a slot and becomes durable in one commit; whoever waits for it hears afterwards. */

/** Own choice: while several ports speak, a frame whose device waits for our word is committed after 8 ms at most (after 4 ms twice the commits cost a tenth more), */
const WAITED_MS = 8
/** and what no device waits for (what frames turned out to be, lines that only speak) after 40 ms. A port that speaks alone never waits. */
const PATIENT_MS = 40
/** Where the last slot held more than this, lines pour, and are read ten times a second. */
const POURING_ENTRIES = 200
const POURING_MS = 100
/** Wires that pour faster than any serial line must not fill the memory while they wait for a slot. */
const MOST_BYTES = 64 * 1024

/** One thing to be written. */
export interface Entry {
  readonly size: number
  /** Inside the commit. Called again, alone, when a commit that it shared has failed: then nothing of that one is on the disk. */
  write(): void
  /** After the commit: null when it is durable, else why it is not. Comes once. */
  done(error: unknown): void
}

export interface Slots {
  /** `by`: who writes. `waited`: a device waits. What one adds is written in the order of adding, but what is waited for may overtake. */
  add(entries: readonly Entry[], by: object, waited: boolean): void
  /**
   * For a line that only speaks: true while several speak, and then `gather` is called once before the next slot is written, so that
   * what was heard meanwhile is read in one go and goes into it. False: it shares with nobody, and reads at once.
   */
  gatherLater(gather: () => unknown, by: object): boolean
  /** Everything added so far is written, and told, before it returns. */
  flush(): void
}

/** Performs `work` in one commit: when it returns, all of it is durable; when it throws, nothing is. */
export type Together = (work: () => void) => void

/** Each by itself and at once: for a port that shares with nobody. */
export const atOnce: Slots = {
  add(entries) {
    for (const entry of entries) entry.done(writtenBy((work) => work(), entry))
  },
  gatherLater: () => false,
  flush() {},
}

interface Queue {
  readonly entries: Entry[]
  readonly longestMs: number
  /** When its slot is over: so long after the first entry came. */
  dueAt: number
}

function queueOf(longestMs: number): Queue {
  return { entries: [], longestMs, dueAt: Number.POSITIVE_INFINITY }
}

export function openSlots(together: Together): Slots {
  const waited = queueOf(WAITED_MS)
  const patient = queueOf(PATIENT_MS)
  let gathers: (() => unknown)[] = []
  let gatherAt = Number.POSITIVE_INFINITY
  let gathering = false
  let pouring = false
  let size = 0
  /** Who spoke last, and when; several are speaking until then. */
  let speaker: object | null = null
  let spokeAt = Number.NEGATIVE_INFINITY
  let sharedUntil = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  let timerAt = Number.POSITIVE_INFINITY
  let writing = false
  const written: { readonly entry: Entry; readonly error: unknown }[] = []

  function write(queues: readonly Queue[]): void {
    if (writing) throw new Error('A slot was asked for inside a commit')
    const entries = queues.flatMap((queue) => queue.entries.splice(0))
    for (const entry of entries) size -= entry.size
    for (const queue of queues) queue.dueAt = Number.POSITIVE_INFINITY
    if (entries.length > 0) commit(entries)
    // Whoever hears may add again and flush: the rest is told in there.
    for (let next = written.shift(); next !== undefined; next = written.shift()) next.entry.done(next.error)
  }

  function commit(entries: readonly Entry[]): void {
    writing = true
    try {
      together(() => {
        for (const entry of entries) entry.write()
      })
      for (const entry of entries) written.push({ entry, error: null })
    } catch {
      // One that cannot be written must not take the others with it.
      for (const entry of entries) written.push({ entry, error: writtenBy(together, entry) })
    } finally {
      writing = false
    }
  }

  /** Sets the timer for the queue that is due first. */
  function plan(now: number): void {
    const at = Math.min(waited.dueAt, patient.dueAt, gatherAt)
    if (at >= timerAt) return
    clearTimeout(timer)
    timerAt = at
    // Timers run before reads: what came while this process was busy is read first, and shares the commit.
    timer = setTimeout(() => setImmediate(writeDue), Math.max(1, Math.ceil(at - now)))
  }

  function writeDue(): void {
    timerAt = Number.POSITIVE_INFINITY
    const now = performance.now()
    if (gatherAt <= now) gatherAll()
    if (patient.dueAt <= now) write([waited, patient])
    else if (waited.dueAt <= now) write([waited])
    plan(performance.now())
  }

  /** What they read now is due now. */
  function gatherAll(): void {
    const due = gathers
    gathers = []
    gatherAt = Number.POSITIVE_INFINITY
    gathering = true
    for (const gather of due) gather()
    gathering = false
    pouring = patient.entries.length > POURING_ENTRIES
    write([waited, patient])
  }

  function isShared(by: object, now: number): boolean {
    if (by !== speaker && now - spokeAt < PATIENT_MS) sharedUntil = now + PATIENT_MS
    speaker = by
    spokeAt = now
    return now < sharedUntil
  }

  return {
    add(entries, by, isWaited) {
      const now = performance.now()
      const shared = isShared(by, now)
      for (const entry of entries) size += entry.size
      const queue = isWaited ? waited : patient
      queue.entries.push(...entries)
      queue.dueAt = Math.min(queue.dueAt, now + queue.longestMs)
      if (size >= MOST_BYTES || !(shared || gathering)) write([waited, patient])
      else if (!gathering) plan(now)
    },
    gatherLater(gather, by) {
      const now = performance.now()
      if (!isShared(by, now)) return false
      gathers.push(gather)
      gatherAt = Math.min(gatherAt, now + (pouring ? POURING_MS : PATIENT_MS))
      plan(now)
      return true
    },
    flush: () => write([waited, patient]),
  }
}

/** Null, or why it could not be written. */
function writtenBy(together: Together, entry: Entry): unknown {
  try {
    together(() => entry.write())
    return null
  } catch (error) {
    return error ?? new Error('Could not be written')
  }
}

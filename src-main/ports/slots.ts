/** Ports share the disk: what they write is gathered for a slot and becomes durable in one commit; whoever waits for it hears afterwards. */

/** Own choice: while several ports speak, a frame whose device waits for our word is committed after 4 ms at most, */
const WAITED_MS = 4
/** and what no device waits for (what frames turned out to be, lines that only speak) after 20 ms. A port that speaks alone never waits. */
const PATIENT_MS = 20
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
  flush() {},
}

interface Queue {
  readonly entries: Entry[]
  readonly everyMs: number
  freeAt: number
}

function queueOf(everyMs: number): Queue {
  return { entries: [], everyMs, freeAt: Number.NEGATIVE_INFINITY }
}

export function openSlots(together: Together): Slots {
  const waited = queueOf(WAITED_MS)
  const patient = queueOf(PATIENT_MS)
  let size = 0
  /** Who added last, and when; several are speaking until then. */
  let writer: object | null = null
  let addedAt = Number.NEGATIVE_INFINITY
  let sharedUntil = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  let timerAt = Number.POSITIVE_INFINITY
  let writing = false
  const written: { readonly entry: Entry; readonly error: unknown }[] = []

  function write(queues: readonly Queue[]): void {
    if (writing) throw new Error('A slot was asked for inside a commit')
    const entries = queues.flatMap((queue) => queue.entries.splice(0))
    for (const entry of entries) size -= entry.size
    if (entries.length > 0) commit(entries)
    // From its end: on a slow disk everybody has spoken meanwhile, and must not be written one by one.
    const now = performance.now()
    for (const queue of queues) queue.freeAt = now + queue.everyMs
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

  /** Writes what is due now, and sets the timer for the rest. */
  function look(now: number): void {
    if (patient.entries.length > 0 && patient.freeAt <= now) write([waited, patient])
    else if (waited.entries.length > 0 && waited.freeAt <= now) write([waited])
    const at = Math.min(dueAt(waited), dueAt(patient))
    if (at >= timerAt) return
    clearTimeout(timer)
    timerAt = at
    timer = setTimeout(onTimer, Math.ceil(at - performance.now()))
  }

  function onTimer(): void {
    timerAt = Number.POSITIVE_INFINITY
    look(performance.now())
  }

  return {
    add(entries, by, isWaited) {
      const now = performance.now()
      if (by !== writer && now - addedAt < PATIENT_MS) sharedUntil = now + PATIENT_MS
      writer = by
      addedAt = now
      for (const entry of entries) size += entry.size
      const queue = isWaited ? waited : patient
      queue.entries.push(...entries)
      if (now >= sharedUntil || size >= MOST_BYTES) write([waited, patient])
      else look(now)
    },
    flush: () => write([waited, patient]),
  }
}

function dueAt({ entries, freeAt }: Queue): number {
  return entries.length === 0 ? Number.POSITIVE_INFINITY : freeAt
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

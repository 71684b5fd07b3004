/** Ports share the disk: what they write is gathered for a slot and becomes durable in one commit; whoever waits for it hears afterwards. */

/** Own choice: at most 250 commits a second for all busy ports together, and what is written waits 4 ms at most. */
const SLOT_MS = 4
/** Wires that pour faster than any serial line must not fill the memory while they wait for a slot. */
const MOST_BYTES = 64 * 1024

/** One thing to be written. */
export interface Entry {
  readonly size: number
  /** Inside the commit. Called again, alone, when a commit that it shared has failed: then nothing of that one is on the disk. */
  write(): void
  /** After the commit: null when it is durable, else why it is not. Comes once, in the order of adding. */
  done(error: unknown): void
}

export interface Slots {
  /**
   * `by`: who writes. `waits`: a device waits for the answer, so the next slot is not awaited while nobody else writes.
   * May call `done` before it returns.
   */
  add(entries: readonly Entry[], by: object, waits: boolean): void
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

export function openSlots(together: Together, slotMs: number = SLOT_MS): Slots {
  let queue: Entry[] = []
  let size = 0
  /** Of the queue, and of the slot before: one writer, or several. */
  let writer: object | null = null
  let before: object | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let freeAt = Number.NEGATIVE_INFINITY
  let writing = false
  const written: { readonly entry: Entry; readonly error: unknown }[] = []

  function write(): void {
    if (writing) throw new Error('A slot was asked for inside a commit')
    clearTimeout(timer)
    timer = undefined
    const entries = queue
    if (entries.length > 0) {
      queue = []
      size = 0
      before = writer
      freeAt = performance.now() + slotMs
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
    // Whoever hears may write again and flush: the rest is told in there.
    for (let next = written.shift(); next !== undefined; next = written.shift()) next.entry.done(next.error)
  }

  return {
    add(entries, by, waits) {
      writer = queue.length === 0 || writer === by ? by : null
      for (const entry of entries) {
        queue.push(entry)
        size += entry.size
      }
      if (queue.length === 0 || (timer !== undefined && size < MOST_BYTES)) return
      const ms = freeAt - performance.now()
      if (ms <= 0 || size >= MOST_BYTES || (waits && before === by)) write()
      else timer = setTimeout(write, ms)
    },
    flush: write,
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

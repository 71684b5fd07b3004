/** Lines that only speak share the disk: each of their commits takes a slot, so that the busier they are the more each one holds. */

/** Own choice: at most 250 commits a second for all such ports together, and a port that speaks alone waits 4 ms at most. */
const SLOT_MS = 4

export interface Slots {
  /** Takes the next free slot; answers in how many milliseconds it begins, 0 for now. `now` is any clock that never goes back. */
  take(now: number): number
}

export function openSlots(slotMs: number = SLOT_MS): Slots {
  let free = Number.NEGATIVE_INFINITY
  return {
    take(now) {
      const begins = Math.max(now, free)
      free = begins + slotMs
      return begins - now
    },
  }
}

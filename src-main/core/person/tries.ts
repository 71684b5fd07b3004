/** How long a person waits after wrong PINs or passwords: nothing at first, because gloves miss keys, then ever longer. */
import { epochOf, type Moment } from '../time.ts'

/** Wrong tries in a row, and when the last one was. */
export interface Tries {
  readonly wrong: number
  readonly lastAt: Moment | null
}

export const noTries: Tries = { wrong: 0, lastAt: null }

/** Seconds after the nth wrong try in a row; the last one for all further tries. A PIN of 4 digits lasts over a year on average. */
export const waits = [0, 0, 5, 30, 120, 600, 1_800, 3_600] as const

/** Milliseconds until the next try is heard; 0: now. A clock that was set back makes nobody wait longer than the full time. */
export function waitLeft({ wrong, lastAt }: Tries, now: Moment): number {
  if (wrong === 0 || lastAt === null) return 0
  const full = (waits[Math.min(wrong, waits.length) - 1] ?? 0) * 1_000
  return Math.min(full, Math.max(0, epochOf(lastAt) + full - epochOf(now)))
}

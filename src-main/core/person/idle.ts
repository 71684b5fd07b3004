/** When a desk that nobody touches is locked. */
import { epochOf, type Moment } from '../time.ts'

export const defaultIdleMinutes = 10
/** After this long a locked desk wants the password again: whoever left went home. */
export const longestLockHours = 14

/** True when nobody touched anything for that long. A clock set back by more than that proves nothing and locks as well. */
export function isIdle(touchedAt: Moment, now: Moment, minutes: number): boolean {
  return Math.abs(epochOf(now) - epochOf(touchedAt)) >= minutes * 60_000
}

export function isForgotten(touchedAt: Moment, now: Moment): boolean {
  return isIdle(touchedAt, now, longestLockHours * 60)
}

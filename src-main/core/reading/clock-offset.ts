/** How wrong an instrument's clock is, told from its readings: device time less arrival. Nothing is ever corrected by it. */

/** Warned above. */
const CLOCK_LIMIT_SECONDS = 300
/** A stored record read late lies behind by chance; a clock that is slow lies behind by the same again and again. */
const STEADY_SECONDS = 30
const ENOUGH = 3

export interface Timed {
  /** `YYYY-MM-DDTHH:mm:ss` by the device's clock; a date alone says nothing. */
  readonly measuredAt: string | null
  /** The same clock face at the site when it arrived. */
  readonly arrivedAt: string
}

/** Seconds, positive when the device is ahead; null when it told no full time. */
export function offsetOf({ measuredAt, arrivedAt }: Timed): number | null {
  if (measuredAt === null || measuredAt.length < 19) return null
  const seconds = (Date.parse(`${measuredAt}Z`) - Date.parse(`${arrivedAt}Z`)) / 1000
  return Number.isFinite(seconds) ? Math.round(seconds) : null
}

export interface ClockOffset {
  readonly seconds: number | null
  readonly wrong: boolean
}

/** `newest` first. No record is measured after it arrives, so the most forward one is nearest to the truth. */
export function clockOffsetOf(newest: readonly Timed[]): ClockOffset {
  const offsets = newest.flatMap((one) => offsetOf(one) ?? [])
  if (offsets.length === 0) return { seconds: null, wrong: false }
  const seconds = Math.max(...offsets)
  if (seconds > CLOCK_LIMIT_SECONDS) return { seconds, wrong: true }
  const last = offsets.slice(0, ENOUGH)
  const steady = last.length === ENOUGH && Math.max(...last) - Math.min(...last) <= STEADY_SECONDS
  return { seconds, wrong: steady && seconds < -CLOCK_LIMIT_SECONDS }
}

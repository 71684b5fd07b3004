/** Keys that came one right after another, and whether a scanner typed them. Pure. */

export interface Burst {
  readonly text: string
  readonly began: number
  readonly last: number
  /** Between two of its keys. */
  readonly longest: number
}

export const silence: Burst = { text: '', began: 0, last: Number.NEGATIVE_INFINITY, longest: 0 }

/** Fewer characters than any code has. */
const shortest = 3

/** A key that types nothing (an arrow, Backspace, an input method's) is a person's: what came before it is no burst. */
export function struck(burst: Burst, key: string, at: number, pause: number): Burst {
  if (key === 'Shift' || key === 'CapsLock') return burst
  if (key.length !== 1) return silence
  const gap = at - burst.last
  if (gap >= pause) return { text: key, began: at, last: at, longest: 0 }
  return { ...burst, text: burst.text + key, last: at, longest: Math.max(burst.longest, gap) }
}

/** Enter came at `at`. In no field nobody types words, so `pause` alone decides. */
export function endedInTime({ text, last }: Burst, at: number, pause: number): boolean {
  return text.length >= shortest && at - last < pause
}

/** No longer between two keys of a scan: a scanner types one every 2 to 30 ms, but a busy system may be late with one. */
export const scannerPause = 100
/** Nor longer on the whole, Enter among them. */
const scannerMean = 40
/** Two keys within 30 ms and a quick Enter happen to people too: a short code must come evenly. */
const short = 6
const evenPause = 50

/** In a field somebody may be typing. */
export function isScan(burst: Burst, at: number): boolean {
  const { text, began, last, longest } = burst
  const even = text.length >= short || Math.max(longest, at - last) <= evenPause
  return even && endedInTime(burst, at, scannerPause) && at - began <= scannerMean * text.length
}

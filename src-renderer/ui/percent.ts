/** A rate as an operator reads it: two decimals, a dash for an empty set, and never 100.00 while one record is missing. */

export interface Rate {
  readonly done: number
  readonly due: number
}

/** `97.91%` for 47 of 48: rounded down like on every paper, so that `100.00%` stands only where nothing is missing; `—` for none due. */
export function percentText(rate: Rate): string {
  if (rate.due === 0) return '—'
  const hundredths = Math.floor((rate.done * 10_000) / rate.due)
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`
}

/** How many of the due are still open. */
export function missingOf(rate: Rate): number {
  return Math.max(0, rate.due - rate.done)
}

/** A rate: counts, never a rounded number, and the one way it is written. */
import Big from 'big.js'

/** Counts, or kilograms as decimal text. Never negative; `done` never above `due`. */
export interface Rate<Quantity extends number | string = number> {
  readonly done: Quantity
  readonly due: Quantity
}

export const emptyRate = '—'

/**
 * Two decimals without the sign, `97.92`. Always rounded down, so that `100.00` is written when and only when nothing is
 * missing; an empty set is `—`, never 100. Throws when more is done than due: such a rate was counted wrongly.
 */
export function percentText({ done, due }: Rate<number | string>): string {
  const [part, whole] = [new Big(done), new Big(due)]
  if (part.lt(0) || part.gt(whole)) throw new Error(`Not a rate: ${done} of ${due}`)
  if (whole.eq(0)) return emptyRate
  // Hundredths of a percent without the remainder, so that no quotient is ever rounded.
  const hundredths = part.times(10_000)
  return hundredths.minus(hundredths.mod(whole)).div(whole).div(100).toFixed(2)
}

/** The quantity ledger of a disposal: every kilogram of the stock is somewhere, exactly, in decimals. */
import Big from 'big.js'
import type { Quantities } from './event.ts'

export const quantityNames = [
  'stockKg',
  'destroyedKg',
  'returnedKg',
  'soldKg',
  'keptKg',
] as const satisfies readonly (keyof Quantities)[]
export type QuantityName = (typeof quantityNames)[number]

/** Plain decimal text, no exponent: what a person writes on the paper. */
export function isQuantity(text: string): boolean {
  return /^\d{1,12}(\.\d{1,6})?$/.test(text)
}

/** The first quantity that is no plain decimal of 0 or more, or null. */
export function unreadableQuantity(quantities: Quantities): QuantityName | null {
  return quantityNames.find((name) => !isQuantity(quantities[name])) ?? null
}

/**
 * stock - destroyed - returned - sold - kept, kilograms as decimal text: `0` when nothing is unaccounted for, negative when
 * more left than was there. Null when one of the five is not a plain decimal.
 */
export function balance(quantities: Quantities): string | null {
  if (unreadableQuantity(quantities) !== null) return null
  return new Big(quantities.stockKg)
    .minus(quantities.destroyedKg)
    .minus(quantities.returnedKg)
    .minus(quantities.soldKg)
    .minus(quantities.keptKg)
    .toFixed()
}

export function isZero(quantity: string): boolean {
  return new Big(quantity).eq(0)
}

/** One quantity less the others, exact; negative when they are more. All are plain decimals. */
export function difference(quantity: string, others: readonly string[]): string {
  return others.reduce((left, other) => left.minus(other), new Big(quantity)).toFixed()
}

/** The quantity ledger's sums, in exact decimals: what stands in the fields, and the remainder that must reach 0.00 kg. Pure. */
import { balance, isQuantity, isZero } from '#core/failure/balance.ts'

export interface QuantityTexts {
  readonly stockKg: string
  readonly destroyedKg: string
  readonly returnedKg: string
  readonly soldKg: string
  readonly keptKg: string
}

export const emptyQuantities: QuantityTexts = { stockKg: '', destroyedKg: '', returnedKg: '', soldKg: '', keptKg: '' }

export interface Ledger {
  /** Blank fields as `0`, outer blanks trimmed: what is sent. */
  readonly quantities: QuantityTexts
  /** Kilograms with at least two decimals, or null while a field is unreadable. */
  readonly remainder: string | null
  readonly balanced: boolean
}

function plain(text: string): string {
  return text.trim() === '' ? '0' : text.trim()
}

export function ledgerOf(texts: QuantityTexts): Ledger {
  const quantities: QuantityTexts = {
    stockKg: plain(texts.stockKg),
    destroyedKg: plain(texts.destroyedKg),
    returnedKg: plain(texts.returnedKg),
    soldKg: plain(texts.soldKg),
    keptKg: plain(texts.keptKg),
  }
  const left = balance(quantities)
  if (left === null) return { quantities, remainder: null, balanced: false }
  return {
    quantities,
    remainder: twoDecimals(left),
    balanced: isZero(left) && isQuantity(quantities.stockKg) && !isZero(quantities.stockKg),
  }
}

/** `0` is shown as `0.00`, `-1.5` as `-1.50`; further decimals stay, because they are the reason it does not balance. */
export function twoDecimals(decimal: string): string {
  const [whole = '0', part = ''] = decimal.split('.')
  return `${whole}.${part.padEnd(2, '0')}`
}

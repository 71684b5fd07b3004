/** Units: which spellings are one unit, and the only conversions the judge makes. */
import Big from 'big.js'
import { halfWidth } from './decimal.ts'

/** Exact by definition of the prefixes; nothing else is converted (mg/L is not mg/kg, mg/100 g is left to a person). */
const massFraction: ReadonlyMap<string, string> = new Map([
  ['ug/kg', '0.001'],
  ['mg/kg', '1'],
  ['g/kg', '1000'],
])

const known: ReadonlySet<string> = new Set([
  ...massFraction.keys(),
  '%',
  'mg/l',
  'ug/l',
  'g/l',
  'mg/100g',
  'g/100g',
  'mg/100ml',
  'g/100ml',
  'mg/g',
  'ng/g',
  'ng/ml',
  'ppm',
  'ppb',
  'mmol/kg',
  't/c',
  'rlu',
])

/** One spelling per unit: no blanks, small letters, `u` for micro; null when the unit is not one the judge knows. */
export function unitOf(text: string): string | null {
  const spelled = halfWidth(text).replace(/\s+/g, '').replace(/[µμ]/g, 'u').toLowerCase()
  return known.has(spelled) ? spelled : null
}

/** What a number in `from` is multiplied by to stand in `to` (spellings of `unitOf`); null when they are different things. */
export function factorBetween(from: string, to: string): Big | null {
  if (from === to) return new Big(1)
  const numerator = massFraction.get(from)
  const denominator = massFraction.get(to)
  return numerator === undefined || denominator === undefined ? null : new Big(numerator).div(denominator)
}

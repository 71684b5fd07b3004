/** Units: which spellings are one unit, and the only conversions the judge makes. */
import Big from 'big.js'
import { halfWidth } from './decimal.ts'

/** Exact by definition of the prefixes: always converted. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['ug/kg', '0.001'],
  ['mg/kg', '1'],
  ['g/kg', '1000'],
])

/**
 * Exact as well, but only where a rule of the pack declares it: makers print mg/kg beside numbers in mg/100 g (挥发性盐基氮), and a
 * percentage may be an inhibition. In mg/kg. A volume (mg/L) is never a mass.
 */
const massFractions: ReadonlyMap<string, string> = new Map([
  ...prefixes,
  ['ng/g', '0.001'],
  ['mg/100g', '10'],
  ['mg/g', '1000'],
  ['g/100g', '10000'],
  ['%', '10000'],
])

/** A concentration in the extract times mL of extract per g of food is an amount in the food. */
const extracts: ReadonlyMap<string, string> = new Map([
  ['g/l', 'g/kg'],
  ['mg/l', 'mg/kg'],
  ['ug/l', 'ug/kg'],
  ['ng/ml', 'ug/kg'],
])

/** Signals and shares of a signal: nothing that was diluted can be found again by multiplying them. */
const signals: ReadonlySet<string> = new Set(['%', 't/c', 'rlu'])

const known: ReadonlySet<string> = new Set([
  ...massFractions.keys(),
  ...extracts.keys(),
  'mg/100ml',
  'g/100ml',
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
  return from === to ? new Big(1) : step(prefixes, from, to)
}

/** The same for a unit that a rule declares beside its own. */
export function declaredFactor(from: string, to: string): Big | null {
  return factorBetween(from, to) ?? step(massFractions, from, to)
}

function step(units: ReadonlyMap<string, string>, from: string, to: string): Big | null {
  const numerator = units.get(from)
  const denominator = units.get(to)
  return numerator === undefined || denominator === undefined ? null : new Big(numerator).div(denominator)
}

/** The food's unit of an extract's (`mg/L`: `mg/kg`); null for a unit that is no extract's. */
export function foodUnitOf(raw: string): string | null {
  return extracts.get(raw) ?? null
}

/** A signal or a share of one (`%`, `T/C`): no amount. */
export function isSignal(unit: string): boolean {
  return signals.has(unit)
}

/** May a value in `raw`, multiplied by its dilution, stand in `final`? The same unit, or an extract's and its food's. */
export function dilutesInto(raw: string, final: string): boolean {
  return !signals.has(raw) && (raw === final || extracts.get(raw) === final)
}

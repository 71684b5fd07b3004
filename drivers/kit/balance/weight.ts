/** What balances share: the units they print, a number with its sign, and a weight as a reading. */
import { type Outcome, reading } from '#core/reading/reading.ts'

/** As printed by the makers' balances; upper case where a maker prints it so. */
const massUnits = 'g kg mg ug ct lb oz ozt t tl mom dwt GN gn tael KG G LB OZ'.split(' ')
const countUnits = ['pcs', 'PCS', 'PC', 'pc']

export const balanceUnits: readonly string[] = [...massUnits, ...countUnits, '%']

export function isMass(unit: string): boolean {
  return massUnits.includes(unit)
}

/** Characters: the columns of most print-outs. */
const WIDEST_UNIT = 3

/** The unit such a balance prints for a simulated reading: its own where the reading has none that a balance knows. */
export function unitFor(unit: string | null, otherwise: string): string {
  return unit !== null && balanceUnits.includes(unit) && unit.length <= WIDEST_UNIT ? unit : otherwise
}

/** A balance also counts pieces and shows percent of a reference; nothing else of it is a weight. */
export function itemOfUnit(unit: string): string {
  if (countUnits.includes(unit)) return '件数'
  return unit === '%' ? '百分比' : '重量'
}

export interface Weight {
  /** As sent, sign and zeros included; blanks between sign and digits are gone. */
  readonly value: string
  readonly unit: string
  /** The device's own word about it: `GS`, `NT`, `N`, `HI`. */
  readonly flag?: string | null
  readonly measuredAt?: string | null
}

/** Null for a unit no balance prints: bytes were lost or changed on the way. */
export function weighed({ value, unit, flag = null, measuredAt = null }: Weight): Outcome | null {
  if (!balanceUnits.includes(unit)) return null
  return reading({ item: itemOfUnit(unit), value, unit, flag, measuredAt })
}

/** `-   12.3` is `-12.3`; null when it is no number. */
export function digitsOf(text: string): string | null {
  const found = /^ *([+-]?) *(\d+(?:\.\d+)?) *$/.exec(text)
  return found === null ? null : `${found[1]}${found[2]}`
}

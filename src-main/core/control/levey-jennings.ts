/** 质控图 (Levey-Jennings): mean and standard deviation of a control, and the rules that say when a run leaves them. */
import Big from 'big.js'

/** The usual number of first values that mean and deviation are taken from. From memory, in no source of the product's. */
export const BASELINE = 20

/**
 * Westgard's rules, from memory and unconfirmed: shown as advice, they block nothing. 1-2s warns; the rest reject. R-4s compares
 * two neighbours of the series, because a room seldom runs two controls at once.
 */
export const westgardRules = ['1-2s', '1-3s', '2-2s', 'R-4s', '4-1s', '10x'] as const
export type WestgardRule = (typeof westgardRules)[number]

export interface Bands {
  /** Decimal text, in the control's unit. */
  readonly mean: string
  readonly sd: string
  readonly from: 'target' | 'first-values'
}

export interface ChartPoint {
  readonly value: string
  /** Deviations from the mean, two decimals; null while there are no bands. */
  readonly z: string | null
  readonly rules: readonly WestgardRule[]
  readonly state: 'baseline' | 'ok' | 'warn' | 'reject'
}

export interface Chart {
  /** Null: fewer than 20 values and no target, or all of them equal. */
  readonly bands: Bands | null
  readonly points: readonly ChartPoint[]
}

export interface Target {
  readonly mean: string
  readonly sd: string
}

/** `values` of one control, item and channel in one unit, oldest first, decimal text. Values that gave the bands are not held against them. */
export function chartOf(values: readonly string[], target: Target | null = null): Chart {
  const numbers = values.map((value) => new Big(value))
  const bands = target === null ? bandsOfFirst(numbers) : { ...target, from: 'target' as const }
  if (bands === null || new Big(bands.sd).lte(0)) {
    return { bands: null, points: values.map((value) => ({ value, z: null, rules: [], state: 'baseline' })) }
  }
  const [mean, sd] = [new Big(bands.mean), new Big(bands.sd)]
  // In multiples of the deviation without dividing by it: d > 2s is exact where z > 2 is rounded.
  const away = numbers.map((number) => number.minus(mean))
  const judgedFrom = bands.from === 'target' ? 0 : BASELINE
  const points = values.map((value, index): ChartPoint => {
    const z = (away[index] ?? new Big(0)).div(sd).toFixed(2)
    if (index < judgedFrom) return { value, z, rules: [], state: 'baseline' }
    const rules = rulesBroken(away.slice(judgedFrom, index + 1), sd)
    const state = rules.length === 0 ? 'ok' : rules.every((rule) => rule === '1-2s') ? 'warn' : 'reject'
    return { value, z, rules, state }
  })
  return { bands, points }
}

/** Mean and sample deviation (n - 1) of the first 20; null before there are 20. */
function bandsOfFirst(numbers: readonly Big[]): Bands | null {
  const first = numbers.slice(0, BASELINE)
  if (first.length < BASELINE) return null
  const mean = first.reduce((sum, one) => sum.plus(one), new Big(0)).div(BASELINE)
  const squares = first.reduce((sum, one) => sum.plus(one.minus(mean).pow(2)), new Big(0))
  const sd = squares.div(BASELINE - 1).sqrt()
  return { mean: mean.round(6).toFixed(), sd: sd.round(6).toFixed(), from: 'first-values' }
}

/** `away`: distances from the mean up to and with the point in question. */
function rulesBroken(away: readonly Big[], sd: Big): readonly WestgardRule[] {
  const last = (count: number) => away.slice(-count)
  const beyond = (count: number, times: number) => {
    const run = last(count)
    return run.length === count && (run.every((d) => d.gt(sd.times(times))) || run.every((d) => d.lt(sd.times(-times))))
  }
  const [point, before] = [away.at(-1), away.at(-2)]
  const broken: Readonly<Record<WestgardRule, boolean>> = {
    '1-2s': point?.abs().gt(sd.times(2)) ?? false,
    '1-3s': point?.abs().gt(sd.times(3)) ?? false,
    '2-2s': beyond(2, 2),
    'R-4s': point !== undefined && before !== undefined && isRange(point, before, sd),
    '4-1s': beyond(4, 1),
    '10x': beyond(10, 0),
  }
  return westgardRules.filter((rule) => broken[rule])
}

/** One beyond +2s and its neighbour beyond -2s. */
function isRange(a: Big, b: Big, sd: Big): boolean {
  const two = sd.times(2)
  return (a.gt(two) && b.lt(two.neg())) || (b.gt(two) && a.lt(two.neg()))
}

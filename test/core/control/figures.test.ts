/** The numbers of quality control: parallel tests, the 2x2 table, the chart and its rules. Expected values were worked out by hand. */
import { describe, expect, test } from 'vitest'
import { blindFigures, twoByTwo } from '#core/control/blind.ts'
import { BASELINE, chartOf, type WestgardRule } from '#core/control/levey-jennings.ts'
import { compareParallel } from '#core/control/parallel.ts'
import { verdicts } from '#core/judge/verdict.ts'

describe('parallel tests', () => {
  const of = (value: string, verdict: (typeof verdicts)[number] = 'negative', unit: string | null = '%') => ({
    value,
    unit,
    verdict,
  })
  test('difference and relative difference are exact', () => {
    expect(compareParallel(of('10.1'), of('9.9'))).toEqual({ agree: true, difference: '0.2', relative: '2.00' })
    expect(compareParallel(of('49.9'), of('50.0', 'positive'))).toMatchObject({ agree: false, difference: '0.1' })
  })
  test('no number where there is none to say', () => {
    expect(compareParallel(of('1'), of('-1'))).toEqual({ agree: true, difference: '2', relative: null })
    expect(compareParallel(of('阴性'), of('阴性'))).toEqual({ agree: true, difference: null, relative: null })
    expect(compareParallel(of('1'), of('1', 'negative', 'mg/kg'))).toMatchObject({ difference: null, relative: null })
    expect(compareParallel(of('1', 'invalid'), of('1', 'invalid')).agree).toBe(false)
  })
})

describe('the 2x2 table', () => {
  test('a worked example: 10 of 12 and 32 of 36 (the study of GB/T 5009.199)', () => {
    const figures = blindFigures({ n11: 10, n12: 2, n21: 4, n22: 32 })
    expect(figures).toEqual({
      sensitivity: '83.33',
      specificity: '88.89',
      falseNegative: '16.67',
      falsePositive: '11.11',
      accuracy: '87.50',
      // (|2 - 4| - 1)² / 6
      chiSquare: '0.1667',
      differs: false,
    })
  })
  test('chi-square beyond 3.84 says that they differ', () => {
    // (|10 - 1| - 1)² / 11 = 5.8182
    expect(blindFigures({ n11: 5, n12: 10, n21: 1, n22: 5 })).toMatchObject({ chiSquare: '5.8182', differs: true })
    // As the formula stands: (|1 - 1| - 1)² / 2
    expect(blindFigures({ n11: 5, n12: 1, n21: 1, n22: 5 })).toMatchObject({ chiSquare: '0.5000', differs: false })
  })
  test('what divides by nothing is nothing', () => {
    expect(Object.values(blindFigures({ n11: 0, n12: 0, n21: 0, n22: 0 }))).toEqual(Array(7).fill(null))
    expect(blindFigures({ n11: 3, n12: 0, n21: 0, n22: 0 })).toMatchObject({
      sensitivity: '100.00',
      specificity: null,
      falsePositive: null,
      chiSquare: null,
    })
  })
  test('only negative and positive are in a cell', () => {
    const pairs = verdicts.flatMap((verdict) => [
      { truth: 'positive' as const, verdict },
      { truth: 'negative' as const, verdict },
    ])
    expect(twoByTwo(pairs)).toEqual({ n11: 1, n12: 1, n21: 1, n22: 1 })
  })
})

describe('the control chart', () => {
  const target = { mean: '100', sd: '10' }
  const rulesOf = (...values: string[]) => chartOf(values, target).points.at(-1)?.rules

  test.each<[string, readonly string[], readonly WestgardRule[]]>([
    ['on +2s', ['120'], []],
    ['beyond +2s', ['120.01'], ['1-2s']],
    ['on -3s', ['70'], ['1-2s']],
    ['beyond -3s', ['69.99'], ['1-2s', '1-3s']],
    ['two beyond +2s', ['121', '121'], ['1-2s', '2-2s']],
    ['one beyond each side', ['121', '79'], ['1-2s', 'R-4s']],
    ['two beyond 2s, opposite, is not 2-2s', ['79', '121'], ['1-2s', 'R-4s']],
    ['four beyond +1s', ['111', '111', '111', '111'], ['4-1s']],
    ['three beyond +1s', ['100', '111', '111', '111'], []],
    ['ten on one side', Array(10).fill('99'), ['10x']],
    ['nine on one side', ['100', ...Array(9).fill('99')], []],
  ])('%s', (_name, values, rules) => {
    expect(rulesOf(...values)).toEqual(rules)
  })

  test('1-2s alone warns, the rest reject', () => {
    expect(chartOf(['100', '121', '131'], target).points.map(({ state }) => state)).toEqual(['ok', 'warn', 'reject'])
  })

  test('bands come from the first twenty, which are not held against them', () => {
    const first = Array.from({ length: BASELINE }, (_, index) => (index % 2 === 0 ? '9' : '11'))
    const { bands, points } = chartOf([...first, '10', '14'])
    // Sum of squares 20, n - 1 = 19: sqrt(20/19) = 1.025978
    expect(bands).toEqual({ mean: '10', sd: '1.025978', from: 'first-values' })
    expect(points.slice(0, BASELINE).every(({ state }) => state === 'baseline')).toBe(true)
    expect(points.slice(BASELINE).map(({ state }) => state)).toEqual(['ok', 'reject'])
    expect(points.at(-1)).toMatchObject({ z: '3.90', rules: ['1-2s', '1-3s'] })
  })

  test('no bands before twenty values, nor when all are equal', () => {
    expect(chartOf(Array(BASELINE - 1).fill('9')).bands).toBeNull()
    expect(chartOf(Array(BASELINE + 1).fill('9'))).toMatchObject({ bands: null, points: { length: BASELINE + 1 } })
    expect(chartOf([]).points).toEqual([])
  })
})

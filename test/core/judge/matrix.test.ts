/** The closed matrix of limit and result, a cell a case, against a pack made for it. */
import { describe, expect, test } from 'vitest'
import type { CardSignal } from '#core/judge/card.ts'
import { judge } from '#core/judge/judge.ts'
import type { Question, Verdict } from '#core/judge/verdict.ts'
import { packOf, question } from './support.ts'

type Cell = readonly [limit: string, result: string, asked: Partial<Question>, verdict: Verdict]

const limits = {
  max: { kind: 'max', value: '5', unit: 'mg/kg' },
  below: { kind: 'below', value: '5', unit: 'mg/kg' },
  min: { kind: 'min', value: '5', unit: 'mg/kg' },
  absent: { kind: 'not-detected', unit: 'mg/kg', lod: '5' },
  absentUnknown: { kind: 'not-detected', unit: 'mg/kg' },
  none: { kind: 'none', unit: 'mg/kg' },
} as const

const columns = {
  under: { value: '4.99' },
  equal: { value: '5.00' },
  above: { value: '5.01' },
  nothing: { qualitative: '未检出' },
  detected: { qualitative: '检出' },
  invalid: { qualitative: '无效' },
  empty: {},
  blank: { value: '  ', qualitative: '' },
  suspect: { qualitative: '可疑' },
  /** A card's words: its own cut-off speaks. */
  cardNegative: { method: '胶体金', qualitative: '阴性' },
  cardPositive: { method: '胶体金', qualitative: '阳性' },
  /** The same word under a method that gives numbers says too little. */
  positive: { qualitative: '阳性' },
  lessThan: { value: '<4.99', lod: '4.99' },
  lessThanUnknown: { value: '<6' },
  otherUnit: { value: '1', unit: 'mg/L' },
  /** C0 x 2: the number as read stands on the other side of the limit than the one that is compared. */
  dilutedUnder: { value: '2.495', dilution: '2' },
  dilutedEqual: { value: '2.500', dilution: '2' },
  dilutedAbove: { value: '2.505', dilution: '2' },
  extractEqual: { value: '0.05', unit: 'mg/L', dilution: '100', finalUnit: 'mg/kg' },
  extractWithoutFactor: { value: '0.05', unit: 'mg/L', finalUnit: 'mg/kg' },
  factorUnreadable: { value: '1', dilution: 'x' },
  factorZero: { value: '1', dilution: '0' },
  lineNegative: { method: '胶体金', card: card({}) },
  linePositive: { method: '胶体金', card: card({ t: '0.1' }) },
  lineSuspect: { method: '胶体金', card: card({ t: '0.85' }) },
  lineInvalid: { method: '胶体金', card: card({ c: '0.1', t: '9' }) },
  lineWithoutThresholds: { method: '胶体金', card: card({ positiveUpTo: '' }) },
  lineAgainstWord: { method: '胶体金', qualitative: '阳性', card: card({}) },
  lineOfAmount: { card: card({}) },
} as const

function card(change: Partial<CardSignal>): CardSignal {
  const bands = { invalidUpTo: '0.2', positiveUpTo: '0.8', negativeFrom: '0.9' }
  return { scheme: 'competitive-t/c', c: '1', t: '0.95', ...bands, reader: 'R-7', lot: 'L26', ...change }
}

const rows: Record<keyof typeof limits, Record<keyof typeof columns, Verdict>> = {
  max: row('negative', 'negative', 'positive', 'negative', 'undecided', {}),
  below: row('negative', 'positive', 'positive', 'negative', 'undecided', {}),
  min: row('positive', 'negative', 'negative', 'undecided', 'undecided', {
    cardNegative: 'undecided',
    cardPositive: 'undecided',
    lessThan: 'undecided',
    lineNegative: 'undecided',
    linePositive: 'undecided',
  }),
  absent: row('negative', 'positive', 'positive', 'negative', 'positive', { positive: 'positive' }),
  absentUnknown: row('undecided', 'undecided', 'undecided', 'negative', 'positive', { positive: 'positive' }),
  none: row('undecided', 'undecided', 'undecided', 'negative', 'undecided', {
    cardPositive: 'undecided',
    linePositive: 'undecided',
  }),
}

function row(
  under: Verdict,
  equal: Verdict,
  above: Verdict,
  nothing: Verdict,
  detected: Verdict,
  unlike: Partial<Record<keyof typeof columns, Verdict>>,
) {
  const always = { invalid: 'invalid', empty: 'undecided', blank: 'undecided', suspect: 'suspect' } as const
  const mostly = {
    cardNegative: 'negative',
    cardPositive: 'positive',
    positive: 'undecided',
    lessThan: 'negative',
    lessThanUnknown: 'undecided',
    otherUnit: 'undecided',
    dilutedUnder: under,
    dilutedEqual: equal,
    dilutedAbove: above,
    extractEqual: equal,
    extractWithoutFactor: 'undecided',
    factorUnreadable: 'undecided',
    factorZero: 'undecided',
    lineNegative: 'negative',
    linePositive: 'positive',
    lineSuspect: 'suspect',
    lineInvalid: 'invalid',
    lineWithoutThresholds: 'undecided',
    lineAgainstWord: 'undecided',
    lineOfAmount: 'undecided',
  } as const
  return { under, equal, above, nothing, detected, ...always, ...mostly, ...unlike }
}

const cells: readonly Cell[] = Object.entries(rows).flatMap(([limit, verdicts]) =>
  Object.entries(verdicts).map(
    ([result, verdict]) => [limit, result, columns[result as keyof typeof columns], verdict] as const,
  ),
)

describe('the closed matrix', () => {
  test.each(cells)('%s, %s', (limit, _result, asked, verdict) => {
    const pack = packOf({ limit: limits[limit as keyof typeof limits] })
    const judged = judge(question({ unit: 'mg/kg', ...asked }), pack)
    expect(judged.verdict).toBe(verdict)
    expect(judged.basis?.rule).toBe('r1')
  })

  test('an empty result says that there is none', () => {
    expect(judge(question(), packOf({ limit: limits.max })).reason).toBe('no-result')
  })

  test('a result in the value field is a word too', () => {
    const pack = packOf({ limit: limits.absentUnknown })
    expect(judge(question({ value: '阳性' }), pack).verdict).toBe('positive')
    expect(judge(question({ value: ' 未检出 ' }), pack).verdict).toBe('negative')
    expect(judge(question({ value: '合格' }), pack).reason).toBe('value-unreadable: 合格')
  })
})

describe('the day of sampling', () => {
  const pack = packOf(
    {
      limit: { kind: 'max', value: '10', unit: 'mg/kg' },
      standard: 'S-2010',
      effectiveFrom: '2010-01-01',
      effectiveTo: '2019-12-31',
    },
    { limit: limits.max },
  )
  test.each([
    ['2009-12-31', 'undecided', undefined],
    ['2010-01-01', 'negative', 'r1'],
    ['2019-12-31', 'negative', 'r1'],
    ['2020-01-01', 'positive', 'r2'],
  ])('%s: %s', (sampledOn, verdict, rule) => {
    const judged = judge(question({ value: '7', unit: 'mg/kg', sampledOn }), pack)
    expect([judged.verdict, judged.basis?.rule]).toEqual([verdict, rule])
  })
})

describe('the basis', () => {
  test('keeps the number as it was read and as it was compared', () => {
    const { basis } = judge(
      question({ value: '0.05', unit: 'mg/L', dilution: '100', finalUnit: 'mg/kg' }),
      packOf({ limit: limits.max }),
    )
    expect(basis?.compared).toEqual({ raw: '0.05', rawUnit: 'mg/L', dilution: '100', final: '5', finalUnit: 'mg/kg' })
  })

  test('is a snapshot of rule, pack and edition', () => {
    const { basis } = judge(question({ value: '1', unit: 'mg/kg' }), packOf({ limit: limits.max, clause: '4.1' }))
    expect(basis).toEqual({
      pack: 'test',
      packVersion: '1',
      rule: 'r1',
      standard: 'S-2020',
      clause: '4.1',
      limit: '≤ 5 mg/kg',
      evidence: 'weak',
      effectiveFrom: '2020-01-01',
      effectiveTo: null,
    })
  })

  test.each([
    ['below', '< 5 mg/kg'],
    ['min', '≥ 5 mg/kg'],
    ['absent', 'not detected'],
    ['none', 'no limit'],
  ] as const)('of %s reads %s', (limit, text) => {
    expect(judge(question(), packOf({ limit: limits[limit] })).basis?.limit).toBe(text)
  })
})

/** The conditions of a test: every code at its edge, every level, overrides, and what they make of a judgement. */
import { describe, expect, test } from 'vitest'
import {
  type Circumstances,
  type Finding,
  findingsOf,
  type LotFacts,
  overridden,
  underFindings,
} from '#core/control/conditions.ts'
import {
  conditionCodes,
  levels,
  missingBlank,
  needsPlateBlank,
  standardPolicy,
  verifiedBlanks,
} from '#core/control/policy.ts'
import { demoPack } from '#core/judge/packs/demo.ts'
import type { Judgement } from '#core/judge/verdict.ts'
import { momentOf } from '#core/time.ts'

const lot: LotFacts = {
  kit: '农残速测试剂',
  lot: 'L1',
  expiresOn: '2026-03-02',
  openedOn: '2026-02-23',
  openedLifeDays: 7,
  bufferLot: 'B1',
  bufferInUse: 'B1',
}
const fine: Circumstances = {
  item: '有机磷和氨基甲酸酯类',
  method: 'GB/T 5009.199-2003',
  at: momentOf(Date.UTC(2026, 2, 2, 0, 0)),
  controls: { blank: 'valid', positiveControl: 'valid' },
  onPlate: false,
  lot,
  operator: { name: '王敏', onRecord: true, trainedUntil: '2026-03-02', certificateUntil: null },
  calibratedUntil: '2026-03-02',
  window: 'inside',
}
const codesOf = (around: Partial<Circumstances>) =>
  findingsOf({ ...fine, ...around }, standardPolicy).map(({ code }) => code)

test('on the last day of everything nothing is wrong', () => {
  expect(codesOf({})).toEqual([])
  expect(codesOf({ operator: null, calibratedUntil: null, window: null })).toEqual([])
})

test.each([
  ['blank-missing', { controls: { blank: 'missing', positiveControl: 'valid' } }],
  ['blank-missing', { controls: { blank: 'unread', positiveControl: 'valid' } }],
  ['plate-blank-missing', { onPlate: true, controls: { blank: 'missing', positiveControl: 'valid' } }],
  ['plate-blank-missing', { onPlate: true, controls: { blank: 'unread', positiveControl: 'valid' } }],
  ['blank-failed', { onPlate: true, controls: { blank: 'failed', positiveControl: 'valid' } }],
  ['blank-failed', { controls: { blank: 'failed', positiveControl: 'valid' } }],
  ['positive-control-failed', { controls: { blank: 'valid', positiveControl: 'failed' } }],
  ['kit-unknown', { lot: null }],
  ['kit-expired', { lot: { ...lot, expiresOn: '2026-03-01' } }],
  ['kit-open-too-long', { lot: { ...lot, openedLifeDays: 6 } }],
  ['buffer-mismatch', { lot: { ...lot, bufferInUse: 'B2' } }],
  ['outside-window', { window: 'late' }],
  ['outside-window', { window: 'early' }],
  [
    'operator-untrained',
    { operator: { name: '王敏', onRecord: true, trainedUntil: '2026-03-01', certificateUntil: null } },
  ],
  ['operator-untrained', { operator: { name: '王敏', onRecord: true, trainedUntil: null, certificateUntil: null } }],
  ['operator-untrained', { operator: { name: '新人', onRecord: false, trainedUntil: null, certificateUntil: null } }],
  [
    'operator-untrained',
    { operator: { name: '王敏', onRecord: true, trainedUntil: '2027-01-01', certificateUntil: '2026-03-01' } },
  ],
  ['instrument-overdue', { calibratedUntil: '2026-03-01' }],
] as [string, Partial<Circumstances>][])('%s, and nothing else', (code, around) => {
  expect(codesOf(around)).toEqual([code])
})

test('every code obeys its level', () => {
  const worst: Circumstances = {
    ...fine,
    controls: { blank: 'failed', positiveControl: 'failed' },
    lot: { ...lot, expiresOn: '2020-01-01', openedLifeDays: 1, bufferInUse: 'B9' },
    operator: { name: '新人', onRecord: false, trainedUntil: null, certificateUntil: null },
    calibratedUntil: '2020-01-01',
    window: 'late',
  }
  for (const level of levels) {
    const conditions = Object.fromEntries(
      conditionCodes.map((code) => [code, level]),
    ) as typeof standardPolicy.conditions
    const found = findingsOf(worst, { ...standardPolicy, conditions })
    expect(found.map(({ level: at }) => at)).toEqual(level === 'off' ? [] : Array(8).fill(level))
  }
})

describe('whether a blank is needed', () => {
  test('required only where a source demands it', () => {
    const level = (item: string, method: string) => missingBlank(standardPolicy, item, method, false).level
    expect(level('挥发性盐基氮', '分光光度法')).toBe('block')
    expect(level('有机磷和氨基甲酸酯类', 'GB/T 5009.199-2003')).toBe('warn')
    expect(verifiedBlanks.every(({ source }) => source !== '')).toBe(true)
  })
  test('a rule for the method beats the one for any', () => {
    const blanks = [
      { item: 'X', method: null, level: 'required', source: '' },
      { item: 'X', method: 'M', level: 'off', source: '' },
    ] as const
    const policy = { ...standardPolicy, blanks }
    expect(missingBlank(policy, 'X', 'M', false).level).toBe('off')
    expect(missingBlank(policy, 'X', 'N', false).level).toBe('block')
    // What the room or a source says of an item is meant for its plates too.
    expect(missingBlank(policy, 'X', 'M', true)).toEqual({ code: 'blank-missing', level: 'off' })
  })
  test('a plate needs one, as long as the room has not said otherwise', () => {
    const of = (policy: typeof standardPolicy) =>
      missingBlank(policy, '有机磷和氨基甲酸酯类', 'GB/T 5009.199-2003', true)
    expect(of(standardPolicy)).toEqual({ code: 'plate-blank-missing', level: 'block' })
    const conditions = { ...standardPolicy.conditions, 'plate-blank-missing': 'warn' } as const
    expect(of({ ...standardPolicy, conditions })).toEqual({ code: 'plate-blank-missing', level: 'warn' })
  })
  test('not a plate of cards, which carry their own control line; a method nobody knows does', () => {
    expect(needsPlateBlank('胶体金免疫层析法', demoPack)).toBe(false)
    expect(needsPlateBlank('GB/T 5009.199-2003', demoPack)).toBe(true)
    expect(needsPlateBlank('', demoPack)).toBe(true)
  })
})

describe('what findings make of a judgement', () => {
  const judgement: Judgement = { verdict: 'negative', reason: 'within-limit: 12 < 50', basis: null }
  const block: Finding = { code: 'kit-expired', level: 'block', detail: '2026-03-01' }
  test('a block makes it 无效 and keeps what the value said', () => {
    expect(underFindings(judgement, [block])).toEqual({
      verdict: 'invalid',
      reason: 'control-blocked: kit-expired (negative, within-limit: 12 < 50)',
      basis: null,
    })
  })
  test('warnings and what was let pass leave it as it is', () => {
    const found: Finding[] = [
      { ...block, level: 'warn' },
      { ...block, level: 'overridden', by: '站长', why: '急' },
    ]
    expect(underFindings(judgement, found)).toBe(judgement)
  })
  test('an override lets pass only what it names, and keeps who and why', () => {
    const other: Finding = { code: 'instrument-overdue', level: 'block', detail: '2026-01-01' }
    const passed = overridden([block, other], [{ codes: ['kit-expired'], by: '站长', why: '备用批号在路上' }])
    expect(passed).toEqual([{ ...block, level: 'overridden', by: '站长', why: '备用批号在路上' }, other])
    expect(underFindings(judgement, passed).verdict).toBe('invalid')
  })
})

test('from the first day a plate without a blank, a failed control, a late card and a reagent that is over block; papers of people and instruments warn', () => {
  const blocking = conditionCodes.filter((code) => standardPolicy.conditions[code] === 'block')
  expect(blocking).toEqual([
    'plate-blank-missing',
    'blank-failed',
    'positive-control-failed',
    'kit-expired',
    'kit-open-too-long',
    'buffer-mismatch',
    'outside-window',
  ])
  expect(conditionCodes.filter((code) => standardPolicy.conditions[code] === 'off')).toEqual([])
})

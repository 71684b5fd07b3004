/** The conditions of a test: every code at its edge, every level, overrides, and what they make of a judgement. */
import { describe, expect, test } from 'vitest'
import {
  type Circumstances,
  type Finding,
  findingsOf,
  type LotFacts,
  lacksBlank,
  overridden,
  underFindings,
} from '#core/control/conditions.ts'
import {
  carriesOwnLine,
  conditionCodes,
  levels,
  missingBlank,
  policyFrom,
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
  ownLine: false,
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
  const asked = { item: '有机磷和氨基甲酸酯类', method: 'GB/T 5009.199-2003', ownLine: false }
  const required = { item: 'X', method: null, level: 'required', source: '' } as const
  const allowed = (level: 'warn' | 'off') => ({
    ...standardPolicy,
    conditions: { ...standardPolicy.conditions, 'blank-missing': level },
  })

  test('every item needs one, until the room says otherwise', () => {
    expect(missingBlank(standardPolicy, asked)).toBe('block')
    expect(missingBlank(standardPolicy, { ...asked, item: '', method: '' })).toBe('block')
    expect(missingBlank(allowed('warn'), asked)).toBe('warn')
    expect(missingBlank(allowed('off'), asked)).toBe('off')
  })
  test('what a source demands stays required where the room lets other items be', () => {
    expect(missingBlank(allowed('warn'), { ...asked, item: '挥发性盐基氮', method: '分光光度法' })).toBe('block')
    expect(verifiedBlanks.every(({ source }) => source !== '')).toBe(true)
  })
  test('a card or strip carries its own control line: it is said at most, unless a rule names the item', () => {
    const card = { item: 'X', method: '胶体金免疫层析法', ownLine: true }
    expect(missingBlank(standardPolicy, card)).toBe('warn')
    expect(missingBlank(allowed('off'), card)).toBe('off')
    expect(missingBlank({ ...standardPolicy, blanks: [required] }, card)).toBe('block')
    expect(carriesOwnLine('胶体金免疫层析法', demoPack)).toBe(true)
    expect(carriesOwnLine('GB/T 5009.199-2003', demoPack)).toBe(false)
    expect(carriesOwnLine('没有人知道的方法', demoPack)).toBe(false)
    expect(carriesOwnLine('', demoPack)).toBe(false)
  })
  test('none where nothing is mixed: a probe in the oil', () => {
    expect(missingBlank(standardPolicy, { item: '极性组分', method: '', ownLine: false })).toBe('off')
  })
  test('a rule for the method beats the one for any', () => {
    const blanks = [required, { item: 'X', method: 'M', level: 'off', source: '' }] as const
    const policy = { ...standardPolicy, blanks }
    expect(missingBlank(policy, { item: 'X', method: 'M', ownLine: false })).toBe('off')
    expect(missingBlank(policy, { item: 'X', method: 'N', ownLine: false })).toBe('block')
  })
})

test.each([
  ['blank-missing', 'block', true],
  ['blank-failed', 'block', true],
  ['blank-missing', 'warn', false],
  ['blank-missing', 'overridden', false],
  ['kit-expired', 'block', false],
] as const)('%s at %s: for want of a blank %s', (code, level, lacks) => {
  expect(lacksBlank([{ code, level, detail: '' }])).toBe(lacks)
})

describe('a policy of an earlier version', () => {
  const read = (conditions: Record<string, string>) =>
    policyFrom({ conditions: conditions as unknown as typeof standardPolicy.conditions }).conditions
  test.each([
    ['warn', 'block', 'block'],
    ['block', 'warn', 'block'],
    ['off', 'warn', 'warn'],
    ['warn', 'off', 'warn'],
    ['off', 'off', 'off'],
  ])('single %s, plate %s: %s for both', (single, plate, both) => {
    expect(read({ 'blank-missing': single, 'plate-blank-missing': plate })['blank-missing']).toBe(both)
  })
  test('what it never said is as usual, what nobody knows is left out', () => {
    expect(read({ 'blank-missing': 'warn' })['blank-missing']).toBe('warn')
    expect(read({ 'plate-blank-missing': 'off' })['blank-missing']).toBe('block')
    expect(read({ 'kit-unknown': 'block', 'of-another-time': 'off' })).toEqual({
      ...standardPolicy.conditions,
      'kit-unknown': 'block',
    })
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

test('from the first day a batch without a blank, a failed control, a late card and a reagent that is over block; papers of people and instruments warn', () => {
  const blocking = conditionCodes.filter((code) => standardPolicy.conditions[code] === 'block')
  expect(blocking).toEqual([
    'blank-missing',
    'blank-failed',
    'positive-control-failed',
    'kit-expired',
    'kit-open-too-long',
    'buffer-mismatch',
    'outside-window',
  ])
  expect(conditionCodes.filter((code) => standardPolicy.conditions[code] === 'off')).toEqual([])
})

/** Controls: which kind, passed or not, and what they vouch for at a moment. */
import { describe, expect, test } from 'vitest'
import { type ControlRun, controlsAt } from '#core/control/batch.ts'
import { controlKindOf } from '#core/control/kind.ts'
import { controlOutcome, judgeControl } from '#core/control/outcome.ts'
import { defaultPack } from '#core/judge/packs/default.ts'
import { verdicts } from '#core/judge/verdict.ts'
import { sampleKinds } from '#core/sample/sample.ts'
import { momentOf } from '#core/time.ts'

const nothing: Parameters<typeof controlKindOf>[1] = { sampleNo: null, channel: null, foodHint: null, control: false }
const ran = (kind: ControlRun['kind'], outcome: ControlRun['outcome'], minute = 0): ControlRun => ({
  kind,
  outcome,
  at: momentOf(Date.UTC(2026, 2, 2, 0, minute)),
})

test('the kind of a control is its sample’s, else the analyzer’s own words, else unsaid', () => {
  for (const kind of sampleKinds)
    expect(controlKindOf(kind, { ...nothing, control: false })).toBe(kind === 'ordinary' ? null : kind)
  const said = (words: Partial<typeof nothing>) => controlKindOf(null, { ...nothing, control: true, ...words })
  expect(said({ sampleNo: '空白1' })).toBe('blank')
  expect(said({ channel: '对照' })).toBe('blank')
  expect(said({ channel: '0' })).toBe('blank')
  expect(said({ sampleNo: '阳性对照' })).toBe('positive-control')
  expect(said({ sampleNo: 'QC7' })).toBe('unsaid')
  expect(controlKindOf(null, { ...nothing, sampleNo: '空白' })).toBeNull()
})

test('a blank passes only as negative, a positive control only as positive; undecided vouches for nothing', () => {
  expect(verdicts.map((verdict) => controlOutcome('blank', verdict))).toEqual([
    'passed',
    'failed',
    'failed',
    'failed',
    'unread',
  ])
  expect(verdicts.map((verdict) => controlOutcome('positive-control', verdict))).toEqual([
    'failed',
    'passed',
    'failed',
    'failed',
    'unread',
  ])
  for (const kind of ['parallel', 'blind', 'training', 'unsaid'] as const)
    expect(controlOutcome(kind, 'negative')).toBe('kept')
})

describe('a control is judged by its item’s rules, whatever it is called', () => {
  const question = {
    item: '有机磷和氨基甲酸酯类',
    food: '空白对照',
    method: 'GB/T 5009.199-2003',
    sampledOn: '2026-03-02',
    unit: '%',
  }
  test.each([
    ['3.20', 'negative'],
    ['49.99', 'negative'],
    ['50.00', 'positive'],
    ['----', 'undecided'],
  ])('%s is %s', (value, verdict) => {
    expect(judgeControl({ ...question, value }, defaultPack).verdict).toBe(verdict)
  })
  test('an item nobody knows stays undecided', () => {
    expect(judgeControl({ ...question, item: '不存在', value: '1' }, defaultPack).verdict).toBe('undecided')
  })
  test('a named food is asked by its own rule', () => {
    expect(judgeControl({ ...question, food: '菠菜', value: '60' }, defaultPack).verdict).toBe('positive')
  })
})

test('the newest control before the test speaks', () => {
  expect(controlsAt([])).toEqual({ blank: 'missing', positiveControl: 'missing' })
  expect(controlsAt([ran('blank', 'passed')]).blank).toBe('valid')
  expect(controlsAt([ran('blank', 'passed'), ran('blank', 'failed', 1)]).blank).toBe('failed')
  expect(controlsAt([ran('blank', 'failed'), ran('blank', 'passed', 1)]).blank).toBe('valid')
  expect(controlsAt([ran('blank', 'unread')]).blank).toBe('unread')
  expect(controlsAt([ran('unsaid', 'kept'), ran('parallel', 'kept')]).blank).toBe('missing')
  expect(controlsAt([ran('positive-control', 'failed')])).toEqual({ blank: 'missing', positiveControl: 'failed' })
})

/** The days after a failure: three tests of the same stall, food and item, and the mark after three failures in a quarter. */
import { describe, expect, it } from 'vitest'
import {
  followUpsOf,
  quarterBounds,
  type StallTest,
  type StandingFailure,
  stallMarkOf,
  stoodAt,
} from '#core/failure/follow-up.ts'
import { failureStages } from '#core/failure/stage.ts'
import type { FailureId, StallId } from '#core/ids.ts'
import { type Moment, momentOf } from '#core/time.ts'
import { caseAt, minutes, steps, walk, ways } from './a-case.ts'

const at = (local: string): Moment => momentOf(Date.parse(`${local}:00+08:00`))
const stallId = 'A-12' as StallId
const failure: StandingFailure = {
  failureId: 'F1' as FailureId,
  stallId,
  food: '菠菜',
  item: '有机磷和氨基甲酸酯类',
  stoodAt: at('2026-03-30T23:30'),
}
const test = (local: string, said: Partial<StallTest> = {}): StallTest => ({
  stallId,
  food: failure.food,
  item: failure.item,
  at: at(local),
  verdict: 'negative',
  ...said,
})
const plan = (tests: readonly StallTest[], now: string, failures = [failure]) =>
  followUpsOf(failures, tests, at(now)).map(({ day, state }) => `${day} ${state}`)

describe('follow-up tests', () => {
  it('are planned for the three days at the site after the failure stood', () => {
    expect(plan([], '2026-03-30T23:50')).toEqual(['2026-03-31 ahead', '2026-04-01 ahead', '2026-04-02 ahead'])
    expect(plan([], '2026-04-01T00:00')).toEqual(['2026-03-31 missed', '2026-04-01 due', '2026-04-02 ahead'])
    expect(plan([], '2026-04-03T00:00').every((one) => one.endsWith('missed'))).toBe(true)
  })

  it('are done by a valid test of that stall, food and item on that day', () => {
    const state = (one: StallTest) => plan([one], '2026-04-01T12:00')[1]
    expect(state(test('2026-04-01T00:00'))).toBe('2026-04-01 done')
    expect(state(test('2026-04-01T23:59', { verdict: 'positive' }))).toBe('2026-04-01 done')
    for (const other of [
      test('2026-04-01T09:00', { verdict: 'invalid' }),
      test('2026-04-01T09:00', { verdict: 'undecided' }),
      test('2026-04-01T09:00', { food: '韭菜' }),
      test('2026-04-01T09:00', { item: '克百威' }),
      test('2026-04-01T09:00', { stallId: 'B-1' as StallId }),
      test('2026-04-02T00:00'),
    ])
      expect(state(other)).toBe('2026-04-01 due')
  })

  it('are asked once where two failures ask the same', () => {
    const again = { ...failure, failureId: 'F2' as FailureId, stoodAt: at('2026-03-31T10:00') }
    const planned = followUpsOf([again, failure], [], at('2026-04-01T08:00'))
    expect(planned.map(({ day, failureId }) => `${day} ${failureId}`)).toEqual([
      '2026-03-31 F1',
      '2026-04-01 F2',
      '2026-04-02 F2',
      '2026-04-03 F2',
    ])
  })
})

describe('a failure stands', () => {
  it('from the answer, the deadline or the laboratory, and never before', () => {
    const since = Object.fromEntries(failureStages.map((stage) => [stage, stoodAt(caseAt(stage))]))
    for (const stage of [
      'retest-due',
      'cleared',
      'notify-due',
      'objection-open',
      'referral-due',
      'referred',
      'released',
    ])
      expect(since[stage], stage).toBeNull()
    for (const stage of ['disposal-due', 'disposal-planned', 'disposed', 'closed'])
      expect(since[stage], stage).toEqual(minutes(40))
    expect(stoodAt(walk([...ways.referred, [steps.confirm, 320]]).state)).toEqual(minutes(320))
  })
})

describe('three failures in a quarter', () => {
  it('mark the stall; those of another quarter at the site do not count', () => {
    const now = at('2026-04-01T00:10')
    const [before, first, second, third] = [
      '2026-03-31T23:59',
      '2026-04-01T00:00',
      '2026-04-01T00:05',
      '2026-04-01T00:09',
    ].map(at)
    if (before === undefined || first === undefined || second === undefined || third === undefined) throw new Error()
    expect(stallMarkOf([before, first, second], now)).toEqual({ quarter: '2026Q2', failures: 2, marked: false })
    expect(stallMarkOf([before, first, second, third], now)).toEqual({ quarter: '2026Q2', failures: 3, marked: true })
    expect(quarterBounds(now)).toEqual({ from: '2026-03-31T16:00:00.000Z', until: '2026-06-30T16:00:00.000Z' })
    expect(quarterBounds(at('2026-12-31T23:00'))).toEqual({
      from: '2026-09-30T16:00:00.000Z',
      until: '2026-12-31T16:00:00.000Z',
    })
  })
})

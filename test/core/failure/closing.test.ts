/** What a case rests on, which clock runs, and what is still missing at each stage. */
import { describe, expect, it } from 'vitest'
import { dispositionOf, legalBasisOf, missingForClosing } from '#core/failure/closing.ts'
import { step } from '#core/failure/failure.ts'
import { type FailureStage, failureStages } from '#core/failure/stage.ts'
import { later } from '#core/time.ts'
import { caseAt, minutes, steps, walk, ways } from './a-case.ts'

const end = ['plan', 'disposal', 'balance', 'signers', 'supervisor', 'evidence']

describe('missing for closing', () => {
  it.each<[FailureStage, readonly string[]]>([
    ['retest-due', ['retests', 'notification', 'answer', 'basis', ...end]],
    ['notify-due', ['notification', 'answer', 'basis', ...end]],
    ['objection-open', ['answer', 'basis', ...end]],
    ['referral-due', ['referral', 'confirmation', 'basis', ...end]],
    ['referred', ['confirmation', 'basis', ...end]],
    ['disposal-due', end],
    ['disposal-planned', ['disposal', 'balance', 'signers', 'supervisor', 'evidence']],
    ['disposed', []],
    ['closed', []],
    ['cleared', []],
    ['released', []],
    ['withdrawn', []],
  ])('%s: %j', (stage, missing) => {
    expect(missingForClosing(caseAt(stage))).toEqual(missing)
  })
})

describe('the clock', () => {
  it('runs four hours from the signed receipt, not from the entry of it', () => {
    const late = step(caseAt('notify-due'), steps['serve-notice'], minutes(200), '王敏')
    expect(late).toMatchObject({
      state: {
        clock: {
          dueAt: later(steps['serve-notice'].receivedAt, 4 * 3_600_000),
          next: 'let-deadline-pass',
          basis: 'food-safety-law-88',
        },
      },
    })
  })

  it('shows the reported time of the disposal', () => {
    expect(caseAt('disposal-planned').clock).toEqual({
      dueAt: minutes(300),
      next: 'dispose',
      basis: 'food-safety-law-63',
    })
  })

  it('runs at no other stage', () => {
    const running = failureStages.filter((stage) => caseAt(stage).clock !== null)
    expect(running).toEqual(['objection-open', 'disposal-planned'])
  })
})

describe('the legal basis', () => {
  const planned = [steps['plan-disposal'], 330] as const
  it.each([
    ['accepted', walk(ways['disposal-due']).state],
    ['deadline-passed', walk([...ways['objection-open'], [steps['let-deadline-pass'], 30 + 241]]).state],
    ['confirmed', walk([...ways.referred, [steps.confirm, 320], planned]).state],
  ])('is %s', (ground, state) => {
    expect(legalBasisOf(state)?.ground).toBe(ground)
    expect(legalBasisOf(state)?.clauses).toContain('food-safety-law-63')
  })

  it('is absent while an objection stands and after a release', () => {
    const without = failureStages.filter((stage) => legalBasisOf(caseAt(stage)) === null)
    expect(without).toEqual([
      'retest-due',
      'cleared',
      'notify-due',
      'objection-open',
      'referral-due',
      'referred',
      'released',
      'withdrawn',
    ])
  })
})

describe('the disposition', () => {
  it('is what a closed case certainly has', () => {
    expect(dispositionOf(caseAt('closed'))).toMatchObject({
      plan: { reportedTo: '市场监管所' },
      disposal: { stockKg: '12.5' },
      basis: { ground: 'accepted' },
    })
  })

  it('is not there before', () => {
    expect(() => dispositionOf(caseAt('disposed'))).toThrow('CZ-20260302-01 is disposed')
  })
})

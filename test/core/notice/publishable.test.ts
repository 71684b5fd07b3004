/** What the public is told: finished results only, one line for a case, and 不合格 only after a laboratory said so. */
import { describe, expect, it } from 'vitest'
import type { FailureState } from '#core/failure/failure.ts'
import type { FailureStage } from '#core/failure/stage.ts'
import { failureStages } from '#core/failure/stage.ts'
import type { ResultId } from '#core/ids.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import { publishable } from '#core/notice/publishable.ts'
import { sampleKinds } from '#core/sample/sample.ts'
import { caseAt, retested, steps, walk, ways } from '../failure/a-case.ts'

const facts = (verdict: Verdict, failure: FailureState | null = null, resultId = 3) =>
  ({
    resultId: resultId as ResultId,
    verdict,
    sampleKind: 'ordinary',
    control: false,
    failure,
    accused: false,
  }) as const

describe('without a case', () => {
  it.each([
    ['negative', { kind: 'due', wording: 'negative', handling: null }],
    ['positive', { kind: 'not-due', reason: 'no-case' }],
    ['suspect', { kind: 'not-due', reason: 'no-case' }],
    ['invalid', { kind: 'not-due', reason: 'invalid' }],
    ['undecided', { kind: 'not-due', reason: 'undecided' }],
  ] as const)('%s', (verdict, told) => {
    expect(publishable(facts(verdict))).toEqual(told)
  })

  it.each(sampleKinds.filter((kind) => kind !== 'ordinary'))('a %s sample is never shown', (sampleKind) => {
    expect(publishable({ ...facts('negative'), sampleKind })).toEqual({ kind: 'not-due', reason: 'control' })
  })

  it('a control the analyzer named is never shown', () => {
    expect(publishable({ ...facts('negative'), control: true })).toEqual({ kind: 'not-due', reason: 'control' })
  })

  it('not a negative of a sample that another test accuses', () => {
    expect(publishable({ ...facts('negative'), accused: true })).toEqual({ kind: 'not-due', reason: 'accused' })
  })
})

describe('the deciding result of a case', () => {
  it.each<[FailureStage, string, string | null]>([
    ['cleared', 'negative', null],
    ['notify-due', 'positive-unconfirmed', 'notify-due'],
    ['objection-open', 'positive-unconfirmed', 'sale-suspended'],
    ['referral-due', 'positive-unconfirmed', 'referral-due'],
    ['referred', 'positive-unconfirmed', 'referred'],
    ['released', 'released', 'sale-resumed'],
    ['disposal-due', 'positive-unconfirmed', 'disposal-due'],
    ['disposal-planned', 'positive-unconfirmed', 'disposal-planned'],
    ['disposed', 'positive-unconfirmed', 'destroyed'],
    ['closed', 'positive-unconfirmed', 'destroyed'],
  ])('at %s: %s, %s', (stage, wording, handling) => {
    const verdict = stage === 'cleared' ? 'negative' : 'positive'
    expect(publishable(facts(verdict, caseAt(stage)))).toEqual({ kind: 'due', wording, handling })
  })

  it('is 不合格 once a laboratory confirmed it', () => {
    const confirmed = [...ways.referred, [steps.confirm, 100]] as const
    const planned = [...confirmed, [steps['plan-disposal'], 290]] as const
    expect(publishable(facts('positive', walk(confirmed).state))).toEqual({
      kind: 'due',
      wording: 'failed',
      handling: 'disposal-due',
    })
    expect(
      publishable(facts('positive', walk([...planned, [{ ...steps.dispose, method: 'harmless' }, 320]]).state)),
    ).toEqual({
      kind: 'due',
      wording: 'failed',
      handling: 'made-harmless',
    })
  })

  it('waits for the retests', () => {
    const { state } = walk([[retested(2, 'positive'), 5]])
    for (const resultId of [1, 2]) {
      expect(publishable(facts('positive', state, resultId))).toEqual({ kind: 'not-due', reason: 'retest-due' })
    }
  })

  it('is none of a case whose result was withdrawn', () => {
    expect(publishable(facts('positive', caseAt('withdrawn'), 1)).kind).toBe('not-due')
  })

  it('is the only line of its case', () => {
    for (const stage of failureStages.filter((one) => one !== 'retest-due' && one !== 'withdrawn')) {
      const verdict = stage === 'cleared' ? 'negative' : 'positive'
      const due = [1, 2, 3].filter((resultId) => publishable(facts(verdict, caseAt(stage), resultId)).kind === 'due')
      expect(due).toEqual([3])
    }
  })

  it('is the positive one of two retests that differ', () => {
    const { state } = walk([
      [retested(2, 'suspect'), 5],
      [retested(3, 'negative', 'retest-2'), 6],
    ])
    expect(publishable(facts('suspect', state, 2))).toMatchObject({ kind: 'due', wording: 'positive-unconfirmed' })
    expect(publishable(facts('negative', state, 3))).toEqual({ kind: 'not-due', reason: 'not-deciding' })
  })
})

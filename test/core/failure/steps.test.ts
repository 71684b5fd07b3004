/** Every stage meets every kind of event: what the law's order allows moves the case, everything else is refused. */
import { describe, expect, it } from 'vitest'
import { allowed } from '#core/failure/allowed.ts'
import type { FailureStep, Tested } from '#core/failure/event.ts'
import { openFailure, step } from '#core/failure/failure.ts'
import { endedStages, type FailureStage, failureStages, isDisposalDue, isEnded } from '#core/failure/stage.ts'
import { caseAt, minutes, morning, opening, retested, steps, withdrawn } from './a-case.ts'

type Event = FailureStep | Tested

/** Written out by hand from the order of the law, not taken from the code under test. */
const leadsTo: { readonly [Stage in FailureStage]: { readonly [Kind in Event['kind']]?: FailureStage } } = {
  'retest-due': { retested: 'retest-due', 'result-withdrawn': 'withdrawn' },
  cleared: {},
  'notify-due': { 'serve-notice': 'objection-open' },
  'objection-open': { accept: 'disposal-due', object: 'referral-due', 'let-deadline-pass': 'disposal-due' },
  'referral-due': { refer: 'referred' },
  referred: { confirm: 'disposal-due' },
  released: {},
  'disposal-due': { 'plan-disposal': 'disposal-planned' },
  'disposal-planned': { 'plan-disposal': 'disposal-planned', dispose: 'disposed' },
  disposed: { close: 'closed' },
  closed: {},
  withdrawn: {},
}
/** Recorded beside the order of the law, from the stop of the sale until the goods are gone; they lead nowhere. */
const beside: { readonly seal: readonly FailureStage[]; readonly trace: readonly FailureStage[] } = {
  seal: ['notify-due', 'objection-open', 'referral-due', 'referred', 'disposal-due', 'disposal-planned'],
  trace: ['notify-due', 'objection-open', 'referral-due', 'referred', 'disposal-due', 'disposal-planned', 'disposed'],
}

function targetOf(stage: FailureStage, kind: Event['kind']): FailureStage | undefined {
  if (kind === 'seal' || kind === 'trace') return beside[kind].includes(stage) ? stage : undefined
  return leadsTo[stage][kind]
}

const events: readonly Event[] = [retested(9, 'positive'), withdrawn(1), ...Object.values(steps)]

/** Any moment at which nothing but the stage could refuse the event: the deadline passes after four hours, an objection before. */
function momentFor(stage: FailureStage, event: Event) {
  if (stage === 'objection-open') return event.kind === 'let-deadline-pass' ? minutes(30 + 241) : minutes(60)
  return stage === 'disposal-planned' || stage === 'disposed' ? minutes(330) : minutes(200)
}

describe('every stage with every event', () => {
  it('has a case at each stage', () => {
    for (const stage of failureStages) expect(caseAt(stage).stage).toBe(stage)
  })

  for (const stage of failureStages) {
    for (const event of events) {
      const target = targetOf(stage, event.kind)
      it(`${stage} + ${event.kind}: ${target ?? 'refused'}`, () => {
        const state = caseAt(stage)
        const moved = step(state, event, momentFor(stage, event), '王敏')
        if (target === undefined) {
          expect(moved).toEqual({ kind: 'refused', reason: `not-in-this-stage: ${event.kind} in ${stage}` })
        } else {
          expect(moved).toMatchObject({
            kind: 'moved',
            state: { stage: target },
            event: { by: '王敏', event, to: target },
          })
        }
      })
    }
  }
})

describe('the steps offered', () => {
  it('are the same as those taken, the main one first', () => {
    const offered = Object.fromEntries(failureStages.map((stage) => [stage, allowed(caseAt(stage), minutes(60))]))
    expect(offered).toEqual({
      'retest-due': [],
      cleared: [],
      'notify-due': ['serve-notice'],
      'objection-open': ['accept', 'object'],
      'referral-due': ['refer'],
      referred: ['confirm'],
      released: [],
      withdrawn: [],
      'disposal-due': ['plan-disposal'],
      'disposal-planned': ['dispose', 'plan-disposal'],
      disposed: ['close'],
      closed: [],
    })
  })

  it('follow the clock of the objection', () => {
    const state = caseAt('objection-open')
    expect(allowed(state, minutes(30 + 240))).toEqual(['accept', 'object'])
    expect(allowed(state, { ...minutes(30 + 240), utc: '2026-03-02T03:00:00.001Z' })).toEqual([
      'let-deadline-pass',
      'accept',
    ])
  })
})

describe('a case', () => {
  it('opens at the first finding with retests due', () => {
    expect(openFailure({ ...opening, at: morning })).toMatchObject({
      id: 'F1',
      caseNo: 'CZ-20260302-01',
      sampleId: 'S1',
      firstResultId: 1,
      stage: 'retest-due',
      clock: null,
      openedAt: morning,
      retests: [],
    })
  })

  it('is not changed by a refusal', () => {
    const state = caseAt('notify-due')
    const before = structuredClone(state)
    step(state, steps.dispose, minutes(60), '王敏')
    expect(state).toEqual(before)
  })

  it('is ended in three stages and owes a disposal in four', () => {
    expect(failureStages.filter(isEnded)).toEqual([...endedStages])
    expect(failureStages.filter(isDisposalDue)).toEqual(['disposal-due', 'disposal-planned', 'disposed', 'closed'])
  })

  it('confirmed as passed releases the goods', () => {
    expect(caseAt('released')).toMatchObject({
      stage: 'released',
      confirmation: { passed: true },
      plan: null,
      disposal: null,
    })
  })
})

/** The retests of a case: two valid ones decide, whatever else came between. */
import { describe, expect, it } from 'vitest'
import { openFailure, step } from '#core/failure/failure.ts'
import { decideRetests, decidingResultOf } from '#core/failure/retest.ts'
import { standardRetests, standardRules } from '#core/failure/rules.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import { minutes, morning, opening, retested } from './a-case.ts'

function afterRetests(...verdicts: readonly Verdict[]) {
  let state = openFailure({ ...opening, at: morning })
  for (const [index, verdict] of verdicts.entries()) {
    const moved = step(state, retested(index + 2, verdict), minutes(index + 1), 'p1')
    if (moved.kind === 'refused') throw new Error(moved.reason)
    state = moved.state
  }
  return state
}

describe('two valid retests', () => {
  it.each<[readonly Verdict[], string, number | null]>([
    [[], 'retest-due', null],
    [['negative'], 'retest-due', null],
    [['positive'], 'retest-due', null],
    [['suspect'], 'retest-due', null],
    [['negative', 'negative'], 'cleared', 3],
    [['negative', 'positive'], 'notify-due', 3],
    [['positive', 'negative'], 'notify-due', 2],
    [['suspect', 'negative'], 'notify-due', 2],
    [['negative', 'suspect'], 'notify-due', 3],
    [['positive', 'suspect'], 'notify-due', 3],
    [['invalid', 'negative'], 'retest-due', null],
    [['undecided', 'negative'], 'retest-due', null],
    [['invalid', 'negative', 'undecided', 'negative'], 'cleared', 5],
    [['invalid', 'positive', 'undecided', 'negative'], 'notify-due', 3],
  ])('%j: %s, deciding result %s', (verdicts, stage, deciding) => {
    const state = afterRetests(...verdicts)
    expect(state.stage).toBe(stage)
    expect(decidingResultOf(state)).toBe(deciding)
    expect(state.retests.map(({ verdict }) => verdict)).toEqual(verdicts)
    expect(state.decidedAt).toEqual(stage === 'retest-due' ? null : minutes(verdicts.length))
  })

  it('counts one result once', () => {
    const state = afterRetests('positive')
    expect(step(state, retested(2, 'positive'), minutes(9), 'p1')).toEqual({
      kind: 'refused',
      reason: 'already-counted: 2',
    })
    expect(step(state, retested(1, 'positive'), minutes(9), 'p1')).toEqual({
      kind: 'refused',
      reason: 'already-counted: 1',
    })
  })

  it('takes no first round for a retest', () => {
    expect(step(afterRetests(), retested(2, 'positive', 'first'), minutes(9), 'p1')).toEqual({
      kind: 'refused',
      reason: 'not-a-retest: round first',
    })
  })
})

describe('the policy', () => {
  it('is data: three may be asked for', () => {
    const three = { ...standardRetests, needed: 3 }
    expect(decideRetests([retested(2, 'negative'), retested(3, 'negative')], three)).toBe('more')
    expect(decideRetests([retested(2, 'negative'), retested(3, 'negative'), retested(4, 'negative')], three)).toBe(
      'cleared',
    )
  })

  it('of today does not change what was decided under the policy of yesterday', () => {
    const state = afterRetests('negative')
    const one = { ...standardRules, retest: { ...standardRetests, needed: 1 } }
    const moved = step(state, retested(3, 'invalid'), minutes(9), 'p1', one)
    expect(moved).toMatchObject({ kind: 'moved', state: { stage: 'cleared' }, event: { to: 'cleared' } })
  })
})

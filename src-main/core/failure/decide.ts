/** Where an allowed event leads: the next stage of a case and the clock that starts with it. */
import { assertNever } from '../ids.ts'
import { later } from '../time.ts'
import { isSide } from './allowed.ts'
import type { FailureClock, FailureStep, Retested, Tested } from './event.ts'
import type { FailureState } from './failure.ts'
import { decideRetests, withoutResult } from './retest.ts'
import type { FailureRules } from './rules.ts'
import type { FailureStage } from './stage.ts'

export function stageAfter(state: FailureState, event: FailureStep | Tested, rules: FailureRules): FailureStage {
  switch (event.kind) {
    case 'retested':
      return afterRetests([...state.retests, event], rules)
    case 'result-withdrawn': {
      const { firstWithdrawn, retests } = withoutResult(state, event.resultId)
      return firstWithdrawn && retests.length === 0 ? 'withdrawn' : 'retest-due'
    }
    case 'serve-notice':
      return 'objection-open'
    case 'accept':
    case 'let-deadline-pass':
      return 'disposal-due'
    case 'object':
      return 'referral-due'
    case 'refer':
      return 'referred'
    case 'confirm':
      return event.passed ? 'released' : 'disposal-due'
    case 'plan-disposal':
      return 'disposal-planned'
    case 'dispose':
      return 'disposed'
    case 'close':
      return 'closed'
    case 'seal':
    case 'trace':
      return state.stage
    default:
      return assertNever(event)
  }
}

function afterRetests(retests: readonly Retested[], rules: FailureRules): FailureStage {
  const found = decideRetests(retests, rules.retest)
  switch (found) {
    case 'more':
      return 'retest-due'
    case 'cleared':
      return 'cleared'
    case 'positive':
      return 'notify-due'
    default:
      return assertNever(found)
  }
}

/**
 * 食品安全法 (2021) art. 88 and 农产品质量安全法 (2022) art. 51 give the seller four hours from receipt of the result;
 * art. 63 has the time of destruction reported beforehand, so the reported time is a clock too.
 */
export function clockAfter(
  state: Pick<FailureState, 'clock'>,
  event: FailureStep | Tested,
  rules: FailureRules,
): FailureClock | null {
  if (isSide(event.kind)) return state.clock
  if (event.kind === 'serve-notice') {
    return { dueAt: later(event.receivedAt, rules.objectionMs), next: 'let-deadline-pass', basis: 'food-safety-law-88' }
  }
  if (event.kind === 'plan-disposal') {
    return { dueAt: event.plannedAt, next: 'dispose', basis: 'food-safety-law-63' }
  }
  return null
}

/** Which results are finished and due on the board, and what the public is told about each. */
import type { FailureState } from '../failure/failure.ts'
import { decidingResultOf } from '../failure/retest.ts'
import { assertNever, type ResultId } from '../ids.ts'
import type { Verdict } from '../judge/verdict.ts'
import { isControl } from '../sample/control.ts'
import type { SampleKind } from '../sample/sample.ts'
import type { PublicWording } from './notice.ts'

/** What was done about a failure, as a code; boards and papers word it. */
export const handlings = [
  'notify-due',
  'sale-suspended',
  'referral-due',
  'referred',
  'disposal-due',
  'disposal-planned',
  'destroyed',
  'made-harmless',
  'denatured',
  'returned',
  'withdrawn',
  'sale-resumed',
] as const
export type Handling = (typeof handlings)[number]

/** The handlings after which nothing is open any more. */
export const settledHandlings: readonly Handling[] = [
  'destroyed',
  'made-harmless',
  'denatured',
  'returned',
  'withdrawn',
  'sale-resumed',
]

export interface PublicationFacts {
  readonly resultId: ResultId
  readonly verdict: Verdict
  readonly sampleKind: SampleKind
  readonly control: boolean
  /** The case this result belongs to: as its first finding or as one of its retests. */
  readonly failure: FailureState | null
  /** Another result of the same sample and item has a case that is open or stands. */
  readonly accused: boolean
}

export const notDueReasons = [
  'control',
  'invalid',
  'undecided',
  'no-case',
  'accused',
  'retest-due',
  'not-deciding',
] as const
export type NotDueReason = (typeof notDueReasons)[number]

export type Publishable =
  | { readonly kind: 'due'; readonly wording: PublicWording; readonly handling: Handling | null }
  | { readonly kind: 'not-due'; readonly reason: NotDueReason }

/**
 * A negative without a case is due at once, unless another test of the same sample accuses it: the worse one decides. Of a case only its deciding result is due, once the retests are decided: the
 * first value and the other retests stay on record. A quick-test positive is 快检阳性(待确认) until a laboratory confirmed it.
 */
export function publishable(facts: PublicationFacts): Publishable {
  if (isControl(facts.sampleKind, facts.control)) return notDue('control')
  if (facts.verdict === 'invalid' || facts.verdict === 'undecided') return notDue(facts.verdict)
  if (facts.failure === null) {
    if (facts.accused) return notDue('accused')
    return facts.verdict === 'negative' ? { kind: 'due', wording: 'negative', handling: null } : notDue('no-case')
  }
  const told = toldOf(facts.failure)
  if (told === null) return notDue('retest-due')
  return decidingResultOf(facts.failure) === facts.resultId ? { kind: 'due', ...told } : notDue('not-deciding')
}

function notDue(reason: NotDueReason): Publishable {
  return { kind: 'not-due', reason }
}

function toldOf(failure: FailureState): { readonly wording: PublicWording; readonly handling: Handling | null } | null {
  switch (failure.stage) {
    case 'retest-due':
    case 'withdrawn':
      return null
    case 'cleared':
      return { wording: 'negative', handling: null }
    case 'released':
      return { wording: 'released', handling: 'sale-resumed' }
    case 'notify-due':
      return { wording: 'positive-unconfirmed', handling: 'notify-due' }
    case 'objection-open':
      return { wording: 'positive-unconfirmed', handling: 'sale-suspended' }
    case 'referral-due':
    case 'referred':
      return { wording: 'positive-unconfirmed', handling: failure.stage }
    case 'disposal-due':
    case 'disposal-planned':
      return { wording: wordingAfter(failure), handling: failure.stage }
    case 'disposed':
    case 'closed':
      return { wording: wordingAfter(failure), handling: disposedBy(failure) }
    default:
      return assertNever(failure.stage)
  }
}

/** Undisputed is not confirmed: only a laboratory's finding makes it 不合格 (食品安全法 2021 art. 87, 112). */
function wordingAfter(failure: FailureState): PublicWording {
  return failure.confirmation !== null && !failure.confirmation.passed ? 'failed' : 'positive-unconfirmed'
}

function disposedBy(failure: FailureState): Handling {
  switch (failure.disposal?.method) {
    case undefined:
      return 'disposal-planned'
    case 'destroy':
      return 'destroyed'
    case 'harmless':
      return 'made-harmless'
    case 'denature':
      return 'denatured'
    case 'return':
      return 'returned'
    case 'withdraw':
      return 'withdrawn'
  }
}

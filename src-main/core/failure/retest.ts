/** What the retests of a case say: 阴性, 快检阳性, or that more are needed. */
import type { ResultId } from '../ids.ts'
import type { Verdict } from '../judge/verdict.ts'
import type { Retested } from './event.ts'
import type { FailureState } from './failure.ts'
import type { RetestPolicy } from './rules.ts'

/** An invalid or undecided test says nothing about the sample: it is kept and does not count. */
export function isValid(verdict: Verdict): boolean {
  return verdict === 'negative' || isFinding(verdict)
}

export function isFinding(verdict: Verdict): boolean {
  return verdict === 'positive' || verdict === 'suspect'
}

export function validRetests(retests: readonly Retested[]): readonly Retested[] {
  return retests.filter(({ verdict }) => isValid(verdict))
}

/**
 * GB/T 5009.199-2003 asks for at least two repeats, so nothing is decided before the second valid one, not even by a
 * positive: the paper names all three values.
 */
export function decideRetests(retests: readonly Retested[], policy: RetestPolicy): 'more' | 'cleared' | 'positive' {
  if (retestsMissing(retests, policy) > 0) return 'more'
  return validRetests(retests).some(({ verdict }) => isFinding(verdict)) ? 'positive' : 'cleared'
}

/** How many valid retests are still to come before anything can be decided. */
export function retestsMissing(retests: readonly Retested[], { needed }: RetestPolicy): number {
  return Math.max(0, needed - validRetests(retests).length)
}

/** The result that speaks for the case to the public: the latest positive or suspect retest, else the latest negative one. */
export function decidingResultOf(state: FailureState): ResultId | null {
  if (state.decidedAt === null) return null
  const valid = validRetests(state.retests)
  const deciding = valid.findLast(({ verdict }) => isFinding(verdict)) ?? valid.at(-1)
  return deciding?.resultId ?? null
}

/** What still stands of a case without one of its results. */
export function withoutResult(
  { firstResultId, firstWithdrawn, retests }: FailureState,
  gone: ResultId,
): Pick<FailureState, 'firstWithdrawn' | 'retests'> {
  return {
    firstWithdrawn: firstWithdrawn || firstResultId === gone,
    retests: retests.filter(({ resultId }) => resultId !== gone),
  }
}

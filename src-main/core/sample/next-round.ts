/** A result is about to be recorded: which of the sample's tests is it? */

import { isValid } from '../failure/retest.ts'
import type { FailureStage } from '../failure/stage.ts'
import type { Verdict } from '../judge/verdict.ts'
import type { Round } from './round.ts'

/** What is known of an earlier result of the same sample and item. */
export interface Tested {
  readonly round: Round
  readonly verdict: Verdict
}

/**
 * `history` is oldest first, all of one sample and one item; `failureStage` is that of the open case, null when there is none.
 * Without a case every test is a first one (a repeat of an invalid one too). With a case it is the first retest until one valid
 * retest is there, then the second (GB/T 5009.199-2003: at least two repeats); later ones stay `retest-2` and move nothing.
 */
export function roundFor(history: readonly Tested[], failureStage: FailureStage | null): Round {
  if (failureStage === null) return 'first'
  const begun = history.findLastIndex(({ round }) => round === 'first')
  const retested = history.slice(begun + 1).some(({ verdict }) => isValid(verdict))
  return retested ? 'retest-2' : 'retest-1'
}

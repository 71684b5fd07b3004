/** A judgement of the past beside what another pack would have said: shown, never written. */

import type { KitFacts } from '../reading/kit-facts.ts'
import { type Judged, questionOf } from '../reading/question.ts'
import type { Sample } from '../sample/sample.ts'
import { judge } from './judge.ts'
import type { LimitPack } from './limit-pack.ts'
import { onlyMethodFor } from './only-method.ts'
import type { Basis, Judgement, Question, Verdict } from './verdict.ts'

/** A result as it is kept: what was said, what it was taken for, what was judged. */
export interface PastJudgement extends Judgement {
  /** The site's name for it, as it was judged. */
  readonly item: string
  /** As it was judged; empty: nobody could say. */
  readonly method: string
  readonly reading: Judged
  /** As the lists stood when it was judged. */
  readonly kit: KitFacts
  readonly sample: Pick<Sample, 'food' | 'takenAt'>
}

export interface RuleSaid {
  readonly verdict: Verdict
  readonly reason: string
  readonly rule: string | null
  readonly standard: string | null
  readonly clause: string | null
  readonly limit: string | null
}

/** `verdict`: it would be another. `basis`: the same verdict, by another rule, clause or limit. */
export interface Difference {
  readonly kind: 'verdict' | 'basis'
  readonly before: RuleSaid
  readonly after: RuleSaid
}

/** Reasons that no pack gives: 质控 and the strip's own conditions decided, and they would again. */
const besidePack: readonly string[] = ['control-blocked', 'strip-late', 'strip-readers-differ', 'strip-second-missing']

/** The same question: analyzer's words, sample, day of sampling, and the kit lot as it was known then. */
export function questionAgain({ reading, item, method, sample, kit }: PastJudgement, pack: LimitPack): Question {
  const question = questionOf({ ...reading, item }, sample, method, kit)
  return method === '' ? { ...question, method: onlyMethodFor(question, pack) ?? '' } : question
}

/** Null: this pack says the same. */
export function rejudge(past: PastJudgement, pack: LimitPack): Difference | null {
  if (besidePack.includes(past.reason.split(':', 1)[0] ?? '')) return null
  const [before, after] = [said(past), said(judge(questionAgain(past, pack), pack))]
  if (before.verdict !== after.verdict) return { kind: 'verdict', before, after }
  const same =
    before.rule === after.rule &&
    before.standard === after.standard &&
    before.clause === after.clause &&
    before.limit === after.limit
  return same ? null : { kind: 'basis', before, after }
}

function said({ verdict, reason, basis }: Judgement): RuleSaid {
  return { verdict, reason, ...ruleOf(basis) }
}

function ruleOf(basis: Basis | null): Pick<RuleSaid, 'rule' | 'standard' | 'clause' | 'limit'> {
  if (basis === null) return { rule: null, standard: null, clause: null, limit: null }
  const { rule, standard, clause, limit } = basis
  return { rule, standard, clause, limit }
}

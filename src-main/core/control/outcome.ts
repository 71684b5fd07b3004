/** Did a control show what it is there to show? Judged by the same rules as food, whatever its own name is. */
import { judge } from '../judge/judge.ts'
import type { LimitPack, Rule } from '../judge/limit-pack.ts'
import { nameKey } from '../judge/name-key.ts'
import { onlyMethodFor } from '../judge/only-method.ts'
import { indexOf } from '../judge/pack-index.ts'
import { reasonCodeOf } from '../judge/reason.ts'
import type { Judgement, Question, Verdict } from '../judge/verdict.ts'
import type { ControlKind } from './kind.ts'

/** `unread`: nothing in force says what this value means; it vouches for nothing, like a failed one. */
export const controlOutcomes = ['passed', 'failed', 'unread', 'kept'] as const
export type ControlOutcome = (typeof controlOutcomes)[number]

/** A blank must read negative and a positive control positive; the rest are `kept` and compared elsewhere. */
export function controlOutcome(kind: ControlKind, verdict: Verdict): ControlOutcome {
  if (kind !== 'blank' && kind !== 'positive-control') return 'kept'
  if (verdict === 'undecided') return 'unread'
  return verdict === (kind === 'blank' ? 'negative' : 'positive') ? 'passed' : 'failed'
}

/**
 * `空白` is no food of any pack. Then every rule in force for item and method is asked with a food of its own; only what all of
 * them say alike is said of the control, on the basis of the first of them.
 */
export function judgeControl(question: Question, pack: LimitPack): Judgement {
  const judgement = judge(question, pack)
  const code = reasonCodeOf(judgement.reason)
  if (code !== 'food-unknown' && code !== 'no-rule') return judgement
  const asked = foodsAsked(question, pack).map((food) => judge({ ...question, food }, pack))
  const decided = asked.filter(({ verdict }) => verdict !== 'undecided')
  const [first] = decided
  const alike = decided.every(({ verdict }) => verdict === first?.verdict)
  return first !== undefined && alike ? first : judgement
}

/** `onlyMethodFor` asks for the food too; a control has none, so its method is the one that any food's test would get unsaid. */
export function methodOfControl(question: Question, pack: LimitPack): string | null {
  const found = foodsAsked(question, pack).map((food) => onlyMethodFor({ ...question, food }, pack))
  const methods = new Set(found.filter((method) => method !== null))
  const [only] = methods
  return methods.size === 1 ? (only ?? null) : null
}

function foodsAsked({ item, sampledOn }: Question, pack: LimitPack): readonly string[] {
  const index = indexOf(pack)
  const known = index.items.get(nameKey(item))
  const rules = known === undefined ? [] : (index.rules.get(known.id) ?? [])
  const foods = rules
    .filter(({ effectiveFrom, effectiveTo }) => effectiveFrom <= sampledOn && sampledOn <= (effectiveTo ?? '9999'))
    .map((rule) => aFoodOf(rule, pack))
  return [...new Set(foods.filter((food) => food !== null))]
}

function aFoodOf({ foods }: Rule, pack: LimitPack): string | null {
  if (foods !== '*') return foods[0] ?? null
  return pack.foods[0]?.category ?? null
}

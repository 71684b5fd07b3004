/** Which rule answers a question: known names, in force on the day of sampling, the most specific, and only one. */

import type { Item, LimitPack, Method, Rule } from './limit-pack.ts'
import { nameKey } from './name-key.ts'
import { indexOf } from './pack-index.ts'
import { isDay } from './pack-reader.ts'
import { type Ruling, undecided } from './reason.ts'
import type { Question } from './verdict.ts'

export type Choice =
  | { readonly kind: 'rule'; readonly rule: Rule; readonly item: Item; readonly method: Method }
  | { readonly kind: 'open'; readonly ruling: Ruling }

/** A food's own rule beats its category's, a nearer category beats a wider one, `*` comes last; then a method's own rule beats one for any. */
export function chooseRule(question: Question, pack: LimitPack): Choice {
  const index = indexOf(pack)
  if (!isDay(question.sampledOn)) return open(undecided('date-invalid', question.sampledOn))
  const item = index.items.get(nameKey(question.item))
  if (item === undefined) return open(undecided('item-unknown', question.item))
  const lineage = index.lineages.get(nameKey(question.food))
  if (lineage === undefined) return open(undecided('food-unknown', question.food))
  const method = index.methods.get(nameKey(question.method))
  if (method === undefined) return open(undecided('method-unknown', question.method))

  const fitting = (index.rules.get(item.id) ?? []).filter(
    (rule) => (rule.method === null || rule.method === method.id) && nearness(rule, lineage) !== null,
  )
  if (fitting.length === 0) return open(undecided('no-rule', `${item.name}, ${question.food}, ${method.name}`))
  const inForce = fitting.filter((rule) => isInForce(rule, question.sampledOn))
  if (inForce.length === 0) return open(undecided('no-rule-in-force', question.sampledOn))

  const best = mostSpecific(inForce, lineage)
  const [rule] = best
  if (rule === undefined || best.length > 1) {
    return open(undecided('ambiguous-rule', best.map(({ id }) => id).join(', ')))
  }
  return { kind: 'rule', rule, item, method }
}

function open(ruling: Ruling): Choice {
  return { kind: 'open', ruling }
}

/** Steps from the food to the name the rule uses, 0 being the food itself; null when the rule is about something else. */
function nearness(rule: Rule, lineage: readonly string[]): number | null {
  if (rule.foods === '*') return lineage.length
  const step = lineage.findIndex((name) => rule.foods.includes(name))
  return step === -1 ? null : step
}

function isInForce(rule: Rule, day: string): boolean {
  return rule.effectiveFrom <= day && (rule.effectiveTo === null || day <= rule.effectiveTo)
}

function mostSpecific(rules: readonly Rule[], lineage: readonly string[]): readonly Rule[] {
  const distance = (rule: Rule) => 2 * (nearness(rule, lineage) ?? lineage.length) + (rule.method === null ? 1 : 0)
  const least = Math.min(...rules.map(distance))
  return rules.filter((rule) => distance(rule) === least)
}

/** When neither analyzer, driver nor port says a method: the one the pack in force has for this item and food, if it has only one. */
import type { LimitPack } from './limit-pack.ts'
import { nameKey } from './name-key.ts'
import { indexOf } from './pack-index.ts'
import { unitOf } from './unit.ts'
import type { Question } from './verdict.ts'

/**
 * The method's name, or null when the pack knows none or several: then the result stays undecided. A unit that was said must be the
 * rule's own, so that a percentage is never taken for another method's milligrams.
 */
export function onlyMethodFor(question: Question, pack: LimitPack): string | null {
  const index = indexOf(pack)
  const item = index.items.get(nameKey(question.item))
  const lineage = index.lineages.get(nameKey(question.food))
  if (item === undefined || lineage === undefined) return null
  const mustBeNamed = new Set(pack.methods.filter(({ named }) => named === true).map(({ id }) => id))
  const rules = (index.rules.get(item.id) ?? []).filter(
    ({ method, foods, effectiveFrom, effectiveTo }) =>
      !(method !== null && mustBeNamed.has(method)) &&
      (foods === '*' || lineage.some((name) => foods.includes(name))) &&
      effectiveFrom <= question.sampledOn &&
      (effectiveTo === null || question.sampledOn <= effectiveTo),
  )
  const methods = new Set(rules.map(({ method }) => method))
  const [only] = rules
  if (only === undefined || only.method === null || methods.size !== 1) return null
  const unit = question.unit === undefined ? undefined : unitOf(question.unit)
  if (unit !== undefined && (only.limit.unit === null || unitOf(only.limit.unit) !== unit)) return null
  return pack.methods.find(({ id }) => id === only.method)?.name ?? null
}

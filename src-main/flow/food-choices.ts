/** The foods that can be chosen at the counter, with the initials they are found by. */

import type { LimitPack } from '#core/judge/limit-pack.ts'
import { indexOf } from '#core/judge/pack-index.ts'
import type { FoodChoice } from '#core/sample/food-search.ts'
import { initialsOf } from './search-text.ts'
import type { World } from './world.ts'

/** A pack never changes, and pinyin of some hundred names takes a moment. */
const made = new WeakMap<LimitPack, readonly FoodChoice[]>()

export function foodChoices({ pack }: Pick<World, 'pack'>): readonly FoodChoice[] {
  const known = made.get(pack)
  if (known !== undefined) return known
  const choices = pack.foods.flatMap(({ category, names }) =>
    names.map(({ name, aliases }) => ({
      name,
      category,
      aliases,
      initials: [name, ...aliases].map(initialsOf),
    })),
  )
  made.set(pack, choices)
  return choices
}

/** Names of the items the pack in force can judge. */
export function itemNames({ pack }: Pick<World, 'pack'>): readonly string[] {
  const { rules } = indexOf(pack)
  return pack.items.filter(({ id }) => (rules.get(id)?.length ?? 0) > 0).map(({ name }) => name)
}

/** Food classes, for the plan of the day. */
export function foodClasses({ pack }: Pick<World, 'pack'>): readonly string[] {
  return pack.foods.map(({ category }) => category)
}

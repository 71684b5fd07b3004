/** The foods that can be chosen at the counter: the room's own list, with the initials they are found by. */
import type { LimitPack } from '#core/judge/limit-pack.ts'
import { indexOf } from '#core/judge/pack-index.ts'
import type { FoodChoice } from '#core/sample/food-search.ts'
import { entriesOf, revisionNow } from '#storage/catalog.ts'
import { initialsOf } from './search-text.ts'
import type { World } from './world.ts'

/** Pinyin of some hundred names takes a moment; it is done again when the lists or the pack have changed. */
const made = new WeakMap<LimitPack, { readonly revision: number; readonly choices: readonly FoodChoice[] }>()

export function foodChoices({ db, pack }: Pick<World, 'db' | 'pack'>): readonly FoodChoice[] {
  const revision = revisionNow(db)
  const known = made.get(pack)
  if (known?.revision === revision) return known.choices
  const listed = entriesOf(db, 'food').map(({ data }) => ({
    name: data.name,
    category: data.class4 ?? data.class3 ?? data.class2 ?? data.class1 ?? '',
    aliases: [...(data.aliases ?? []), ...(data.localNames ?? [])],
  }))
  const foods = listed.length > 0 ? listed : foodsOf(pack)
  const choices = foods.map((food) => ({ ...food, initials: [food.name, ...food.aliases].map(initialsOf) }))
  made.set(pack, { revision, choices })
  return choices
}

function foodsOf({ foods }: LimitPack): readonly Omit<FoodChoice, 'initials'>[] {
  return foods.flatMap(({ category, names }) => names.map(({ name, aliases }) => ({ name, category, aliases })))
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

/** A food by whatever people call it: a local name that the judge does not know becomes the list's own name, which it knows. */
import { nameKey } from '#core/judge/name-key.ts'
import { indexOf } from '#core/judge/pack-index.ts'
import { entriesOf, revisionNow } from '#storage/catalog.ts'
import type { Db } from '#storage/open.ts'
import type { World } from './world.ts'

interface Names {
  readonly revision: number
  /** By name key; null where two foods are called so, and nobody may choose between them. */
  readonly foods: ReadonlyMap<string, string | null>
}

/** A list changes a few times a year and is asked for with every sample. */
const built = new WeakMap<Db, Names>()

/** What the judge knows stays as it was said, and so does what nobody knows. */
export function foodCalled(world: Pick<World, 'db' | 'pack'>, said: string): string {
  const key = nameKey(said)
  if (indexOf(world.pack).lineages.has(key)) return said
  return namesOf(world.db).foods.get(key) ?? said
}

function namesOf(db: Db): Names {
  const revision = revisionNow(db)
  const known = built.get(db)
  if (known?.revision === revision) return known
  const foods = new Map<string, string | null>()
  for (const { data } of entriesOf(db, 'food')) {
    for (const name of [data.name, ...(data.aliases ?? []), ...(data.localNames ?? [])]) {
      const key = nameKey(name)
      const taken = foods.get(key)
      foods.set(key, taken === undefined || taken === data.name ? data.name : null)
    }
  }
  const names = { revision, foods }
  built.set(db, names)
  return names
}

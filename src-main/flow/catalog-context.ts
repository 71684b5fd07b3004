/** What the checks of the catalog may ask: the day, the other lists, and the names the judge in force knows. */
import { type CatalogName, type CheckContext, catalogNames } from '#core/catalog/list.ts'
import { nameKey } from '#core/judge/name-key.ts'
import { indexOf } from '#core/judge/pack-index.ts'
import { dayOf } from '#core/time.ts'
import { entryOf } from '#storage/catalog.ts'
import type { World } from './world.ts'

export function checkContext(world: Pick<World, 'db' | 'now' | 'pack'>): CheckContext {
  const index = indexOf(world.pack)
  const seen = new Map<string, Standing>()
  return {
    today: dayOf(world.now()),
    standing: (list, key) => {
      const asked = `${catalogNames.indexOf(list)} ${key}`
      let known = seen.get(asked)
      if (known === undefined) {
        known = standingOf(world, list, key)
        seen.set(asked, known)
      }
      return known
    },
    judged: (list, name) => {
      const key = nameKey(name)
      if (list === 'food') return index.lineages.get(key)?.[0] ?? null
      if (list === 'item') return index.items.get(key)?.name ?? null
      return list === 'method' ? (index.methods.get(key)?.name ?? null) : null
    },
  }
}

type Standing = ReturnType<CheckContext['standing']>

function standingOf(world: Pick<World, 'db'>, list: CatalogName, key: string): Standing {
  const entry = entryOf(world.db, list, key)
  if (entry === undefined) return 'unknown'
  return entry.retired ? 'retired' : 'in-force'
}

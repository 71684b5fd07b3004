/** 应建尽建: how many files in force are complete, with the list behind the number; stalls that may be archived; likely duplicates. */
import { missingIn, stallStanding } from '#core/catalog/complete.ts'
import { type Duplicate, duplicateStalls, type Kept } from '#core/catalog/duplicates.ts'
import type { CatalogName, Data } from '#core/catalog/list.ts'
import { dayOf } from '#core/time.ts'
import type { Entry } from '#storage/catalog.ts'
import { sealerOf } from './catalog-secret.ts'
import { everyEntry } from './every-entry.ts'
import { secretsOf } from './save-entry.ts'
import { inTurns } from './time-slices.ts'
import type { World } from './world.ts'

export interface CompletenessFound {
  readonly complete: number
  readonly active: number
  /** The first incomplete ones, in the list's order. */
  readonly open: readonly Entry[]
  readonly archivable: readonly Entry[]
  readonly duplicates: readonly Duplicate[]
}

const MOST_LISTED = 500

export function completenessOf(world: World, list: CatalogName): Promise<CompletenessFound> {
  return inTurns(look(world, list))
}

function* look(world: World, list: CatalogName): Generator<void, CompletenessFound, void> {
  const today = dayOf(world.now())
  const sealer = sealerOf(world)
  const open: Entry[] = []
  const archivable: Entry[] = []
  const kept: Kept[] = []
  let active = 0
  let complete = 0
  for (const entry of everyEntry(world.db, list)) {
    const data = entry.data as Data
    const standing = list === 'stall' ? stallStanding(data, today) : 'active'
    if (standing === 'archivable' && archivable.length < MOST_LISTED) archivable.push(entry)
    if (standing === 'active') {
      active++
      if (missingIn(list, data).length === 0) complete++
      else if (open.length < MOST_LISTED) open.push(entry)
    }
    if (list === 'stall') {
      const secrets = data.identityNumber === undefined ? {} : secretsOf(world, list, entry.key, sealer)
      kept.push({ key: entry.key, data, identityNumber: secrets?.identityNumber ?? null })
    }
    yield
  }
  return { complete, active, open, archivable, duplicates: duplicateStalls(kept) }
}

/** Whether a person may sign for a test today, by the training on record in the catalog's staff list. */
import { type Training, trainingOn } from '#core/person/training.ts'
import { dayOf } from '#core/time.ts'
import { entryOf } from '#storage/catalog.ts'
import type { Account } from '#storage/people.ts'
import type { World } from './world.ts'

/** Nothing on record, or an entry that was retired, is never taken for trained. */
export function trainingOf(world: World, { staff }: Account): Training {
  const entry = staff === null ? undefined : entryOf(world.db, 'staff', staff)
  const known = entry === undefined || entry.retired ? null : entry.data
  const record =
    known === null
      ? null
      : { trainedUntil: known.trainedUntil ?? null, certificateUntil: known.certificateUntil ?? null }
  return trainingOn(dayOf(world.now()), record)
}

/** Whether a person may sign for a test today, by the training on record in the catalog's staff list. */
import { type Training, type TrainingRecord, trainingOn } from '#core/person/training.ts'
import { dayOf } from '#core/time.ts'
import type { Account } from '#storage/people.ts'
import type { World } from './world.ts'

/** Reads a staff entry of the catalog. */
export type ReadTraining = (world: World, staff: string) => TrainingRecord | null

/** Nothing on record is never taken for trained. */
export const noRecords: ReadTraining = () => null

export function trainingOf(world: World, account: Account, read: ReadTraining = noRecords): Training {
  return trainingOn(dayOf(world.now()), account.staff === null ? null : read(world, account.staff))
}

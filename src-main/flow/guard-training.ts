/** Who may write down that somebody is trained: what decides over signatures is never entered by the person who signs. */
import type { catalog } from '#core/catalog/catalog.ts'
import type { CatalogName, Data } from '#core/catalog/list.ts'
import { Fault } from '#core/fault.ts'
import { nameKey } from '#core/judge/name-key.ts'
import { may } from '#core/person/rights.ts'
import { accountByName, hasAccounts } from '#storage/people.ts'
import type { World } from './world.ts'

/** The name too: a record that changes hands is another person's. */
const trainingFields = [
  'name',
  'certificateNo',
  'certificateUntil',
  'trainingHours',
  'trainedOn',
  'trainedUntil',
] as const satisfies readonly (keyof (typeof catalog)['staff']['fields'])[]

export interface TrainingChange {
  readonly list: CatalogName
  readonly key: string
  /** Null: not there, or retired. */
  readonly before: Data | null
  readonly after: Data | null
}

/** In an open room, where nobody signs with a PIN, everybody may. Errors: `person.own-training`. */
export function guardTraining(world: Pick<World, 'db'>, change: TrainingChange, by: string): void {
  const { list, key, before, after } = change
  if (list !== 'staff' || !hasAccounts(world.db) || isSameTraining(before, after)) return
  const account = accountByName(world.db, by)
  const own = account === undefined || account.staff === key || [before, after].some((data) => isNamed(data, by))
  if (own || !may(account.roles, 'people.manage')) throw new Fault('person.own-training', `${by}: ${key}`)
}

function isSameTraining(before: Data | null, after: Data | null): boolean {
  return trainingFields.every((field) => before?.[field] === after?.[field])
}

function isNamed(data: Data | null, name: string): boolean {
  return data !== null && nameKey(String(data.name)) === nameKey(name)
}

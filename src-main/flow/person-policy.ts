/** What a site decided about its people: when a desk locks, and whether only the trained may sign for a test. */
import { defaultIdleMinutes } from '#core/person/idle.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import type { World } from './world.ts'

export interface PersonPolicy {
  readonly idleMinutes: number
  readonly trainedOnly: boolean
}

const SETTING = 'person.policy'
const shipped: PersonPolicy = { idleMinutes: defaultIdleMinutes, trainedOnly: true }

export function personPolicy({ db }: Pick<World, 'db'>): PersonPolicy {
  return { ...shipped, ...readSetting<Partial<PersonPolicy>>(db, SETTING) }
}

export function savePersonPolicy(world: World, policy: PersonPolicy, by: string): PersonPolicy {
  const at = world.now()
  transaction(world.db, () => {
    writeSetting(world.db, SETTING, policy, at, by)
    appendAudit(world.db, { at, by, action: 'person.policy', subject: SETTING, detail: JSON.stringify(policy) })
  })
  world.tell({ kind: 'person.changed' })
  return policy
}

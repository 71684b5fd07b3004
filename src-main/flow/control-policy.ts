/** The room's own rules on its tests: read for every result, changed by a person, each change in the audit. */
import { type ControlPolicy, policyFrom, standardPolicy } from '#core/control/policy.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, settingOf, writeSetting } from '#storage/settings.ts'
import type { World } from './world.ts'

const KEY = 'control-policy'

/** A code that came with a later version has its usual level until somebody sets it. */
export function policyOf(world: Pick<World, 'db'>): ControlPolicy {
  const saved = readSetting<Partial<ControlPolicy>>(world.db, KEY)
  return saved === undefined ? standardPolicy : policyFrom(saved)
}

/** Since when and by whom; undefined: the usual rules, which nobody has changed. */
export function policyChange(world: Pick<World, 'db'>) {
  return settingOf(world.db, KEY)
}

export function savePolicy(world: World, policy: ControlPolicy, by: string): void {
  const before = policyOf(world)
  transaction(world.db, () => {
    writeSetting(world.db, KEY, policy, world.now(), by)
    const detail = JSON.stringify({ before, after: policy })
    appendAudit(world.db, { at: world.now(), by, action: 'control.policy', subject: 'control-policy', detail })
  })
  world.tell({ kind: 'settings.changed' })
}

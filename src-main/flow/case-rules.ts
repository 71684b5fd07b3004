/** The rules a case goes by at this site: the law's, with the clocks the site has set and the names that 复检 may not go back to. */
import { type ClockSettings, clocksFor, knownClocks } from '#core/failure/clocks.ts'
import type { FailureRules } from '#core/failure/rules.ts'
import { Fault } from '#core/fault.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import { siteOf } from './site.ts'
import type { World } from './world.ts'

const KEY = 'case-clocks'

export function caseRules(world: World): FailureRules {
  return { ...world.rules, clocks: clocksFor(clockSettings(world)), ownBodies: [siteOf(world).name] }
}

export function clockSettings(world: Pick<World, 'db'>): ClockSettings {
  return readSetting<ClockSettings>(world.db, KEY) ?? {}
}

/** What is not named stays as it is. Errors: `input.invalid` for a clock whose length is the law's. */
export function saveClocks(world: World, said: ClockSettings, by: string): void {
  const fixed = knownClocks.find(({ code, settable }) => !settable && said[code] !== undefined)
  if (fixed !== undefined) throw new Fault('input.invalid', `${fixed.source} 的时限由法律规定,不能改`)
  const before = clockSettings(world)
  const after = { ...before, ...said }
  const at = world.now()
  transaction(world.db, () => {
    writeSetting(world.db, KEY, after, at, by)
    const detail = JSON.stringify({ before, after })
    appendAudit(world.db, { at, by, action: 'settings.clocks', subject: KEY, detail })
  })
  world.tell({ kind: 'settings.changed' })
}

/** The rules a case goes by at this site: the law's, with the clocks the site has set and the names that 复检 may not go back to. */
import { type ClockSettings, clocksFor, knownClocks } from '#core/failure/clocks.ts'
import { type DisposalMethod, type FailureRules, lawfulMethods } from '#core/failure/rules.ts'
import { Fault } from '#core/fault.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import { siteOf } from './site.ts'
import type { World } from './world.ts'

const KEY = 'case-clocks'
const METHODS = 'case-methods'

export function caseRules(world: World): FailureRules {
  const { name, testingBody } = siteOf(world)
  return {
    ...world.rules,
    clocks: clocksFor(clockSettings(world)),
    ownBodies: [name, testingBody].filter((body) => body !== ''),
    allowedMethods: allowedMethods(world),
  }
}

/** The law's, and what a local rule allows here besides. */
export function allowedMethods(world: Pick<World, 'db'>): readonly DisposalMethod[] {
  const local = readSetting<readonly LocalMethod[]>(world.db, METHODS) ?? []
  return [...lawfulMethods, ...localMethods.filter((method) => local.includes(method))]
}

const localMethods = ['return', 'withdraw'] as const satisfies readonly DisposalMethod[]
type LocalMethod = (typeof localMethods)[number]

export function saveMethods(world: World, methods: readonly LocalMethod[], by: string): void {
  const at = world.now()
  const before = allowedMethods(world)
  transaction(world.db, () => {
    writeSetting(world.db, METHODS, methods, at, by)
    const detail = JSON.stringify({ before, after: allowedMethods(world) })
    appendAudit(world.db, { at, by, action: 'settings.methods', subject: METHODS, detail })
  })
  world.tell({ kind: 'settings.changed' })
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

/** All drivers a station knows: those that came with the program and those its people taught it. */
import { driverById, drivers } from '#drivers/index.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { SignedFormat } from '#drivers/kit/learned/format.ts'
import { learnedDriver } from '#drivers/kit/learned/learned-driver.ts'
import { parseSigned } from '#drivers/kit/learned/parse-format.ts'
import type { Db } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import type { World } from './world.ts'

/** What is asked of the world here; a command of the terminal has no more. */
export type Knowing = Pick<World, 'db' | 'log'>

export interface Learned {
  readonly file: SignedFormat
  readonly driver: Driver
}

const SETTING = 'learned-drivers'
/** Parsed once a database: a station asks for its drivers at every turn. */
const read = new WeakMap<Db, readonly Learned[]>()

/** Errors: none; undefined when nobody knows it. */
export function driverFor(world: Knowing, id: string): Driver | undefined {
  return driverById(id) ?? learnedDrivers(world).find(({ driver }) => driver.id === id)?.driver
}

/** What of a driver its frames need to be settled, looked for and judged. */
export type UnitDriver = Pick<Driver, 'id' | 'method' | 'category' | 'guard' | 'repeats' | 'channelsSure'>

/** A removed driver's frames and readings are settled too; nothing of it is vouched for. */
export function driverOrGone(world: Knowing, id: string): UnitDriver {
  return driverFor(world, id) ?? driverGone(id)
}

export function driverGone(id: string): UnitDriver {
  return { id, method: null, category: 'analyzer', guard: 'none', repeats: 'ask', channelsSure: false }
}

export function knownDrivers(world: Knowing): readonly Driver[] {
  return [...drivers, ...learnedDrivers(world).map(({ driver }) => driver)]
}

/** Who taught it; null for a driver that came with the program. */
export function teacherOf(world: Knowing, id: string): string | null {
  return learnedDrivers(world).find(({ driver }) => driver.id === id)?.file.madeBy.name ?? null
}

export function learnedDrivers(world: Knowing): readonly Learned[] {
  const known = read.get(world.db)
  if (known !== undefined) return known
  const files = readSetting<readonly unknown[]>(world.db, SETTING) ?? []
  const learned = files.flatMap((said): readonly Learned[] => {
    const parsed = parseSigned(said)
    if (parsed.ok) return [{ file: parsed.value, driver: learnedDriver(parsed.value) }]
    // From a newer version of the program, or a hand in the database: its ports say that they have no driver.
    world.log.warn({ problem: parsed.problem }, 'a learned driver could not be read')
    return []
  })
  read.set(world.db, learned)
  return learned
}

/** Call it in the transaction of the deed, and `forgetRead` after it. */
export function writeLearned(world: Pick<World, 'db' | 'now'>, files: readonly SignedFormat[], by: string): void {
  writeSetting(world.db, SETTING, files, world.now(), by)
}

export function forgetRead(world: Pick<World, 'db'>): void {
  read.delete(world.db)
}

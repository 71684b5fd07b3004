/**
 * SIGKILL for real, in the middle of a dialogue: every step of the devices whose reading destroys, and any step of any other. The
 * device lives in this process and forgets what it was told to forget; the next station must have it all.
 */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { driverById, drivers } from '#drivers/index.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { dice } from '#test/drivers/dice.ts'
import { converse, Device, mayMiss, type Talking, talkingOf } from './dialogue.ts'
import { StationProcess } from './dialogue-process.ts'
import { newFolder, room } from './room.ts'

/** Both conversations of the family whose memory is cleared by a transfer. */
const destructive = ['taiyang/ttnj-16', 'taiyang/ttnj-z16']
const OTHERS = 6

interface Case {
  readonly driver: Driver
  readonly talking: Talking
  readonly last: number
  readonly port: string
}

type Running = Case & { readonly device: Device }

function caseOf(driver: Driver, last: number): Case {
  const talking = talkingOf(driver)
  if (talking === null) throw new Error(`${driver.id} has no dialogue`)
  return { driver, talking, last, port: `${driver.id} before ${last}` }
}

/** Begins a dialogue and is killed in it; null when it has no such step. */
async function killed(station: StationProcess, one: Case): Promise<Running | null> {
  const device = new Device(one.driver.instrument(one.talking.readings))
  const how = await converse(await station.start(one.port, one.driver.id, one.last), device)
  return how === 'died' ? { ...one, device } : null
}

async function finish(station: StationProcess, { port, driver, device }: Running): Promise<void> {
  expect(await converse(await station.start(port, driver.id, 0), device, 4), port).toBe('over')
}

/** Each station finishes what the one before was killed in, then begins a case and is killed; the next is starting meanwhile. */
async function play(file: string, cases: Generator<Case, void, boolean>): Promise<readonly Running[]> {
  const done: Running[] = []
  let spare = new StationProcess(file)
  let unfinished: Running | null = null
  for (let turn = cases.next(true); !turn.done; turn = cases.next(unfinished !== null)) {
    const station = spare
    spare = new StationProcess(file)
    await station.open()
    if (unfinished !== null) await finish(station, unfinished)
    unfinished = await killed(station, turn.value)
    if (unfinished !== null) done.push(unfinished)
    else await station.end()
  }
  await spare.open()
  if (unfinished !== null) await finish(spare, unfinished)
  await spare.end()
  return done
}

function check(file: string, done: readonly Running[]): void {
  const at = room({ file })
  for (const { port, driver, talking, device } of done) {
    const rows = at.rows('SELECT value FROM readings WHERE port = CAST(? AS TEXT)', port)
    const found = rows.map(({ value }) => value)
    const missing = talking.values.filter((value) => !found.includes(value))
    expect(missing.length, `${port}: ${missing.join(', ')}`).toBeLessThanOrEqual(mayMiss(driver, device))
  }
  expect(at.count('frames f WHERE NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.frame_id = f.id)')).toBe(0)
}

/** Every step of one dialogue, until a station survives it. */
function* everyStep(id: string): Generator<Case, void, boolean> {
  const driver = driverById(id)
  if (driver === undefined) throw new Error(id)
  let died = true
  for (let last = 1; died; last++) died = yield caseOf(driver, last)
}

/** Any steps of any other dialogue that tells a device to go on. */
function* anySteps(count: number): Generator<Case, void, boolean> {
  const talking = drivers.filter((driver) => talkingOf(driver)?.answers === true && !driver.id.startsWith('taiyang/'))
  const roll = dice(20260302)
  for (let one = 0; one < count; one++) {
    const driver = talking[roll(talking.length)]
    if (driver !== undefined) yield caseOf(driver, 1 + roll(8))
  }
}

it.each(destructive)('%s: killed before every step', { timeout: 120_000 }, async (id) => {
  const file = join(newFolder(), 'station.db')
  const done = await play(file, everyStep(id))
  expect(done.length).toBeGreaterThan(10)
  check(file, done)
})

it('any other dialogue that tells a device to go on, killed at any step', { timeout: 120_000 }, async () => {
  const file = join(newFolder(), 'station.db')
  const done = await play(file, anySteps(OTHERS))
  expect(done.length).toBeGreaterThan(0)
  check(file, done)
})

/** The demonstration's plate: a blank and eight samples on the analyzer that names its channels, one plate after another. */
import { isFault } from '#core/fault.ts'
import { plateById, wellsOf } from '#storage/plates.ts'
import { type DemoTest, demoMorning } from './demo-morning.ts'
import { loadPlate, putOnPlate } from './plates.ts'
import { registerSample } from './register-sample.ts'
import type { World } from './world.ts'

export interface DemoWell {
  readonly test: DemoTest
  readonly sampleNo: string
}

const BY = '演示'
const SAMPLES = 8

/** What stands on it, in the order in which it is measured. */
export function* demoPlates(world: World, port: string): Generator<DemoWell, void, void> {
  const tests = ofPlate()
  for (;;) yield* fill(world, port, tests)
}

function* ofPlate(): Generator<DemoTest, void, void> {
  for (const test of demoMorning()) if (test.analyzer === 1) yield test
}

function fill(world: World, port: string, tests: Generator<DemoTest, void, void>): readonly DemoWell[] {
  const wells: DemoWell[] = []
  let plateId: string | null = null
  for (let index = 0; index < SAMPLES; index += 1) {
    const { value: test } = tests.next()
    if (test === undefined) break
    if (index === 0) {
      const blank = putBlank(world, port, test)
      plateId = blank?.plateId ?? null
      if (blank !== null) wells.push(blank.well)
    }
    const sampleNo = registerDemo(world, test)
    const put = onPlate(() => putOnPlate(world, { port, what: { kind: 'sample', sampleNo }, channel: null, by: BY }))
    wells.push({ test: { ...test, channel: put?.channel ?? test.channel }, sampleNo })
  }
  if (plateId !== null && plateById(world.db, plateId).loadedAt === null) loadPlate(world, plateId, BY)
  return wells
}

function putBlank(world: World, port: string, test: DemoTest) {
  const what = { kind: 'control', control: 'blank', name: '空白对照' } as const
  const put = onPlate(() => putOnPlate(world, { port, what, channel: null, by: BY }))
  if (put === null) return null
  const well = wellsOf(world.db, plateById(world.db, put.plateId)).find(({ channel }) => channel === put.channel)
  if (well === undefined) throw new Error(`nothing stands in channel ${put.channel}`)
  const blank = { ...test, food: '空白对照', channel: put.channel, values: ['0.80'] }
  return { plateId: put.plateId, well: { test: blank, sampleNo: well.sampleNo } }
}

/** Null: a visitor has filled the plate; what finds no place is measured under its number. */
function onPlate<T>(put: () => T): T | null {
  try {
    return put()
  } catch (error) {
    if (isFault(error) && error.code === 'plate.full') return null
    throw error
  }
}

export function registerDemo(world: World, test: DemoTest): string {
  const { stall, food, origin, stockKg } = test
  return registerSample(world, {
    stallCode: stall.code,
    stallName: stall.name,
    food,
    kind: 'ordinary',
    nature: 'market',
    origin,
    stockKg,
    takenBy: BY,
    place: null,
  }).sampleNo
}

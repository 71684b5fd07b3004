/** Before a device measures: which of its batches would be 无效 now for want of a valid blank. */
import { type Finding, lacksBlank } from '#core/control/conditions.ts'
import { dayBounds, dayOf, later } from '#core/time.ts'
import { batchesOfPort, lastTested, type PortBatch } from '#storage/batches.ts'
import { controlsOfDay } from '#storage/controls.ts'
import { lastShape, type Plate, platesOfPort, type Well, wellsOf } from '#storage/plates.ts'
import { blanksUnmeasured } from '#storage/taken-today.ts'
import type { HeldPort } from './hold-ports.ts'
import { factsOf } from './port-facts.ts'
import { conditionsNow } from './test-conditions.ts'
import type { World } from './world.ts'

const LOOKED_BACK_MS = 14 * 86_400_000

type Held = {
  readonly plan: Pick<HeldPort['plan'], 'name'>
  readonly driver: Pick<HeldPort['driver'], 'category' | 'method'>
  readonly port: Pick<HeldPort['port'], 'state'>
}

export interface BlankDue {
  readonly port: string
  /** What it measured last and needs a blank for now; empty: nobody knows yet what it will measure. */
  readonly items: readonly string[]
  /** Its blank gets a channel of the plate. */
  readonly byPlate: boolean
  /** A blank was measured and nothing in force says what it means: another one would not help. */
  readonly unread: boolean
}

/** One for each analyzer that works here; none where its plate has a blank that is still to be read. */
export function blanksDue(world: World, held: readonly Held[]): readonly BlankDue[] {
  return held.flatMap(({ plan, driver, port }): BlankDue[] => {
    const { name } = plan
    if (driver.category !== 'analyzer' || port.state() === 'closed') return []
    const lacking = probable(world, name, driver.method)
      .map((batch) => ({ ...batch, findings: findingsNow(world, name, batch) }))
      .filter(({ findings }) => lacksBlank(findings))
    if (lacking.length === 0 || awaitsPlateBlank(world, name)) return []
    const items = [...new Set(lacking.map(({ item }) => item).filter((item) => item !== ''))]
    const unread = lacking.every(({ findings }) => findings.some(({ detail }) => detail === 'unread'))
    return [{ port: name, items, byPlate: lastShape(world.db, name) !== null, unread }]
  })
}

/** Blanks of today that were given a number and are measured by nothing yet; those of a plate are told there. */
export function blanksWaiting(world: World, held: readonly Held[]) {
  const blanks = blanksUnmeasured(world.db, dayOf(world.now()))
  if (blanks.length === 0) return []
  const placed = new Set(held.flatMap(({ plan }) => openWells(world, plan.name).map(({ sampleId }) => sampleId)))
  return blanks.filter(({ id }) => !placed.has(id))
}

/** Said while a blank can still be put on it. What a plate will be measured for nobody knows before it is. */
export function plateLacksBlank(world: World, { port }: Plate, wells: readonly Well[]): boolean {
  if (!wells.some(({ kind }) => kind === 'ordinary') || wells.some(({ kind }) => kind === 'blank')) return false
  const now = world.now()
  const today = [...batchesOfPort(world.db, port, dayBounds(dayOf(now), now.offset)), ...blanksToday(world, port)]
  return (today.length > 0 ? today : probable(world, port)).some((batch) => lacksBlank(findingsNow(world, port, batch)))
}

/** What it measured on its last day of work; of a device that is new here what its blanks were for, or only its method. */
function probable(world: World, port: string, method: string | null = null): readonly PortBatch[] {
  const { db } = world
  const now = world.now()
  const last = lastTested(db, port, later(now, -LOOKED_BACK_MS).utc)
  if (last !== undefined) return batchesOfPort(db, port, dayBounds(dayOf(last), now.offset))
  const blanks = blanksToday(world, port)
  return blanks.length > 0 ? blanks : [{ item: '', method: method ?? factsOf(world, port).method ?? '' }]
}

function blanksToday({ db, now }: World, port: string): readonly PortBatch[] {
  return controlsOfDay(db, dayOf(now())).filter((one) => one.port === port && one.kind === 'blank')
}

function findingsNow(world: World, port: string, { item, method }: PortBatch): readonly Finding[] {
  return conditionsNow(world, { port, item, method }).findings
}

function awaitsPlateBlank(world: World, port: string): boolean {
  return openWells(world, port).some(({ kind, verdict }) => kind === 'blank' && verdict === null)
}

function openWells({ db }: World, port: string): readonly Well[] {
  const { on, next } = platesOfPort(db, port)
  return [on, next].flatMap((plate) => (plate === null ? [] : wellsOf(db, plate)))
}

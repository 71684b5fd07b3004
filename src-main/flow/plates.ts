/** The plate of an analyzer: filled by scanning, put on the device, fixed by its first frame, taken off when it is done. */
import { Fault } from '#core/fault.ts'
import type { SampleId } from '#core/ids.ts'
import { asksParallel, type OnPlateAgain } from '#core/sample/parallel.ts'
import {
  channelsOf,
  isEditable,
  loadsItself,
  nextFree,
  type PlateShape,
  type PlateState,
  plateState,
  shapeFor,
  usualShape,
} from '#core/sample/plate.ts'
import type { SampleKind } from '#core/sample/sample.ts'
import { appendAudit } from '#storage/audit.ts'
import { entriesOf } from '#storage/catalog.ts'
import { transaction } from '#storage/open.ts'
import { channelsSeen, wasHeard } from '#storage/plate-runs.ts'
import {
  emptyWell,
  fillWell,
  insertPlate,
  lastShape,
  markEnded,
  markLoaded,
  type Plate,
  plateById,
  platesOfPort,
  type Well,
  wellsOf,
} from '#storage/plates.ts'
import { freePlacement, placeSample, sampleByNo } from '#storage/samples.ts'
import { awaitedOn, judgeAwaiting } from './await-blank.ts'
import { plateLacksBlank } from './blank-due.ts'
import { retestsMissingOf } from './follow-failure.ts'
import { type PlateClaim, plateClaims } from './plate-claims.ts'
import { registerSample } from './register-sample.ts'
import type { News, World } from './world.ts'

export interface SeenPlate {
  readonly plate: Plate
  readonly state: PlateState
  readonly wells: readonly Well[]
  readonly claims: readonly PlateClaim[]
  /** Channels that were read and wait for the plate's blank. */
  readonly awaiting: readonly string[]
  /** Its results would be 无效 for want of a blank. */
  readonly lacksBlank: boolean
}

export function seePlate(world: World, plate: Plate): SeenPlate {
  const wells = wellsOf(world.db, plate)
  const state = plateState({
    loaded: plate.loadedAt !== null,
    ended: plate.endedAt !== null,
    heard: wasHeard(world.db, plate),
    wells: wells.length,
    read: wells.filter(({ verdict }) => verdict !== null).length,
  })
  const awaited = plate.loadedAt === null ? [] : awaitedOn(world, plate.port)
  const ofBlank = new Set(awaited.map(({ readingId }) => readingId))
  const claims = plateClaims(world, plate, wells, ofBlank)
  // By their samples: a device may tell the number alone.
  const numbers = new Set(awaited.map(({ detail }) => detail))
  const awaiting = wells.filter(({ sampleNo }) => numbers.has(sampleNo)).map(({ channel }) => channel)
  const lacking = isEditable(state) && plateLacksBlank(world, plate, wells)
  return { plate, state, wells, claims, awaiting, lacksBlank: lacking }
}

/** What is on the device and what is being filled beside it. */
export function platesOn(
  world: World,
  port: string,
): { readonly on: SeenPlate | null; readonly next: SeenPlate | null } {
  const { on, next } = platesOfPort(world.db, port)
  return { on: on === null ? null : seePlate(world, on), next: next === null ? null : seePlate(world, next) }
}

/** As its last plate was, as its readings named their channels, as its file counts them, or the usual one. */
export function shapeOf(world: World, port: string): PlateShape {
  return lastShape(world.db, port) ?? shapeFor(channelsSeen(world.db, port)) ?? filedShape(world, port) ?? usualShape
}

function filedShape({ db }: World, port: string): PlateShape | null {
  const count = entriesOf(db, 'instrument').find(({ data }) => data.port === port)?.data.channels ?? 0
  return count >= 1 && count <= 96 ? { kind: 'numbers', count } : null
}

/** A scanned sample, or a control that gets its number here. */
export type PutWhat =
  | { readonly kind: 'sample'; readonly sampleNo: string }
  | { readonly kind: 'control'; readonly control: Exclude<SampleKind, 'ordinary' | 'training'>; readonly name: string }

export interface Putting {
  readonly port: string
  readonly what: PutWhat
  /** Null: the next free one. */
  readonly channel: string | null
  /** What is meant when the plate has the sample already. */
  readonly again?: OnPlateAgain | undefined
  readonly by: string
}

/**
 * Onto the plate that may still be changed; a running one is left alone and the next one begins. A retest that is due stands beside
 * the first one; anything else twice on a plate must be said. Errors: `not-found`, `plate.twice`, `plate.full`, `input.invalid`.
 */
export function putOnPlate(world: World, said: Putting): { readonly plateId: string; readonly channel: string } {
  const done = transaction(world.db, () => {
    const plate = editablePlate(world, said.port, said.by)
    const at = world.now()
    const wells = wellsOf(world.db, plate)
    const taken = new Set(wells.map(({ channel }) => channel))
    const channel = said.channel ?? nextFree(plate.shape, taken)
    if (channel === null) throw new Fault('plate.full')
    if (!channelsOf(plate.shape).includes(channel)) throw new Fault('input.invalid', `这一板没有通道 ${channel}`)
    const { id, sampleNo } = sampleFor(world, said)
    const own = wells.filter(({ sampleId }) => sampleId === id).map((well) => well.channel)
    // Its own channel named again is the same place, not a second one.
    if (own.includes(channel)) return { plateId: plate.id, channel, sampleId: id }
    if (said.again === undefined && asksParallel(own.length, retestsMissingOf(world, id)))
      throw new Fault('plate.twice', own.join('、'))
    const beside = said.again !== 'move'
    fillWell(world.db, { plateId: plate.id, channel, sampleId: id, beside }, { by: said.by, at })
    if (plate.loadedAt !== null)
      placeSample(world.db, {
        sampleId: id,
        port: said.port,
        channel,
        at,
        by: said.by,
        beside: beside && own.length > 0,
      })
    const detail = [said.port, channel, ...(beside && own.length > 0 ? [`beside ${own.join(' ')}`] : [])].join(' ')
    appendAudit(world.db, { at, by: said.by, action: 'sample.place', subject: sampleNo, detail })
    return { plateId: plate.id, channel, sampleId: id }
  })
  world.tell({ kind: 'sample.changed', sampleId: done.sampleId })
  return done
}

/** Errors: `plate.locked`, `not-found`. */
export function takeFromPlate(world: World, plateId: string, channel: string, by: string): void {
  const plate = plateById(world.db, plateId)
  const well = transaction(world.db, () => {
    const at = world.now()
    const { state, wells } = seePlate(world, plate)
    if (!isEditable(state)) throw new Fault('plate.locked')
    const found = wells.find((one) => one.channel === channel)
    if (found === undefined || !emptyWell(world.db, plateId, channel, { by, at }))
      throw new Fault('not-found', `这一板没有通道 ${channel}`)
    if (plate.loadedAt !== null) freePlacement(world.db, { port: plate.port, channel, at })
    const detail = `${plate.port} ${channel}`
    appendAudit(world.db, { at, by, action: 'sample.unplace', subject: found.sampleNo, detail })
    return found
  })
  world.tell({ kind: 'sample.changed', sampleId: well.sampleId })
}

/** The plate beside the device goes onto it; the one that was there is taken off, whatever it still waits for. */
export function loadPlate(world: World, plateId: string, by: string): void {
  const plate = plateById(world.db, plateId)
  const news = transaction(world.db, () => {
    const at = world.now()
    if (plate.loadedAt !== null || plate.endedAt !== null) throw new Fault('plate.locked')
    const { on } = platesOfPort(world.db, plate.port)
    const judged = on === null ? [] : takeOff(world, on, by)
    markLoaded(world.db, plateId, { by, at })
    const placed = new Set<SampleId>()
    for (const { sampleId, channel } of wellsOf(world.db, plate)) {
      placeSample(world.db, { sampleId, port: plate.port, channel, at, by, beside: placed.has(sampleId) })
      placed.add(sampleId)
    }
    appendAudit(world.db, { at, by, action: 'plate.load', subject: plate.port, detail: plateId })
    return judged
  })
  for (const one of news) world.tell(one)
  world.tell({ kind: 'sample.changed', sampleId: plateId })
}

/** Taken off the device, or given up before it was on it. */
export function endPlate(world: World, plateId: string, by: string): void {
  const plate = plateById(world.db, plateId)
  if (plate.endedAt !== null) return
  const news = transaction(world.db, () => takeOff(world, plate, by))
  for (const one of news) world.tell(one)
  world.tell({ kind: 'sample.changed', sampleId: plateId })
}

/** What still waits for its blank is judged without one: who takes the plate off waits no longer. */
function takeOff(world: World, plate: Plate, by: string): readonly News[] {
  const { db } = world
  const at = world.now()
  if (plate.loadedAt !== null)
    for (const { channel } of wellsOf(db, plate)) freePlacement(db, { port: plate.port, channel, at })
  markEnded(db, plate.id, { by, at })
  appendAudit(db, { at, by, action: 'plate.end', subject: plate.port, detail: plate.id })
  return plate.loadedAt === null ? [] : judgeAwaiting(world, plate.port, 'plate-ended')
}

/** Another shape means another plate: the one that can still be changed must be empty. */
export function shapePlate(world: World, port: string, shape: PlateShape, by: string): void {
  transaction(world.db, () => {
    const { on, next } = platesOn(world, port)
    const open = next ?? (on !== null && isEditable(on.state) ? on : null)
    if (open !== null && open.wells.length > 0) throw new Fault('input.invalid', '先取下已放的样品,再改通道数')
    if (open !== null) takeOff(world, open.plate, by)
    newPlate(world, port, shape, by)
  })
  world.tell({ kind: 'sample.changed', sampleId: port })
}

function editablePlate(world: World, port: string, by: string): Plate {
  const { on, next } = platesOn(world, port)
  if (next !== null) return next.plate
  if (on !== null && isEditable(on.state)) return on.plate
  return newPlate(world, port, shapeOf(world, port), by)
}

function newPlate(world: World, port: string, shape: PlateShape, by: string): Plate {
  const at = world.now()
  const id = world.newId()
  const { on } = platesOn(world, port)
  insertPlate(world.db, { id, port, shape, by, at })
  if (loadsItself(on?.state ?? null)) markLoaded(world.db, id, { by, at })
  appendAudit(world.db, { at, by, action: 'plate.make', subject: port, detail: id })
  return plateById(world.db, id)
}

function sampleFor(world: World, { what, by }: Putting): { readonly id: SampleId; readonly sampleNo: string } {
  if (what.kind === 'sample') {
    const sample = sampleByNo(world.db, what.sampleNo)
    if (sample === undefined) throw new Fault('not-found', `样品 ${what.sampleNo}`)
    return sample
  }
  return registerSample(world, {
    stallCode: null,
    food: what.name,
    kind: what.control,
    nature: 'market',
    origin: null,
    stockKg: null,
    takenBy: by,
    place: null,
  })
}

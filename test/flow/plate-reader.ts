/** A reader that knows channels and no sample numbers, and the hands that fill its plate. */
import type { Reading } from '#core/reading/reading.ts'
import type { OnPlateAgain } from '#core/sample/parallel.ts'
import { localText } from '#core/time.ts'
import { driverGone, type UnitDriver } from '#flow/known-drivers.ts'
import { putOnPlate } from '#flow/plates.ts'
import { takeUnit } from '#flow/take-unit.ts'
import { keepFrame } from '#storage/frames.ts'
import { ITEM, METHOD, type Room, taken } from './room.ts'

const port = 'p1'

export const put = (at: Room, sampleNo: string, channel: string | null = null, again?: OnPlateAgain) =>
  putOnPlate(at.world, { port, what: { kind: 'sample', sampleNo }, channel, again, by: '王敏' })
export const control = (at: Room, kind: 'blank' | 'positive-control', name: string) =>
  putOnPlate(at.world, { port, what: { kind: 'control', control: kind, name }, channel: null, by: '王敏' })

const reader: UnitDriver = {
  ...driverGone('generic/lis2'),
  method: METHOD,
  guard: 'checksum',
  repeats: 'live',
  channelsSure: true,
}
let told = 0

/** One channel's reading, a minute after what came before; by default inhibition in per cent. */
export function readChannel(
  at: Room,
  channel: string | null,
  value: string,
  said: Partial<Reading> = {},
  method = METHOD,
): void {
  at.clock.pass(60_000)
  readAtOnce(at, channel, value, said, method)
}

/** A second after what came before. */
export function readAtOnce(
  at: Room,
  channel: string | null,
  value: string,
  said: Partial<Reading> = {},
  method = METHOD,
): void {
  told += 1
  at.clock.pass(1000)
  const now = at.clock.now()
  const { id } = keepFrame(at.world.db, {
    port,
    driver: reader.id,
    bytes: Buffer.from(`${told},${channel},${value}`),
    at: now,
  })
  const reading: Reading = {
    sampleNo: null,
    item: ITEM,
    value,
    unit: '%',
    flag: null,
    measuredAt: localText(now),
    channel,
    control: false,
    recordKey: null,
    foodHint: null,
    ...said,
  }
  const outcomes = [{ frame: id, outcome: { kind: 'reading' as const, reading } }]
  takeUnit(at.world, port, { ...reader, method }, { frames: [id], outcomes, interrupted: false })
}

/** A blank of its own, measured by its number before any plate. */
export function readBlank(at: Room, value = '1.00'): void {
  const { sampleNo } = taken(at, { kind: 'blank', food: '空白' })
  readChannel(at, '', value, { sampleNo, channel: null })
}

/** What must not count by itself: a record that contradicts itself, a memory read twice, another device, a scale. */
import { describe, expect, it } from 'vitest'
import type { FrameId, ReadingId } from '#core/ids.ts'
import { type Outcome, type Reading, reading, within } from '#core/reading/reading.ts'
import { localText } from '#core/time.ts'
import { dismissReading } from '#flow/claim-reading.ts'
import { keeperFor } from '#flow/keep-frame.ts'
import type { UnitDriver } from '#flow/known-drivers.ts'
import { nameItems } from '#flow/port-facts.ts'
import { acceptIdentity, knownIdentity } from '#flow/port-identity.ts'
import { takeUnit } from '#flow/take-unit.ts'
import { keepFrame } from '#storage/frames.ts'
import { plainDriver } from '#test/fakes/port-line.ts'
import { ITEM, METHOD, type Room, room, taken } from './room.ts'

const numbered: UnitDriver = {
  id: 'test/numbered',
  method: METHOD,
  category: 'analyzer',
  guard: 'checksum',
  repeats: 'key',
  channelsSure: true,
}

function heard(
  { world }: Room,
  said: Partial<Reading>,
  driver: UnitDriver = numbered,
  bytes: Uint8Array = Buffer.from(JSON.stringify(said)),
  range?: { from: number; until: number },
): readonly Outcome[] {
  const frame = keepFrame(world.db, { port: 'p1', driver: driver.id, bytes, at: world.now() }).id
  const whole = reading({ item: ITEM, value: '12.30', unit: '%', ...said })
  const outcome = range === undefined ? whole : within(range.from, range.until, whole)
  const unit = { frames: [frame as FrameId], outcomes: [{ frame: frame as FrameId, outcome }], interrupted: false }
  return takeUnit(world, 'p1', driver, unit).map(({ outcome: told }) => told)
}

const claims = (at: Room) => at.rows('SELECT reason, settled FROM claims ORDER BY reading_id')

describe('a record heard again', () => {
  it('is shown as repeated and counted once', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    heard(at, { sampleNo, recordKey: '7' })
    expect(heard(at, { sampleNo, recordKey: '7' })).toMatchObject([{ kind: 'ignored' }])
    expect([at.count('readings'), at.count('results'), at.count('claims')]).toEqual([1, 1, 0])
    expect(at.rows("SELECT kind FROM outcomes WHERE reason LIKE 'repeated:%'")).toHaveLength(1)
  })

  it('with another value waits for a person, and the first stands', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    heard(at, { sampleNo, recordKey: '7' })
    heard(at, { sampleNo, recordKey: '7', value: '62.30' })
    expect([at.count('readings'), at.count('results')]).toEqual([2, 1])
    expect(claims(at)).toEqual([{ reason: 'record-conflict: 12.30 %', settled: 0 }])
  })

  it('of a device that numbers nothing is asked about, by the bytes of the record alone', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    const unnumbered: UnitDriver = { ...numbered, id: 'test/unnumbered', repeats: 'ask' }
    heard(at, { sampleNo }, unnumbered, Buffer.from('AArecord'), { from: 2, until: 8 })
    heard(at, { sampleNo }, unnumbered, Buffer.from('BBrecord'), { from: 2, until: 8 })
    heard(at, { sampleNo }, unnumbered, Buffer.from('BBrecorx'), { from: 2, until: 8 })
    expect([at.count('readings'), at.count('results')]).toEqual([3, 2])
    expect(claims(at)).toEqual([{ reason: 'maybe-repeated', settled: 0 }])
    expect(at.rows('SELECT from_byte AS "from", until_byte AS until FROM outcomes')).toEqual(
      Array.from({ length: 3 }, () => ({ from: 2, until: 8 })),
    )
  })

  it('a person may say that it is no measurement of ours; that too stays on record, once', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    heard(at, { sampleNo, recordKey: '7' })
    heard(at, { sampleNo, recordKey: '7', value: '62.30' })
    const said = { readingId: 2 as ReadingId, by: '王敏', why: '仪器重启后重发' }
    dismissReading(at.world, said)
    expect(claims(at)).toEqual([{ reason: 'record-conflict: 12.30 %', settled: 1 }])
    expect(at.rows('SELECT result_id AS result, why FROM claim_settlements')).toEqual([{ result: null, why: said.why }])
    expect([at.count('readings'), at.count("audit WHERE action = 'claim.dismiss'")]).toEqual([2, 1])
    expect(() => dismissReading(at.world, said)).toThrow(expect.objectContaining({ code: 'input.invalid' }))
  })
})

describe('who answers on a port', () => {
  const keeper = (at: Room) => keeperFor(at.world, 'p1', plainDriver())

  it('is remembered at the first answer; another one waits for a person with all it measures', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    keeper(at).identify('DY-7200 SN 0001')
    heard(at, { sampleNo, recordKey: '1' })
    expect(at.count('results')).toBe(1)

    keeper(at).identify('DY-7200 SN 0002')
    heard(at, { sampleNo, recordKey: '2' })
    expect(at.count('results')).toBe(1)
    expect(claims(at)).toEqual([{ reason: 'other-device: DY-7200 SN 0002', settled: 0 }])
    expect(at.news).toContainEqual({ kind: 'port.changed', port: 'p1' })

    acceptIdentity(at.world, 'p1', '王敏')
    expect(knownIdentity(at.world, 'p1')).toBe('DY-7200 SN 0002')
    heard(at, { sampleNo, recordKey: '3' })
    expect(at.count('results')).toBe(2)
    expect(at.count("audit WHERE action = 'port.identity'")).toBe(2)
  })

  it('the first device back again needs nobody', () => {
    const at = room({ needsBlank: false })
    for (const said of ['one', 'two', 'one']) keeper(at).identify(said)
    const { sampleNo } = taken(at)
    heard(at, { sampleNo })
    expect([at.count('results'), at.count('claims')]).toEqual([1, 0])
  })
})

it('a row of a packed file is known by its own words, not by the file it came in', () => {
  const at = room({ needsBlank: false })
  const { sampleNo } = taken(at)
  const files: UnitDriver = { ...numbered, id: 'test/files', repeats: 'ask' }
  const row = (file: string, record: string, value: string) => {
    const frame = keepFrame(at.world.db, {
      port: 'p1',
      driver: files.id,
      bytes: Buffer.from(file),
      at: at.world.now(),
    }).id
    const whole = reading({ item: ITEM, value, unit: '%', sampleNo })
    const outcome: Outcome = whole.kind === 'reading' ? { ...whole, record } : whole
    takeUnit(at.world, 'p1', files, { frames: [frame], outcomes: [{ frame, outcome }], interrupted: false })
  }
  row('first export', 'a 12.30', '12.30')
  row('second export, grown', 'a 12.30', '12.30')
  row('second export, grown again', 'b 14.00', '14.00')
  expect(claims(at)).toEqual([{ reason: 'maybe-repeated', settled: 0 }])
  expect(at.count('results')).toBe(2)
})

it('a scale weighs and judges nothing', () => {
  const at = room({ needsBlank: false })
  const { sampleNo } = taken(at)
  heard(at, { sampleNo, item: '重量', value: '20.7', unit: 'g' }, { ...numbered, category: 'balance' })
  expect([at.count('readings'), at.count('results'), at.count('claims')]).toEqual([1, 0, 0])
})

it('a short number from a line without a check needs a second key', () => {
  const at = room({ needsBlank: false })
  const { sampleNo } = taken(at)
  const unguarded: UnitDriver = { ...numbered, guard: 'none' }
  heard(at, { sampleNo: '1', measuredAt: '2026-03-02T08:00:00' }, unguarded)
  expect(claims(at)).toEqual([{ reason: 'number-unsure', settled: 0 }])
  heard(at, { sampleNo }, unguarded)
  expect(at.count('results')).toBe(1)
})

it("the site's name for a code is what is judged; the reading keeps the code", () => {
  const at = room({ needsBlank: false })
  const { sampleNo } = taken(at)
  nameItems(at.world, 'p1', { NJ01: ITEM }, '王敏')
  heard(at, { sampleNo, item: 'NJ01' })
  expect(at.rows('SELECT item, verdict FROM results')).toEqual([{ item: ITEM, verdict: 'negative' }])
  expect(at.rows('SELECT item FROM readings')).toEqual([{ item: 'NJ01' }])
})

it('a channel that the documents leave open finds no sample', () => {
  const at = room({ needsBlank: false })
  for (const channel of ['3', '4']) taken(at, { place: { port: 'p1', channel } })
  heard(at, { channel: '3' }, { ...numbered, channelsSure: false })
  expect(claims(at)).toEqual([{ reason: 'channel-free', settled: 0 }])
  at.clock.pass(301_000)
  heard(at, { channel: '4', measuredAt: localText(at.world.now()) })
  expect(at.count('results')).toBe(1)
})

/** The plate in storage: who stood on a channel when a reading came, over changes of samples, restarts and the site's own words. */
import { expect, it } from 'vitest'
import type { FrameId } from '#core/ids.ts'
import { type Reading, reading } from '#core/reading/reading.ts'
import { localText } from '#core/time.ts'
import { claimReading } from '#flow/claim-reading.ts'
import { proposalFor } from '#flow/find-sample.ts'
import type { UnitDriver } from '#flow/known-drivers.ts'
import { placeOnChannel } from '#flow/place-sample.ts'
import { readNumbering, sayNumbering } from '#flow/port-facts.ts'
import { takeUnit } from '#flow/take-unit.ts'
import { claimsPage } from '#storage/claims.ts'
import { keepFrame } from '#storage/frames.ts'
import { ITEM, METHOD, type Room, room, taken } from './room.ts'

const MINUTE = 60_000
const stored: UnitDriver = {
  id: 'dayuan/lz-4000t',
  method: METHOD,
  category: 'analyzer',
  guard: 'checksum',
  repeats: 'key',
  channelsSure: true,
}

/** The bytes are on the disk now; what they mean is settled when the answer is called. */
function kept({ world }: Room, said: Partial<Reading>, driver = stored): () => void {
  const bytes = Buffer.from(JSON.stringify([said, world.now()]))
  const frame = keepFrame(world.db, { port: 'p1', driver: driver.id, bytes, at: world.now() }).id as FrameId
  const outcome = reading({ item: ITEM, value: '12.30', unit: '%', measuredAt: localText(world.now()), ...said })
  return () =>
    void takeUnit(world, 'p1', driver, { frames: [frame], outcomes: [{ frame, outcome }], interrupted: false })
}

const heard = (at: Room, said: Partial<Reading>, driver = stored) => kept(at, said, driver)()
const place = (at: Room, sampleId: ReturnType<typeof taken>['id'], channel = '3') =>
  placeOnChannel(at.world, { sampleId, port: 'p1', channel, by: '王敏' })
const results = (at: Room) =>
  at
    .rows('SELECT s.sample_no AS no FROM results r JOIN samples s ON s.seq = r.sample ORDER BY r.id')
    .map(({ no }) => no)
const reasons = (at: Room) => at.rows('SELECT reason FROM claims ORDER BY reading_id').map((row) => row.reason)

it('each plate has its own reading, and a second one waits', () => {
  const at = room()
  const [one, two] = [taken(at), taken(at)]
  place(at, one.id)
  at.clock.pass(10 * MINUTE)
  heard(at, { channel: '3' })
  at.clock.pass(MINUTE)
  heard(at, { channel: '3' })
  place(at, two.id)
  at.clock.pass(10 * MINUTE)
  heard(at, { channel: '3' })
  expect(results(at)).toEqual([one.sampleNo, two.sampleNo])
  expect(reasons(at)).toEqual(['channel-used'])
})

it('a frame kept before the program ended finds who stood there then, on its own day', () => {
  const at = room()
  const [one, two] = [taken(at), taken(at)]
  place(at, one.id)
  at.clock.pass(10 * MINUTE)
  const [byChannel, byNumber] = [kept(at, { channel: '3' }), kept(at, { sampleNo: '2' })]
  at.clock.pass(24 * 60 * MINUTE)
  const other = taken(at)
  taken(at)
  place(at, other.id)
  byChannel()
  byNumber()
  expect(results(at)).toEqual([one.sampleNo, two.sampleNo])
  expect(at.rows('SELECT DISTINCT heard_at AS at FROM readings')).toEqual([{ at: '2026-03-02T00:10:00.000Z' }])
})

it('a sample that was replaced before its reading came leaves a question; one that was moved does not', () => {
  const at = room()
  const [one, two, three] = [taken(at), taken(at), taken(at)]
  place(at, one.id, '3')
  at.clock.pass(MINUTE)
  place(at, two.id, '3')
  place(at, one.id, '4')
  at.clock.pass(10 * MINUTE)
  heard(at, { channel: '3' })
  heard(at, { channel: '4' })
  expect(results(at)).toEqual([two.sampleNo, one.sampleNo])
  place(at, three.id, '5')
  place(at, two.id, '5')
  at.clock.pass(10 * MINUTE)
  heard(at, { channel: '5' })
  expect(reasons(at)).toEqual(['channel-changed'])
})

it('a swap entered after the measurement is too late for it', () => {
  const at = room()
  const [one, two] = [taken(at), taken(at)]
  place(at, one.id)
  at.clock.pass(20 * MINUTE)
  const measuredAt = localText(at.world.now())
  at.clock.pass(MINUTE)
  place(at, two.id)
  place(at, one.id, '4')
  at.clock.pass(MINUTE / 2)
  heard(at, { channel: '3', measuredAt })
  expect([results(at), reasons(at)]).toEqual([[], ['channel-changed']])
})

it('what waits comes with the one sample it may be of, and with none where two keys name two', () => {
  const at = room()
  const one = taken(at)
  taken(at)
  place(at, one.id)
  at.clock.pass(10 * MINUTE)
  heard(at, { channel: '3' })
  at.clock.pass(MINUTE)
  heard(at, { channel: '3' })
  heard(at, { sampleNo: '2', channel: '3' })
  heard(at, { sampleNo: '2', measuredAt: '2026-03-01T08:00:00' })
  heard(at, { channel: '3', measuredAt: '2026-03-02T07:50:00' })
  heard(at, {})
  const proposed = claimsPage(at.world.db, { after: null, limit: 9 }).rows.map(({ reason, heard: waits }) => [
    reason,
    proposalFor(at.world, waits),
  ])
  expect(proposed.reverse()).toEqual([
    ['channel-used', { sampleNo: one.sampleNo, retest: true }],
    ['number-and-channel-disagree', null],
    ['measured-another-day', null],
    ['late-or-slow', null],
    ['no-sample-number', null],
  ])
})

it('a short number counts once, or as often as it is typed, or never; the word of the site is kept and audited', () => {
  const at = room()
  const { sampleNo } = taken(at)
  heard(at, { sampleNo: '1' })
  at.clock.pass(MINUTE)
  heard(at, { sampleNo: '0001' })
  expect([results(at), reasons(at)]).toEqual([[sampleNo], ['number-used']])
  sayNumbering(at.world, 'p1', 'ours', '王敏')
  at.clock.pass(MINUTE)
  heard(at, { sampleNo: '01' })
  expect(results(at)).toHaveLength(2)
  sayNumbering(at.world, 'p1', 'counter', '王敏')
  at.clock.pass(MINUTE)
  heard(at, { sampleNo: '1' })
  expect(reasons(at)).toEqual(['number-used', 'no-sample-number'])
  expect(readNumbering(at.world, 'p1')).toBe('counter')
  expect(at.count("audit WHERE action = 'port.numbering'")).toBe(2)
})

it("a counter that began again is proposed as a repeat of what a person gave that number to, never as our number's sample", () => {
  const at = room()
  taken(at)
  const two = taken(at)
  sayNumbering(at.world, 'p1', 'counter', '王敏')
  const waiting = () => claimsPage(at.world.db, { after: null, limit: 1 }).rows.map(({ heard: waits }) => waits)
  heard(at, { sampleNo: '1' })
  const [first] = waiting()
  if (first === undefined) throw new Error('nothing waits')
  expect(proposalFor(at.world, first)).toBeNull()
  claimReading(at.world, { readingId: first.id, sampleNo: two.sampleNo, by: '王敏', why: '看着测的' })
  at.clock.pass(MINUTE)
  heard(at, { sampleNo: '001' })
  expect(waiting().map((one) => proposalFor(at.world, one))).toEqual([{ sampleNo: two.sampleNo, retest: true }])
  at.clock.pass(MINUTE)
  heard(at, { sampleNo: '1', item: '另一个项目' })
  expect(waiting().map((one) => proposalFor(at.world, one))).toEqual([null])
})

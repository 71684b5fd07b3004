/** Frames, outcomes, units, readings and claims: kept word for word and found again. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { FrameId, ReadingId } from '#core/ids.ts'
import { claimByReading, claimsPage, insertClaim, openClaimCount, settleClaim, settlementOf } from '#storage/claims.ts'
import { countsOfPort, frameById, framesOfPort, keepFrame } from '#storage/frames.ts'
import type { Db } from '#storage/open.ts'
import { insertOutcome, insertUnit, recentUnits, wasInterrupted } from '#storage/outcomes.ts'
import { countFrames, tallied } from '#storage/port-tally.ts'
import { insertReading, readingById, readingByRecordKey } from '#storage/readings.ts'
import { at, heard, judged, opened } from './opened.ts'

test('a frame comes back byte for byte with its hash, whatever the bytes', () => {
  const { db } = opened()
  const bytes = Uint8Array.from({ length: 512 }, (_, index) => index % 256)
  const { id, sha256 } = keepFrame(db, { port: 'p1', driver: 'acme/x1', bytes, at: at(5) })
  const frame = frameById(db, id)
  expect([...frame.bytes]).toEqual([...bytes])
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(frame).toMatchObject({ sha256, port: 'p1', driver: 'acme/x1', at: at(5) })
  expect(() => frameById(db, 99 as FrameId)).toThrow('not-found')
})

test('a port counts what it heard, and another port does not', () => {
  const { db } = opened()
  expect(countsOfPort(db, 'p1')).toEqual({ frames: 0, readings: 0, damaged: 0, lastHeardAt: null })
  heard(db, {}, 'p1', at(1))
  countFrames(db, 'p1', { frames: 1, readings: 1, damaged: 0 })
  heard(db, {}, 'p2', at(2))
  countFrames(db, 'p2', { frames: 1, readings: 1, damaged: 0 })
  const { id } = keepFrame(db, { port: 'p1', driver: 'acme/x1', bytes: Buffer.from('?'), at: at(3) })
  insertOutcome(db, { frameId: id, kind: 'damaged', reason: 'checksum', readingId: null })
  insertOutcome(db, { frameId: id, kind: 'ignored', reason: 'noise', readingId: null })
  countFrames(db, 'p1', { frames: 1, readings: 0, damaged: 1 })
  expect(countsOfPort(db, 'p1')).toEqual({ frames: 2, readings: 1, damaged: 1, lastHeardAt: at(3) })
  expect(countsOfPort(db, 'p2')).toMatchObject({ frames: 1, readings: 1, damaged: 0 })
  const [newest, oldest] = framesOfPort(db, 'p1', 10)
  expect(newest?.outcomes.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['damaged', 'checksum'],
    ['ignored', 'noise'],
  ])
  expect(oldest?.outcomes).toMatchObject([{ kind: 'reading' }])
  expect(framesOfPort(db, 'p1', 1)).toHaveLength(1)
})

test('what is counted within a transaction is written once at its end, or not at all', () => {
  const { db } = opened()
  const one = { frames: 1, readings: 1, damaged: 0 }
  const count = (times: number) => {
    for (let time = 0; time < times; time++) for (const port of ['p1', 'p2']) countFrames(db, port, one)
  }
  const before = changesOf(db)
  tallied(db, () => count(100))
  expect(changesOf(db) - before).toBe(4)
  expect(() =>
    tallied(db, () => {
      count(7)
      throw new Error('the power went')
    }),
  ).toThrow('the power went')
  tallied(db, () => count(1))
  expect(countsOfPort(db, 'p1')).toMatchObject({ frames: 101, readings: 101, damaged: 0 })
  expect(countsOfPort(db, 'p2')).toMatchObject({ frames: 101 })
})

test('the frames of a port are found by their blocks, however many of other ports lie between; what was taken back is not', () => {
  const { db } = opened()
  const keep = (port: string, text: string) =>
    keepFrame(db, { port, driver: 'acme/x1', bytes: Buffer.from(text), at: at(1) })
  keep('quiet', 'first')
  for (let slot = 0; slot < 60; slot++)
    tallied(db, () => {
      for (let each = 0; each < 20; each++) keep('busy', `${slot}.${each}`)
      if (slot === 30) keep('quiet', 'middle')
    })
  expect(() =>
    tallied(db, () => {
      for (let each = 0; each < 300; each++) keep('gone', 'never')
      throw new Error('the power went')
    }),
  ).toThrow('the power went')
  tallied(db, () => keep('gone', 'now'))
  const said = (port: string, limit: number) =>
    framesOfPort(db, port, limit).map(({ bytes }) => Buffer.from(bytes).toString())
  expect(said('quiet', 10)).toEqual(['middle', 'first'])
  expect(said('gone', 10)).toEqual(['now'])
  expect(said('busy', 2)).toEqual(['59.19', '59.18'])
  expect(said('busy', 2000)).toHaveLength(1200)
  expect(said('nobody', 10)).toEqual([])
})

function changesOf(db: Db): number {
  return (db.prepare('SELECT total_changes() AS changes').get() as { readonly changes: number }).changes
}

test('an outcome of a frame that is not there is refused, and so is a reading outcome without its reading', () => {
  const { db } = opened()
  expect(() => insertOutcome(db, { frameId: 7 as FrameId, kind: 'ignored', reason: 'x', readingId: null })).toThrow(
    'FOREIGN KEY',
  )
  const { frameId } = heard(db)
  expect(() => insertOutcome(db, { frameId, kind: 'reading', reason: null, readingId: null })).toThrow('CHECK')
})

test('the last unit of a port is remembered with how it ended', () => {
  const { db } = opened()
  expect(recentUnits(db, 'p1', 9)).toEqual([])
  const unit = { port: 'p1', sha256: 'b'.repeat(64), interrupted: true, at: at() }
  insertUnit(db, { ...unit, sha256: 'a'.repeat(64), interrupted: false })
  insertUnit(db, unit)
  insertUnit(db, { ...unit, port: 'p2', interrupted: false })
  expect(recentUnits(db, 'p1', 9)[0]).toEqual(unit)
})

test('a unit that was cut is known by port and bytes, found by its own index', () => {
  const { db } = opened()
  const [cut, whole] = ['a'.repeat(64), 'b'.repeat(64)]
  insertUnit(db, { port: 'p1', sha256: cut, interrupted: true, at: at() })
  insertUnit(db, { port: 'p1', sha256: whole, interrupted: false, at: at() })
  expect(wasInterrupted(db, 'p1', cut)).toBe(true)
  expect(wasInterrupted(db, 'p1', whole)).toBe(false)
  expect(wasInterrupted(db, 'p2', cut)).toBe(false)
  const plan = db
    .prepare<[], { detail: string }>(
      "EXPLAIN QUERY PLAN SELECT 1 FROM units WHERE port = CAST('p1' AS TEXT) AND sha256 = CAST('a' AS TEXT) AND interrupted = 1",
    )
    .all()
  expect(plan.map(({ detail }) => detail).join()).toContain('units_cut')
})

test('a reading keeps every word as the analyzer said it', () => {
  const { db } = opened()
  const said = {
    sampleNo: '7^A',
    item: '恩诺沙星',
    value: '<0.5',
    unit: 'µg/kg',
    flag: '+',
    measuredAt: null,
    channel: null,
    control: true,
    recordKey: '0007@0101',
    foodHint: '草鱼',
  }
  const { id: frameId, sha256 } = keepFrame(db, { port: 'p1', driver: 'acme/x1', bytes: Buffer.from('x'), at: at() })
  const id = insertReading(db, { frameId, port: 'p1', driver: 'acme/x1', reading: said, at: at(1) })
  expect(readingById(db, id)).toEqual({
    id,
    frameId,
    frameSha256: sha256,
    port: 'p1',
    driver: 'acme/x1',
    heardAt: at(1),
    reading: said,
  })
  expect(readingByRecordKey(db, 'p1', 'acme/x1', '0007@0101')?.id).toBe(id)
  expect(readingByRecordKey(db, 'p2', 'acme/x1', '0007@0101')).toBeUndefined()
  expect(() => readingById(db, 99 as ReadingId)).toThrow('not-found')
})

test('claims wait newest first, are settled once with a reason, and then are gone from the list', () => {
  const { db } = opened()
  const ids = [heard(db), heard(db), heard(db)].map(({ readingId }) => readingId)
  for (const readingId of ids) insertClaim(db, { readingId, reason: 'no-sample-number', at: at() })
  const [first, second, third] = ids as [ReadingId, ReadingId, ReadingId]
  const page = claimsPage(db, { after: null, limit: 2 })
  expect(page.rows.map(({ readingId, heard: { reading } }) => [readingId, reading.value])).toEqual([
    [third, '12.30'],
    [second, '12.30'],
  ])
  expect(claimsPage(db, { after: page.next, limit: 2 })).toMatchObject({ rows: [{ readingId: first }], next: null })

  const { resultId } = judged(db, 'negative')
  const settlement = { readingId: second, resultId, by: '王敏', why: '单号看错', at: at(9) }
  settleClaim(db, settlement)
  expect(() => settleClaim(db, settlement)).toThrow('settled once')
  expect(settlementOf(db, second)).toEqual({ ...settlement, id: 1, withdrawn: null })
  expect(claimByReading(db, second)).toMatchObject({ settled: true, reason: 'no-sample-number' })
  expect(claimByReading(db, first)?.settled).toBe(false)
  expect(openClaimCount(db)).toBe(2)
  expect(claimsPage(db, { after: null, limit: 9 }).rows.map(({ readingId }) => readingId)).toEqual([third, first])
})

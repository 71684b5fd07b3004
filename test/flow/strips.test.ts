/** 人工判读 through the real flow: the window at its edges, photos, one and two readers, and where the result may go. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openCounts, openWork } from '#answer/open-work.ts'
import { standardPolicy } from '#core/control/policy.ts'
import type { StripWord } from '#core/control/strip.ts'
import type { ResultId, SampleId } from '#core/ids.ts'
import { later } from '#core/time.ts'
import { savePolicy } from '#flow/control-policy.ts'
import { approveNotice, draftNotice } from '#flow/publish-notice.ts'
import { recover } from '#flow/recover.ts'
import { addStripPhoto, endStrip, giveUpStrip, readStrip, startStrip } from '#flow/strips.ts'
import { boardData } from '#publish/board-data.ts'
import { findingsOfResult } from '#storage/controls.ts'
import { frameById } from '#storage/frames.ts'
import { readingById } from '#storage/readings.ts'
import { resultById, resultFacts } from '#storage/results.ts'
import { photosOfStrip, stripById } from '#storage/strips.ts'
import { platformAt, type Room, room, taken } from './room.ts'

const ITEM = '氯霉素'
const window = { fromSeconds: 300, untilSeconds: 600 }
const jpg = (said: string) => Buffer.from(`\xff\xd8${said}`, 'latin1')

function started(at: Room, sampleId: SampleId = taken(at, { food: '草鱼' }).id): number {
  const lot = { kit: '氯霉素胶体金卡', lot: 'L2026', bufferLot: null }
  return startStrip(at.world, { sampleId, item: ITEM, method: '胶体金法', ...lot, window, by: '王敏' })
}

function photographed(at: Room, id: number): void {
  for (const subject of ['sample', 'strip'] as const) {
    const mime = 'image/jpeg'
    addStripPhoto(at.world, { strip: id, subject, name: `${subject}.jpg`, mime, bytes: jpg(subject), by: '王敏' })
  }
}

const read = (at: Room, id: number, word: StripWord, by = '王敏') => readStrip(at.world, { id, word, by })

test('read in time: a manual result whose frame is what was entered, with lot, photos and hash', () => {
  const at = room()
  const id = started(at)
  at.clock.pass(300_000)
  photographed(at, id)
  const resultId = read(at, id, 'negative') as ResultId
  const result = resultById(at.world.db, resultId)
  expect(result).toMatchObject({ verdict: 'negative', recordOrigin: 'manual', kitLot: 'L2026', value: '阴性' })
  const heard = readingById(at.world.db, result.readingId)
  const frame = frameById(at.world.db, heard.frameId)
  expect(createHash('sha256').update(frame.bytes).digest('hex')).toBe(heard.frameSha256)
  const entered = JSON.parse(Buffer.from(frame.bytes).toString('utf8'))
  const hashes = photosOfStrip(at.world.db, id).map(({ sha256 }) => sha256)
  expect(entered).toMatchObject({ lot: 'L2026', reads: [{ by: '王敏', word: 'negative' }] })
  expect(entered.photos.map(({ sha256 }: { sha256: string }) => sha256)).toEqual(hashes)
  expect(resultFacts(at.world.db, resultId)).toMatchObject({ recordOrigin: 'manual', photoSha256: hashes })
  expect(stripById(at.world.db, id).end).toMatchObject({ resultId })
  // Nothing is left for a start to read again.
  expect(recover(at.world)).toBe(0)
})

test('a manual positive opens a case like any other', () => {
  const at = room()
  const id = started(at)
  at.clock.pass(400_000)
  photographed(at, id)
  expect(resultById(at.world.db, read(at, id, 'positive') as ResultId).failureId).not.toBeNull()
})

test('too early, late and without photos it is refused, and nothing is kept of the try', () => {
  const at = room()
  const id = started(at)
  at.clock.pass(299_000)
  photographed(at, id)
  const before = at.everything()
  expect(() => read(at, id, 'negative')).toThrow('strip.early')
  at.clock.pass(301_001)
  expect(() => read(at, id, 'negative')).toThrow('strip.late')
  expect(at.everything()).toEqual(before)

  const bare = started(at)
  at.clock.pass(300_000)
  expect(() => read(at, bare, 'negative')).toThrow('strip.no-photo')
  const photo = { name: 'a.jpg', mime: 'image/jpeg', bytes: jpg('x'), by: '王敏' }
  for (const subject of ['sample', 'sample'] as const) addStripPhoto(at.world, { strip: bare, subject, ...photo })
  expect(() => read(at, bare, 'negative')).toThrow('strip.no-photo')
  expect(at.count('results')).toBe(0)
})

test('past its time it becomes 无效 with its reason, once; a new strip may be read', () => {
  const at = room()
  const sample = taken(at, { food: '草鱼' })
  const id = started(at, sample.id)
  expect(() => endStrip(at.world, { id, by: '王敏' })).toThrow('strip.early')
  at.clock.pass(601_000)
  const resultId = endStrip(at.world, { id, by: '王敏' })
  const result = resultById(at.world.db, resultId)
  expect(result).toMatchObject({ verdict: 'invalid', reason: 'strip-late', recordOrigin: 'manual', failureId: null })
  expect(findingsOfResult(at.world.db, resultId)).toContainEqual({
    code: 'outside-window',
    level: 'block',
    detail: 'late',
  })
  expect(() => endStrip(at.world, { id, by: '王敏' })).toThrow('strip.ended')
  expect(() => read(at, id, 'negative')).toThrow('strip.ended')

  const again = started(at, sample.id)
  at.clock.pass(300_000)
  photographed(at, again)
  expect(resultById(at.world.db, read(at, again, 'negative') as ResultId)).toMatchObject({
    verdict: 'negative',
    round: 'first',
  })
})

test('given up before anybody read it: on record, no result; never after a word was said', () => {
  const at = room()
  const id = started(at)
  giveUpStrip(at.world, { id, by: '王敏', why: '滴洒了' })
  expect(stripById(at.world.db, id).end).toMatchObject({ resultId: null, why: '滴洒了' })
  expect(at.count('results')).toBe(0)

  savePolicy(at.world, { ...standardPolicy, twoReaders: true }, '站长')
  const second = started(at)
  at.clock.pass(300_000)
  photographed(at, second)
  read(at, second, 'positive')
  expect(() => giveUpStrip(at.world, { id: second, by: '王敏', why: '不想要了' })).toThrow('strip.ended')
})

test('two readers: the second does not see the first, must be another, and both must agree', () => {
  const at = room()
  savePolicy(at.world, { ...standardPolicy, twoReaders: true }, '站长')
  const open = () => {
    const id = started(at)
    at.clock.pass(300_000)
    photographed(at, id)
    return id
  }
  const agreed = open()
  expect(read(at, agreed, 'negative')).toBeNull()
  expect(at.count('results')).toBe(0)
  expect(
    at
      .rows("SELECT detail FROM audit WHERE action = 'strip.read'")
      .every(({ detail }) => !/negative/.test(String(detail))),
  ).toBe(true)
  expect(() => read(at, agreed, 'negative', ' 王敏 ')).toThrow('strip.same-reader')
  expect(resultById(at.world.db, read(at, agreed, 'negative', '李军') as ResultId).verdict).toBe('negative')

  const apart = open()
  read(at, apart, 'negative')
  const differing = resultById(at.world.db, read(at, apart, 'positive', '李军') as ResultId)
  expect(differing).toMatchObject({ verdict: 'undecided', reason: 'strip-readers-differ', failureId: null })

  const alone = open()
  read(at, alone, 'negative')
  at.clock.pass(600_000)
  expect(resultById(at.world.db, endStrip(at.world, { id: alone, by: '王敏' }))).toMatchObject({
    verdict: 'invalid',
    reason: 'strip-second-missing',
  })
})

test('the strip keeps the number of readers it started with', () => {
  const at = room()
  const id = started(at)
  savePolicy(at.world, { ...standardPolicy, twoReaders: true }, '站长')
  at.clock.pass(300_000)
  photographed(at, id)
  expect(read(at, id, 'negative')).not.toBeNull()
})

test('人工判读 stands on the notice and in what a platform is told', () => {
  const at = room({ platforms: [platformAt('http://127.0.0.1:9')] })
  const id = started(at)
  at.clock.pass(300_000)
  photographed(at, id)
  read(at, id, 'negative')
  const [entry] = at.rows('SELECT payload FROM outbox')
  expect(JSON.parse(String(entry?.payload))).toMatchObject({ recordOrigin: 'manual', kitLot: 'L2026' })
  expect(JSON.parse(String(entry?.payload)).photoSha256).toHaveLength(2)
  const { content, sha256 } = draftNotice(at.world)
  expect(content.rows).toMatchObject([{ recordOrigin: 'manual' }])
  expect(boardData({ content, sha256 }).pages[0]?.[0]?.value).toBe('阴性 人工判读')
  expect(() => approveNotice(at.world, { day: content.day, sha256, by: '站长' })).not.toThrow()
})

test('a strip that develops is open work with its clock, until it ends', () => {
  const at = room()
  const id = started(at)
  const [work] = openWork(at.world, 'strip')
  expect(work).toMatchObject({ queue: 'strip', title: `草鱼 ${ITEM}`, dueAt: later(at.clock.now(), 600_000) })
  expect(openCounts(at.world).strip).toBe(1)
  giveUpStrip(at.world, { id, by: '王敏', why: '滴洒了' })
  expect([openWork(at.world, 'strip'), openCounts(at.world).strip]).toEqual([[], 0])
})

test('a window nobody knows, or one that ends before it begins, starts no clock', () => {
  const at = room()
  const { id: sampleId } = taken(at, { food: '草鱼' })
  const said = { sampleId, item: ITEM, method: '胶体金法', kit: 'k', lot: 'l', bufferLot: null, by: '王敏' }
  expect(() => startStrip(at.world, { ...said, window: null })).toThrow('strip.no-window')
  expect(() => startStrip(at.world, { ...said, window: { fromSeconds: 600, untilSeconds: 300 } })).toThrow(
    'input.invalid',
  )
  expect(at.count('strips')).toBe(0)
})

/** What was told to be kept is kept: a full disk says so and loses nothing, a killed process loses nothing it had named. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { FrameId } from '#core/ids.ts'
import { frameById, keepFrame, unsettledFrames } from '#storage/frames.ts'
import { openStorage, transaction } from '#storage/open.ts'
import { insertOutcome } from '#storage/outcomes.ts'
import { at, heard, newFile, opened } from './opened.ts'

const frame = (text: string) => ({ port: 'p1', driver: 'acme/x1', bytes: Buffer.from(text), at: at() })

test('a full disk is a fault; what was kept before stays, and it goes on when there is room again', () => {
  const { db, file } = opened()
  keepFrame(db, frame('before'))
  const pages = Number(db.pragma('page_count', { simple: true }))
  db.pragma(`max_page_count = ${pages + 2}`)
  const big = { ...frame(''), bytes: Buffer.alloc(100_000, 'x') }
  expect(() => keepFrame(db, big)).toThrow('disk.full')
  expect(() =>
    transaction(db, () => {
      keepFrame(db, frame('of the same transaction'))
      keepFrame(db, big)
    }),
  ).toThrow('disk.full')
  expect(db.inTransaction).toBe(false)
  db.pragma('max_page_count = 1000000')
  keepFrame(db, frame('after'))
  const kept = db.prepare('SELECT CAST(bytes AS TEXT) FROM frames').pluck().all()
  expect(kept).toEqual(['before', 'after'])
  expect(file).toContain('station.db')
})

test('a transaction is all or nothing, also one inside another', () => {
  const { db } = opened()
  expect(() =>
    transaction(db, () => {
      keepFrame(db, frame('lost'))
      throw new Error('a bug')
    }),
  ).toThrow('a bug')
  transaction(db, () => {
    keepFrame(db, frame('outer'))
    expect(() =>
      transaction(db, () => {
        keepFrame(db, frame('inner'))
        throw new Error('only the inner part')
      }),
    ).toThrow('only the inner part')
    transaction(db, () => keepFrame(db, frame('second inner')))
  })
  expect(db.prepare('SELECT CAST(bytes AS TEXT) FROM frames').pluck().all()).toEqual(['outer', 'second inner'])
})

test('work that waits is refused: its second half would run outside', () => {
  const { db } = opened()
  expect(() => transaction(db, async () => keepFrame(db, frame('x')))).toThrow('synchronous')
  expect(db.prepare('SELECT count(*) FROM frames').pluck().get()).toBe(0)
})

test('kill -9 in the middle of a stream: every frame that was named is on the disk, and is read again', async () => {
  const file = newFile()
  const child = spawn(process.execPath, [fileURLToPath(new URL('./keep-frames.ts', import.meta.url)), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const named: { id: FrameId; sha256: string }[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    named.push(JSON.parse(line))
    if (named.length === 300) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')

  // The dead process holds no lock, and its log is replayed.
  const storage = openStorage(file, { now: () => at() })
  for (const { id, sha256 } of named) expect(frameById(storage.db, id).sha256).toBe(sha256)
  const waiting = unsettledFrames(storage.db)
  expect(waiting.length).toBeGreaterThanOrEqual(named.length)
  expect(waiting.map(({ id }) => id)).toEqual(waiting.map((_, index) => index + 1))
  storage.close()
})

test('frames without an outcome are found again, also between settled ones and after a restart', () => {
  const file = newFile()
  const first = openStorage(file, { now: () => at() })
  expect(unsettledFrames(first.db)).toEqual([])
  heard(first.db)
  const { id } = keepFrame(first.db, frame('torn'))
  heard(first.db)
  expect(unsettledFrames(first.db).map((one) => one.id)).toEqual([id])
  first.close()

  const second = openStorage(file, { now: () => at() })
  expect(unsettledFrames(second.db).map(({ bytes }) => String(bytes))).toEqual(['torn'])
  insertOutcome(second.db, { frameId: id, kind: 'damaged', reason: 'link-lost', readingId: null })
  expect(unsettledFrames(second.db)).toEqual([])
  const { id: later } = keepFrame(second.db, frame('torn again'))
  expect(unsettledFrames(second.db).map((one) => one.id)).toEqual([later])
  second.close()
})

/** Migrations: from n-1 with rows in it, each whole or not at all, and a copy of what was there before. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { Fault } from '#core/fault.ts'
import type { FrameId } from '#core/ids.ts'
import { appendAudit, auditPage, verifyAudit } from '#storage/audit.ts'
import { framesOfPort } from '#storage/frames.ts'
import type { Migration } from '#storage/migrate.ts'
import { migrations } from '#storage/migrations/index.ts'
import { databaseInfo, newestCopy, openForReading, openStorage } from '#storage/open.ts'
import { insertOutcome } from '#storage/outcomes.ts'
import { laboratoryResultsOf } from '#storage/referrals.ts'
import { resultById, resultsPage } from '#storage/results.ts'
import { at, judged, newFile, opened } from './opened.ts'

const now = () => at()

/** What a later release might do: a column, and a table rebuilt with its rows. */
const later: Migration = {
  version: migrations.length + 1,
  up: (db) => {
    db.exec('ALTER TABLE stalls ADD COLUMN phone_of_market TEXT')
    db.exec('CREATE TABLE settings_new (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT')
    db.exec('INSERT INTO settings_new SELECT key, value FROM settings')
    db.exec('DROP TABLE settings')
    db.exec('ALTER TABLE settings_new RENAME TO settings')
  },
}

function olderWithRows(): string {
  const file = newFile()
  const storage = openStorage(file, { now })
  judged(storage.db, 'negative')
  judged(storage.db, 'suspect')
  appendAudit(storage.db, { at: at(), by: '王敏', action: 'test', subject: 'one', detail: '' })
  storage.close()
  return file
}

test('from the version before, with rows: all there, and a copy named by its version beside it', () => {
  const file = olderWithRows()
  const storage = openStorage(file, { now, migrations: [...migrations, later] })
  expect(databaseInfo(storage.db).version).toBe(later.version)
  expect(resultsPage(storage.db, { after: null, limit: 10 }).rows).toHaveLength(2)
  expect(verifyAudit(storage.db)).toMatchObject({ kind: 'whole', rows: 1 })
  expect(auditPage(storage.db, { after: null, limit: 10 }).rows).toHaveLength(1)
  expect(storage.db.prepare('SELECT phone_of_market FROM stalls').all()).toHaveLength(1)
  storage.close()

  const copy = newestCopy(file)
  expect(copy).toBe(`${file}.v${migrations.length}.20260301T000000000Z.copy`)
  const before = new Database(copy ?? '', { readonly: true })
  expect(before.pragma('user_version', { simple: true })).toBe(migrations.length)
  expect(before.prepare('SELECT count(*) FROM results').pluck().get()).toBe(2)
  before.close()
  expect(readdirSync(dirname(file)).filter((name) => name.endsWith('.partial'))).toEqual([])
})

test('the copy is whole while another program reads an older moment of the database', () => {
  const file = olderWithRows()
  const reader = new Database(file, { readonly: true })
  reader.exec('BEGIN')
  expect(reader.prepare('SELECT count(*) FROM results').pluck().get()).toBe(2)
  const storage = openStorage(file, { now })
  judged(storage.db, 'negative')
  storage.close()
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
  openStorage(file, { now, migrations: [...migrations, later] }).close()
  reader.close()
  const copy = new Database(newestCopy(file) ?? '', { readonly: true })
  expect(copy.prepare('SELECT count(*) FROM results').pluck().get()).toBe(3)
  expect(copy.pragma('user_version', { simple: true })).toBe(migrations.length)
  copy.close()
})

test('a program of the version before refuses what a newer one made', () => {
  const file = olderWithRows()
  openStorage(file, { now, migrations: [...migrations, later] }).close()
  expect(() => openStorage(file, { now })).toThrow(
    new Fault('database.newer', `${file}: ${later.version} > ${migrations.length}`),
  )
  expect(() => openForReading(file)).toThrow('database.newer')
})

test('a migration that fails leaves the version before it, whole, and can be tried again', () => {
  const file = olderWithRows()
  const broken: Migration = {
    version: later.version,
    up: (db) => {
      later.up(db)
      throw new Error('power lost')
    },
  }
  expect(() => openStorage(file, { now, migrations: [...migrations, broken] })).toThrow('power lost')
  const storage = openStorage(file, { now })
  expect(databaseInfo(storage.db).version).toBe(migrations.length)
  expect(resultsPage(storage.db, { after: null, limit: 10 }).rows).toHaveLength(2)
  storage.close()
})

test('a migration that breaks a reference is undone', () => {
  const file = olderWithRows()
  const broken: Migration = {
    version: later.version,
    up: (db) => {
      db.exec('DROP TRIGGER samples_refuse_delete')
      db.exec('DELETE FROM samples')
    },
  }
  expect(() => openStorage(file, { now, migrations: [...migrations, broken] })).toThrow('broken references')
  const storage = openStorage(file, { now })
  expect(storage.db.prepare('SELECT count(*) FROM samples').pluck().get()).toBe(2)
  storage.close()
})

test('each version in between is passed through', () => {
  const file = newFile()
  const passed: number[] = []
  const counting = (version: number): Migration => ({
    version,
    up: (db) => {
      passed.push(version)
      db.exec(`CREATE TABLE step_${version} (id INTEGER PRIMARY KEY) STRICT`)
    },
  })
  const next = [1, 2, 3].map((step) => migrations.length + step)
  const [first] = next
  openStorage(file, { now, migrations: [...migrations, counting(first ?? 0)] }).close()
  openStorage(file, { now, migrations: [...migrations, ...next.map(counting)] }).close()
  expect(passed).toEqual(next)
})

test('a gap in the numbers is a bug that is found at once', () => {
  expect(() =>
    openStorage(newFile(), { now, migrations: [...migrations, { ...later, version: later.version + 1 }] }),
  ).toThrow('stands at place')
})

test('a new database is not copied', () => {
  const file = newFile()
  openStorage(file, { now, migrations: [...migrations, later] }).close()
  expect(newestCopy(file)).toBeNull()
  expect(existsSync(join(dirname(file), 'station.db'))).toBe(true)
})

test('0002: outcomes of the first version keep their meaning, the whole frame', () => {
  const file = newFile()
  const older = openStorage(file, { now, migrations: migrations.slice(0, 1) })
  older.db.exec(`INSERT INTO frames (id, port, driver, bytes, sha256, heard_at, heard_zone)
    VALUES (1, 'p1', 'acme/x1', x'52', '${'0'.repeat(64)}', '2026-03-01T00:00:00.000Z', 480);
    INSERT INTO outcomes (frame_id, kind, reason, reading_id) VALUES (1, 'damaged', 'record-cut', NULL)`)
  older.close()
  const { db } = opened(file)
  expect(framesOfPort(db, 'p1', 1)[0]?.outcomes).toEqual([
    { kind: 'damaged', reason: 'record-cut', readingId: null, value: null, from: null, until: null },
  ])
  insertOutcome(db, {
    frameId: 1 as FrameId,
    kind: 'ignored',
    reason: 'noise',
    readingId: null,
    bytes: { from: 0, until: 1 },
  })
  expect(framesOfPort(db, 'p1', 1)[0]?.outcomes[1]).toMatchObject({ from: 0, until: 1 })
})

test('0009: results of before are an instrument’s, and stay so', () => {
  const file = newFile()
  const older = openStorage(file, { now, migrations: migrations.slice(0, 8) })
  older.db.exec(`INSERT INTO frames (id, port, driver, bytes, sha256, heard_at, heard_zone)
    VALUES (1, 'p1', 'acme/x1', x'52', '${'0'.repeat(64)}', '2026-03-01T00:00:00.000Z', 480);
    INSERT INTO readings (id, frame_id, port, driver, item, value, control, heard_at, heard_zone)
    VALUES (1, 1, 'p1', 'acme/x1', 'x', '12.30', 0, '2026-03-01T00:00:00.000Z', 480);
    INSERT INTO samples (seq, id, sample_no, kind, nature, food, taken_at, taken_zone, taken_by, search_text)
    VALUES (1, 's1', '20260301-0001', 'ordinary', 'market', '韭菜', '2026-03-01T00:00:00.000Z', 480, '王敏', '');
    INSERT INTO results (id, sample, reading_id, item, method, value, verdict, reason, round, control, tested_at, tested_zone)
    VALUES (1, 1, 1, 'x', 'm', '12.30', 'negative', 'within-limit', 'first', 0, '2026-03-01T00:00:00.000Z', 480)`)
  older.close()
  const { db } = opened(file)
  expect(resultById(db, 1)).toMatchObject({ recordOrigin: 'instrument', kit: null, kitLot: null })
  expect(() => db.exec("UPDATE results SET origin = 'manual'")).toThrow('append-only')
})

test('a laboratory keeps the answers it gave before it could set them right', () => {
  const file = newFile()
  const before = openStorage(file, { now, migrations: migrations.slice(0, 14) })
  const referral =
    "'r1', 'received', 'SJ-1', '', NULL, '快检室', '{}', NULL, NULL, NULL, '钱工', '2026-03-01T00:00:00.000Z', 480"
  before.db.exec(`INSERT INTO referrals (id, direction, referral_no, case_no, failure_id, sender, fields, text, sha256, signing_key,
    done_by, done_at, done_zone) VALUES (${referral})`)
  before.db.exec(`INSERT INTO laboratory_results (referral, result, text, sha256, signing_key, done_by, done_at, done_zone)
    VALUES (1, '{"value":"1"}', '{}', '${'ab'.repeat(32)}', 'k', '钱工', '2026-03-01T00:00:00.000Z', 480)`)
  before.close()
  const { db, close } = openStorage(file, { now })
  expect(laboratoryResultsOf(db, 1)).toMatchObject([{ result: { value: '1' }, why: '', by: '钱工' }])
  close()
})

test('0016: wells of before stay, and a sample may stand in a second one', () => {
  const file = newFile()
  const older = openStorage(file, { now, migrations: migrations.slice(0, 15) })
  const [when, later] = ['2026-03-01T00:00:00.000Z', '2026-03-01T00:01:00.000Z']
  const well = (channel: string) =>
    `INSERT INTO plate_wells (plate, channel, sample, put_by, put_at, put_zone) VALUES (1, '${channel}', 1, '王敏', '${later}', 480)`
  older.db.exec(`INSERT INTO samples (seq, id, sample_no, kind, nature, food, taken_at, taken_zone, taken_by, search_text)
    VALUES (1, 's1', '20260301-0001', 'ordinary', 'market', '韭菜', '${when}', 480, '王敏', '');
    INSERT INTO plates (seq, id, port, shape, made_by, made_at, made_zone) VALUES (1, 'b1', 'p1', '{"kind":"numbers","count":4}',
      '王敏', '${when}', 480);
    ${well('1')}`)
  expect(() => older.db.exec(well('2'))).toThrow('UNIQUE')
  older.close()
  const { db } = opened(file)
  db.exec(well('2'))
  expect(() => db.exec(well('1'))).toThrow('UNIQUE')
  const wells = db.prepare('SELECT channel FROM plate_wells WHERE out_at IS NULL ORDER BY id').pluck().all()
  expect(wells).toEqual(['1', '2'])
})

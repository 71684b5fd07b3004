/** Opening: one owner, nothing damaged is touched, every refusal has its code and its way out. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { Fault, type FaultCode } from '#core/fault.ts'
import { keepFrame } from '#storage/frames.ts'
import { migrations } from '#storage/migrations/index.ts'
import {
  copyDatabase,
  databaseInfo,
  isDemo,
  markDemo,
  openForReading,
  openStorage,
  transaction,
} from '#storage/open.ts'
import { at, folder, heard, judged, newFile, opened, taken } from './opened.ts'

const open = (file: string) => openStorage(file, { now: () => at() })

function faultFrom(work: () => unknown): Fault {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('No fault')
}

const codeFrom = (work: () => unknown): FaultCode => faultFrom(work).code

/** A closed database with enough rows to fill many pages. */
function filled(): string {
  const file = newFile()
  const storage = open(file)
  transaction(storage.db, () => {
    for (let index = 0; index < 400; index += 1) heard(storage.db, { item: `项目 ${index}`, flag: 'x'.repeat(200) })
  })
  storage.close()
  return file
}

/** Everything in the folder but the lock, which says nothing of the data. */
function traces(file: string): Record<string, string> {
  const names = readdirSync(dirname(file)).filter((name) => !name.endsWith('.lock'))
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dirname(file), name)))
        .digest('hex'),
    ]),
  )
}

test('a new database is durable, strict about references, and remembers', () => {
  const file = join(folder(), 'made', 'on', 'the', 'way', 'station.db')
  const { db } = opened(file)
  const pragma = (name: string) => db.pragma(name, { simple: true })
  expect(pragma('journal_mode')).toBe('wal')
  expect(pragma('synchronous')).toBe(2)
  expect(pragma('foreign_keys')).toBe(1)
  expect(pragma('recursive_triggers')).toBe(1)
  expect(databaseInfo(db)).toMatchObject({ version: migrations.length })
  expect(databaseInfo(db).bytes).toBeGreaterThan(4096)
})

test('rows are there after closing and opening again', () => {
  const file = filled()
  expect(opened(file).db.prepare('SELECT count(*) FROM frames').pluck().get()).toBe(400)
})

test('an empty file is a new database', () => {
  const file = newFile()
  writeFileSync(file, '')
  expect(databaseInfo(opened(file).db).version).toBe(migrations.length)
})

describe('one owner', () => {
  test('a second station is refused at once, and may open when the first has gone', () => {
    const file = newFile()
    const first = open(file)
    expect(codeFrom(() => open(file))).toBe('database.locked')
    heard(first.db)
    first.close()
    expect(opened(file).db.prepare('SELECT count(*) FROM frames').pluck().get()).toBe(1)
  })

  test('readers are welcome meanwhile, see what is committed, and cannot write', () => {
    const { db, file } = opened()
    heard(db)
    const reader = openForReading(file)
    expect(reader.db.prepare('SELECT count(*) FROM readings').pluck().get()).toBe(1)
    heard(db)
    expect(reader.db.prepare('SELECT count(*) FROM readings').pluck().get()).toBe(2)
    expect(codeFrom(() => keepFrame(reader.db, { port: 'p1', driver: 'd', bytes: new Uint8Array(), at: at() }))).toBe(
      'database.read-only',
    )
    reader.close()
  })

  test('a failed opening leaves no lock behind', () => {
    const file = newFile()
    writeFileSync(
      file,
      'this is not a database at all, but it is longer than a hundred bytes, as a header would be. '.repeat(2),
    )
    expect(codeFrom(() => open(file))).toBe('database.corrupt')
    writeFileSync(file, '')
    opened(file)
  })
})

describe('a damaged file is refused and left as it was', () => {
  const damages: readonly [name: string, damage: (file: string) => void][] = [
    ['not a database', (file) => writeFileSync(file, Buffer.alloc(5000, 'x'))],
    ['a few bytes', (file) => writeFileSync(file, 'SQLite')],
    ['zeros for a header', (file) => patch(file, 0, Buffer.alloc(100))],
    ['an impossible page size', (file) => patch(file, 16, Buffer.from([0x12, 0x34]))],
    ['a page of noise', (file) => patch(file, 4096 * 20, noise(4096))],
    ['the schema page gone', (file) => patch(file, 100, noise(3996))],
    ['a page of zeros', (file) => patch(file, 4096 * 21, Buffer.alloc(4096))],
    ['cut in the middle', (file) => truncateSync(file, 4096 * 15)],
    ['cut inside a page', (file) => truncateSync(file, 4096 * 15 + 77)],
    ['the last page cut off', (file) => truncateSync(file, readFileSync(file).length - 4096)],
  ]
  test.each(damages)('%s', (_, damage) => {
    const file = filled()
    damage(file)
    const before = traces(file)
    expect(codeFrom(() => open(file))).toBe('database.corrupt')
    expect(traces(file)).toEqual(before)
  })

  test('a log without its database', () => {
    const file = newFile()
    writeFileSync(`${file}-wal`, noise(4096))
    expect(codeFrom(() => open(file))).toBe('database.corrupt')
    expect(readFileSync(`${file}-wal`)).toHaveLength(4096)
  })

  test('the fault names the newest copy to restore', () => {
    const file = filled()
    copyDatabase(file, `${file}.v1.20260301T000000000Z.copy`)
    copyDatabase(file, `${file}.v1.20260302T000000000Z.copy`)
    patch(file, 0, Buffer.alloc(100))
    expect(faultFrom(() => open(file)).detail).toContain(`${file}.v1.20260302T000000000Z.copy`)
    copyFileSync(`${file}.v1.20260302T000000000Z.copy`, file)
    expect(opened(file).db.prepare('SELECT count(*) FROM frames').pluck().get()).toBe(400)
  })

  test('a file that lost everything is not taken for a new one', () => {
    const file = filled()
    copyDatabase(file, `${file}.v1.20260301T000000000Z.copy`)
    truncateSync(file, 0)
    expect(codeFrom(() => open(file))).toBe('database.corrupt')
  })

  test('damage that only a reader meets is the same fault', () => {
    const file = filled()
    patch(file, 0, Buffer.alloc(100))
    expect(codeFrom(() => openForReading(file))).toBe('database.corrupt')
  })
})

describe('other refusals', () => {
  test('a newer database, untouched', () => {
    const file = filled()
    const db = new Database(file)
    db.pragma('user_version = 99')
    db.close()
    const before = traces(file)
    expect(codeFrom(() => open(file))).toBe('database.newer')
    expect(codeFrom(() => openForReading(file))).toBe('database.newer')
    expect(traces(file)[file.split('/').at(-1) ?? '']).toBe(before['station.db'])
  })

  test('the database of another program', () => {
    const file = newFile()
    const db = new Database(file)
    db.exec('CREATE TABLE bookmarks (url TEXT)')
    db.close()
    const before = traces(file)
    expect(codeFrom(() => open(file))).toBe('database.foreign')
    expect(codeFrom(() => openForReading(file))).toBe('database.foreign')
    expect(traces(file)['station.db']).toBe(before['station.db'])
  })

  test('a folder, and a file that is not there', () => {
    const path = folder()
    mkdirSync(join(path, 'station.db'))
    expect(codeFrom(() => open(join(path, 'station.db')))).toBe('file.unreadable')
    expect(codeFrom(() => openForReading(join(path, 'none.db')))).toBe('file.unreadable')
    expect(existsSync(join(path, 'none.db'))).toBe(false)
  })

  // The kernel's own folder refuses even the superuser, under whom tests may run.
  test.runIf(process.platform === 'linux')('a place that cannot be written', () => {
    expect(codeFrom(() => open('/proc/station.db'))).toBe('database.read-only')
    expect(codeFrom(() => open('/proc/none/station.db'))).toBe('database.read-only')
  })
})

describe('demonstration or real', () => {
  test('marked while empty, for ever', () => {
    const { db } = opened()
    expect(isDemo(db)).toBe(false)
    markDemo(db)
    markDemo(db)
    expect(isDemo(db)).toBe(true)
    expect(() => db.prepare('DELETE FROM meta').run()).toThrow('append-only')
  })

  test('never once it holds real records', () => {
    const { db } = opened()
    taken(db)
    expect(() => markDemo(db)).toThrow('cannot become')
    judged(db, 'negative')
    expect(isDemo(db)).toBe(false)
  })
})

function patch(file: string, offset: number, bytes: Buffer): void {
  const whole = readFileSync(file)
  bytes.copy(whole, offset)
  writeFileSync(file, whole)
}

/** The same noise every time. */
function noise(length: number): Buffer {
  const parts: Buffer[] = []
  for (let index = 0; parts.length * 32 < length; index += 1)
    parts.push(createHash('sha256').update(`noise ${index}`).digest())
  return Buffer.concat(parts).subarray(0, length)
}

/** Opens the database: owned by one station, checked before it is touched, copied before it is migrated. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Fault } from '#core/fault.ts'
import type { Moment } from '#core/time.ts'
import { copyDatabase, copyName } from './copies.ts'
import { withFaults } from './fault-of.ts'
import { inspect } from './inspect.ts'
import { type Migration, migrate, refuseOtherVersion, versionOf } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { ownDatabase } from './owner-lock.ts'
import { connect, type Db } from './sqlite.ts'

export { copyDatabase, newestCopy } from './copies.ts'
export { isDemo, markDemo } from './demo.ts'
export { faultOf } from './fault-of.ts'
export { checkDatabase } from './inspect.ts'
export type { Db } from './sqlite.ts'
export { joined, transaction } from './transaction.ts'

export interface Storage {
  readonly db: Db
  /** Absolute path. */
  readonly file: string
  close(): void
}

export interface OpenOptions {
  readonly now: () => Moment
  /** Only tests bring their own. */
  readonly migrations?: readonly Migration[]
}

/**
 * Opens for writing, creating and migrating as needed; a copy named by version lies beside the file before it is migrated.
 * Errors: `database.locked` (a second station, at once), `database.newer`, `database.corrupt` (file untouched, newest copy
 * named), `database.foreign`, `database.read-only`, `disk.full`, `file.unreadable`.
 */
export function openStorage(path: string, { now, migrations: list = migrations }: OpenOptions): Storage {
  const file = resolve(path)
  return withFaults(() => {
    makeFolder(dirname(file))
    const owned = ownDatabase(file)
    try {
      const found = inspect(file, list.length)
      if (found.kind === 'existing' && found.version > 0 && found.version < list.length) {
        copyDatabase(file, copyName(file, found.version, now()))
      }
      const db = connect(file, { timeout: 5000 })
      try {
        makeDurable(db)
        migrate(db, list)
        proveWritable(db)
      } catch (error) {
        db.close()
        throw error
      }
      return {
        db,
        file,
        close: () => {
          db.close()
          owned.release()
        },
      }
    } catch (error) {
      owned.release()
      throw error
    }
  })
}

/**
 * Opens for reading while a station may be running; sees what was committed.
 * Errors: `file.unreadable`, `database.newer`, `database.older`, `database.foreign`, `database.corrupt`.
 */
export function openForReading(path: string): Storage {
  const file = resolve(path)
  return withFaults(() => {
    const db = connectToRead(file)
    try {
      refuseOtherVersion(db, file, migrations.length)
      db.pragma('query_only = ON')
      return { db, file, close: () => db.close() }
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Step by step: Node's own recursive mkdir never returns where a file system answers ENOENT for ever, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  mkdirSync(folder)
}

function connectToRead(file: string): Db {
  try {
    return connect(file, { readonly: true, fileMustExist: true, timeout: 5000 })
  } catch (error) {
    throw new Fault('file.unreadable', `${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function makeDurable(db: Db): void {
  // FULL: a commit is on the platter before an analyzer hears ACK. better-sqlite3 is built with NORMAL for WAL.
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('fullfsync = ON')
  db.pragma('foreign_keys = ON')
  // Without it INSERT OR REPLACE would delete past the triggers that keep tables append-only.
  db.pragma('recursive_triggers = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  // Own choice, 16 MB: pages that every port writes go to the file less often; a start reads at most so much again.
  db.pragma('wal_autocheckpoint = 4000')
  // What a statement may have to take back needs no file: it is gone with the process anyway.
  db.pragma('temp_store = MEMORY')
}

/** SQLite opens a read-only file without a word; better now than at the first frame. */
function proveWritable(db: Db): void {
  db.exec('BEGIN IMMEDIATE')
  db.exec('ROLLBACK')
}

export interface DatabaseInfo {
  /** Of the schema. */
  readonly version: number
  readonly pages: number
  readonly bytes: number
}

export function databaseInfo(db: Db): DatabaseInfo {
  return withFaults(() => {
    const pages = Number(db.pragma('page_count', { simple: true }))
    return { version: versionOf(db), pages, bytes: pages * Number(db.pragma('page_size', { simple: true })) }
  })
}

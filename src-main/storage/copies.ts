/** Copies of the database beside it: made before it is changed by a newer program, found when it must be restored. */
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Moment } from '#core/time.ts'
import { withFaults } from './fault-of.ts'
import { connect, type Db } from './sqlite.ts'

/** `station.db.v3.20260301T080500123Z.copy`: the version inside and the moment it was made; sorts by neither alone. */
export function copyName(file: string, version: number, at: Moment): string {
  return `${file}.v${version}.${at.utc.replace(/[-:.]/g, '')}.copy`
}

/**
 * Writes a whole, durable copy of `file` to `target`, which must not exist. Others may read it meanwhile; this process must own it and
 * have it closed: reading the file past SQLite gives up the locks that SQLite holds (sqlite.org/howtocorrupt.html, 2.2).
 * Errors: `disk.full`, `database.read-only`, `database.corrupt`; a copy that failed leaves nothing behind.
 */
export function copyDatabase(file: string, target: string): void {
  const partial = `${target}.partial`
  withFaults(() => {
    rmSync(partial, { force: true })
    try {
      // As a file in seconds, row by row in minutes for a million results: a room waits for it at its first start after an update.
      if (isWhole(file)) copyFileSync(file, partial, constants.COPYFILE_FICLONE)
      else withDatabase(file, (db) => db.prepare('VACUUM INTO ?').run(partial))
      flush(partial, 'r+')
      renameSync(partial, target)
    } catch (error) {
      rmSync(partial, { force: true })
      throw error
    }
    flushFolder(dirname(target))
  })
}

/** What lies in the log goes into the file first; false: a reader holds it back. */
function isWhole(file: string): boolean {
  withDatabase(file, (db) => db.pragma('wal_checkpoint(TRUNCATE)'))
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  return log === undefined || log.size === 0
}

function withDatabase(file: string, work: (db: Db) => void): void {
  const db = connect(file, { timeout: 500 })
  try {
    work(db)
  } finally {
    db.close()
  }
}

/** The copy of `file` that was made last, whole path; null when there is none. */
export function newestCopy(file: string): string | null {
  const start = `${basename(file)}.v`
  const copies = folderOf(file)
    .filter((name) => name.startsWith(start) && name.endsWith('.copy'))
    .map((name) => ({ name, made: name.split('.').at(-2) ?? '' }))
    .sort((a, b) => (a.made < b.made ? 1 : -1))
  const [newest] = copies
  return newest === undefined ? null : join(dirname(file), newest.name)
}

function folderOf(file: string): readonly string[] {
  try {
    return readdirSync(dirname(file))
  } catch {
    return []
  }
}

function flush(path: string, flags: string): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The new name is durable only when the folder is; Windows has no such call and needs none. */
function flushFolder(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r')
}

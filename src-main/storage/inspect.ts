/** Looks at a database file before anything may write to it: is it ours, whole, and not from a newer program? */
import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { Fault } from '#core/fault.ts'
import { newestCopy } from './copies.ts'
import { faultOf } from './fault-of.ts'
import { filmFolder } from './films.ts'
import { connect, type Db } from './sqlite.ts'

/** `KJZ1` in the header, so that no other program's SQLite file is ever taken for ours. */
export const APPLICATION_ID = 0x4b4a5a31

/** Up to this size every page is read at start (a second on a hard disk); beyond it `doctor` and copies do it. */
const WHOLE_CHECK_BYTES = 64 * 1024 * 1024

export type Found =
  | { readonly kind: 'new' }
  /** `version` of the schema inside, at most `newest`. */
  | { readonly kind: 'existing'; readonly version: number }

/**
 * Reads only; a file that is refused stays as it was found, and so does its folder.
 * Errors: `database.corrupt` with the way to restore, `database.newer`, `database.foreign`, `file.unreadable`.
 */
export function inspect(file: string, newest: number): Found {
  const size = sizeOf(file)
  if (size === 0) {
    // A database that lost all its pages must not be taken for a new one.
    if (sizeOf(`${file}-wal`) > 0) throw corrupt(file, 'the file is empty but its log is not')
    if (existsSync(file) && newestCopy(file) !== null) throw corrupt(file, 'the file is empty')
    return { kind: 'new' }
  }
  checkHeader(file)
  const hadLog = existsSync(`${file}-wal`)
  try {
    return { kind: 'existing', version: checkInside(file, size, newest) }
  } catch (error) {
    leaveAsFound(file, hadLog)
    const fault = faultOf(error)
    if (fault?.code === 'database.corrupt') throw corrupt(file, fault.detail)
    throw fault ?? error
  }
}

/** What SQLite finds wrong, a line each; empty when every page is sound. Reads the whole database. */
export function checkDatabase(db: Db): readonly string[] {
  const found = db.pragma('quick_check(20)') as readonly { readonly quick_check: string }[]
  return found.map((row) => row.quick_check).filter((line) => line !== 'ok')
}

/** A fault that says what is wrong and which copy to restore. */
export function corrupt(file: string, why: string): Fault {
  const copy = newestCopy(file)
  const films = existsSync(filmFolder(file)) ? `;现场视频在 ${filmFolder(file)},副本里没有,留在原处` : ''
  const restore =
    copy === null ? '旁边没有找到备份副本' : `恢复:把 ${copy} 复制为 ${file}(先把损坏的文件改名保留)${films}`
  return new Fault('database.corrupt', `${file}: ${why.replace(/^database\.corrupt: /, '')}。${restore}`)
}

function sizeOf(file: string): number {
  try {
    const stat = statSync(file)
    if (!stat.isFile()) throw new Fault('file.unreadable', `${file} 不是文件`)
    return stat.size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0
    throw faultOf(error) ?? error
  }
}

/** `SQLite format 3\0` in the first 16 bytes, a page size that is a power of two, and a whole first page. */
function checkHeader(file: string): void {
  const header = Buffer.alloc(100)
  const handle = openSync(file, 'r')
  try {
    const read = readSync(handle, header, 0, 100, 0)
    if (read < 100) throw corrupt(file, `only ${read} bytes`)
  } finally {
    closeSync(handle)
  }
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw corrupt(file, 'the header is not a database')
  const stored = header.readUInt16BE(16)
  const pageSize = stored === 1 ? 65_536 : stored
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) throw corrupt(file, `page size ${pageSize}`)
}

function checkInside(file: string, size: number, newest: number): number {
  const db = connect(file, { readonly: true, fileMustExist: true })
  try {
    const version = Number(db.pragma('user_version', { simple: true }))
    const application = Number(db.pragma('application_id', { simple: true }))
    const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
    if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || tables !== 0)) {
      throw new Fault('database.foreign', file)
    }
    if (version > newest) throw new Fault('database.newer', `${file}: ${version} > ${newest}`)
    const wrong = size <= WHOLE_CHECK_BYTES ? checkDatabase(db) : newestRows(db)
    if (wrong.length > 0) throw corrupt(file, wrong.slice(0, 3).join('; '))
    return version
  } finally {
    db.close()
  }
}

/**
 * Reading a WAL database leaves an empty log and its index beside it; what was not there before is taken away again. Only
 * when the file is refused: an index in use by a reader must never be taken from under it.
 */
function leaveAsFound(file: string, hadLog: boolean): void {
  if (hadLog || sizeOf(`${file}-wal`) > 0) return
  for (const beside of [`${file}-wal`, `${file}-shm`]) rmSync(beside, { force: true })
}

/** The last rows of every table: where a torn write would be. */
function newestRows(db: Db): readonly string[] {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
  for (const table of tables) db.prepare(`SELECT * FROM "${String(table)}" LIMIT 50`).all()
  for (const table of ['frames', 'readings', 'outcomes', 'results', 'outbox', 'audit']) {
    if (tables.includes(table)) db.prepare(`SELECT * FROM "${table}" ORDER BY rowid DESC LIMIT 50`).all()
  }
  return []
}

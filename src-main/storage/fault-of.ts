/** The one place where SQLite's own words become faults an operator can act on. */

import { Fault, type FaultCode, isFault } from '#core/fault.ts'
import { SqliteError } from './sqlite.ts'

/** By result code, longest prefix first: extended codes (`SQLITE_IOERR_SHMSIZE`) decide before their family. */
const codes: readonly (readonly [prefix: string, code: FaultCode])[] = [
  ['SQLITE_FULL', 'disk.full'],
  // The shared-memory file of the WAL could not be made long enough: the disk is full before the database says so.
  ['SQLITE_IOERR_SHMSIZE', 'disk.full'],
  ['SQLITE_CORRUPT', 'database.corrupt'],
  ['SQLITE_NOTADB', 'database.corrupt'],
  ['SQLITE_BUSY', 'database.locked'],
  ['SQLITE_LOCKED', 'database.locked'],
  ['SQLITE_READONLY', 'database.read-only'],
  ['SQLITE_CANTOPEN', 'database.read-only'],
  ['SQLITE_PERM', 'database.read-only'],
  ['SQLITE_IOERR', 'database.unreachable'],
]

const systemCodes: { readonly [code: string]: FaultCode } = {
  ENOSPC: 'disk.full',
  EDQUOT: 'disk.full',
  EACCES: 'database.read-only',
  EPERM: 'database.read-only',
  EROFS: 'database.read-only',
  EIO: 'database.unreachable',
  ENOENT: 'database.read-only',
  ENOTDIR: 'database.read-only',
}

/** The fault behind an error of SQLite or of the file system; null for a bug, which must reach the top as it is. */
export function faultOf(error: unknown): Fault | null {
  if (isFault(error)) return error
  if (error instanceof SqliteError) {
    const known = codes.find(([prefix]) => error.code.startsWith(prefix))
    return known === undefined ? null : new Fault(known[1], `${error.code}: ${error.message}`)
  }
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const code = systemCodes[String(error.code)]
    return code === undefined ? null : new Fault(code, error.message)
  }
  return null
}

/** Runs `work`; what it throws is thrown on as a fault where it is one. */
export function withFaults<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw faultOf(error) ?? error
  }
}

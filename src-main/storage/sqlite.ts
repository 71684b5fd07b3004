/** The database driver, named once: everything else in this folder speaks of `Db`. */
import Database from 'better-sqlite3'

export type Db = Database.Database
export const SqliteError = Database.SqliteError

export interface OpenMode {
  readonly readonly?: boolean
  readonly fileMustExist?: boolean
  /** Milliseconds to wait for another connection's lock. */
  readonly timeout?: number
}

export function connect(file: string, mode: OpenMode = {}): Db {
  return new Database(file, { ...mode })
}

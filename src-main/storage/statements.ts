/** Prepared statements, kept for each connection; every read and write of this folder goes through here. */
import type Database from 'better-sqlite3'
import type { Moment } from '#core/time.ts'
import { faultOf } from './fault-of.ts'
import type { Db } from './sqlite.ts'

export type Bound = string | number | bigint | Uint8Array | null

const kept = new WeakMap<Db, Map<string, Database.Statement<Bound[], unknown>>>()

/**
 * `sql` must come from a closed set of texts: values are bound, never written into it. Only plain `?`: better-sqlite3 takes
 * numbered ones (`?1`) for names. Where a bare `?` could change the plan (a join, an order taken from an index) SQLite compiles
 * the statement again at every binding, which costs more than running it (sqlite3.c, sqlite3VdbeReprepareOnBind); statements
 * between frame and result therefore say `CAST(? AS TEXT)`.
 */
function prepared(db: Db, sql: string): Database.Statement<Bound[], unknown> {
  let statements = kept.get(db)
  if (statements === undefined) {
    statements = new Map()
    kept.set(db, statements)
  }
  let statement = statements.get(sql)
  if (statement === undefined) {
    statement = db.prepare<Bound[], unknown>(sql)
    statements.set(sql, statement)
  }
  return statement
}

/** The first row, or undefined. `Row` is what the statement selects; the schema is STRICT, so columns keep their types. */
export function one<Row>(db: Db, sql: string, ...values: readonly Bound[]): Row | undefined {
  try {
    return prepared(db, sql).get(...values) as Row | undefined
  } catch (error) {
    throw faultOf(error) ?? error
  }
}

export function all<Row>(db: Db, sql: string, ...values: readonly Bound[]): Row[] {
  try {
    return prepared(db, sql).all(...values) as Row[]
  } catch (error) {
    throw faultOf(error) ?? error
  }
}

/** Row by row, for what may be larger than memory. A statement of its own: a kept one would be busy until the end. */
export function* each<Row>(db: Db, sql: string, ...values: readonly Bound[]): Generator<Row, void, void> {
  try {
    for (const row of db.prepare<Bound[], unknown>(sql).iterate(...values)) yield row as Row
  } catch (error) {
    throw faultOf(error) ?? error
  }
}

/** Writes and asserts that exactly one row was written; returns its rowid. */
export function insert(db: Db, sql: string, ...values: readonly Bound[]): number {
  return Number(write(db, sql, values).lastInsertRowid)
}

/** Changes and asserts that exactly one row was changed: an unknown identity is a bug of the caller, not a silence. */
export function change(db: Db, sql: string, ...values: readonly Bound[]): void {
  write(db, sql, values)
}

/** Writes whatever number of rows it finds, and says how many. */
export function changeAny(db: Db, sql: string, ...values: readonly Bound[]): number {
  try {
    return prepared(db, sql).run(...values).changes
  } catch (error) {
    throw faultOf(error) ?? error
  }
}

function write(db: Db, sql: string, values: readonly Bound[]): Database.RunResult {
  let done: Database.RunResult
  try {
    done = prepared(db, sql).run(...values)
  } catch (error) {
    throw faultOf(error) ?? error
  }
  if (done.changes !== 1) throw new Error(`Wrote ${done.changes} rows instead of 1: ${sql}`)
  return done
}

export function moment(utc: string, offset: number): Moment {
  return { utc, offset }
}

export function momentOrNull(utc: string | null, offset: number | null): Moment | null {
  return utc === null || offset === null ? null : { utc, offset }
}

/** A pattern that finds `text` anywhere, its own wildcards taken literally; use with `LIKE ? ESCAPE '\'`. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`)}%`
}

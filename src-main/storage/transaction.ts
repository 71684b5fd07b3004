/** One transaction: all of it is durable when it returns, or none of it happened. */
import { faultOf } from './fault-of.ts'
import type { Db } from './sqlite.ts'
import { changeAny } from './statements.ts'

/**
 * Runs `work`, which must be synchronous, and commits (fsync, `synchronous=FULL`). Whatever it throws rolls everything back
 * and is thrown on. Inside another transaction it becomes a savepoint: the outer one alone makes it durable.
 * Errors: `disk.full`, `database.*`.
 */
export function transaction<T>(db: Db, work: () => T): T {
  const nested = db.inTransaction
  // IMMEDIATE takes the write lock now: a transaction that begins by reading can then never fail half way with BUSY.
  changeAny(db, nested ? 'SAVEPOINT nested' : 'BEGIN IMMEDIATE')
  try {
    const done = work()
    if (done instanceof Promise) throw new Error('A transaction cannot wait: its work must be synchronous')
    changeAny(db, nested ? 'RELEASE nested' : 'COMMIT')
    return done
  } catch (error) {
    // A full disk makes SQLite roll back by itself; a second rollback would hide the first error.
    if (db.inTransaction) {
      changeAny(db, nested ? 'ROLLBACK TO nested' : 'ROLLBACK')
      if (nested) changeAny(db, 'RELEASE nested')
    }
    throw faultOf(error) ?? error
  }
}

/**
 * As `transaction`; inside another one it is simply part of it, without a savepoint of its own: for work whose failure ends the
 * whole. Whoever catches what it throws must throw on.
 */
export function joined<T>(db: Db, work: () => T): T {
  return db.inTransaction ? work() : transaction(db, work)
}

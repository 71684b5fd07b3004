/** Brings a database to the newest schema, one numbered migration after another, each in a transaction of its own. */
import { Fault } from '#core/fault.ts'
import { withFaults } from './fault-of.ts'
import { APPLICATION_ID } from './inspect.ts'
import type { Db } from './sqlite.ts'

export interface Migration {
  /** 1, 2, 3 ... without a gap; the schema's version after it. */
  readonly version: number
  up(db: Db): void
}

export function versionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/**
 * Applies what is missing. A migration that fails leaves the version before it, whole.
 * Errors: `disk.full`, `database.*`; a migration that breaks a reference throws (a bug).
 */
export function migrate(db: Db, migrations: readonly Migration[]): void {
  migrations.forEach(({ version }, index) => {
    if (version !== index + 1) throw new Error(`Migration ${version} stands at place ${index + 1}`)
  })
  withFaults(() => {
    // A table is changed in SQLite by rebuilding it; that needs references unchecked until the end.
    db.pragma('foreign_keys = OFF')
    try {
      for (const migration of migrations) {
        if (migration.version > versionOf(db)) apply(db, migration)
      }
    } finally {
      db.pragma('foreign_keys = ON')
    }
  })
}

function apply(db: Db, { version, up }: Migration): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    up(db)
    const broken = db.pragma('foreign_key_check') as readonly unknown[]
    if (broken.length > 0) throw new Error(`Migration ${version} leaves ${broken.length} broken references`)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${version}`)
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** A reader cannot migrate: it must find exactly the schema it was written for. */
export function refuseOtherVersion(db: Db, file: string, newest: number): void {
  const version = versionOf(db)
  if (Number(db.pragma('application_id', { simple: true })) !== APPLICATION_ID)
    throw new Fault('database.foreign', file)
  if (version > newest) throw new Fault('database.newer', `${file}: ${version} > ${newest}`)
  if (version < newest) throw new Fault('database.older', `${file}: ${version} < ${newest}`)
}

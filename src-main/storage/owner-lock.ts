/** One station owns a database: the lock that a second one meets at once, and that the system releases when we die. */
import { Fault } from '#core/fault.ts'
import { faultOf } from './fault-of.ts'
import { connect } from './sqlite.ts'

export interface OwnerLock {
  release(): void
}

/**
 * An empty database beside the real one, exclusively locked for as long as the station lives. SQLite's locks work on every
 * system and end with the process; the database itself stays open to readers. Errors: `database.locked`,
 * `database.read-only` when the folder cannot be written.
 */
export function ownDatabase(file: string): OwnerLock {
  const beside = `${file}.lock`
  try {
    const db = connect(beside, { timeout: 0 })
    try {
      db.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      throw error
    }
    return { release: () => db.close() }
  } catch (error) {
    const fault = faultOf(error)
    if (fault?.code === 'database.corrupt') throw new Fault('database.locked', `${beside} 不是锁文件,请将它移走`)
    if (fault?.code === 'database.locked') throw new Fault('database.locked', file)
    throw fault ?? error
  }
}

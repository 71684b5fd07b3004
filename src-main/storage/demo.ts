/** A database is a demonstration or real, for ever: nothing invented may ever stand among real results. */
import type { Db } from './sqlite.ts'
import { insert, one } from './statements.ts'

export function isDemo(db: Db): boolean {
  return one(db, "SELECT 1 FROM meta WHERE key = 'demo'") !== undefined
}

/** Only before the first frame or sample; twice is once. Throws when the database already holds real records. */
export function markDemo(db: Db): void {
  if (isDemo(db)) return
  const used = one(db, 'SELECT 1 FROM (SELECT 1 FROM frames UNION ALL SELECT 1 FROM samples) LIMIT 1')
  if (used !== undefined) throw new Error('A database with records cannot become a demonstration')
  insert(db, "INSERT INTO meta (key, value) VALUES ('demo', '1')")
}

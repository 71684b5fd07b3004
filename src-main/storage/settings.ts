/** Settings as they stand, and since when and by whom; the history of changes is the audit's. */
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, containing, insert, one } from './statements.ts'

export interface Setting {
  readonly value: unknown
  readonly changedAt: Moment
  readonly changedBy: string
}

/** As it was written; `T` is the caller's word for it. Undefined when it was never set. */
export function readSetting<T>(db: Db, key: string): T | undefined {
  const row = one<{ readonly value: string }>(db, 'SELECT value FROM settings WHERE key = ?', key)
  return row === undefined ? undefined : (JSON.parse(row.value) as T)
}

export function settingOf(db: Db, key: string): Setting | undefined {
  const row = one<{ readonly value: string; readonly by: string; readonly at: string; readonly zone: number }>(
    db,
    'SELECT value, changed_by AS "by", changed_at AS at, changed_zone AS zone FROM settings WHERE key = ?',
    key,
  )
  if (row === undefined) return undefined
  const value: unknown = JSON.parse(row.value)
  return { value, changedAt: { utc: row.at, offset: row.zone }, changedBy: row.by }
}

/** `value` must be JSON. */
export function writeSetting(db: Db, key: string, value: unknown, at: Moment, by: string): void {
  insert(
    db,
    `INSERT INTO settings (key, value, changed_by, changed_at, changed_zone) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at, changed_zone = excluded.changed_zone`,
    key,
    JSON.stringify(value),
    by,
    at.utc,
    at.offset,
  )
}

/** The keys that begin so, whatever their value. */
export function settingKeys(db: Db, beginning: string): readonly string[] {
  return all<{ readonly key: string }>(
    db,
    "SELECT key FROM settings WHERE key LIKE ? ESCAPE '\\' ORDER BY key",
    containing(beginning).slice(1),
  ).map(({ key }) => key)
}

/** Forms that are being filled in: what was typed outlives the window and the program; the finished record takes their place. */
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, changeAny, insert, moment, one } from './statements.ts'

export interface Draft {
  readonly data: unknown
  readonly at: Moment
}

/** `data` must be JSON. One draft for each form and person. */
export function saveDraft(db: Db, name: string, person: string, { data, at }: Draft): void {
  insert(
    db,
    `INSERT INTO drafts (name, person, data, saved_at, saved_zone) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET data = excluded.data, saved_at = excluded.saved_at, saved_zone = excluded.saved_zone`,
    name,
    person,
    JSON.stringify(data),
    at.utc,
    at.offset,
  )
}

export function draftOf(db: Db, name: string, person: string): Draft | undefined {
  const row = one<{ readonly data: string; readonly at: string; readonly zone: number }>(
    db,
    'SELECT data, saved_at AS at, saved_zone AS zone FROM drafts WHERE name = ? AND person = ?',
    name,
    person,
  )
  if (row === undefined) return undefined
  const data: unknown = JSON.parse(row.data)
  return { data, at: moment(row.at, row.zone) }
}

/** Who else has one of this form, newest first. */
export function draftsBeside(db: Db, name: string, person: string): readonly { person: string; at: Moment }[] {
  const rows = all<{ readonly person: string; readonly at: string; readonly zone: number }>(
    db,
    `SELECT person, saved_at AS at, saved_zone AS zone FROM drafts WHERE name = ? AND person <> ?
     ORDER BY saved_at DESC, person`,
    name,
    person,
  )
  return rows.map((row) => ({ person: row.person, at: moment(row.at, row.zone) }))
}

/** Gone when its form was finished or thrown away; false when there was none. */
export function dropDraft(db: Db, name: string, person: string): boolean {
  return changeAny(db, 'DELETE FROM drafts WHERE name = ? AND person = ?', name, person) === 1
}

/** Corrections of a case: what stood there, what stands there now, who says so and why; the first stays. */
import type { Correction } from '#core/failure/correct.ts'
import type { FactName } from '#core/failure/facts.ts'
import type { FailureId } from '#core/ids.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment } from './statements.ts'

export function insertCorrection(db: Db, failureId: FailureId, said: Correction): void {
  insert(
    db,
    `INSERT INTO corrections (failure_id, fact, before, after, why, done_by, done_at, done_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    failureId,
    said.fact,
    said.before,
    said.after,
    said.why,
    said.by,
    said.at.utc,
    said.at.offset,
  )
}

/** Oldest first. */
export function correctionsOf(db: Db, failureId: FailureId): readonly Correction[] {
  return all<Omit<Correction, 'at' | 'fact'> & { readonly fact: string; readonly at: string; readonly zone: number }>(
    db,
    `SELECT fact, before, after, why, done_by AS "by", done_at AS at, done_zone AS zone FROM corrections
     WHERE failure_id = ? ORDER BY id`,
    failureId,
  ).map(({ at, zone, fact, ...said }) => ({ ...said, fact: fact as FactName, at: moment(at, zone) }))
}

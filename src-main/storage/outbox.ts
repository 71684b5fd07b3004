/** The outbox: what we owe each platform, and every attempt to pay it. Nothing is ever deleted, no receipt ever lost. */
import { Fault } from '#core/fault.ts'
import type { EntryId, FailureId, ResultId } from '#core/ids.ts'
import type { EntryState, SubjectKind } from '#core/outbox/entry.ts'
import type { Moment } from '#core/time.ts'
import { entryRows, type StoredEntry } from './outbox-rows.ts'
import type { Db } from './sqlite.ts'
import { all, changeAny, insert, one } from './statements.ts'

export { type Attempt, appendAttempt, attemptsOf } from './attempts.ts'
export {
  countsOfPlatform,
  type EntryQuery,
  entriesPage,
  oldestUnsent,
  receiptOfFailure,
  unsentCount,
} from './outbox-lists.ts'
export type { EntrySubject, StoredEntry } from './outbox-rows.ts'

export interface NewStoredEntry {
  readonly id: EntryId
  readonly platform: string
  readonly subjectKind: SubjectKind
  readonly subjectId: string
  /** Canonical JSON; never rebuilt. */
  readonly payload: string
  readonly state: EntryState
  readonly reason: string | null
  readonly nextAt: Moment | null
  readonly at: Moment
}

/** One for each platform and subject; a second one throws. Call it in the transaction that made the subject. */
export function insertEntry(db: Db, entry: NewStoredEntry): void {
  insert(
    db,
    `INSERT INTO outbox (id, platform, result_id, failure_id, payload, state, reason, next_at, next_zone, created_at, created_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.id,
    entry.platform,
    entry.subjectKind === 'result' ? Number(entry.subjectId) : null,
    entry.subjectKind === 'failure' ? entry.subjectId : null,
    entry.payload,
    entry.state,
    entry.reason,
    entry.nextAt?.utc ?? null,
    entry.nextAt?.offset ?? null,
    entry.at.utc,
    entry.at.offset,
  )
}

/** What may be sent to a platform now, the longest due first. */
export function dueEntries(db: Db, platform: string, now: Moment, limit: number): readonly StoredEntry[] {
  return entryRows(
    db,
    "platform = ? AND state = 'waiting' AND next_at <= ? ORDER BY next_at, seq LIMIT ?",
    platform,
    now.utc,
    limit,
  )
}

/** What is owed of a result, one entry for each platform. */
export function entriesOfResult(db: Db, resultId: ResultId): readonly StoredEntry[] {
  return entryRows(db, 'result_id = ? ORDER BY seq', resultId)
}

/** Errors: `not-found`. */
export function entryById(db: Db, id: EntryId): StoredEntry {
  const [entry] = entryRows(db, 'id = ?', id)
  if (entry === undefined) throw new Fault('not-found', `entry ${id}`)
  return entry
}

export interface EntryMove {
  readonly id: EntryId
  readonly state: EntryState
  /** Set while it waits, null in every other state. */
  readonly nextAt: Moment | null
  readonly tries: number
  readonly receipt: string | null
  readonly reason: string | null
}

/**
 * Moves an entry. An acknowledged one stays as it is for ever: a late answer that says it again changes nothing, any other
 * move throws, and so does an unknown id.
 */
export function moveEntry(db: Db, { id, state, nextAt, tries, receipt, reason }: EntryMove): void {
  const moved = changeAny(
    db,
    `UPDATE outbox SET state = ?, next_at = ?, next_zone = ?, tries = ?, receipt = ?, reason = ?
     WHERE id = ? AND state <> 'acknowledged'`,
    state,
    nextAt?.utc ?? null,
    nextAt?.offset ?? null,
    tries,
    receipt,
    reason,
    id,
  )
  if (moved === 1) return
  const before = entryById(db, id)
  if (state !== 'acknowledged') throw new Error(`Entry ${id} is ${before.state} and cannot become ${state}`)
}

/**
 * Results, oldest first, that a platform was never owed and must be: it was configured after they were made. Remembers how
 * far all is owed, so that the next start looks only at what came after. Controls are owed to nobody.
 */
export function resultsNotOwed(db: Db, platform: string, limit: number): readonly ResultId[] {
  const name = `owed:${platform}`
  const below = one<{ readonly below: number }>(db, 'SELECT below FROM progress WHERE name = ?', name)?.below ?? 0
  const missing = all<{ readonly id: ResultId }>(
    db,
    `SELECT r.id FROM standing_results r WHERE r.id >= ? AND r.control = 0 AND NOT EXISTS (SELECT 1 FROM outbox o
       WHERE o.result_id = r.id AND o.platform = ?) ORDER BY r.id LIMIT ?`,
    below,
    platform,
    limit,
  ).map(({ id }) => id)
  const last = one<{ readonly last: number | null }>(db, 'SELECT max(id) AS last FROM results')?.last ?? 0
  const owed = missing[0] ?? last + 1
  if (owed > below && !db.readonly) {
    changeAny(db, 'INSERT INTO progress VALUES (?, ?) ON CONFLICT DO UPDATE SET below = excluded.below', name, owed)
  }
  return missing
}

/** Closed cases whose destruction a platform was never owed; few, as closed cases are. */
export function failuresNotOwed(db: Db, platform: string): readonly FailureId[] {
  return all<{ readonly id: FailureId }>(
    db,
    `SELECT f.id FROM failures f WHERE f.stage = 'closed' AND NOT EXISTS (SELECT 1 FROM outbox o
       WHERE o.failure_id = f.id AND o.platform = ?) ORDER BY f.seq`,
    platform,
  ).map(({ id }) => id)
}

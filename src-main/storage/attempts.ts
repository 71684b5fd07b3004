/** Every attempt to send an entry: what was sent, what was answered, how it was taken; added to and never changed. */
import type { EntryId } from '#core/ids.ts'
import type { AttemptOutcome } from '#core/outbox/attempt.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment } from './statements.ts'

export interface Attempt {
  readonly entryId: EntryId
  readonly outcome: AttemptOutcome['kind']
  readonly requestSha256: string
  readonly answer: string
  readonly receipt: string | null
  readonly reason: string
  /** From the first byte out to the last byte in. */
  readonly ms: number
  readonly at: Moment
}

export function appendAttempt(db: Db, attempt: Attempt): void {
  insert(
    db,
    `INSERT INTO attempts (entry, outcome, request_sha256, answer, receipt, reason, ms, sent_at, sent_zone)
     VALUES ((SELECT seq FROM outbox WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?)`,
    attempt.entryId,
    attempt.outcome,
    attempt.requestSha256,
    attempt.answer,
    attempt.receipt,
    attempt.reason,
    Math.round(attempt.ms),
    attempt.at.utc,
    attempt.at.offset,
  )
}

/** Oldest first. */
export function attemptsOf(db: Db, entryId: EntryId): readonly Attempt[] {
  return all<Omit<Attempt, 'at' | 'entryId'> & { readonly at: string; readonly zone: number }>(
    db,
    `SELECT outcome, request_sha256 AS requestSha256, answer, receipt, reason, ms, sent_at AS at, sent_zone AS zone
     FROM attempts WHERE entry = (SELECT seq FROM outbox WHERE id = ?) ORDER BY id`,
    entryId,
  ).map(({ at, zone, ...attempt }) => ({ entryId, ...attempt, at: moment(at, zone) }))
}

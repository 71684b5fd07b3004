/** 待认领: readings no sample could be found for; settled by a person, with a reason, in a record of its own. */
import type { ReadingId, ResultId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { keyBelow, nextOf, type Page, type PageAsked } from './page.ts'
import { type HeardReading, readingById } from './readings.ts'
import type { Db } from './sqlite.ts'
import { all, type Bound, insert, moment, one } from './statements.ts'

export interface Claim {
  readonly readingId: ReadingId
  /** Why it could not be matched, `code` or `code: detail`. */
  readonly reason: string
  readonly at: Moment
}

export interface OpenClaim extends Claim {
  readonly heard: HeardReading
}

interface ClaimRow {
  readonly readingId: ReadingId
  readonly reason: string
  readonly settled: number
  readonly at: string
  readonly zone: number
}

const SELECT = 'SELECT reading_id AS readingId, reason, settled, made_at AS at, made_zone AS zone FROM claims'

export function insertClaim(db: Db, { readingId, reason, at }: Claim): void {
  insert(
    db,
    'INSERT INTO claims (reading_id, reason, made_at, made_zone) VALUES (?, ?, ?, ?)',
    readingId,
    reason,
    at.utc,
    at.offset,
  )
}

/**
 * What waits with this code of reason on a port, oldest first, each with the detail behind the code. Not what a person has dealt with
 * once: after a claim that was taken back a person decides again.
 */
export function awaitedReadings(
  db: Db,
  port: string,
  code: string,
): readonly { readonly readingId: ReadingId; readonly detail: string }[] {
  // CROSS JOIN: from the few open claims to their readings, never over all readings of a port.
  return all(
    db,
    `SELECT c.reading_id AS readingId, substr(c.reason, length(?) + 3) AS detail FROM claims c CROSS JOIN readings g ON g.id = c.reading_id
     WHERE c.settled = 0 AND c.reason LIKE ? AND g.port = ?
       AND NOT EXISTS (SELECT 1 FROM claim_settlements s WHERE s.reading_id = c.reading_id) ORDER BY c.reading_id`,
    code,
    `${code}: %`,
    port,
  )
}

/** Only open ones, newest first, each with its reading. */
export function claimsPage(db: Db, { after, limit }: PageAsked): Page<OpenClaim> {
  const rows = all<ClaimRow>(
    db,
    `${SELECT} WHERE settled = 0 AND reading_id < ? ORDER BY reading_id DESC LIMIT ?`,
    keyBelow(after),
    limit + 1,
  )
  return {
    rows: rows.slice(0, limit).map((row) => ({ ...claimOf(row), heard: readingById(db, row.readingId) })),
    next: nextOf(rows, limit, ({ readingId }) => readingId),
  }
}

export function claimByReading(db: Db, readingId: ReadingId): (Claim & { readonly settled: boolean }) | undefined {
  const row = one<ClaimRow>(db, `${SELECT} WHERE reading_id = ?`, readingId)
  return row === undefined ? undefined : { ...claimOf(row), settled: row.settled === 1 }
}

export interface Settlement {
  readonly readingId: ReadingId
  /** Null: it belongs to no sample of ours. */
  readonly resultId: ResultId | null
  readonly by: string
  readonly why: string
  readonly at: Moment
}

/** Once for each open claim; a second one throws until the first is withdrawn. */
export function settleClaim(db: Db, { readingId, resultId, by, why, at }: Settlement): void {
  insert(
    db,
    `INSERT INTO claim_settlements (reading_id, result_id, settled_by, why, settled_at, settled_zone) VALUES (?, ?, ?, ?, ?, ?)`,
    readingId,
    resultId,
    by,
    why,
    at.utc,
    at.offset,
  )
}

export interface StoredSettlement extends Settlement {
  readonly id: number
  readonly withdrawn: Withdrawn | null
}

/** Who took a claim back, and why: the settlement and its result stay on record and count nowhere. */
export interface Withdrawn {
  readonly by: string
  readonly why: string
  readonly at: Moment
}

/** A withdrawal `w` as JSON, null where there is none; read by `withdrawnOf`. */
export const WITHDRAWN =
  "CASE WHEN w.settlement IS NULL THEN NULL ELSE json_object('by', w.withdrawn_by, 'why', w.why, 'at', w.withdrawn_at, 'zone', w.withdrawn_zone) END"

export function withdrawnOf(text: string | null): Withdrawn | null {
  if (text === null) return null
  const { by, why, at, zone } = JSON.parse(text) as Omit<Withdrawn, 'at'> & {
    readonly at: string
    readonly zone: number
  }
  return { by, why, at: moment(at, zone) }
}

interface SettlementRow extends Omit<StoredSettlement, 'at' | 'withdrawn'> {
  readonly at: string
  readonly zone: number
  readonly withdrawn: string | null
}

function settlements(db: Db, where: string, ...values: readonly Bound[]): readonly StoredSettlement[] {
  return all<SettlementRow>(
    db,
    `SELECT s.id, s.reading_id AS readingId, s.result_id AS resultId, s.settled_by AS "by", s.why, s.settled_at AS at,
       s.settled_zone AS zone, ${WITHDRAWN} AS withdrawn
     FROM claim_settlements s LEFT JOIN claim_withdrawals w ON w.settlement = s.id WHERE ${where}`,
    ...values,
  ).map(({ at, zone, withdrawn, ...row }) => ({ ...row, at: moment(at, zone), withdrawn: withdrawnOf(withdrawn) }))
}

/** The one that stands; undefined while the claim is open. */
export function settlementOf(db: Db, readingId: ReadingId): StoredSettlement | undefined {
  return settlements(db, 's.reading_id = ? AND w.settlement IS NULL', readingId)[0]
}

/** Newest first, those taken back among them, each with its reading. */
export function settlementsPage(
  db: Db,
  { after, limit }: PageAsked,
): Page<StoredSettlement & { readonly heard: HeardReading }> {
  const rows = settlements(db, 's.id < ? ORDER BY s.id DESC LIMIT ?', keyBelow(after), limit + 1)
  return {
    rows: rows.slice(0, limit).map((row) => ({ ...row, heard: readingById(db, row.readingId) })),
    next: nextOf(rows, limit, ({ id }) => id),
  }
}

/** The claim is open again. Throws for a result that is released or withdrawn already. */
export function withdrawSettlement(
  db: Db,
  { id, resultId, by, why, at }: Pick<StoredSettlement, 'id' | 'resultId'> & Withdrawn,
): void {
  insert(
    db,
    `INSERT INTO claim_withdrawals (settlement, result_id, why, withdrawn_by, withdrawn_at, withdrawn_zone) VALUES (?, ?, ?, ?, ?, ?)`,
    id,
    resultId,
    why,
    by,
    at.utc,
    at.offset,
  )
}

export function openClaimCount(db: Db): number {
  return one<{ readonly open: number }>(db, 'SELECT count(*) AS open FROM claims WHERE settled = 0')?.open ?? 0
}

function claimOf({ readingId, reason, at, zone }: ClaimRow): Claim {
  return { readingId, reason, at: { utc: at, offset: zone } }
}

/** 待认领: readings no sample could be found for; settled by a person, with a reason, in a record of its own. */
import type { ReadingId, ResultId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { keyBelow, nextOf, type Page, type PageAsked } from './page.ts'
import { type HeardReading, readingById } from './readings.ts'
import type { Db } from './sqlite.ts'
import { all, insert, one } from './statements.ts'

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

/** Once for each claim; a second one throws. */
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

export function settlementOf(db: Db, readingId: ReadingId): Settlement | undefined {
  const row = one<Omit<Settlement, 'at'> & { readonly at: string; readonly zone: number }>(
    db,
    `SELECT reading_id AS readingId, result_id AS resultId, settled_by AS "by", why, settled_at AS at, settled_zone AS zone
     FROM claim_settlements WHERE reading_id = ?`,
    readingId,
  )
  if (row === undefined) return undefined
  const { at, zone, ...settlement } = row
  return { ...settlement, at: { utc: at, offset: zone } }
}

export function openClaimCount(db: Db): number {
  return one<{ readonly open: number }>(db, 'SELECT count(*) AS open FROM claims WHERE settled = 0')?.open ?? 0
}

function claimOf({ readingId, reason, at, zone }: ClaimRow): Claim {
  return { readingId, reason, at: { utc: at, offset: zone } }
}

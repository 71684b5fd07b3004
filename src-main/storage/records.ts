/** Destruction records: the paper at the end of a case, the very bytes that were made when it closed. */
import { createHash } from 'node:crypto'
import type { FailureId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { nextNumber } from './numbers.ts'
import type { Db } from './sqlite.ts'
import { insert, moment, one } from './statements.ts'

export interface StoredRecord {
  readonly failureId: FailureId
  readonly recordNo: string
  readonly pdf: Uint8Array
  readonly sha256: string
  readonly at: Moment
}

/** `XH-YYYYMMDD-NN`; call it in the transaction that keeps the record. */
export function nextRecordNo(db: Db, day: string): string {
  return nextNumber(db, 'records', 'XH-', day, 2)
}

/** One for each case. */
export function insertRecord(
  db: Db,
  { failureId, recordNo, pdf, at }: Omit<StoredRecord, 'sha256'>,
): { readonly sha256: string } {
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  insert(
    db,
    'INSERT INTO records (failure_id, record_no, sha256, made_at, made_zone, pdf) VALUES (?, ?, ?, ?, ?, ?)',
    failureId,
    recordNo,
    sha256,
    at.utc,
    at.offset,
    pdf,
  )
  return { sha256 }
}

export function recordOf(db: Db, failureId: FailureId): StoredRecord | undefined {
  const row = one<Omit<StoredRecord, 'at'> & { readonly at: string; readonly zone: number }>(
    db,
    `SELECT failure_id AS failureId, record_no AS recordNo, pdf, sha256, made_at AS at, made_zone AS zone
     FROM records WHERE failure_id = ?`,
    failureId,
  )
  if (row === undefined) return undefined
  const { at, zone, ...record } = row
  return { ...record, at: moment(at, zone) }
}

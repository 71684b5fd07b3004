/** Evidence of a case: photographs and films as they were handed in, with their hash; never changed, never removed. */
import { createHash } from 'node:crypto'
import { Fault } from '#core/fault.ts'
import type { EvidenceId, FailureId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment, one } from './statements.ts'

export interface NewEvidence {
  readonly id: EvidenceId
  readonly failureId: FailureId
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  readonly at: Moment
  readonly by: string
}

/** Without the bytes, which may be many megabytes. */
export interface EvidenceRow {
  readonly id: EvidenceId
  readonly failureId: FailureId
  readonly name: string
  readonly mime: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly addedAt: Moment
  readonly addedBy: string
}

interface StoredRow extends Omit<EvidenceRow, 'addedAt'> {
  readonly at: string
  readonly zone: number
}

const COLUMNS =
  'id, failure_id AS failureId, name, mime, sha256, size, added_by AS addedBy, added_at AS at, added_zone AS zone'

export function insertEvidence(db: Db, { id, failureId, name, mime, bytes, at, by }: NewEvidence): EvidenceRow {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  insert(
    db,
    `INSERT INTO evidence (id, failure_id, name, mime, size, sha256, added_by, added_at, added_zone, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    failureId,
    name,
    mime,
    bytes.length,
    sha256,
    by,
    at.utc,
    at.offset,
    bytes,
  )
  return { id, failureId, name, mime, sha256, size: bytes.length, addedAt: at, addedBy: by }
}

/** Errors: `not-found`. */
export function evidenceById(db: Db, id: EvidenceId): EvidenceRow {
  const row = one<StoredRow>(db, `SELECT ${COLUMNS} FROM evidence WHERE id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `evidence ${id}`)
  return evidenceRow(row)
}

/** Errors: `not-found`. */
export function evidenceBytes(db: Db, id: EvidenceId): Uint8Array {
  const row = one<{ readonly bytes: Uint8Array }>(db, 'SELECT bytes FROM evidence WHERE id = ?', id)
  if (row === undefined) throw new Fault('not-found', `evidence ${id}`)
  return row.bytes
}

/** In the order it was handed in. */
export function evidenceOf(db: Db, failureId: FailureId): readonly EvidenceRow[] {
  return all<StoredRow>(db, `SELECT ${COLUMNS} FROM evidence WHERE failure_id = ? ORDER BY seq`, failureId).map(
    evidenceRow,
  )
}

function evidenceRow({ at, zone, ...evidence }: StoredRow): EvidenceRow {
  return { ...evidence, addedAt: moment(at, zone) }
}

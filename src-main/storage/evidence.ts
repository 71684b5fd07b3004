/** Evidence of a case: photographs as they were handed in and films that lie in files, with their hash; never changed, never removed. */
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
  /** Its bytes are in a file beside the database. */
  readonly film: boolean
}

interface StoredRow extends Omit<EvidenceRow, 'addedAt' | 'film'> {
  readonly at: string
  readonly zone: number
  readonly film: number
}

const COLUMNS =
  'id, failure_id AS failureId, name, mime, sha256, size, added_by AS addedBy, added_at AS at, added_zone AS zone'
const BOTH = `SELECT seq, 0 AS film, ${COLUMNS} FROM evidence WHERE FILTER
  UNION ALL SELECT seq, 1 AS film, ${COLUMNS} FROM films WHERE FILTER`
const BY_ID = BOTH.replaceAll('FILTER', 'id = ?')
const OF_CASE = `${BOTH.replaceAll('FILTER', 'failure_id = ?')} ORDER BY at, film, seq`

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
  return { id, failureId, name, mime, sha256, size: bytes.length, addedAt: at, addedBy: by, film: false }
}

/** Errors: `not-found`. */
export function evidenceById(db: Db, id: EvidenceId): EvidenceRow {
  const row = one<StoredRow>(db, BY_ID, id, id)
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
  return all<StoredRow>(db, OF_CASE, failureId, failureId).map(evidenceRow)
}

/** Every film a case of this database rests on, oldest first. */
export function filmsOf(
  db: Db,
): readonly (Pick<EvidenceRow, 'name' | 'sha256' | 'size'> & { readonly caseNo: string })[] {
  return all(
    db,
    `SELECT f.name, f.sha256, f.size, c.case_no AS caseNo FROM films f JOIN failures c ON c.id = f.failure_id ORDER BY f.seq`,
  )
}

export interface NewFilm extends Omit<NewEvidence, 'bytes'> {
  readonly size: number
  readonly sha256: string
}

/** The file is there and durable already. */
export function insertFilm(db: Db, { id, failureId, name, mime, size, sha256, at, by }: NewFilm): EvidenceRow {
  insert(
    db,
    `INSERT INTO films (id, failure_id, name, mime, size, sha256, added_by, added_at, added_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    failureId,
    name,
    mime,
    size,
    sha256,
    by,
    at.utc,
    at.offset,
  )
  return { id, failureId, name, mime, sha256, size, addedAt: at, addedBy: by, film: true }
}

function evidenceRow({ id, failureId, name, mime, sha256, size, addedBy, at, zone, film }: StoredRow): EvidenceRow {
  return { id, failureId, name, mime, sha256, size, addedAt: moment(at, zone), addedBy, film: film === 1 }
}

/** Photographs of a sample, its certificate, its voucher: bytes with their hash, never changed, never taken away. */
import { createHash } from 'node:crypto'
import { Fault } from '#core/fault.ts'
import type { SampleId } from '#core/ids.ts'
import type { PhotoSubject } from '#core/sample/sheet.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment, one } from './statements.ts'

export interface NewPhoto {
  readonly id: string
  readonly sampleId: SampleId
  readonly subject: PhotoSubject
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  readonly by: string
  readonly at: Moment
}

export interface PhotoRow {
  readonly id: string
  readonly subject: PhotoSubject
  readonly name: string
  readonly mime: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
  readonly by: string
  readonly at: Moment
}

export function insertPhoto(db: Db, { id, sampleId, subject, name, mime, bytes, by, at }: NewPhoto): PhotoRow {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  insert(
    db,
    `INSERT INTO sample_photos (id, sample, subject, name, mime, size, sha256, added_by, added_at, added_zone, bytes)
     VALUES (?, (SELECT seq FROM samples WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    sampleId,
    subject,
    name,
    mime,
    bytes.length,
    sha256,
    by,
    at.utc,
    at.offset,
    bytes,
  )
  return { id, subject, name, mime, size: bytes.length, sha256, by, at }
}

/** In the order they were taken, without the bytes. */
export function photosOf(db: Db, sampleId: SampleId): readonly PhotoRow[] {
  return all<Omit<PhotoRow, 'at'> & { readonly at: string; readonly zone: number }>(
    db,
    `SELECT p.id, p.subject, p.name, p.mime, p.size, p.sha256, p.added_by AS "by", p.added_at AS at, p.added_zone AS zone
     FROM sample_photos p JOIN samples s ON s.seq = p.sample WHERE s.id = ? ORDER BY p.seq`,
    sampleId,
  ).map(({ at, zone, ...photo }) => ({ ...photo, at: moment(at, zone) }))
}

/** Errors: `not-found`. */
export function photoBytes(
  db: Db,
  id: string,
): { readonly name: string; readonly mime: string; readonly bytes: Uint8Array } {
  const row = one<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array }>(
    db,
    'SELECT name, mime, bytes FROM sample_photos WHERE id = ?',
    id,
  )
  if (row === undefined) throw new Fault('not-found', `photo ${id}`)
  return row
}

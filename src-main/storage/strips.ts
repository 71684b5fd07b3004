/** Strips read by eye: started, photographed, read by one or two people, ended. Every row is written once. */
import { createHash } from 'node:crypto'
import type { StripRead, StripWindow, StripWord } from '#core/control/strip.ts'
import { Fault } from '#core/fault.ts'
import type { ResultId, SampleId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment, one } from './statements.ts'

export interface NewStrip extends StripWindow {
  readonly sampleId: SampleId
  readonly item: string
  readonly method: string
  readonly kitUse: number
  readonly twoReaders: boolean
  readonly by: string
  readonly at: Moment
}

export interface StoredStrip extends NewStrip {
  readonly id: number
  readonly sampleNo: string
  readonly food: string
  readonly kit: string
  readonly lot: string
  readonly end: StripEnd | null
}

export interface StripEnd {
  /** Null: given up before anybody read it. */
  readonly resultId: ResultId | null
  readonly why: string
  readonly by: string
  readonly at: Moment
}

interface Row extends Omit<StoredStrip, 'twoReaders' | 'at' | 'end'> {
  readonly twoReaders: number
  readonly utc: string
  readonly zone: number
  readonly resultId: ResultId | null
  readonly why: string | null
  readonly endedBy: string | null
  readonly endedAt: string | null
  readonly endedZone: number | null
}

const SELECT = `SELECT p.id, s.id AS sampleId, s.sample_no AS sampleNo, s.food, p.item, p.method, p.kit_use AS kitUse, k.kit, k.lot,
  p.from_seconds AS fromSeconds, p.until_seconds AS untilSeconds, p.two_readers AS twoReaders, p.started_by AS "by",
  p.started_at AS utc, p.started_zone AS zone, e.result_id AS resultId, e.why, e.ended_by AS endedBy, e.ended_at AS endedAt,
  e.ended_zone AS endedZone
  FROM strips p JOIN samples s ON s.seq = p.sample JOIN kit_uses k ON k.id = p.kit_use LEFT JOIN strip_ends e ON e.strip = p.id`

export function insertStrip(db: Db, strip: NewStrip): number {
  return insert(
    db,
    `INSERT INTO strips (sample, item, method, kit_use, from_seconds, until_seconds, two_readers, started_by, started_at, started_zone)
     VALUES ((SELECT seq FROM samples WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    strip.sampleId,
    strip.item,
    strip.method,
    strip.kitUse,
    strip.fromSeconds,
    strip.untilSeconds,
    strip.twoReaders ? 1 : 0,
    strip.by,
    strip.at.utc,
    strip.at.offset,
  )
}

/** Errors: `not-found`. */
export function stripById(db: Db, id: number): StoredStrip {
  const row = one<Row>(db, `${SELECT} WHERE p.id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `strip ${id}`)
  return stripOf(row)
}

/** Newest first. */
export function stripsOfSample(db: Db, sampleId: SampleId): readonly StoredStrip[] {
  return all<Row>(db, `${SELECT} WHERE s.id = ? ORDER BY p.id DESC`, sampleId).map(stripOf)
}

/** Started and not ended, oldest first: they run on whatever the screen shows. */
export function openStrips(db: Db): readonly StoredStrip[] {
  return all<Row>(db, `${SELECT} WHERE p.id IN (SELECT strip FROM strips_open) ORDER BY p.id`).map(stripOf)
}

function stripOf({ utc, zone, twoReaders, resultId, why, endedBy, endedAt, endedZone, ...strip }: Row): StoredStrip {
  const ended = why !== null && endedBy !== null && endedAt !== null && endedZone !== null
  return {
    ...strip,
    twoReaders: twoReaders === 1,
    at: moment(utc, zone),
    end: ended ? { resultId, why, by: endedBy, at: moment(endedAt, endedZone) } : null,
  }
}

export function insertStripRead(
  db: Db,
  { strip, place, word, by, at }: StripRead & { readonly strip: number; readonly place: 1 | 2; readonly at: Moment },
): void {
  insert(
    db,
    'INSERT INTO strip_reads (strip, place, word, read_by, read_at, read_zone) VALUES (?, ?, ?, ?, ?, ?)',
    strip,
    place,
    word,
    by,
    at.utc,
    at.offset,
  )
}

/** In the order in which they were made. */
export function readsOfStrip(db: Db, strip: number): readonly (StripRead & { readonly at: Moment })[] {
  return all<{ readonly word: StripWord; readonly by: string; readonly utc: string; readonly zone: number }>(
    db,
    'SELECT word, read_by AS "by", read_at AS utc, read_zone AS zone FROM strip_reads WHERE strip = ? ORDER BY place',
    strip,
  ).map(({ utc, zone, ...read }) => ({ ...read, at: moment(utc, zone) }))
}

export function insertStripEnd(db: Db, strip: number, { resultId, why, by, at }: StripEnd): void {
  insert(
    db,
    'INSERT INTO strip_ends (strip, result_id, why, ended_by, ended_at, ended_zone) VALUES (?, ?, ?, ?, ?, ?)',
    strip,
    resultId,
    why,
    by,
    at.utc,
    at.offset,
  )
}

export const photoSubjects = ['sample', 'strip'] as const
export type PhotoSubject = (typeof photoSubjects)[number]

export interface NewStripPhoto {
  readonly strip: number
  readonly subject: PhotoSubject
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  /** As the camera wrote it into the file; null: it wrote none. */
  readonly shotAt: string | null
  readonly by: string
  readonly at: Moment
}

/** Without the bytes. */
export interface StripPhoto extends Omit<NewStripPhoto, 'bytes' | 'strip'> {
  readonly id: number
  readonly size: number
  readonly sha256: string
}

export function insertStripPhoto(db: Db, photo: NewStripPhoto): number {
  return insert(
    db,
    `INSERT INTO strip_photos (strip, subject, name, mime, size, sha256, shot_at, added_by, added_at, added_zone, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    photo.strip,
    photo.subject,
    photo.name,
    photo.mime,
    photo.bytes.length,
    createHash('sha256').update(photo.bytes).digest('hex'),
    photo.shotAt,
    photo.by,
    photo.at.utc,
    photo.at.offset,
    photo.bytes,
  )
}

/** In the order in which they were handed in. */
export function photosOfStrip(db: Db, strip: number): readonly StripPhoto[] {
  return all<Omit<StripPhoto, 'at'> & { readonly utc: string; readonly zone: number }>(
    db,
    `SELECT id, subject, name, mime, size, sha256, shot_at AS shotAt, added_by AS "by", added_at AS utc, added_zone AS zone
     FROM strip_photos WHERE strip = ? ORDER BY id`,
    strip,
  ).map(({ utc, zone, ...photo }) => ({ ...photo, at: moment(utc, zone) }))
}

/** Errors: `not-found`. */
export function stripPhotoBytes(db: Db, id: number): { readonly mime: string; readonly bytes: Uint8Array } {
  const row = one<{ readonly mime: string; readonly bytes: Uint8Array }>(
    db,
    'SELECT mime, bytes FROM strip_photos WHERE id = ?',
    id,
  )
  if (row === undefined) throw new Fault('not-found', `photo ${id}`)
  return row
}

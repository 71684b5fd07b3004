/** What analyzers said, word for word; a reading never changes, whatever is judged or claimed about it later. */
import { Fault } from '#core/fault.ts'
import type { FrameId, ReadingId } from '#core/ids.ts'
import type { Peaks, Reading } from '#core/reading/reading.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { insert, moment, one } from './statements.ts'

export interface NewReading {
  readonly frameId: FrameId
  readonly port: string
  readonly driver: string
  readonly reading: Reading
  readonly at: Moment
}

export interface HeardReading {
  readonly id: ReadingId
  readonly frameId: FrameId
  readonly frameSha256: string
  readonly port: string
  readonly driver: string
  readonly heardAt: Moment
  readonly reading: Reading
}

interface ReadingRow extends Omit<Reading, 'control' | 'peaks'> {
  readonly id: ReadingId
  readonly frameId: FrameId
  readonly frameSha256: string
  readonly port: string
  readonly driver: string
  readonly control: number
  readonly peaks: string | null
  readonly at: string
  readonly zone: number
}

const SELECT = `SELECT r.id, r.frame_id AS frameId, f.sha256 AS frameSha256, r.port, r.driver, r.sample_no AS sampleNo,
  r.item, r.value, r.unit, r.flag, r.measured_at AS measuredAt, r.channel, r.control, r.record_key AS recordKey,
  r.food_hint AS foodHint, r.peaks, r.heard_at AS at, r.heard_zone AS zone
  FROM readings r JOIN frames f ON f.id = r.frame_id`

export function insertReading(db: Db, { frameId, port, driver, reading, at }: NewReading): ReadingId {
  const id = insert(
    db,
    `INSERT INTO readings (frame_id, port, driver, sample_no, item, value, unit, flag, measured_at, channel, control,
       record_key, food_hint, peaks, heard_at, heard_zone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    frameId,
    port,
    driver,
    reading.sampleNo,
    reading.item,
    reading.value,
    reading.unit,
    reading.flag,
    reading.measuredAt,
    reading.channel,
    reading.control ? 1 : 0,
    reading.recordKey,
    reading.foodHint,
    reading.peaks === undefined ? null : JSON.stringify(reading.peaks),
    at.utc,
    at.offset,
  )
  return id as ReadingId
}

/** The record of an analyzer that was heard before, the newest if there were several. */
export function readingByRecordKey(db: Db, port: string, driver: string, recordKey: string): HeardReading | undefined {
  const row = one<ReadingRow>(
    db,
    `${SELECT} WHERE r.port = CAST(? AS TEXT) AND r.driver = CAST(? AS TEXT) AND r.record_key = CAST(? AS TEXT) ORDER BY r.id DESC LIMIT 1`,
    port,
    driver,
    recordKey,
  )
  return row === undefined ? undefined : heardOf(row)
}

/** Errors: `not-found`. */
export function readingById(db: Db, id: ReadingId): HeardReading {
  const row = one<ReadingRow>(db, `${SELECT} WHERE r.id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `reading ${id}`)
  return heardOf(row)
}

function heardOf({
  id,
  frameId,
  frameSha256,
  port,
  driver,
  at,
  zone,
  control,
  peaks,
  ...words
}: ReadingRow): HeardReading {
  const reading = { ...words, control: control === 1, ...withPeaks(peaks) }
  return { id, frameId, frameSha256, port, driver, heardAt: moment(at, zone), reading }
}

/** Left out where the reader sent none. */
export function withPeaks(text: string | null): { readonly peaks?: Peaks } {
  return text === null ? {} : { peaks: JSON.parse(text) as Peaks }
}

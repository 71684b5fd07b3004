/** Plates: which sample sits in which channel of a run, made before it, on the device, taken off; nothing of one is ever erased. */
import { Fault } from '#core/fault.ts'
import type { ReadingId, SampleId } from '#core/ids.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import { resultIn } from '#core/sample/parallel.ts'
import type { PlateShape } from '#core/sample/plate.ts'
import type { SampleKind } from '#core/sample/sample.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, change, changeAny, insert, moment, momentOrNull, one } from './statements.ts'

export interface Plate {
  readonly id: string
  readonly port: string
  readonly shape: PlateShape
  readonly madeBy: string
  readonly madeAt: Moment
  readonly loadedAt: Moment | null
  /** Frames after this one are of its run. */
  readonly afterFrame: number | null
  readonly endedAt: Moment | null
}

export interface Well {
  readonly channel: string
  readonly sampleId: SampleId
  readonly sampleNo: string
  readonly kind: SampleKind
  readonly food: string
  readonly stallCode: string | null
  /** Of the newest result of this run and channel; null before there is one. */
  readonly verdict: Verdict | null
  readonly value: string | null
  readonly unit: string | null
  /** The judge's own, `code` or `code: detail`. */
  readonly reason: string | null
}

interface PlateRow {
  readonly id: string
  readonly port: string
  readonly shape: string
  readonly madeBy: string
  readonly madeAt: string
  readonly madeZone: number
  readonly loadedAt: string | null
  readonly loadedZone: number | null
  readonly afterFrame: number | null
  readonly endedAt: string | null
  readonly endedZone: number | null
}

const SELECT = `SELECT id, port, shape, made_by AS madeBy, made_at AS madeAt, made_zone AS madeZone, loaded_at AS loadedAt,
  loaded_zone AS loadedZone, after_frame AS afterFrame, ended_at AS endedAt, ended_zone AS endedZone FROM plates`

interface Filling {
  readonly plateId: string
  readonly channel: string
  readonly sampleId: SampleId
  readonly beside?: boolean
}

interface Said {
  readonly by: string
  readonly at: Moment
}

/** One that fills while another may be on the device. */
export function insertPlate(
  db: Db,
  { id, port, shape, by, at }: Said & { readonly id: string; readonly port: string; readonly shape: PlateShape },
): void {
  insert(
    db,
    'INSERT INTO plates (id, port, shape, made_by, made_at, made_zone) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    port,
    JSON.stringify(shape),
    by,
    at.utc,
    at.offset,
  )
}

/** Frames kept until now belong to what was before. */
export function markLoaded(db: Db, id: string, { by, at }: Said): void {
  change(
    db,
    `UPDATE plates SET loaded_by = ?, loaded_at = ?, loaded_zone = ?, after_frame = (SELECT coalesce(max(id), 0) FROM frames)
     WHERE id = ?`,
    by,
    at.utc,
    at.offset,
    id,
  )
}

export function markEnded(db: Db, id: string, { by, at }: Said): void {
  change(db, 'UPDATE plates SET ended_by = ?, ended_at = ?, ended_zone = ? WHERE id = ?', by, at.utc, at.offset, id)
}

/** Errors: `not-found`. */
export function plateById(db: Db, id: string): Plate {
  const row = one<PlateRow>(db, `${SELECT} WHERE id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `plate ${id}`)
  return plateOf(row)
}

/** The one on the device and the one that fills beside it. */
export function platesOfPort(db: Db, port: string): { readonly on: Plate | null; readonly next: Plate | null } {
  const rows = all<PlateRow>(db, `${SELECT} WHERE port = ? AND ended_at IS NULL`, port).map(plateOf)
  return {
    on: rows.find(({ loadedAt }) => loadedAt !== null) ?? null,
    next: rows.find(({ loadedAt }) => loadedAt === null) ?? null,
  }
}

export function lastShape(db: Db, port: string): PlateShape | null {
  const row = one<PlateRow>(db, `${SELECT} WHERE port = ? ORDER BY seq DESC LIMIT 1`, port)
  return row === undefined ? null : plateOf(row).shape
}

/** Puts a sample into a channel; what was there is emptied, and where the sample stood before too, unless it stands `beside` itself. */
export function fillWell(db: Db, { plateId, channel, sampleId, beside = false }: Filling, said: Said): void {
  changeAny(
    db,
    `UPDATE plate_wells SET out_by = ?, out_at = ?, out_zone = ? WHERE out_at IS NULL
       AND plate = (SELECT seq FROM plates WHERE id = ?)
       AND (channel = ? OR (? = 0 AND sample = (SELECT seq FROM samples WHERE id = ?)))`,
    said.by,
    said.at.utc,
    said.at.offset,
    plateId,
    channel,
    beside ? 1 : 0,
    sampleId,
  )
  insert(
    db,
    `INSERT INTO plate_wells (plate, channel, sample, put_by, put_at, put_zone)
     VALUES ((SELECT seq FROM plates WHERE id = ?), ?, (SELECT seq FROM samples WHERE id = ?), ?, ?, ?)`,
    plateId,
    channel,
    sampleId,
    said.by,
    said.at.utc,
    said.at.offset,
  )
}

/** False when the channel was free already. */
export function emptyWell(db: Db, plateId: string, channel: string, { by, at }: Said): boolean {
  const emptied = changeAny(
    db,
    `UPDATE plate_wells SET out_by = ?, out_at = ?, out_zone = ?
     WHERE out_at IS NULL AND plate = (SELECT seq FROM plates WHERE id = ?) AND channel = ?`,
    by,
    at.utc,
    at.offset,
    plateId,
    channel,
  )
  return emptied === 1
}

/** In the order they were filled; verdicts of its own run only. */
export function wellsOf(db: Db, { id, port, afterFrame }: Plate): readonly Well[] {
  const wells = all<Omit<Well, keyof WellRead>>(
    db,
    `SELECT w.channel, s.id AS sampleId, s.sample_no AS sampleNo, s.kind, s.food, s.stall_code AS stallCode
     FROM plate_wells w JOIN samples s ON s.seq = w.sample
     WHERE w.plate = (SELECT seq FROM plates WHERE id = ?) AND w.out_at IS NULL ORDER BY w.id`,
    id,
  )
  return wells.map((well) => {
    const own = wells.filter(({ sampleId }) => sampleId === well.sampleId).map(({ channel }) => channel)
    const read = afterFrame === null ? [] : readOf(db, well.sampleId, port, afterFrame)
    const { verdict, value, unit, reason }: WellRead = resultIn(well.channel, own, read) ?? unread
    return { ...well, verdict, value, unit, reason }
  })
}

type WellRead = Pick<Well, 'verdict' | 'value' | 'unit' | 'reason'>
type ReadRow = WellRead & { readonly channel: string | null; readonly item: string }

const unread = { verdict: null, value: null, unit: null, reason: null } as const

/** Oldest first. */
function readOf(db: Db, sampleId: SampleId, port: string, afterFrame: number): readonly ReadRow[] {
  return all<ReadRow>(
    db,
    `SELECT g.channel, r.item, r.verdict, r.value, r.unit, r.reason FROM standing_results r JOIN readings g ON g.id = r.reading_id
     WHERE r.sample = (SELECT seq FROM samples WHERE id = ?) AND g.port = CAST(? AS TEXT) AND g.frame_id > CAST(? AS INTEGER)
     ORDER BY r.id`,
    sampleId,
    port,
    afterFrame,
  )
}

/** The plate whose run a reading of this sample belongs to; undefined: it was measured on its own. */
export function plateOfReading(
  db: Db,
  { readingId, sampleId }: { readonly readingId: ReadingId; readonly sampleId: SampleId },
): Plate | undefined {
  const row = one<PlateRow>(
    db,
    `SELECT p.* FROM readings g JOIN (${SELECT}) p ON p.id = (SELECT x.id FROM plates x WHERE x.port = g.port
         AND x.after_frame < g.frame_id ORDER BY x.seq DESC LIMIT 1)
     WHERE g.id = CAST(? AS INTEGER) AND (p.endedAt IS NULL OR p.endedAt >= g.heard_at)
       AND EXISTS (SELECT 1 FROM plate_wells w WHERE w.plate = (SELECT seq FROM plates WHERE id = p.id) AND w.out_at IS NULL
         AND w.sample = (SELECT seq FROM samples WHERE id = CAST(? AS TEXT)))`,
    readingId,
    sampleId,
  )
  return row === undefined ? undefined : plateOf(row)
}

export function hasBlank(db: Db, plate: Plate): boolean {
  return wellsOf(db, plate).some(({ kind }) => kind === 'blank')
}

function plateOf({ shape, madeAt, madeZone, loadedAt, loadedZone, endedAt, endedZone, ...row }: PlateRow): Plate {
  return {
    ...row,
    shape: JSON.parse(shape) as PlateShape,
    madeAt: moment(madeAt, madeZone),
    loadedAt: momentOrNull(loadedAt, loadedZone),
    endedAt: momentOrNull(endedAt, endedZone),
  }
}

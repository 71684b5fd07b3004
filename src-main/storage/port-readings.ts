/** What one port has said lately: its newest readings, how many a day, and its controls by channel. For the instrument desk. */
import type { ReadingId } from '#core/ids.ts'
import type { Reading } from '#core/reading/reading.ts'
import type { Named } from '#core/sample/sample.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, type Bound, moment, one } from './statements.ts'

export interface PortReading {
  readonly id: number
  readonly heardAt: Moment
  readonly reading: Pick<
    Reading,
    'measuredAt' | 'sampleNo' | 'channel' | 'item' | 'value' | 'unit' | 'flag' | 'control'
  >
}

interface Row extends Omit<PortReading['reading'], 'control'> {
  readonly id: number
  readonly at: string
  readonly zone: number
  readonly control: number
}

/** Newest first. */
export function newestReadings(db: Db, port: string, limit: number): readonly PortReading[] {
  return all<Row>(
    db,
    `SELECT id, heard_at AS at, heard_zone AS zone, measured_at AS measuredAt, sample_no AS sampleNo, channel, item, value, unit,
       flag, control FROM readings WHERE port = CAST(? AS TEXT) ORDER BY heard_at DESC, id DESC LIMIT ?`,
    port,
    limit,
  ).map(({ id, at, zone, control, ...said }) => ({
    id,
    heardAt: moment(at, zone),
    reading: { ...said, control: control === 1 },
  }))
}

/** A short number of an item on a port, said since a moment and before a reading: `12`, `012` and `0012` are one. */
interface NumberAsked {
  readonly port: string
  readonly item: string
  readonly running: number
  readonly since: string
  readonly before: ReadingId
}

const SAME_NUMBER = `g.port = CAST(? AS TEXT) AND g.heard_at >= CAST(? AS TEXT) AND g.id < CAST(? AS INTEGER)
  AND g.item = CAST(? AS TEXT) AND length(g.sample_no) <= 4 AND CAST(g.sample_no AS INTEGER) = CAST(? AS INTEGER)`

function numberValues({ port, since, before, item, running }: NumberAsked): readonly Bound[] {
  return [port, since, before, item, running]
}

export function saidRunningNumber(db: Db, asked: NumberAsked): boolean {
  return one(db, `SELECT 1 FROM readings g WHERE ${SAME_NUMBER} LIMIT 1`, ...numberValues(asked)) !== undefined
}

/** Whose reading the same short number of this item was on this port, the latest. */
export function countedUnderNumber(db: Db, asked: NumberAsked): Named | undefined {
  const row = one<Omit<Named, 'takenAt'> & { readonly takenAt: string; readonly takenZone: number }>(
    db,
    `SELECT s.id, s.sample_no AS sampleNo, s.food, s.taken_at AS takenAt, s.taken_zone AS takenZone
     FROM readings g JOIN standing_results r ON r.reading_id = g.id JOIN samples s ON s.seq = r.sample
     WHERE ${SAME_NUMBER} ORDER BY g.id DESC LIMIT 1`,
    ...numberValues(asked),
  )
  if (row === undefined) return undefined
  const { takenAt, takenZone, ...sample } = row
  return { ...sample, takenAt: moment(takenAt, takenZone) }
}

export interface DayUse {
  readonly day: string
  readonly readings: number
  readonly invalid: number
}

/** Days with readings only, oldest first; `since` is UTC text, days are the site's. */
export function portUse(db: Db, port: string, since: string, offset: number): readonly DayUse[] {
  return all<DayUse>(
    db,
    `SELECT date(heard_at, ? || ' minutes') AS day, count(*) AS readings, sum(value IN ('无效', '')) AS invalid FROM readings
     WHERE port = CAST(? AS TEXT) AND heard_at >= ? GROUP BY 1 ORDER BY 1`,
    String(offset),
    port,
    since,
  )
}

export interface ControlPoint {
  readonly item: string
  readonly unit: string | null
  readonly channel: string
  readonly at: string
  readonly value: string
}

/** Control readings with a channel, oldest first. */
export function controlsOfPort(db: Db, port: string, since: string): readonly ControlPoint[] {
  return all<ControlPoint>(
    db,
    `SELECT item, unit, channel, heard_at AS at, value FROM readings
     WHERE port = CAST(? AS TEXT) AND heard_at >= ? AND control = 1 AND channel IS NOT NULL ORDER BY heard_at, id`,
    port,
    since,
  )
}

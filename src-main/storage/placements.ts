/** Which sample waits on which channel of which analyzer: the plate. */
import type { ReadingId, SampleId } from '#core/ids.ts'
import type { OnChannel, Placed } from '#core/sample/channel.ts'
import type { Stood } from '#core/sample/parallel.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, changeAny, insert, moment, momentOrNull, one } from './statements.ts'
import { transaction } from './transaction.ts'

export interface Placement {
  readonly sampleId: SampleId
  readonly port: string
  readonly channel: string
}

/**
 * Puts a sample on a channel. Whatever was there leaves it, and the sample leaves its other channels of this port, unless it stands
 * `beside` itself: a reading can never find two samples, nor a sample that was moved away.
 */
export function placeSample(
  db: Db,
  {
    sampleId,
    port,
    channel,
    at,
    by,
    beside = false,
  }: Placement & { readonly at: Moment; readonly by: string; readonly beside?: boolean },
): void {
  transaction(db, () => {
    changeAny(
      db,
      `UPDATE placements SET freed_at = ?, freed_zone = ?
       WHERE freed_at IS NULL AND port = ? AND (channel = ? OR (? = 0 AND sample = (SELECT seq FROM samples WHERE id = ?)))`,
      at.utc,
      at.offset,
      port,
      channel,
      beside ? 1 : 0,
      sampleId,
    )
    insert(
      db,
      `INSERT INTO placements (sample, port, channel, placed_at, placed_zone, placed_by)
       VALUES ((SELECT seq FROM samples WHERE id = ?), ?, ?, ?, ?, ?)`,
      sampleId,
      port,
      channel,
      at.utc,
      at.offset,
      by,
    )
  })
}

/** Takes what is on the channel away; false when it was free already. */
export function freePlacement(
  db: Db,
  { port, channel, at }: { readonly port: string; readonly channel: string; readonly at: Moment },
): boolean {
  const freed = changeAny(
    db,
    'UPDATE placements SET freed_at = ?, freed_zone = ? WHERE freed_at IS NULL AND port = ? AND channel = ?',
    at.utc,
    at.offset,
    port,
    channel,
  )
  return freed === 1
}

/** Where a sample waits now; all places, the newest first. */
export function placementsOf(db: Db, sampleId: SampleId): readonly Placement[] {
  return all<Placement>(
    db,
    `SELECT s.id AS sampleId, p.port, p.channel FROM placements p JOIN samples s ON s.seq = p.sample
     WHERE s.id = ? AND p.freed_at IS NULL ORDER BY p.id DESC`,
    sampleId,
  )
}

/** What waits on an analyzer, in the order it was placed. */
export function placementsOfPort(
  db: Db,
  port: string,
): readonly (Placement & { readonly sampleNo: string; readonly food: string })[] {
  return all(
    db,
    `SELECT s.id AS sampleId, p.port, p.channel, s.sample_no AS sampleNo, s.food FROM placements p JOIN samples s ON s.seq = p.sample
     WHERE p.port = ? AND p.freed_at IS NULL ORDER BY p.id`,
    port,
  )
}

/** Looked at from the newest placement back: weeks of any room, so that no reading ever waits for years of them. */
const LOOKED_AT = 5000

interface StayRow {
  readonly id: SampleId
  readonly sampleNo: string
  readonly food: string
  readonly takenAt: string
  readonly takenZone: number
  readonly placedAt: string
  readonly placedZone: number
  readonly freedAt: string | null
  readonly freedZone: number | null
  readonly settled: Placed['settled']
}

/** Who stood on a channel lately, and what was said there of an item before this reading. */
export function onChannel(
  db: Db,
  asked: {
    readonly port: string
    readonly channel: string
    readonly item: string
    readonly arrivedAt: Moment
    readonly before: ReadingId
  },
): OnChannel {
  const stays = all<StayRow>(
    db,
    `SELECT s.id, s.sample_no AS sampleNo, s.food, s.taken_at AS takenAt, s.taken_zone AS takenZone, p.placed_at AS placedAt,
       p.placed_zone AS placedZone, p.freed_at AS freedAt, p.freed_zone AS freedZone,
       iif(EXISTS (SELECT 1 FROM standing_results r JOIN readings g ON g.id = r.reading_id
                WHERE r.sample = p.sample AND r.tested_at >= p.placed_at AND g.port = p.port AND g.channel = p.channel), 'read',
       iif(EXISTS (SELECT 1 FROM placements q WHERE q.sample = p.sample AND q.port = p.port AND q.id > p.id AND q.placed_at >= p.freed_at
                AND NOT EXISTS (SELECT 1 FROM plates b WHERE b.port = p.port AND b.loaded_at > p.placed_at
                                AND b.loaded_at <= q.placed_at)), 'moved', NULL)) AS settled
     FROM placements p JOIN samples s ON s.seq = p.sample
     WHERE p.id > (SELECT max(id) FROM placements) - ${LOOKED_AT} AND p.port = CAST(? AS TEXT) AND p.channel = CAST(? AS TEXT)
       AND p.placed_at <= CAST(? AS TEXT)
     ORDER BY p.id DESC LIMIT 10`,
    asked.port,
    asked.channel,
    asked.arrivedAt.utc,
  ).map(stayOf)
  const since = stays[0]?.from.utc
  if (since === undefined) return { stays, numbers: [] }
  const said = all<{ readonly number: string | null }>(
    db,
    `SELECT sample_no AS number FROM readings WHERE port = CAST(? AS TEXT) AND heard_at > CAST(? AS TEXT) AND id < CAST(? AS INTEGER)
       AND channel = CAST(? AS TEXT) AND item = CAST(? AS TEXT) ORDER BY id`,
    asked.port,
    since,
    asked.before,
    asked.channel,
    asked.item,
  )
  return { stays, numbers: said.map(({ number }) => number) }
}

/** Where a sample stood on an analyzer until then, oldest first. */
export function staysOf(
  db: Db,
  { sampleId, port, until }: { readonly sampleId: SampleId; readonly port: string; readonly until: Moment },
): readonly Stood[] {
  return all<Pick<StayRow, 'placedAt' | 'placedZone' | 'freedAt' | 'freedZone'> & { readonly channel: string }>(
    db,
    `SELECT channel, placed_at AS placedAt, placed_zone AS placedZone, freed_at AS freedAt, freed_zone AS freedZone FROM placements
     WHERE sample = (SELECT seq FROM samples WHERE id = CAST(? AS TEXT)) AND port = CAST(? AS TEXT) AND placed_at <= CAST(? AS TEXT)
     ORDER BY id`,
    sampleId,
    port,
    until.utc,
  ).map(({ channel, placedAt, placedZone, freedAt, freedZone }) => ({
    channel,
    from: moment(placedAt, placedZone),
    until: momentOrNull(freedAt, freedZone),
  }))
}

/** Samples were placed on this port within the last days. */
export function usesPlate(db: Db, port: string, since: Moment): boolean {
  const found = one(
    db,
    `SELECT 1 FROM placements WHERE id > (SELECT max(id) FROM placements) - ${LOOKED_AT} AND port = CAST(? AS TEXT)
       AND placed_at >= CAST(? AS TEXT) LIMIT 1`,
    port,
    since.utc,
  )
  return found !== undefined
}

function stayOf({ id, sampleNo, food, takenAt, takenZone, ...row }: StayRow): Placed {
  return {
    sample: { id, sampleNo, food, takenAt: moment(takenAt, takenZone) },
    from: moment(row.placedAt, row.placedZone),
    until: momentOrNull(row.freedAt, row.freedZone),
    settled: row.settled,
  }
}

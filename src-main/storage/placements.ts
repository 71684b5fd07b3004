/** Which sample waits on which channel of which analyzer: the plate. */
import type { SampleId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, changeAny, insert, one } from './statements.ts'
import { transaction } from './transaction.ts'

export interface Placement {
  readonly sampleId: SampleId
  readonly port: string
  readonly channel: string
}

/**
 * Puts a sample on a channel. Whatever was there leaves it, and the sample leaves its other channel of this port: a reading
 * can never find two samples, nor a sample that was moved away.
 */
export function placeSample(
  db: Db,
  { sampleId, port, channel, at, by }: Placement & { readonly at: Moment; readonly by: string },
): void {
  transaction(db, () => {
    changeAny(
      db,
      `UPDATE placements SET freed_at = ?, freed_zone = ?
       WHERE freed_at IS NULL AND port = ? AND (channel = ? OR sample = (SELECT seq FROM samples WHERE id = ?))`,
      at.utc,
      at.offset,
      port,
      channel,
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

/** Where a sample waits now, the newest place first when it waits on more than one analyzer. */
export function placementOf(db: Db, sampleId: SampleId): Placement | undefined {
  return one<Placement>(
    db,
    `SELECT s.id AS sampleId, p.port, p.channel FROM placements p JOIN samples s ON s.seq = p.sample
     WHERE s.id = ? AND p.freed_at IS NULL ORDER BY p.id DESC LIMIT 1`,
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

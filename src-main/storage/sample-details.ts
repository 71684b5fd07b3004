/** What a sample's sheet says beyond the line at the counter: every saying of it is kept, the last one counts. */
import type { SampleId } from '#core/ids.ts'
import { detailsOf, type SampleDetails } from '#core/sample/details.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment } from './statements.ts'

export interface SaidDetails {
  readonly details: SampleDetails
  readonly by: string
  readonly at: Moment
}

export function insertDetails(db: Db, sampleId: SampleId, { details, by, at }: SaidDetails): void {
  insert(
    db,
    `INSERT INTO sample_details (sample, data, said_by, said_at, said_zone)
     VALUES ((SELECT seq FROM samples WHERE id = ?), ?, ?, ?, ?)`,
    sampleId,
    JSON.stringify(details),
    by,
    at.utc,
    at.offset,
  )
}

/** Oldest first; empty for a sample of which nothing more was said. */
export function detailsSaid(db: Db, sampleId: SampleId): readonly SaidDetails[] {
  return all<{ readonly data: string; readonly by: string; readonly at: string; readonly zone: number }>(
    db,
    `SELECT d.data, d.said_by AS "by", d.said_at AS at, d.said_zone AS zone FROM sample_details d
     JOIN samples s ON s.seq = d.sample WHERE s.id = ? ORDER BY d.id`,
    sampleId,
  ).map(({ data, by, at, zone }) => ({ details: readDetails(data), by, at: moment(at, zone) }))
}

export function detailsNow(db: Db, sampleId: SampleId): SampleDetails {
  return detailsSaid(db, sampleId).at(-1)?.details ?? detailsOf({})
}

/** As JSON of `SampleDetails`, written by this or an older release. */
export function readDetails(data: string | null): SampleDetails {
  return detailsOf(data === null ? {} : (JSON.parse(data) as Partial<SampleDetails>))
}

/** Samples of other stalls that may come from the batch of a failed one. */
import type { FailureId, SampleId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, moment } from './statements.ts'

export interface LinkedSample {
  readonly sampleId: SampleId
  readonly sampleNo: string
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly food: string
  readonly takenAt: Moment
  readonly by: 'batch' | 'certificate' | 'supplier' | 'origin'
  readonly failureId: FailureId | null
}

/** A batch lies in a market for days, not months: this many samples before and after are looked through. */
const NEAR = 3_000
const MOST = 50

/** What is known of the goods; blank: not known. */
export interface SharedFacts {
  readonly batch: string
  readonly certificateNo: string
  readonly supplier: string
}

const LATEST = `(SELECT d.data FROM sample_details d WHERE d.sample = s.seq ORDER BY d.id DESC LIMIT 1)`

/**
 * Samples of other stalls that share the batch's number, the certificate or the supplier, or at least food and place of origin;
 * the strongest link is named. Only ordinary samples; the newest first.
 */
export function linkedSamples(db: Db, sampleId: SampleId, shared: SharedFacts): readonly LinkedSample[] {
  return all<Omit<LinkedSample, 'takenAt'> & { readonly at: string; readonly zone: number }>(
    db,
    `WITH near AS (
       SELECT s.*, ${LATEST} AS details, own.food AS ownFood,
         coalesce((SELECT json_extract(d.data, '$.origin') FROM sample_details d WHERE d.sample = own.seq ORDER BY d.id DESC LIMIT 1), own.origin) AS ownOrigin
       FROM samples own JOIN samples s ON s.seq BETWEEN own.seq - ? AND own.seq + ?
       WHERE own.id = ? AND s.seq <> own.seq AND s.stall_id IS NOT own.stall_id AND s.kind = 'ordinary'),
     shared AS (
       SELECT near.*, CASE
         WHEN ? <> '' AND json_extract(details, '$.batchNo') = ? AND food = ownFood THEN 'batch'
         WHEN ? <> '' AND json_extract(details, '$.certificateNo') = ? THEN 'certificate'
         WHEN ? <> '' AND json_extract(details, '$.supplier') = ? AND food = ownFood THEN 'supplier'
         WHEN food = ownFood AND coalesce(json_extract(details, '$.origin'), origin) = ownOrigin AND ownOrigin <> '' THEN 'origin'
       END AS link FROM near)
     SELECT id AS sampleId, sample_no AS sampleNo, stall_code AS stallCode, stall_name AS stallName, food, taken_at AS at,
       taken_zone AS zone, link AS "by",
       (SELECT f.id FROM failures f WHERE f.sample = shared.seq ORDER BY f.seq DESC LIMIT 1) AS failureId
     FROM shared WHERE link IS NOT NULL ORDER BY seq DESC LIMIT ?`,
    NEAR,
    NEAR,
    sampleId,
    shared.batch,
    shared.batch,
    shared.certificateNo,
    shared.certificateNo,
    shared.supplier,
    shared.supplier,
    MOST,
  ).map(({ at, zone, ...linked }) => ({ ...linked, takenAt: moment(at, zone) }))
}

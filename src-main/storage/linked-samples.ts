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

/** Same food and place of origin, another stall, the nearest samples first. */
export function sameOrigin(db: Db, sampleId: SampleId): readonly LinkedSample[] {
  return all<Omit<LinkedSample, 'takenAt'> & { readonly at: string; readonly zone: number }>(
    db,
    `SELECT s.id AS sampleId, s.sample_no AS sampleNo, s.stall_code AS stallCode, s.stall_name AS stallName, s.food,
       s.taken_at AS at, s.taken_zone AS zone, 'origin' AS "by",
       (SELECT f.id FROM failures f WHERE f.sample = s.seq ORDER BY f.seq DESC LIMIT 1) AS failureId
     FROM samples own JOIN samples s ON s.seq BETWEEN own.seq - ? AND own.seq + ?
     WHERE own.id = ? AND s.seq <> own.seq AND s.food = own.food AND s.origin = own.origin AND own.origin <> ''
       AND s.stall_id IS NOT own.stall_id AND s.kind = 'ordinary'
     ORDER BY s.seq DESC LIMIT ?`,
    NEAR,
    NEAR,
    sampleId,
    MOST,
  ).map(({ at, zone, ...linked }) => ({ ...linked, takenAt: moment(at, zone) }))
}

/** What follow-up tests are planned from: failures that may stand since a moment, tests of stalls, and how often a stall failed. */
import type { StallTest } from '#core/failure/follow-up.ts'
import { disposalStages } from '#core/failure/stage.ts'
import type { FailureId, StallId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import type { Period } from './period.ts'
import type { Db } from './sqlite.ts'
import { all, moment } from './statements.ts'

/** Cases of a stall that were answered or confirmed since then; whether the failure stands is core's to say. */
export function answeredSince(
  db: Db,
  from: string,
): readonly {
  readonly failureId: FailureId
  readonly stallId: StallId
  readonly food: string
  readonly item: string
}[] {
  return all(
    db,
    `SELECT f.id AS failureId, s.stall_id AS stallId, s.food, f.item FROM failures f JOIN samples s ON s.seq = f.sample
     WHERE s.stall_id IS NOT NULL AND f.id IN
       (SELECT failure_id FROM failure_events WHERE done_at >= ? AND kind IN ('accept', 'let-deadline-pass', 'confirm'))
     ORDER BY f.seq`,
    from,
  )
}

/** First tests of ordinary samples of stalls; retests belong to a case. */
export function stallTestsSince(db: Db, from: string): readonly StallTest[] {
  return all<Omit<StallTest, 'at'> & { readonly at: string; readonly zone: number }>(
    db,
    `SELECT s.stall_id AS stallId, s.food, r.item, r.verdict, r.tested_at AS at, r.tested_zone AS zone
     FROM standing_results r JOIN samples s ON s.seq = r.sample
     WHERE r.tested_at >= ? AND r.control = 0 AND r.round = 'first' AND s.stall_id IS NOT NULL`,
    from,
  ).map(({ at, zone, ...test }) => ({ ...test, at: moment(at, zone) }))
}

/** When the cases of a stall in that time were opened that lead, or led, to a disposal. */
export function standingFailuresOf(db: Db, stallId: StallId, { from, until }: Period): readonly Moment[] {
  return all<{ readonly at: string; readonly zone: number }>(
    db,
    // CROSS: by the cases of the quarter, never by every sample the stall ever brought.
    `SELECT f.opened_at AS at, f.opened_zone AS zone FROM failures f CROSS JOIN samples s ON s.seq = f.sample
     WHERE f.opened_at >= ? AND f.opened_at < ? AND s.stall_id = ? AND f.stage IN (${disposalStages.map(() => '?').join(', ')})`,
    from,
    until,
    stallId,
    ...disposalStages,
  ).map(({ at, zone }) => moment(at, zone))
}

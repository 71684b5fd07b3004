/** The results a day's notice may carry, each with what the board says about it already. */
import type { FailureId, ResultId } from '#core/ids.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import type { RecordOrigin } from '#core/reading/origin.ts'
import type { Round } from '#core/sample/round.ts'
import type { SampleKind } from '#core/sample/sample.ts'
import type { Moment } from '#core/time.ts'
import type { Period } from './period.ts'
import { ACCUSED } from './result-rows.ts'
import type { Db } from './sqlite.ts'
import { all, moment } from './statements.ts'

/** All that core asks to say whether and how a result may be shown. */
export interface NoticeCandidate {
  readonly resultId: ResultId
  readonly sampleNo: string
  readonly sampleKind: SampleKind
  readonly control: boolean
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly food: string
  readonly item: string
  readonly method: string
  readonly value: string
  readonly unit: string | null
  readonly verdict: Verdict
  readonly round: Round
  readonly recordOrigin: RecordOrigin
  readonly failureId: FailureId | null
  /** Another result of its sample and item has a case that is open or stands. */
  readonly accused: boolean
  readonly testedAt: Moment
  /** Some notice that still stands carries it. */
  readonly published: boolean
  /** What the newest of those notices says was done about it; null also for a pass. */
  readonly publishedHandling: string | null
}

type CandidateRow = Omit<NoticeCandidate, 'control' | 'accused' | 'published' | 'testedAt'> & {
  readonly control: number
  readonly accused: number
  readonly published: number
  readonly at: string
  readonly zone: number
}

/** The newest notice that stands and carries result `r`. */
const STANDING = `FROM notice_results nr WHERE nr.result_id = r.id
  AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.notice = nr.notice) ORDER BY nr.notice DESC LIMIT 1`

/**
 * Every finished result tested in that time, published or not, and the deciding results of cases that moved in it, however
 * old they are. Oldest first; controls and what says nothing (undecided, invalid) are left out.
 */
export function candidatesForNotice(db: Db, { from, until }: Period): readonly NoticeCandidate[] {
  return all<CandidateRow>(
    db,
    `SELECT r.id AS resultId, s.sample_no AS sampleNo, s.kind AS sampleKind, r.control, s.stall_code AS stallCode,
       s.stall_name AS stallName, s.food, r.item, r.method, r.value, r.unit, r.verdict, r.round, r.origin AS recordOrigin, r.failure_id AS failureId,
       r.tested_at AS at, r.tested_zone AS zone, EXISTS (SELECT 1 ${STANDING}) AS published, ${ACCUSED} AS accused,
       (SELECT nr.handling ${STANDING}) AS publishedHandling
     FROM standing_results r JOIN samples s ON s.seq = r.sample
     WHERE r.id IN (
         SELECT id FROM results WHERE tested_at >= ? AND tested_at < ?
         UNION
         SELECT f.deciding_result_id FROM failure_events e JOIN failures f ON f.id = e.failure_id
         WHERE e.done_at >= ? AND e.done_at < ? AND f.deciding_result_id IS NOT NULL)
       AND r.control = 0 AND r.verdict NOT IN ('undecided', 'invalid')
     ORDER BY r.id`,
    from,
    until,
    from,
    until,
  ).map(({ control, accused, published, at, zone, ...candidate }) => ({
    ...candidate,
    control: control === 1,
    accused: accused === 1,
    published: published === 1,
    testedAt: moment(at, zone),
  }))
}

/** A result as every desk shows it: joined with its sample and stall, and the four marks of its path. */
import type { FailureStage } from '#core/failure/stage.ts'
import type { FailureId, ReadingId, ResultId, SampleId } from '#core/ids.ts'
import type { Basis, Verdict } from '#core/judge/verdict.ts'
import type { RecordOrigin } from '#core/reading/origin.ts'
import type { Round } from '#core/sample/round.ts'
import type { Moment } from '#core/time.ts'
import { WITHDRAWN, type Withdrawn, withdrawnOf } from './claims.ts'
import type { Db } from './sqlite.ts'
import { all, type Bound, moment } from './statements.ts'

/** `none`: not applicable (yet); `stuck`: needs a person. */
export type Mark = 'none' | 'waiting' | 'done' | 'stuck'

export interface PathMarks {
  readonly judged: Mark
  readonly published: Mark
  readonly uploaded: Mark
  readonly disposed: Mark
}

export interface StoredResultRow {
  readonly id: ResultId
  readonly testedAt: Moment
  readonly sampleId: SampleId
  readonly sampleNo: string
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly food: string
  readonly item: string
  readonly value: string
  readonly unit: string | null
  readonly verdict: Verdict
  readonly round: Round
  readonly control: boolean
  readonly recordOrigin: RecordOrigin
  readonly failureId: FailureId | null
  readonly path: PathMarks
  /** The claim that made it was taken back: it counts nowhere. */
  readonly withdrawn: Withdrawn | null
}

/** The row, and what the judgement rests on. */
export interface StoredResult extends StoredResultRow {
  readonly readingId: ReadingId
  readonly method: string
  readonly reason: string
  /** As it was written with the result: a snapshot, not today's rule. */
  readonly basis: Basis | null
  readonly packVersion: string | null
  /** The kit lot it was made with; null: nobody said. */
  readonly kit: string | null
  readonly kitLot: string | null
}

/** When result `r` was first shown by a notice that still stands; null: never. */
export const SHOWN_AT = `(SELECT min(p.shown_at) FROM notice_results nr JOIN publications p ON p.notice = nr.notice
  WHERE nr.result_id = r.id AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.notice = nr.notice))`

/** Another result of the sample and item of `r` has a case that is open or stands. */
export const ACCUSED = `EXISTS (SELECT 1 FROM failures x WHERE x.sample = r.sample AND x.item = r.item
  AND x.stage NOT IN ('cleared', 'released', 'withdrawn'))`

/** Result `r` (with its case `f`) is due on the board, as core's `publishable` says. */
export const DUE_ON_BOARD = `(r.control = 0 AND CASE WHEN r.failure_id IS NULL THEN r.verdict = 'negative' AND NOT ${ACCUSED}
  ELSE r.id IS f.deciding_result_id END)`

const SELECT = `SELECT r.id, s.id AS sampleId, s.sample_no AS sampleNo, s.stall_code AS stallCode, s.stall_name AS stallName,
  s.food, r.item, r.value, r.unit, r.verdict, r.round, r.control, r.failure_id AS failureId, r.tested_at AS at,
  r.tested_zone AS zone, r.reading_id AS readingId, r.method, r.reason, r.basis, r.pack_version AS packVersion,
  r.origin AS recordOrigin, (SELECT k.kit FROM kit_uses k WHERE k.id = r.kit_use) AS kit,
  (SELECT k.lot FROM kit_uses k WHERE k.id = r.kit_use) AS kitLot,
  f.stage, ${DUE_ON_BOARD} AS dueOnBoard, ${SHOWN_AT} AS shownAt,
  (SELECT group_concat(DISTINCT o.state) FROM outbox o WHERE o.result_id = r.id) AS states,
  (SELECT ${WITHDRAWN} FROM claim_withdrawals w WHERE w.result_id = r.id) AS withdrawn`

/** Result `r` was not withdrawn. */
export const STANDS = 'NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = r.id)'

export const FROM_RESULTS =
  'FROM results r JOIN samples s ON s.seq = r.sample LEFT JOIN failures f ON f.id = r.failure_id'

interface JoinedRow extends Omit<StoredResult, 'control' | 'testedAt' | 'path' | 'basis' | 'withdrawn'> {
  readonly control: number
  readonly at: string
  readonly zone: number
  readonly basis: string | null
  readonly stage: FailureStage | null
  readonly dueOnBoard: number
  readonly shownAt: string | null
  readonly states: string | null
  readonly withdrawn: string | null
}

/** Rows that satisfy `where` (over `r`, `s`, `f`; from a closed set of texts); `tail` orders and limits them. */
export function resultRows(
  db: Db,
  where: string,
  values: readonly Bound[],
  tail = 'ORDER BY r.id',
  from = FROM_RESULTS,
): readonly StoredResult[] {
  return all<JoinedRow>(db, `${SELECT} ${from} WHERE ${where} ${tail}`, ...values).map(rowOf)
}

function rowOf({ withdrawn, ...joined }: JoinedRow): StoredResult {
  const { at, zone, basis, control, stage, dueOnBoard, shownAt, states, ...row } = joined
  return {
    ...row,
    withdrawn: withdrawnOf(withdrawn),
    testedAt: moment(at, zone),
    control: control === 1,
    basis: basisOf(basis),
    path:
      withdrawn !== null
        ? nowhere
        : {
            judged: row.verdict === 'undecided' ? 'stuck' : 'done',
            published: shownAt !== null ? 'done' : dueOnBoard === 1 ? 'waiting' : 'none',
            uploaded: uploadedMark(states?.split(',') ?? []),
            disposed: disposedMark(stage),
          },
  }
}

const nowhere: PathMarks = { judged: 'none', published: 'none', uploaded: 'none', disposed: 'none' }

export function basisOf(text: string | null): Basis | null {
  return text === null ? null : (JSON.parse(text) as Basis)
}

/** Owed to several platforms, it is done when the last of them has it. What is held is not due. */
function uploadedMark(states: readonly string[]): Mark {
  if (states.includes('parked')) return 'stuck'
  if (states.includes('waiting')) return 'waiting'
  return states.includes('acknowledged') ? 'done' : 'none'
}

/** Of a case that ended well there is nothing to dispose of. */
function disposedMark(stage: FailureStage | null): Mark {
  if (stage === null || stage === 'cleared' || stage === 'released' || stage === 'withdrawn') return 'none'
  return stage === 'closed' ? 'done' : 'waiting'
}

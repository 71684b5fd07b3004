/** Cases of failed samples: their identity, their events, and the stage those events led to. */
import type { FailureClock } from '#core/failure/event.ts'
import { endedStages, type FailureStage, isEnded } from '#core/failure/stage.ts'
import { Fault } from '#core/fault.ts'
import type { FailureId, ResultId, SampleId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { ENDED } from './ended.ts'
import { nextNumber } from './numbers.ts'
import { keyBelow, newestOf, nextOf, type Page, type PageAsked } from './page.ts'
import type { Db } from './sqlite.ts'
import { all, type Bound, change, insert, moment, one } from './statements.ts'

export {
  type EvidenceRow,
  evidenceById,
  evidenceBytes,
  evidenceOf,
  insertEvidence,
  insertFilm,
  type NewEvidence,
} from './evidence.ts'
export { insertRecord, nextRecordNo, recordOf, type StoredRecord } from './records.ts'

export interface NewFailure {
  readonly id: FailureId
  readonly caseNo: string
  readonly sampleId: SampleId
  readonly item: string
  readonly stage: FailureStage
  readonly clock?: FailureClock | null | undefined
  readonly at: Moment
}

export interface StoredFailure {
  readonly id: FailureId
  readonly caseNo: string
  readonly sampleId: SampleId
  readonly sampleNo: string
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly food: string
  readonly item: string
  readonly stage: FailureStage
  readonly clock: FailureClock | null
  readonly openedAt: Moment
}

interface FailureRow extends Omit<StoredFailure, 'clock' | 'openedAt'> {
  readonly seq: number
  readonly clock: string | null
  readonly at: string
  readonly zone: number
}

const SELECT = `SELECT f.seq, f.id, f.case_no AS caseNo, s.id AS sampleId, s.sample_no AS sampleNo, s.stall_code AS stallCode,
  s.stall_name AS stallName, s.food, f.item, f.stage, f.clock, f.opened_at AS at, f.opened_zone AS zone
  FROM failures f JOIN samples s ON s.seq = f.sample`

/** Not ended, in the words of the index of open cases. */
const OPEN = `f.stage NOT IN (${ENDED})`

/** `CZ-YYYYMMDD-NN`; call it in the transaction that opens the case. */
export function nextCaseNo(db: Db, day: string): string {
  return nextNumber(db, 'failures', 'CZ-', day, 2)
}

export function insertFailure(db: Db, { id, caseNo, sampleId, item, stage, clock, at }: NewFailure): void {
  insert(
    db,
    `INSERT INTO failures (id, case_no, sample, item, stage, clock, opened_at, opened_zone)
     VALUES (?, ?, (SELECT seq FROM samples WHERE id = ?), ?, ?, ?, ?, ?)`,
    id,
    caseNo,
    sampleId,
    item,
    stage,
    clockText(clock),
    at.utc,
    at.offset,
  )
}

/** Errors: `not-found`. */
export function failureById(db: Db, id: FailureId): StoredFailure {
  const row = one<FailureRow>(db, `${SELECT} WHERE f.id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `failure ${id}`)
  return failureOf(row)
}

/** The case of a sample and item that has not ended. */
export function openFailureOf(db: Db, sampleId: SampleId, item: string): StoredFailure | undefined {
  const row = one<FailureRow>(
    db,
    `${SELECT} WHERE f.sample = (SELECT seq FROM samples WHERE id = CAST(? AS TEXT)) AND f.item = CAST(? AS TEXT) AND ${OPEN} ORDER BY f.seq DESC LIMIT 1`,
    sampleId,
    item,
  )
  return row === undefined ? undefined : failureOf(row)
}

/** A sample's cases whose retests are not decided. */
export function retestsDueOf(db: Db, sampleId: SampleId): readonly FailureId[] {
  return all<{ readonly id: FailureId }>(
    db,
    "SELECT id FROM failures WHERE sample = (SELECT seq FROM samples WHERE id = ?) AND stage = 'retest-due'",
    sampleId,
  ).map(({ id }) => id)
}

export interface FailureQuery extends PageAsked {
  /** True: only those that have not ended, false: only those that have. */
  readonly open?: boolean | undefined
  readonly stage?: FailureStage | undefined
}

/** Newest first. */
export function failuresPage(db: Db, query: FailureQuery): Page<StoredFailure> {
  const rows = newestFailures(db, query, query.limit + 1)
  return { rows: rows.slice(0, query.limit).map(failureOf), next: nextOf(rows, query.limit, ({ seq }) => seq) }
}

function newestFailures(db: Db, { open, stage, after }: FailureQuery, limit: number): readonly FailureRow[] {
  const newest = (filter: string, ...values: readonly Bound[]) =>
    all<FailureRow>(
      db,
      `${SELECT} WHERE ${filter} f.seq < ? ORDER BY f.seq DESC LIMIT ?`,
      ...values,
      keyBelow(after),
      limit,
    )
  const at = (one: FailureStage) => newest('f.stage = ? AND', one)
  if (stage !== undefined) return open === undefined || open !== isEnded(stage) ? at(stage) : []
  if (open === undefined) return newest('')
  return open ? newest(`${OPEN} AND`) : newestOf(endedStages.map(at), limit, ({ seq }) => seq)
}

/** Open cases by what they wait for: the analyzer, or a person. */
export function openFailureCounts(db: Db): { readonly retest: number; readonly disposal: number } {
  const counted = one<{ readonly retest: number; readonly disposal: number }>(
    db,
    `SELECT count(*) FILTER (WHERE f.stage = 'retest-due') AS retest, count(*) FILTER (WHERE f.stage <> 'retest-due') AS disposal
     FROM failures f INDEXED BY failures_open WHERE ${OPEN}`,
  )
  return counted ?? { retest: 0, disposal: 0 }
}

export interface FailureMove {
  readonly id: FailureId
  readonly stage: FailureStage
  readonly clock: FailureClock | null
  /** Core's `decidingResultOf`: the result that speaks for the case; rates and boards count this one. */
  readonly decidingResultId: ResultId | null
}

/** Where the last event led. Throws for a case that has ended: it never moves again. */
export function saveFailureStage(db: Db, { id, stage, clock, decidingResultId }: FailureMove): void {
  change(
    db,
    'UPDATE failures SET stage = ?, clock = ?, deciding_result_id = ? WHERE id = ?',
    stage,
    clockText(clock),
    decidingResultId,
    id,
  )
}

export interface StoredEvent {
  readonly failureId: FailureId
  readonly kind: string
  /** `{event, to, clock}` of core's `FailureRecord`, as JSON. */
  readonly data: unknown
  readonly at: Moment
  readonly by: string
}

export function appendFailureEvent(db: Db, { failureId, kind, data, at, by }: StoredEvent): void {
  insert(
    db,
    'INSERT INTO failure_events (failure_id, kind, data, done_by, done_at, done_zone) VALUES (?, ?, ?, ?, ?, ?)',
    failureId,
    kind,
    JSON.stringify(data),
    by,
    at.utc,
    at.offset,
  )
}

/** Oldest first. */
export function eventsOf(db: Db, failureId: FailureId): readonly StoredEvent[] {
  return all<{
    readonly kind: string
    readonly data: string
    readonly by: string
    readonly at: string
    readonly zone: number
  }>(
    db,
    `SELECT kind, data, done_by AS "by", done_at AS at, done_zone AS zone FROM failure_events WHERE failure_id = ? ORDER BY id`,
    failureId,
  ).map(({ kind, data, by, at, zone }) => ({
    failureId,
    kind,
    data: JSON.parse(data) as unknown,
    by,
    at: moment(at, zone),
  }))
}

function clockText(clock: FailureClock | null | undefined): string | null {
  return clock === null || clock === undefined ? null : JSON.stringify(clock)
}

function failureOf({ seq: _, clock, at, zone, ...failure }: FailureRow): StoredFailure {
  return { ...failure, clock: clock === null ? null : (JSON.parse(clock) as FailureClock), openedAt: moment(at, zone) }
}

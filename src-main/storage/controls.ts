/** Controls as they were heard, what was wrong around a result, and who let it pass. */
import type { ControlRun } from '#core/control/batch.ts'
import type { Finding, Override } from '#core/control/conditions.ts'
import type { ControlKind } from '#core/control/kind.ts'
import type { ControlOutcome } from '#core/control/outcome.ts'
import type { RecordedCode } from '#core/control/policy.ts'
import type { ReadingId, ResultId } from '#core/ids.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment, one } from './statements.ts'

export interface NewControlRun extends ControlRun {
  readonly readingId: ReadingId
  readonly resultId: ResultId | null
  readonly verdict: Verdict
  readonly port: string
  readonly item: string
  readonly method: string
  readonly kitLot: string | null
  readonly day: string
}

export function insertControlRun(db: Db, run: NewControlRun): void {
  insert(
    db,
    `INSERT INTO control_runs (reading_id, result_id, kind, outcome, verdict, port, item, method, kit_lot, day, heard_at, heard_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    run.readingId,
    run.resultId,
    run.kind,
    run.outcome,
    run.verdict,
    run.port,
    run.item,
    run.method,
    run.kitLot,
    run.day,
    run.at.utc,
    run.at.offset,
  )
}

/** A control that was claimed for the wrong sample and taken back vouches for nothing. */
const STANDING = `(c.result_id IS NULL OR NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = c.result_id))`

type RunRow = Omit<ControlRun, 'at'> & { readonly utc: string; readonly zone: number }

/** The controls of a batch so far, oldest first. Where nobody could say the method, of the control or of the test, the item is enough. */
export function runsOfBatch(
  db: Db,
  { day, port, item, method, kitLot }: Pick<NewControlRun, 'day' | 'port' | 'item' | 'method' | 'kitLot'>,
): readonly ControlRun[] {
  return all<RunRow>(
    db,
    `SELECT c.kind, c.outcome, c.heard_at AS utc, c.heard_zone AS zone FROM control_runs c
     WHERE day = CAST(? AS TEXT) AND port = CAST(? AS TEXT) AND item = CAST(? AS TEXT) AND (method IN (CAST(? AS TEXT), '') OR CAST(? AS TEXT) = '')
       AND kit_lot IS CAST(? AS TEXT) AND ${STANDING} ORDER BY c.id`,
    day,
    port,
    item,
    method,
    method,
    kitLot,
  ).map(({ utc, zone, ...run }) => ({ ...run, at: moment(utc, zone) }))
}

export interface StoredControl {
  readonly id: number
  readonly at: Moment
  readonly kind: ControlKind
  readonly outcome: ControlOutcome
  readonly verdict: Verdict
  readonly port: string
  readonly item: string
  readonly method: string
  readonly kitLot: string | null
  readonly channel: string | null
  readonly value: string
  readonly unit: string | null
  readonly resultId: ResultId | null
  readonly sampleNo: string | null
}

const CONTROL = `SELECT c.id, c.heard_at AS utc, c.heard_zone AS zone, c.kind, c.outcome, c.verdict, c.port, c.item, c.method,
  c.kit_lot AS kitLot, g.channel, g.value, g.unit, c.result_id AS resultId, coalesce(s.sample_no, g.sample_no) AS sampleNo
  FROM control_runs c JOIN readings g ON g.id = c.reading_id LEFT JOIN results r ON r.id = c.result_id
  LEFT JOIN samples s ON s.seq = r.sample`

type StoredRow = Omit<StoredControl, 'at'> & { readonly utc: string; readonly zone: number }

/** Oldest first. */
export function controlsOfDay(db: Db, day: string): readonly StoredControl[] {
  return all<StoredRow>(db, `${CONTROL} WHERE c.day = ? AND ${STANDING} ORDER BY c.id`, day).map(controlOf)
}

/** Oldest first; `since` is a day at the site. */
export function controlsSince(db: Db, since: string): readonly StoredControl[] {
  return all<StoredRow>(db, `${CONTROL} WHERE c.day >= ? AND ${STANDING} ORDER BY c.id`, since).map(controlOf)
}

function controlOf({ utc, zone, ...control }: StoredRow): StoredControl {
  return { ...control, at: moment(utc, zone) }
}

export function insertFindings(db: Db, resultId: ResultId, findings: readonly Finding[]): void {
  if (findings.length === 0) return
  insert(db, 'INSERT INTO result_findings (result_id, findings) VALUES (?, ?)', resultId, JSON.stringify(findings))
}

/** As they were when the result was recorded; none: nothing was found. */
export function findingsOfResult(db: Db, resultId: ResultId): readonly Finding[] {
  const row = one<{ readonly findings: string }>(
    db,
    'SELECT findings FROM result_findings WHERE result_id = ?',
    resultId,
  )
  return row === undefined ? [] : (JSON.parse(row.findings) as readonly Finding[])
}

export interface StoredOverride extends Override {
  readonly id: number
  /** Core's `batchText`. */
  readonly batch: string
  readonly operator: string
  readonly proven: boolean
  /** Of what was signed. */
  readonly sha256: string
  readonly at: Moment
}

type OverrideRow = Omit<StoredOverride, 'codes' | 'proven' | 'at'> & {
  readonly codes: string
  readonly proven: number
  readonly utc: string
  readonly zone: number
}

const OVERRIDE = `SELECT id, batch, codes, why, operator, given_by AS "by", sha256, proven, given_at AS utc, given_zone AS zone
  FROM condition_overrides`

export function insertOverride(db: Db, given: Omit<StoredOverride, 'id'>): void {
  insert(
    db,
    `INSERT INTO condition_overrides (batch, codes, why, operator, given_by, sha256, proven, given_at, given_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    given.batch,
    JSON.stringify(given.codes),
    given.why,
    given.operator,
    given.by,
    given.sha256,
    given.proven ? 1 : 0,
    given.at.utc,
    given.at.offset,
  )
}

export function overridesOf(db: Db, batch: string): readonly StoredOverride[] {
  return all<OverrideRow>(db, `${OVERRIDE} WHERE batch = CAST(? AS TEXT) ORDER BY id DESC`, batch).map(overrideOf)
}

/** Newest first. */
export function newestOverrides(db: Db, limit: number): readonly StoredOverride[] {
  return all<OverrideRow>(db, `${OVERRIDE} ORDER BY id DESC LIMIT ?`, limit).map(overrideOf)
}

function overrideOf({ codes, proven, utc, zone, ...given }: OverrideRow): StoredOverride {
  return { ...given, codes: JSON.parse(codes) as readonly RecordedCode[], proven: proven === 1, at: moment(utc, zone) }
}

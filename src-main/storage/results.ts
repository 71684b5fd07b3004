/** Results: a reading matched to a sample and judged. Written once; a retest is another result. */
import { Fault } from '#core/fault.ts'
import type { FailureId, ReadingId, ResultId, SampleId } from '#core/ids.ts'
import type { Basis, Verdict } from '#core/judge/verdict.ts'
import type { ResultFacts } from '#core/outbox/payload.ts'
import type { RecordOrigin } from '#core/reading/origin.ts'
import type { ReadThere } from '#core/sample/parallel.ts'
import type { Round } from '#core/sample/round.ts'
import type { Moment } from '#core/time.ts'
import { basisOf, resultRows, type StoredResult } from './result-rows.ts'
import { noteWritten } from './search-index.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment, one } from './statements.ts'

export { countsOfDay, type HourCounts, trendOfDay } from './result-counts.ts'
export { type ResultFilter, type ResultQuery, resultsPage } from './result-pages.ts'
export type { Mark, PathMarks, StoredResult, StoredResultRow } from './result-rows.ts'

export interface NewResult {
  readonly sampleId: SampleId
  readonly readingId: ReadingId
  readonly item: string
  readonly method: string
  readonly value: string
  readonly unit: string | null
  readonly verdict: Verdict
  readonly reason: string
  readonly basis: Basis | null
  /** Of the pack that was asked; without it the basis says. */
  readonly packVersion?: string | null | undefined
  readonly round: Round
  /** A control by the sample's kind or by the analyzer's word, see core's `isControl`. */
  readonly control: boolean
  readonly failureId: FailureId | null
  /** An instrument's, unless it is said otherwise; the table refuses what the reading's driver does not bear out. */
  readonly recordOrigin?: RecordOrigin | undefined
  /** The kit lot it was made with. */
  readonly kitUse?: number | null | undefined
  readonly at: Moment
}

/** A reading has one standing result: a second one throws until the claim that made the first is withdrawn. */
export function insertResult(db: Db, result: NewResult): ResultId {
  const id = insert(
    db,
    `INSERT INTO results (sample, reading_id, item, method, value, unit, verdict, reason, basis, pack_version, round, control,
       failure_id, origin, kit_use, tested_at, tested_zone, catalog_revision)
     VALUES ((SELECT seq FROM samples WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
       (SELECT max(seq) FROM catalog_entries))`,
    result.sampleId,
    result.readingId,
    result.item,
    result.method,
    result.value,
    result.unit,
    result.verdict,
    result.reason,
    result.basis === null ? null : JSON.stringify(result.basis),
    result.packVersion ?? result.basis?.packVersion ?? null,
    result.round,
    result.control ? 1 : 0,
    result.failureId,
    result.recordOrigin ?? 'instrument',
    result.kitUse ?? null,
    result.at.utc,
    result.at.offset,
  )
  noteWritten(db, 'result', id)
  return id as ResultId
}

/** Errors: `not-found`. */
export function resultById(db: Db, id: number): StoredResult {
  const [result] = resultRows(db, 'r.id = CAST(? AS INTEGER)', [id])
  if (result === undefined) throw new Fault('not-found', `result ${id}`)
  return result
}

/** Every result of a sample, oldest first. */
export function resultsOfSample(db: Db, sampleId: SampleId): readonly StoredResult[] {
  return resultRows(db, 'r.sample = (SELECT seq FROM samples WHERE id = ?)', [sampleId])
}

/** Every result of a case, oldest first. */
export function resultsOfFailure(db: Db, failureId: FailureId): readonly StoredResult[] {
  return resultRows(db, 'r.failure_id = ?', [failureId])
}

export interface PastResult {
  readonly id: ResultId
  readonly verdict: Verdict
  readonly round: Round
  readonly failureId: FailureId | null
  readonly testedAt: Moment
}

/** What one item of a sample was tested before, oldest first; what was withdrawn was not. */
export function historyOf(db: Db, sampleId: SampleId, item: string): readonly PastResult[] {
  return all<Omit<PastResult, 'testedAt'> & { readonly at: string; readonly zone: number }>(
    db,
    `SELECT id, verdict, round, failure_id AS failureId, tested_at AS at, tested_zone AS zone FROM standing_results
     WHERE sample = (SELECT seq FROM samples WHERE id = CAST(? AS TEXT)) AND item = CAST(? AS TEXT) ORDER BY id`,
    sampleId,
    item,
  ).map(({ at, zone, ...past }) => ({ ...past, testedAt: moment(at, zone) }))
}

/** What one analyzer said of an item of a sample before this reading, oldest first. */
export function readOnPort(
  db: Db,
  asked: { readonly sampleId: SampleId; readonly item: string; readonly port: string; readonly before: ReadingId },
): readonly ReadThere[] {
  return all<{ readonly channel: string | null; readonly at: string; readonly zone: number }>(
    db,
    `SELECT g.channel, g.heard_at AS at, g.heard_zone AS zone FROM standing_results r JOIN readings g ON g.id = r.reading_id
     WHERE r.sample = (SELECT seq FROM samples WHERE id = CAST(? AS TEXT)) AND r.item = CAST(? AS TEXT) AND g.port = CAST(? AS TEXT)
       AND g.id < CAST(? AS INTEGER) ORDER BY g.id`,
    asked.sampleId,
    asked.item,
    asked.port,
    asked.before,
  ).map(({ channel, at, zone }) => ({ channel, heardAt: moment(at, zone) }))
}

type FactsRow = Omit<ResultFacts, 'photoSha256' | 'control' | 'basis' | 'testedAt' | 'sampledAt'> & {
  readonly control: number
  readonly basis: string | null
  readonly at: string
  readonly zone: number
  readonly takenAt: string
  readonly takenZone: number
}

/** Everything a platform may hear of a result. The tester is who took the sample. Errors: `not-found`. */
export function resultFacts(db: Db, id: ResultId): ResultFacts {
  const row = one<FactsRow>(
    db,
    `SELECT r.id AS resultId, s.kind AS sampleKind, r.control, s.nature, s.sample_no AS sampleNo, s.food, r.item, r.method,
       r.value, r.unit, r.verdict, r.basis, r.round, s.taken_by AS tester, s.stall_code AS stallNo, s.origin,
       g.driver || '@' || g.port AS device, g.channel, f.sha256 AS rawSha256, r.origin AS recordOrigin,
       (SELECT k.kit FROM kit_uses k WHERE k.id = r.kit_use) AS kit, (SELECT k.lot FROM kit_uses k WHERE k.id = r.kit_use) AS kitLot,
       r.tested_at AS at, r.tested_zone AS zone, s.taken_at AS takenAt, s.taken_zone AS takenZone
     FROM results r JOIN samples s ON s.seq = r.sample JOIN readings g ON g.id = r.reading_id JOIN frames f ON f.id = g.frame_id
     WHERE r.id = CAST(? AS INTEGER)`,
    id,
  )
  if (row === undefined) throw new Fault('not-found', `result ${id}`)
  const { at, zone, takenAt, takenZone, control, basis, ...facts } = row
  return {
    ...facts,
    photoSha256: facts.recordOrigin === 'manual' ? photosBehind(db, id) : [],
    control: control === 1,
    basis: basisOf(basis),
    testedAt: moment(at, zone),
    sampledAt: moment(takenAt, takenZone),
  }
}

/** A strip's reading carries the strip's number as its record key. */
function photosBehind(db: Db, id: ResultId): readonly string[] {
  return all<{ readonly sha256: string }>(
    db,
    `SELECT p.sha256 FROM results r JOIN readings g ON g.id = r.reading_id JOIN strip_photos p ON 'strip-' || p.strip = g.record_key
     WHERE r.id = CAST(? AS INTEGER) ORDER BY p.id`,
    id,
  ).map(({ sha256 }) => sha256)
}

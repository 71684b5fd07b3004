/** Blind samples: what the laboratory knows of each, and what the quick test first said of it. */
import type { Truth } from '#core/control/blind.ts'
import type { ResultId, SampleId } from '#core/ids.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment } from './statements.ts'

export interface BlindTruth {
  readonly sampleId: SampleId
  readonly item: string
  readonly truth: Truth
  readonly laboratory: string
  readonly reportNo: string
  readonly by: string
  readonly at: Moment
}

/** Once for each sample and item: a truth that can be changed after the test is none. A second one throws. */
export function insertTruth(db: Db, said: BlindTruth): void {
  insert(
    db,
    `INSERT INTO blind_truths (sample, item, truth, laboratory, report_no, said_by, said_at, said_zone)
     VALUES ((SELECT seq FROM samples WHERE id = ?), ?, ?, ?, ?, ?, ?, ?)`,
    said.sampleId,
    said.item,
    said.truth,
    said.laboratory,
    said.reportNo,
    said.by,
    said.at.utc,
    said.at.offset,
  )
}

export interface BlindTest {
  readonly resultId: ResultId
  readonly sampleId: SampleId
  readonly sampleNo: string
  readonly food: string
  readonly item: string
  readonly value: string
  readonly unit: string | null
  readonly verdict: Verdict
  readonly testedAt: Moment
  /** Null: the laboratory has not said yet. */
  readonly truth: Truth | null
  readonly laboratory: string | null
  readonly reportNo: string | null
}

/** The first test of each item of each blind sample since a moment (UTC text), newest first. */
export function blindTests(db: Db, since: string): readonly BlindTest[] {
  return all<Omit<BlindTest, 'testedAt'> & { readonly utc: string; readonly zone: number }>(
    db,
    `SELECT min(r.id) AS resultId, s.id AS sampleId, s.sample_no AS sampleNo, s.food, r.item, r.value, r.unit, r.verdict,
       r.tested_at AS utc, r.tested_zone AS zone, t.truth, t.laboratory, t.report_no AS reportNo
     FROM control_runs c INDEXED BY control_runs_blind JOIN standing_results r ON r.id = c.result_id
       JOIN samples s ON s.seq = r.sample LEFT JOIN blind_truths t ON t.sample = r.sample AND t.item = r.item
     WHERE c.kind = 'blind' AND c.heard_at >= ? GROUP BY r.sample, r.item ORDER BY resultId DESC`,
    since,
  ).map(({ utc, zone, ...test }) => ({ ...test, testedAt: moment(utc, zone) }))
}

/** Results of a time with all they were judged from, in small portions, so that another pack can be asked beside the day's work. */
import type { ResultId } from '#core/ids.ts'
import type { PastJudgement } from '#core/judge/rejudge.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import type { Moment } from '#core/time.ts'
import type { Period } from './period.ts'
import { withPeaks } from './readings.ts'
import { basisOf } from './result-rows.ts'
import type { Db } from './sqlite.ts'
import { all, moment } from './statements.ts'

/** Its kit lot as it was known then is for the caller to look up. */
export interface StoredJudgement extends Omit<PastJudgement, 'kit'> {
  readonly resultId: ResultId
  readonly sampleNo: string
  readonly testedAt: Moment
  readonly port: string
  readonly use: { readonly kit: string; readonly lot: string } | null
  /** Of the room's lists, when it was judged. */
  readonly revision: number | null
}

/** Where a portion ended: results of one millisecond are told apart by their numbers. */
export interface Reached {
  readonly at: string
  readonly id: number
}

interface Row {
  readonly resultId: ResultId
  readonly sampleNo: string
  readonly food: string
  readonly takenAt: string
  readonly takenZone: number
  readonly item: string
  readonly method: string
  readonly verdict: Verdict
  readonly reason: string
  readonly basis: string | null
  readonly at: string
  readonly zone: number
  readonly said: string
  readonly value: string
  readonly unit: string | null
  readonly flag: string | null
  readonly peaks: string | null
  readonly port: string
  readonly kit: string | null
  readonly lot: string | null
  readonly revision: number | null
}

/** Oldest first, those that stand, controls among them; at most `limit`. */
export function judgementsAfter(
  db: Db,
  { from, until }: Period,
  after: Reached | null,
  limit: number,
): readonly StoredJudgement[] {
  return all<Row>(
    db,
    `SELECT r.id AS resultId, s.sample_no AS sampleNo, s.food, s.taken_at AS takenAt, s.taken_zone AS takenZone, r.item, r.method,
       r.verdict, r.reason, r.basis, r.tested_at AS at, r.tested_zone AS zone, g.item AS said, g.value, g.unit, g.flag, g.peaks, g.port,
       k.kit, k.lot, r.catalog_revision AS revision
     FROM standing_results r JOIN samples s ON s.seq = r.sample JOIN readings g ON g.id = r.reading_id
       LEFT JOIN kit_uses k ON k.id = r.kit_use
     WHERE r.tested_at >= CAST(? AS TEXT) AND r.tested_at < CAST(? AS TEXT)
       AND (r.tested_at > CAST(? AS TEXT) OR r.id > CAST(? AS INTEGER))
     ORDER BY r.tested_at, r.id LIMIT CAST(? AS INTEGER)`,
    after?.at ?? from,
    until,
    after?.at ?? '',
    after?.id ?? 0,
    limit,
  ).map(judgementOf)
}

function judgementOf({ said, value, unit, flag, peaks, kit, lot, ...row }: Row): StoredJudgement {
  const {
    resultId,
    sampleNo,
    food,
    takenAt,
    takenZone,
    item,
    method,
    verdict,
    reason,
    basis,
    at,
    zone,
    port,
    revision,
  } = row
  return {
    resultId,
    sampleNo,
    item,
    method,
    verdict,
    reason,
    port,
    revision,
    basis: basisOf(basis),
    testedAt: moment(at, zone),
    sample: { food, takenAt: moment(takenAt, takenZone) },
    reading: { item: said, value, unit, flag, ...withPeaks(peaks) },
    use: kit === null || lot === null ? null : { kit, lot },
  }
}

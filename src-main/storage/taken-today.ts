/** What was taken lately: of one stall, so that nothing is registered twice, and of the day, for the plan. */
import type { SampleId, StallId } from '#core/ids.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import type { TakenToday } from '#core/sample/again-today.ts'
import { readDetails } from './sample-details.ts'
import type { Db } from './sqlite.ts'
import { all, moment } from './statements.ts'

/** The newest of a stall are looked at first, and no more than a busy day's: found by the stall's own index. */
const OF_ONE_STALL = 200

interface TakenRow {
  readonly sampleNo: string
  readonly food: string
  readonly at: string
  readonly zone: number
  readonly data: string | null
  readonly tested: string
}

/** Ordinary samples of a stall since then, newest first, with the items they were taken for or tested for. */
export function takenOfStall(db: Db, stallId: StallId, since: string): readonly TakenToday[] {
  return all<TakenRow>(
    db,
    `SELECT * FROM (SELECT s.sample_no AS sampleNo, s.food, s.taken_at AS at, s.taken_zone AS zone,
       (SELECT d.data FROM sample_details d WHERE d.sample = s.seq ORDER BY d.id DESC LIMIT 1) AS data,
       (SELECT json_group_array(DISTINCT r.item) FROM standing_results r WHERE r.sample = s.seq) AS tested
     FROM samples s WHERE s.stall_id = ? AND s.kind = 'ordinary' ORDER BY s.seq DESC LIMIT ${OF_ONE_STALL}) WHERE at >= ?`,
    stallId,
    since,
  ).map(({ sampleNo, food, at, zone, data, tested }) => ({
    sampleNo,
    food,
    takenAt: moment(at, zone),
    items: [...new Set([...readDetails(data).items, ...(JSON.parse(tested) as readonly string[])])],
  }))
}

/** Blanks numbered on a day at the site that nothing has measured yet, oldest first. */
export function blanksUnmeasured(db: Db, day: string): readonly { readonly id: SampleId; readonly sampleNo: string }[] {
  return all(
    db,
    `SELECT s.id, s.sample_no AS sampleNo FROM samples s WHERE s.sample_no >= ? AND s.sample_no < ? AND s.kind = 'blank'
       AND NOT EXISTS (SELECT 1 FROM standing_results r WHERE r.sample = s.seq) ORDER BY s.sample_no`,
    ...numbersOf(day),
  )
}

/** Ordinary samples numbered on a day at the site, each with all its tests. */
export function testsOfDay(
  db: Db,
  day: string,
): readonly {
  readonly food: string
  readonly tests: readonly { readonly item: string; readonly verdict: Verdict }[]
}[] {
  return all<{ readonly food: string; readonly tests: string }>(
    db,
    `SELECT s.food, (SELECT json_group_array(json_object('item', r.item, 'verdict', r.verdict)) FROM standing_results r WHERE r.sample = s.seq)
       AS tests
     FROM samples s WHERE s.sample_no >= ? AND s.sample_no < ? AND s.kind = 'ordinary' ORDER BY s.seq`,
    ...numbersOf(day),
  ).map(({ food, tests }) => ({
    food,
    tests: JSON.parse(tests) as readonly { readonly item: string; readonly verdict: Verdict }[],
  }))
}

/** From and before which a day's numbers lie: '.' follows '-'. */
function numbersOf(day: string): readonly [string, string] {
  const prefix = day.replaceAll('-', '')
  return [`${prefix}-`, `${prefix}.`]
}

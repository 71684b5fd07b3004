/** What was tested in each batch of a day, and parallel samples beside the ones they repeat. */
import type { Verdict } from '#core/judge/verdict.ts'
import type { Moment } from '#core/time.ts'
import type { Period } from './period.ts'
import type { Db } from './sqlite.ts'
import { all, moment, one } from './statements.ts'

export interface TestedBatch {
  readonly port: string
  readonly item: string
  readonly method: string
  readonly kitLot: string | null
  readonly tests: number
  readonly blocked: number
}

/** Ordinary results only; in the order of their first test. */
export function testedBatches(db: Db, { from, until }: Period): readonly TestedBatch[] {
  return all(
    db,
    `SELECT g.port, r.item, r.method, k.lot AS kitLot, count(*) AS tests,
       count(*) FILTER (WHERE r.reason LIKE 'control-blocked%') AS blocked
     FROM standing_results r JOIN readings g ON g.id = r.reading_id LEFT JOIN kit_uses k ON k.id = r.kit_use
     WHERE r.tested_at >= ? AND r.tested_at < ? AND r.control = 0 GROUP BY 1, 2, 3, 4 ORDER BY min(r.id)`,
    from,
    until,
  )
}

export type PortBatch = Pick<TestedBatch, 'item' | 'method'>

/** When a device's last ordinary test since then was heard. */
export function lastTested(db: Db, port: string, since: string): Moment | undefined {
  const row = one<{ readonly at: string; readonly zone: number }>(
    db,
    `SELECT g.heard_at AS at, g.heard_zone AS zone FROM readings g CROSS JOIN results r ON r.reading_id = g.id AND r.control = 0
     WHERE g.port = CAST(? AS TEXT) AND g.heard_at >= CAST(? AS TEXT) ORDER BY g.heard_at DESC LIMIT 1`,
    port,
    since,
  )
  return row === undefined ? undefined : moment(row.at, row.zone)
}

/** What a device's ordinary tests were for; kit lots are not told apart. */
export function batchesOfPort(db: Db, port: string, { from, until }: Period): readonly PortBatch[] {
  return all(
    db,
    `SELECT DISTINCT r.item, r.method FROM readings g CROSS JOIN results r ON r.reading_id = g.id AND r.control = 0
     WHERE g.port = CAST(? AS TEXT) AND g.heard_at >= CAST(? AS TEXT) AND g.heard_at < CAST(? AS TEXT)`,
    port,
    from,
    until,
  )
}

export interface ParallelPair {
  readonly sampleNo: string
  readonly otherNo: string | null
  readonly food: string
  readonly item: string
  readonly value: string
  readonly unit: string | null
  readonly verdict: Verdict
  readonly otherValue: string | null
  readonly otherUnit: string | null
  readonly otherVerdict: Verdict | null
}

/** A parallel sample repeats the newest ordinary test of the same stall, food and item of that day. */
export function parallelsOf(db: Db, { from, until }: Period): readonly ParallelPair[] {
  return all(
    db,
    `SELECT s.sample_no AS sampleNo, t.sample_no AS otherNo, s.food, r.item, r.value, r.unit, r.verdict, o.value AS otherValue,
       o.unit AS otherUnit, o.verdict AS otherVerdict
     FROM standing_results r JOIN samples s ON s.seq = r.sample
     LEFT JOIN results o ON o.id = (SELECT max(x.id) FROM standing_results x JOIN samples y ON y.seq = x.sample
       WHERE x.tested_at >= ? AND x.tested_at < ? AND x.control = 0 AND x.item = r.item AND y.stall_id = s.stall_id AND y.food = s.food)
     LEFT JOIN samples t ON t.seq = o.sample
     WHERE r.tested_at >= ? AND r.tested_at < ? AND s.kind = 'parallel' ORDER BY r.id`,
    from,
    until,
    from,
    until,
  )
}

/** Counts of a day, straight from one index: by verdict and by hour. Controls are never counted. */
import { type Verdict, verdicts } from '#core/judge/verdict.ts'
import { SHANGHAI_OFFSET } from '#core/time.ts'
import type { Period } from './period.ts'
import type { Db } from './sqlite.ts'
import { all } from './statements.ts'

/** All five verdicts, 0 included. */
export function countsOfDay(db: Db, { from, until }: Period): Record<Verdict, number> {
  const counted = new Map(
    all<{ readonly verdict: Verdict; readonly count: number }>(
      db,
      'SELECT verdict, count(*) AS count FROM standing_results WHERE tested_at >= ? AND tested_at < ? AND control = 0 GROUP BY verdict',
      from,
      until,
    ).map(({ verdict, count }) => [verdict, count]),
  )
  return Object.fromEntries(verdicts.map((verdict) => [verdict, counted.get(verdict) ?? 0])) as Record<Verdict, number>
}

export interface HourCounts {
  /** 0 to 23, the clock on the wall at the site. */
  readonly hour: number
  readonly negative: number
  readonly positive: number
  readonly other: number
}

/** Twenty-four rows, empty hours included. `offset` is minutes east of UTC. */
export function trendOfDay(db: Db, { from, until }: Period, offset: number = SHANGHAI_OFFSET): readonly HourCounts[] {
  const hours = new Map(
    all<HourCounts>(
      db,
      `SELECT CAST(strftime('%H', tested_at, ?) AS INTEGER) AS hour, sum(verdict = 'negative') AS negative,
         sum(verdict = 'positive') AS positive, sum(verdict NOT IN ('negative', 'positive')) AS other
       FROM standing_results WHERE tested_at >= ? AND tested_at < ? AND control = 0 GROUP BY hour`,
      `${offset >= 0 ? '+' : ''}${offset} minutes`,
      from,
      until,
    ).map((row) => [row.hour, row]),
  )
  return Array.from({ length: 24 }, (_, hour) => hours.get(hour) ?? { hour, negative: 0, positive: 0, other: 0 })
}

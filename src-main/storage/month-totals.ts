/** The sums of a calendar month at the site, kept by a trigger with every result: they cost the same at seven million rows (C88). */
import { type Verdict, verdicts } from '#core/judge/verdict.ts'
import type { Db } from './sqlite.ts'
import { all } from './statements.ts'

export interface Total {
  readonly name: string
  readonly results: number
  readonly verdicts: Record<Verdict, number>
}

export interface Totals {
  readonly results: number
  readonly verdicts: Record<Verdict, number>
  readonly items: readonly Total[]
  /** By code; '' is a sample of no stall. */
  readonly stalls: readonly Total[]
  readonly foods: readonly Total[]
}

interface Row {
  readonly kind: 'item' | 'stall' | 'food'
  readonly name: string
  readonly verdict: Verdict
  readonly results: number
}

/** `month` is `YYYY-MM`. Controls are never counted. */
export function monthTotals(db: Db, month: string): Totals {
  const rows = all<Row>(db, 'SELECT kind, name, verdict, results FROM month_totals WHERE month = ?', month)
  const items = rows.filter(({ kind }) => kind === 'item')
  return {
    ...summed(items),
    items: byName(items),
    stalls: byName(rows.filter(({ kind }) => kind === 'stall')),
    foods: byName(rows.filter(({ kind }) => kind === 'food')),
  }
}

function summed(rows: readonly Row[]): Pick<Total, 'results' | 'verdicts'> {
  const counted = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>
  for (const { verdict, results } of rows) counted[verdict] += results
  return { results: Object.values(counted).reduce((sum, count) => sum + count, 0), verdicts: counted }
}

/** Most results first. */
function byName(rows: readonly Row[]): readonly Total[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.name)
    if (group === undefined) groups.set(row.name, [row])
    else group.push(row)
  }
  return [...groups].map(([name, of]) => ({ name, ...summed(of) })).sort((a, b) => b.results - a.results)
}

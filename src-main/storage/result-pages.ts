/** The list behind every number of the day desk, newest first, by key. */
import type { Verdict } from '#core/judge/verdict.ts'
import type { Moment } from '#core/time.ts'
import { ENDED } from './ended.ts'
import { missingPublications } from './kpi.ts'
import { keyBelow, nextOf, type Page, type PageAsked, SEARCHED } from './page.ts'
import type { Period } from './period.ts'
import { FROM_RESULTS, resultRows, STANDS, type StoredResult } from './result-rows.ts'
import type { Db } from './sqlite.ts'
import { type Bound, containing } from './statements.ts'

export interface ResultQuery extends PageAsked {
  /** Undefined: all years. */
  readonly period?: Period | undefined
  readonly verdict?: Verdict | undefined
  /** Sample number, stall, food, item; any part of them, or pinyin initials. */
  readonly search?: string | undefined
  /** What is still missing from a rate of that period: exactly the results (or cases) between its two numbers. */
  readonly missing?: 'upload' | 'publication' | 'destruction' | undefined
  /** `HH:mm` at the site and now: with them, `publication` leaves out what is not yet late. */
  readonly publishBefore?: string | undefined
  readonly now?: Moment | undefined
}

type Condition = readonly [sql: string, ...values: Bound[]]

/** At a million results the newest page is read from the end of the table: nothing is counted, nothing sorted. */
export function resultsPage(db: Db, query: ResultQuery): Page<StoredResult> {
  const conditions = conditionsOf(db, query)
  const rows = resultRows(
    db,
    conditions.map(([sql]) => sql).join(' AND '),
    [...conditions.flatMap(([, ...values]) => values), query.limit + 1],
    'ORDER BY r.id DESC LIMIT ?',
    // A day is few rows: found by its moment and sorted, never by walking back through the years.
    query.period !== undefined && query.missing === undefined
      ? FROM_RESULTS.replace('results r', 'results r INDEXED BY results_by_moment')
      : FROM_RESULTS,
  )
  return { rows: rows.slice(0, query.limit), next: nextOf(rows, query.limit, ({ id }) => id) }
}

function conditionsOf(db: Db, query: ResultQuery): readonly Condition[] {
  const { after, period, verdict, search, missing } = query
  // What is missing names its rows by itself; the plus keeps SQLite from walking the table for the key instead.
  const conditions: Condition[] = [[missing === undefined ? 'r.id < ?' : '+r.id < ?', keyBelow(after)]]
  // A case is due however long ago its sample was tested; publications are chosen within the period one by one.
  if (period !== undefined && (missing === undefined || missing === 'upload')) {
    conditions.push(['r.tested_at >= ? AND r.tested_at < ?', period.from, period.until])
  }
  // Counts leave out what was withdrawn, and so do the lists behind them; the day's own list shows it struck through.
  if (verdict !== undefined || missing !== undefined) conditions.push([STANDS])
  if (verdict === 'negative') conditions.push(["r.verdict = 'negative'"])
  // The second half lets SQLite use the index of everything that is not negative.
  else if (verdict !== undefined) conditions.push(["r.verdict = ? AND r.verdict <> 'negative'", verdict])
  const words = search?.trim().toLowerCase() ?? ''
  if (words !== '') {
    const pattern = containing(words)
    if (period === undefined) conditions.push([`r.id > (SELECT max(id) FROM results) - ${SEARCHED}`])
    conditions.push(["(s.search_text LIKE ? ESCAPE '\\' OR r.item LIKE ? ESCAPE '\\')", pattern, pattern])
  }
  return [...conditions, ...missingOf(db, query)]
}

const ALL_YEARS: Period = { from: '', until: '~' }

function missingOf(db: Db, { missing, period = ALL_YEARS, publishBefore, now }: ResultQuery): readonly Condition[] {
  switch (missing) {
    case undefined:
      return []
    case 'upload':
      return [
        [
          `r.control = 0 AND r.id IN (SELECT o.result_id FROM outbox o INDEXED BY outbox_unsent
           WHERE o.state IN ('waiting', 'parked') AND o.result_id IS NOT NULL)`,
        ],
      ]
    case 'publication':
      return [
        [
          'r.id IN (SELECT value FROM json_each(?))',
          JSON.stringify(missingPublications(db, period, publishBefore, now)),
        ],
      ]
    case 'destruction':
      return [
        [
          `r.id IN (SELECT o.deciding_result_id FROM failures o INDEXED BY failures_open
           WHERE o.stage NOT IN (${ENDED}) AND o.stage IN ('disposal-due', 'disposal-planned', 'disposed')
             AND o.opened_at < ?)`,
          period.until,
        ],
      ]
  }
}

/** The list behind every number of the day desk, newest first, by key. */
import type { Verdict } from '#core/judge/verdict.ts'
import { dayBounds, dayOf, type Moment, monthBounds, SHANGHAI_OFFSET } from '#core/time.ts'
import { ENDED } from './ended.ts'
import { missingPublications } from './kpi.ts'
import { keyBelow, nextOf, type Page, type PageAsked } from './page.ts'
import type { Period } from './period.ts'
import { FROM_RESULTS, resultRows, STANDS, type StoredResult } from './result-rows.ts'
import { indexedBelow, matchOf, type Tags, wordsIn } from './search-index.ts'
import type { Db } from './sqlite.ts'
import type { Bound } from './statements.ts'

export interface ResultFilter {
  /** A day or a month at the site is read from its own end; any other period is found by its moments and sorted. Undefined: all years. */
  readonly period?: Period | undefined
  readonly verdict?: Verdict | undefined
  readonly port?: string | undefined
  readonly item?: string | undefined
  readonly food?: string | undefined
  /** The code it had when the sample was taken. */
  readonly stall?: string | undefined
  /** Only what counts: no controls, and nothing that was withdrawn. */
  readonly counted?: boolean | undefined
  /** Sample number, stall, food, item; any part of them, or pinyin initials. */
  readonly search?: string | undefined
}

export interface ResultQuery extends PageAsked, ResultFilter {
  /** What is still missing from a rate of that period: exactly the results (or cases) between its two numbers. */
  readonly missing?: 'upload' | 'publication' | 'destruction' | undefined
  /** `HH:mm` at the site and now: with them, `publication` leaves out what is not yet late. */
  readonly publishBefore?: string | undefined
  readonly now?: Moment | undefined
}

type Condition = readonly [sql: string, ...values: Bound[]]

/** At a million results the newest page is read from the end of the table or of an index: nothing is counted, nothing sorted. */
export function resultsPage(db: Db, query: ResultQuery): Page<StoredResult> {
  const rows = newestResults(db, query)
  return { rows: rows.slice(0, query.limit), next: nextOf(rows, query.limit, ({ id }) => id) }
}

function newestResults(db: Db, query: ResultQuery): readonly StoredResult[] {
  const limit = query.limit + 1
  const below = keyBelow(query.after)
  const conditions = conditionsOf(query)
  // What is missing names its rows by itself; the plus keeps SQLite from walking the table for the key instead.
  if (query.missing !== undefined)
    return found(db, [['+r.id < ?', below], ...conditions, ...missingOf(db, query)], 'r.id', limit)
  const tags = tagsOf(query)
  const match = matchOf(query.search ?? '', tags)
  if (match === null && query.period !== undefined)
    return found(db, [['+r.id < ?', below], momentsOf(query.period), ...conditions], 'r.id', limit, FROM_MOMENTS)
  if (match === null) return found(db, [['r.id < ?', below], ...conditions], 'r.id', limit)
  const indexed = indexedBelow(db, 'result')
  const fresh = found(db, [['r.id >= ? AND r.id < ?', indexed, below], ...conditions], 'r.id', limit)
  if (fresh.length === limit) return fresh
  const terms: Condition = ['t.result_terms MATCH ? AND t.rowid < ?', match, below]
  return [...fresh, ...found(db, [terms, ...conditions], 't.rowid', limit - fresh.length, FROM_TERMS)]
}

const FROM_TERMS = FROM_RESULTS.replace('results r', 'result_terms t CROSS JOIN results r ON r.id = t.rowid')
const FROM_MOMENTS = FROM_RESULTS.replace('results r', 'results r INDEXED BY results_by_moment')

function found(
  db: Db,
  conditions: readonly Condition[],
  key: string,
  limit: number,
  from = FROM_RESULTS,
): readonly StoredResult[] {
  const where = conditions.map(([sql]) => sql).join(' AND ')
  const values = conditions.flatMap(([, ...bound]) => bound)
  return resultRows(db, where, [...values, limit], `ORDER BY ${key} DESC LIMIT ?`, from)
}

function momentsOf({ from, until }: Period): Condition {
  return ['r.tested_at >= ? AND r.tested_at < ?', from, until]
}

/** What the index knows of a filter; the conditions say the same of the rows themselves. */
function tagsOf({ period, verdict, port, item, food, stall }: ResultFilter): Tags {
  return { verdict, port, item, food, stall, ...tagOfPeriod(period) }
}

function tagOfPeriod(period: Period | undefined): Tags {
  if (period === undefined || !/^\d/.test(period.from)) return {}
  const day = dayOf({ utc: period.from, offset: SHANGHAI_OFFSET })
  const same = (bounds: Period) => bounds.from === period.from && bounds.until === period.until
  if (same(dayBounds(day))) return { day }
  return same(monthBounds(day.slice(0, 7))) ? { month: day.slice(0, 7) } : {}
}

/** Of a filter alone, without its key. The plus keeps SQLite from an index that would have to be sorted. */
export function conditionsOf(query: ResultQuery | ResultFilter): readonly Condition[] {
  const { period, verdict, port, item, food, stall, counted, search } = query
  const missing = 'missing' in query ? query.missing : undefined
  const conditions: Condition[] = []
  // A case is due however long ago its sample was tested; publications are chosen within the period one by one.
  if (period !== undefined && (missing === undefined || missing === 'upload'))
    conditions.push(['+r.tested_at >= ? AND +r.tested_at < ?', period.from, period.until])
  // Counts leave out what was withdrawn, and so do the lists behind them; the day's own list shows it struck through.
  if (counted === true || verdict !== undefined || missing !== undefined) conditions.push([STANDS])
  if (verdict !== undefined) conditions.push(['r.verdict = ?', verdict])
  if (port !== undefined) conditions.push(['(SELECT g.port FROM readings g WHERE g.id = r.reading_id) = ?', port])
  if (item !== undefined) conditions.push(['r.item = ?', item])
  if (food !== undefined) conditions.push(['s.food = ?', food])
  if (stall !== undefined) conditions.push(['s.stall_code = ?', stall])
  if (counted === true) conditions.push(['r.control = 0'])
  return [...conditions, ...wordsIn(search ?? '', ['s.search_text', 'r.item'])]
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

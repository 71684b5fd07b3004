/** The facts the three rates are counted from; core counts them, `uploadRate` does it here for a platform's card. */
import type { FailureId, ResultId } from '#core/ids.ts'
import type { Rate } from '#core/kpi/rate.ts'
import { deadlines, type UploadFact } from '#core/kpi/rates.ts'
import { dayOf, type Moment, monthBounds, SHANGHAI_OFFSET } from '#core/time.ts'
import { ENDED } from './ended.ts'
import type { Period } from './period.ts'
import { DUE_ON_BOARD, SHOWN_AT } from './result-rows.ts'
import type { Db } from './sqlite.ts'
import { all, moment, momentOrNull, one } from './statements.ts'

// CROSS: by the month's results, never by everything a platform was ever owed.
const OWED = `FROM standing_results r CROSS JOIN outbox o ON o.result_id = r.id
  WHERE r.tested_at >= ? AND r.tested_at < ? AND r.control = 0`

/** One for each result of that time and platform it is owed to. Controls are owed to none. */
export function uploadFacts(db: Db, { from, until }: Period): readonly UploadFact[] {
  return all<Omit<UploadFact, 'dueAt'>>(db, `SELECT o.state, o.receipt ${OWED}`, from, until).map((fact) => ({
    ...fact,
    dueAt: null,
  }))
}

/**
 * Due: owed and not held. Done: acknowledged, which the table allows only with a receipt. All platforms unless one is named. Of a month
 * until now it is read from the sums kept with every entry.
 */
export function uploadRate(db: Db, { from, until }: Period, platform?: string): Rate {
  const month = wholeMonth(db, { from, until })
  if (month !== null) {
    const summed = one<Rate>(
      db,
      `SELECT coalesce(sum(entries), 0) AS due, coalesce(sum(entries) FILTER (WHERE state = 'acknowledged'), 0) AS done
       FROM month_uploads WHERE month = ? AND state <> 'held' ${platform === undefined ? '' : 'AND platform = ?'}`,
      month,
      ...(platform === undefined ? [] : [platform]),
    )
    return summed ?? { done: 0, due: 0 }
  }
  const counted = one<Rate>(
    db,
    `SELECT count(*) AS due, count(*) FILTER (WHERE o.state = 'acknowledged') AS done ${OWED} AND o.state <> 'held'
     ${platform === undefined ? '' : 'AND o.platform = ?'}`,
    from,
    until,
    ...(platform === undefined ? [] : [platform]),
  )
  return counted ?? { done: 0, due: 0 }
}

/** The month that begins where the period does and has no result after its end. */
function wholeMonth(db: Db, { from, until }: Period): string | null {
  if (!/^\d{4}-/.test(from)) return null
  const month = dayOf({ utc: from, offset: SHANGHAI_OFFSET }).slice(0, 7)
  const bounds = monthBounds(month)
  if (bounds.from !== from || until > bounds.until) return null
  const later = one(
    db,
    'SELECT 1 FROM standing_results WHERE tested_at >= ? AND tested_at < ? LIMIT 1',
    until,
    bounds.until,
  )
  return later === undefined ? month : null
}

export interface StoredPublicationFact {
  readonly resultId: ResultId
  readonly finishedAt: Moment
  /** When it was first shown by a notice that still stands; null: never yet. */
  readonly publishedAt: Moment | null
}

/** The results of that time that are due on the board: negatives without a case, and the deciding result of each decided case. */
export function publicationFacts(db: Db, { from, until }: Period): readonly StoredPublicationFact[] {
  return all<{
    readonly resultId: ResultId
    readonly at: string
    readonly zone: number
    readonly shownAt: string | null
  }>(
    db,
    `SELECT r.id AS resultId, r.tested_at AS at, r.tested_zone AS zone, ${SHOWN_AT} AS shownAt
     FROM standing_results r LEFT JOIN failures f ON f.id = r.failure_id
     WHERE r.tested_at >= ? AND r.tested_at < ? AND ${DUE_ON_BOARD} ORDER BY r.id`,
    from,
    until,
  ).map(({ resultId, at, zone, shownAt }) => ({
    resultId,
    finishedAt: moment(at, zone),
    publishedAt: momentOrNull(shownAt, zone),
  }))
}

/**
 * What the publication rate misses: shown too late, or not shown though the deadline is over; without a deadline, whatever
 * is not shown.
 */
export function missingPublications(
  db: Db,
  period: Period,
  publishBefore: string | undefined,
  now: Moment | undefined,
): readonly ResultId[] {
  const dueAt = publishBefore === undefined || now === undefined ? null : deadlines(publishBefore)
  return publicationFacts(db, period)
    .filter(({ finishedAt, publishedAt }) => {
      if (dueAt === null || now === undefined) return publishedAt === null
      return (publishedAt ?? now).utc > dueAt(finishedAt).utc
    })
    .map(({ resultId }) => resultId)
}

export interface StoredDestructionFact {
  readonly failureId: FailureId
  /** Registered with the sample, kilograms as decimal text; null when nobody asked. */
  readonly stockKg: string | null
}

/** Cases opened in that time, and older ones that were not ended when it began: a case is never lost at a month's end. */
export function destructionFacts(db: Db, { from, until }: Period): readonly StoredDestructionFact[] {
  return all(
    db,
    `SELECT f.id AS failureId, s.stock_kg AS stockKg FROM failures f JOIN samples s ON s.seq = f.sample
     WHERE f.seq IN (
       SELECT seq FROM failures WHERE opened_at >= ? AND opened_at < ?
       UNION SELECT seq FROM failures INDEXED BY failures_open WHERE stage NOT IN (${ENDED}) AND opened_at < ?
       UNION SELECT o.seq FROM failure_events e CROSS JOIN failures o ON o.id = e.failure_id WHERE e.done_at >= ? AND o.opened_at < ?)
     ORDER BY f.seq`,
    from,
    until,
    from,
    from,
    from,
  )
}

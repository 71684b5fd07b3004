/** Numbers that stand on paper: prefix, day and a running number, unique for ever because the table says so. */
import type { Db } from './sqlite.ts'
import { one } from './statements.ts'

const columns = {
  samples: 'sample_no',
  failures: 'case_no',
  records: 'record_no',
  notices: 'notice_no',
} as const

/**
 * The next number after the highest given out that day, e.g. `CZ-20260301-07` for prefix `CZ-` and two digits; more digits
 * when they run out. `day` is `YYYY-MM-DD` at the site. Call it in the transaction that uses it.
 */
export function nextNumber(db: Db, table: keyof typeof columns, prefix: string, day: string, digits: number): string {
  const column = columns[table]
  const start = `${prefix}${day.replaceAll('-', '')}-`
  // '.' follows '-': everything that begins with `start` lies between the two, found by the unique index.
  const found = one<{ readonly last: number | null }>(
    db,
    `SELECT max(CAST(substr(${column}, ?) AS INTEGER)) AS last FROM ${table} WHERE ${column} >= ? AND ${column} < ?`,
    start.length + 1,
    start,
    `${start.slice(0, -1)}.`,
  )
  return `${start}${String((found?.last ?? 0) + 1).padStart(digits, '0')}`
}

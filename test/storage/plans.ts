/** What SQLite means to do for every statement of a piece of work: for tests that a list never reads a whole table. */
import type { Db } from '#storage/open.ts'

/** Tables that grow with every result of ten years. */
const growing = [
  'samples',
  'results',
  'readings',
  'frames',
  'outcomes',
  'units',
  'outbox',
  'attempts',
  'audit',
  'claims',
  'failures',
  'failure_events',
  'notices',
  'notice_results',
  'publications',
  'placements',
] as const

/** Indexes of what is open alone: as long as today's work, whatever the years. */
const short = /INDEX (claims_open|failures_open|outbox_unsent|outbox_due|placements_open)\b/

/**
 * The steps that would cost more with every year: a table or an index read from end to end, rows sorted to find the newest. Only for
 * a connection that has not run these statements yet. `work` runs once.
 */
export function slowSteps(db: Db, work: () => void): readonly string[] {
  const prepare = db.prepare.bind(db)
  const found: string[] = []
  Object.assign(db, {
    prepare: (sql: string) => {
      if (/^\s*(SELECT|WITH)/i.test(sql)) found.push(...stepsOf(sql, prepare))
      return prepare(sql)
    },
  })
  try {
    work()
  } finally {
    Object.assign(db, { prepare })
  }
  return found
}

function stepsOf(sql: string, prepare: Db['prepare']): readonly string[] {
  const values = (sql.match(/\?/g) ?? []).map(() => null)
  const names = new Map<string, string>()
  for (const [, table = '', alias = ''] of sql.matchAll(/\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?/gi)) {
    names.set(table, table)
    names.set(alias, table)
  }
  // From the newest end by the key alone, a filter that nothing matches reads to the very beginning.
  const filtered = /WHERE (?![\s\S]*WHERE)[\s\S]* AND [\s\S]*ORDER BY/.test(sql)
  const isGrowing = (name: string) => growing.some((one) => one === (names.get(name) ?? name))
  return prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values)
    .map((row) => String((row as { detail: string }).detail))
    .filter((step) => {
      const scanned =
        /^SCAN (\w+)/.exec(step)?.[1] ?? (filtered ? /^SEARCH (\w+) .*\(rowid<\?\)$/.exec(step)?.[1] : undefined)
      return (
        step.includes('TEMP B-TREE FOR ORDER BY') ||
        (scanned !== undefined && isGrowing(scanned) && !/VIRTUAL/.test(step) && !short.test(step))
      )
    })
    .map((step) => `${step} in: ${sql}`)
}

/**
 * The search over all years: two full-text tables of the terms of every sample and result, filled a few hundred rows at a time. What is
 * newer than the last filling is compared row by row, so a search misses nothing, and a reading on its way in pays for no index.
 */
import { type TagKind, tag, termsAsked, termsOf, wordsOf } from '#core/search/terms.ts'
import { dayOf, SHANGHAI_OFFSET } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, type Bound, changeAny, containing, insert, one } from './statements.ts'
import { transaction } from './transaction.ts'

/** One write to a full-text table costs ten times a row of a batch; as many rows as this are read through in under a millisecond. */
const BATCH = 256

export type Indexed = 'sample' | 'result'

interface TermRow {
  readonly id: number
  readonly text: string
}

interface ResultTermRow extends TermRow {
  readonly verdict: string
  readonly port: string
  readonly stall: string | null
  readonly item: string
  readonly food: string
  readonly at: string
}

/** Rows below this key are in the index. */
export function indexedBelow(db: Db, what: Indexed): number {
  return one<{ readonly below: number }>(db, 'SELECT below FROM progress WHERE name = ?', `${what}-terms`)?.below ?? 0
}

/** After a row was written, with its key: every so many rows, what is not yet in the index is put into it. */
export function noteWritten(db: Db, what: Indexed, key: number): void {
  if (key % BATCH === 0) indexAll(db, what)
}

/** Puts everything into the index that is not yet there. */
export function indexAll(db: Db, what: Indexed): void {
  transaction(db, () => {
    for (let below = indexedBelow(db, what); ; ) {
      const rows = what === 'sample' ? sampleTerms(db, below) : resultTerms(db, below)
      const last = rows.at(-1)
      if (last === undefined) return
      for (const { id, terms } of rows)
        insert(db, `INSERT INTO ${what}_terms (rowid, terms) VALUES (?, ?)`, id, [...terms].join(' '))
      below = last.id + 1
      changeAny(
        db,
        'INSERT INTO progress VALUES (?, ?) ON CONFLICT DO UPDATE SET below = excluded.below',
        `${what}-terms`,
        below,
      )
    }
  })
}

interface Terms {
  readonly id: number
  readonly terms: ReadonlySet<string>
}

const AT_ONCE = 5_000

function sampleTerms(db: Db, from: number): readonly Terms[] {
  return all<TermRow>(
    db,
    'SELECT seq AS id, search_text AS text FROM samples WHERE seq >= ? ORDER BY seq LIMIT ?',
    from,
    AT_ONCE,
  ).map(({ id, text }) => ({ id, terms: termsOf(text) }))
}

function resultTerms(db: Db, from: number): readonly Terms[] {
  return all<ResultTermRow>(
    db,
    `SELECT r.id, s.search_text || ' ' || r.item AS text, r.verdict, g.port, s.stall_code AS stall, r.item, s.food, r.tested_at AS at
     FROM results r JOIN samples s ON s.seq = r.sample JOIN readings g ON g.id = r.reading_id WHERE r.id >= ? ORDER BY r.id LIMIT ?`,
    from,
    AT_ONCE,
  ).map(({ id, text, verdict, port, stall, item, food, at }) => {
    const day = dayOf({ utc: at, offset: SHANGHAI_OFFSET })
    const tags = [
      tag('verdict', verdict),
      tag('port', port),
      tag('item', item),
      tag('food', food),
      tag('day', day),
      tag('month', day.slice(0, 7)),
      ...(stall === null ? [] : [tag('stall', stall)]),
    ]
    return { id, terms: new Set([...tags, ...termsOf(text)]) }
  })
}

export type Tags = { readonly [kind in TagKind]?: string | undefined }

/** What the full-text table is asked; null: it cannot narrow this question. */
export function matchOf(words: string, tags: Tags = {}): string | null {
  const asked = [
    ...Object.entries(tags).flatMap(([kind, value]) =>
      value === undefined ? [] : [quoted(tag(kind as TagKind, value))],
    ),
    ...wordsOf(words).map((word) => {
      const ways = termsAsked(word).map((terms) => `(${terms.map(quoted).join(' AND ')})`)
      return ways.length === 1 ? ways.join('') : `(${ways.join(' OR ')})`
    }),
  ]
  return asked.length === 0 ? null : asked.join(' AND ')
}

/** The condition that every word is in one of the columns, for the rows themselves. */
export function wordsIn(words: string, columns: readonly string[]): readonly (readonly [sql: string, ...Bound[]])[] {
  return wordsOf(words).map((word) => {
    const pattern = containing(word)
    return [`(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`, ...columns.map(() => pattern)]
  })
}

function quoted(term: string): string {
  return `"${term}"`
}

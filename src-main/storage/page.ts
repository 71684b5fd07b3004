/** Pages by key, never by offset: the millionth page costs what the first one does. */

export interface PageAsked {
  /** `next` of the page before; null for the newest. */
  readonly after: string | null
  readonly limit: number
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** What to ask for as `after`; null: this was the last page. */
  readonly next: string | null
}

/** `rows` holds one more than `limit` when another page follows. */
export function nextOf<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => number): string | null {
  const last = rows[limit - 1]
  return rows.length > limit && last !== undefined ? String(keyOf(last)) : null
}

/** The key to read below; everything when there is no page before. */
export function keyBelow(after: string | null): number {
  return after === null ? Number.MAX_SAFE_INTEGER : Number(after)
}

/**
 * A search without a day looks through this many of the newest rows (half a year of a busy centre): a word that is nowhere must
 * not hold the station, and with it every analyzer, for seconds. Older records are found by their day or their whole number.
 */
export const SEARCHED = 50_000

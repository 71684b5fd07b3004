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

/**
 * The newest of several lists that are each read from their newest end: for a filter that an index has in pieces. No row is in two lists.
 */
export function newestOf<Row>(
  lists: readonly (readonly Row[])[],
  limit: number,
  keyOf: (row: Row) => number,
): readonly Row[] {
  return lists
    .flat()
    .sort((a, b) => keyOf(b) - keyOf(a))
    .slice(0, limit)
}

/** The key to read below; everything when there is no page before. */
export function keyBelow(after: string | null): number {
  return after === null ? Number.MAX_SAFE_INTEGER : Number(after)
}

/** When two written words are the same: names on a paper, methods of a laboratory. */

/** Without blanks and case; full-width letters and digits are their plain selves. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
}

export function isBlank(text: string): boolean {
  return plain(text) === ''
}

/** How many different, non-blank names there are. */
export function distinct(names: readonly string[]): number {
  return new Set(names.map(plain).filter((name) => name !== '')).size
}

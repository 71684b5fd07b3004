/** Names of items, foods and methods compared as people mean them: width, case, blanks and the kind of dash do not matter. */

/** `GB/T 5009.199—2003` and `gb/t5009.199-2003` have one key. Exact otherwise: no part of a name is ever taken for the whole. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, '')
}

/** A row of stalls: from one sign to another, in the order a person walks them: A-2 stands before A-10. */

type Part = readonly [word: string, number: number]

/** Letters and numbers in turn: `A-12` is `A-`, 12. */
function partsOf(code: string): readonly Part[] {
  return [...code.toUpperCase().matchAll(/(\D*)(\d*)/g)]
    .filter(([whole]) => whole !== '')
    .map(([, word = '', digits = '']) => [word, digits === '' ? -1 : Number(digits)])
}

export function compareStalls(one: string, other: string): number {
  return along(one, other) || (one < other ? -1 : one > other ? 1 : 0)
}

/** 0 where only case and leading zeros differ. */
function along(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left, right] = [a[i], b[i]]
    if (left === undefined) return -1
    if (right === undefined) return 1
    if (left[0] !== right[0]) return left[0] < right[0] ? -1 : 1
    if (left[1] !== right[1]) return left[1] - right[1]
  }
  return 0
}

/** Both ends included, in whichever order they are named; an empty end is open. */
export function stallRange<T extends { readonly code: string }>(
  stalls: readonly T[],
  from: string,
  to: string,
): readonly T[] {
  const ends = [from.trim(), to.trim()]
  const [first = '', last = ''] = ends.includes('') ? ends : [...ends].sort(compareStalls)
  return stalls
    .filter(({ code }) => (first === '' || along(code, first) >= 0) && (last === '' || along(code, last) <= 0))
    .toSorted((one, other) => compareStalls(one.code, other.code))
}

/**
 * What a record is found by, as short terms for an index that knows only whole terms: every one and two characters that follow each
 * other in its words, and up to four in a number, because a pair of digits is in nearly every number. A word that is longer than
 * its terms is looked for by all of them together; that finds too many rather than too few, so the words themselves are compared too.
 */

/** Several numbers and dates are searched by their parts: `20260302-0001`. */
const NUMBER = /^[\d\-_/.]+$/
const IN_NUMBERS = 4
const IN_WORDS = 2

/** Facts a list is narrowed by, as one term each. */
export const tagKinds = { verdict: 'v', port: 'p', stall: 's', item: 'i', food: 'f', day: 'd', month: 'm' } as const
export type TagKind = keyof typeof tagKinds

export function tag(kind: TagKind, value: string): string {
  return tagKinds[kind] + plain(value)
}

/** Lower case, split at white space; each of them must be found. */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

/** Every term of a text, each once. */
export function termsOf(text: string): ReadonlySet<string> {
  const terms = new Set<string>()
  for (const word of wordsOf(text)) {
    const [letter, longest] = NUMBER.test(word) ? ['n', IN_NUMBERS] : ['t', IN_WORDS]
    const characters = [...plain(word)]
    for (let length = 1; length <= longest; length++) {
      for (let start = 0; start + length <= characters.length; start++)
        terms.add(letter + characters.slice(start, start + length).join(''))
    }
  }
  return terms
}

/** The terms a text has if this word is in it: all of one of these lists. */
export function termsAsked(word: string): readonly (readonly string[])[] {
  const text = termsOfLength('t', word, IN_WORDS)
  return NUMBER.test(word) ? [termsOfLength('n', word, IN_NUMBERS), text] : [text]
}

function termsOfLength(letter: string, word: string, longest: number): readonly string[] {
  const characters = [...plain(word)]
  if (characters.length <= longest) return [letter + characters.join('')]
  const starts = Array.from({ length: characters.length - longest + 1 }, (_, start) => start)
  return [...new Set(starts.map((start) => letter + characters.slice(start, start + longest).join('')))]
}

/** Signs become one sign, so that a term is letters, digits and `_` alone and an index has nothing to misread. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything of ASCII that is no letter or digit, control characters too
  return text.toLowerCase().replace(/[\x00-\x2f\x3a-\x60\x7b-\x7f]|\s/g, '_')
}

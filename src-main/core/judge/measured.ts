/** What a result's text says: a number, less than a number, a word, or nothing that can be read. */
import type Big from 'big.js'
import { halfWidth, readDecimal } from './decimal.ts'
import { type Word, wordOf } from './word.ts'

export type Measured =
  | { readonly kind: 'empty' }
  /** `percent`: the text carried its own `%`. */
  | { readonly kind: 'number'; readonly value: Big; readonly percent: boolean }
  | { readonly kind: 'less-than'; readonly bound: Big; readonly percent: boolean }
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'unreadable' }

/** `12.30`, `１２．３`, `1,234.5`, `12.3%`, `<0.5`, `未检出`. `12 mg`, `----`, `>5`, `1e3` and `合格` are not understood. */
export function readMeasured(text: string): Measured {
  const plain = halfWidth(text)
  if (plain === '') return { kind: 'empty' }
  const word = wordOf(plain)
  if (word !== null) return { kind: 'word', word }
  const percent = plain.endsWith('%')
  const bare = percent ? plain.slice(0, -1) : plain
  if (bare.startsWith('<')) {
    const bound = readDecimal(bare.slice(1))
    return bound === null ? { kind: 'unreadable' } : { kind: 'less-than', bound, percent }
  }
  const value = readDecimal(bare)
  return value === null ? { kind: 'unreadable' } : { kind: 'number', value, percent }
}

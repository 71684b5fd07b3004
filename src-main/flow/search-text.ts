/** What a record is found by: its own words and the first letters of their pinyin, `韭菜` also as `jc`. */
import { pinyin } from 'pinyin-pro'

export function searchText(words: readonly string[]): string {
  return [...words, ...words.map(initialsOf)].join(' ').toLowerCase()
}

/** `韭菜` is `jc`; letters and digits stay. */
export function initialsOf(word: string): string {
  return pinyin(word, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
}

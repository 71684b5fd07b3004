/** What a record is found by: its own words and the first letters of their pinyin, `韭菜` also as `jc`. */
import { pinyin } from 'pinyin-pro'

export function searchText(words: readonly string[]): string {
  const initials = words.map((word) => pinyin(word, { pattern: 'first', toneType: 'none', type: 'array' }).join(''))
  return [...words, ...initials].join(' ').toLowerCase()
}

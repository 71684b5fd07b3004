/** The terms a record is found by: whatever is part of a word is asked for with terms the word has. */
import { describe, expect, it } from 'vitest'
import { tag, termsAsked, termsOf, wordsOf } from '#core/search/terms.ts'
import { dice } from '#test/drivers/dice.ts'

const has = (text: string, word: string) => {
  const terms = termsOf(text)
  return termsAsked(word).some((asked) => asked.every((term) => terms.has(term)))
}

describe('terms', () => {
  it('one and two characters of a word, up to four of a number', () => {
    expect([...termsOf('韭菜 jc')]).toEqual(['t韭', 't菜', 't韭菜', 'tj', 'tc', 'tjc'])
    expect([...termsOf('2026-1')]).toContain('n026_')
    expect(termsAsked('韭菜')).toEqual([['t韭菜']])
    expect(termsAsked('有机磷')).toEqual([['t有机', 't机磷']])
    expect(termsAsked('0302')).toEqual([['n0302'], ['t03', 't30', 't02']])
  })

  it('a sign is a sign: nothing of a question can be read as an order', () => {
    for (const term of [...termsOf('A-12 "OR" (x)* 100%'), tag('port', '农残仪 "1"')])
      expect(term).toMatch(/^[\p{L}\d_]+$/u)
    expect(wordsOf('  A-12\t韭菜\u3000绿丰 ')).toEqual(['a-12', '韭菜', '绿丰'])
  })

  it('any part of any word is found, in 20,000 words of every kind', () => {
    const alphabet = [...'韭菜豇豆绿丰果蔬ajc12-/.%"\u{20000}ß']
    const roll = dice(20261122)
    for (let round = 0; round < 20_000; round++) {
      const text = Array.from({ length: 1 + roll(14) }, () => alphabet[roll(alphabet.length)] ?? '').join('')
      const characters = [...text]
      const start = roll(characters.length)
      const part = characters.slice(start, start + 1 + roll(characters.length - start)).join('')
      expect(has(`x ${text} y`, part), `${text}: ${part}`).toBe(true)
    }
  })
})

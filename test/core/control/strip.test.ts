/** A strip read by eye: its clock at every edge, one and two readers. */
import { describe, expect, test } from 'vitest'
import { type StripPhase, type StripRead, stripPhase, stripSaid, stripState, stripWords } from '#core/control/strip.ts'
import { wordOf } from '#core/judge/word.ts'
import { momentOf } from '#core/time.ts'

const start = momentOf(Date.UTC(2026, 2, 2, 0, 0))
const after = (seconds: number) => momentOf(Date.UTC(2026, 2, 2, 0, 0) + seconds * 1000)
const window = { fromSeconds: 300, untilSeconds: 600 }

test('the window opens and closes to the second', () => {
  const at = (seconds: number) => stripPhase(start, window, after(seconds))
  expect(at(0)).toEqual({ kind: 'early', secondsLeft: 300 })
  expect(at(299.5)).toEqual({ kind: 'early', secondsLeft: 1 })
  expect(at(300)).toEqual({ kind: 'open', secondsLeft: 300 })
  expect(at(600)).toEqual({ kind: 'open', secondsLeft: 0 })
  expect(at(600.001)).toEqual({ kind: 'late', secondsOver: 1 })
  // A clock that was set back must not open the window.
  expect(at(-3600).kind).toBe('early')
})

describe('what a strip waits for', () => {
  const open: StripPhase = { kind: 'open', secondsLeft: 10 }
  const late: StripPhase = { kind: 'late', secondsOver: 1 }
  const early: StripPhase = { kind: 'early', secondsLeft: 1 }
  const read = (word: StripRead['word'], by = '王敏'): StripRead => ({ by, word })

  test('one reader', () => {
    expect(stripState(early, [], false)).toEqual({ kind: 'first-due' })
    expect(stripState(open, [], false)).toEqual({ kind: 'first-due' })
    expect(stripState(late, [], false)).toEqual({ kind: 'settled', word: null, reason: 'strip-late' })
    for (const word of stripWords)
      expect(stripState(late, [read(word)], false)).toEqual({ kind: 'settled', word, reason: null })
  })

  test('two readers', () => {
    expect(stripState(open, [read('negative')], true)).toEqual({ kind: 'second-due' })
    expect(stripState(late, [read('negative')], true)).toMatchObject({ word: null, reason: 'strip-second-missing' })
    expect(stripState(open, [read('negative'), read('negative', '李军')], true)).toMatchObject({ word: 'negative' })
    for (const first of stripWords)
      for (const second of stripWords)
        expect(stripState(open, [read(first), read(second, '李军')], true)).toEqual({
          kind: 'settled',
          word: first === second ? first : null,
          reason: first === second ? null : 'strip-readers-differ',
        })
  })
})

test('the judge knows every word that is said', () => {
  expect(stripWords.map((word) => wordOf(stripSaid[word]))).toEqual(['negative', 'positive', 'invalid'])
})

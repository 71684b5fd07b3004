/** A card's lines with its reader's and lot's own thresholds: C first, then T or T/C, and nothing without an owner. */
import { describe, expect, test } from 'vitest'
import { type CardSignal, readCard } from '#core/judge/card.ts'
import { judge } from '#core/judge/judge.ts'
import { packOf, question } from './support.ts'

const line: CardSignal = {
  scheme: 'competitive-t',
  c: '1.2',
  t: '0.5',
  invalidUpTo: '0.2',
  positiveUpTo: '0.1',
  negativeFrom: '0.3',
  reader: 'R-7',
  lot: 'L26',
}
const ratio: CardSignal = { ...line, scheme: 'competitive-t/c', c: '0.3', positiveUpTo: '0.8', negativeFrom: '0.9' }

describe('a card', () => {
  test.each([
    ['the test line strong', line, { t: '0.5' }, 'negative', 'T 0.5 >= 0.3 (R-7, L26)'],
    ['at the negative bound', line, { t: '0.30' }, 'negative', 'T 0.30 >= 0.3 (R-7, L26)'],
    ['between the bounds', line, { t: '0.2999' }, 'suspect', 'T 0.2999 > 0.1, < 0.3 (R-7, L26)'],
    ['just above the positive bound', line, { t: '0.1001' }, 'suspect', 'T 0.1001 > 0.1, < 0.3 (R-7, L26)'],
    ['at the positive bound', line, { t: '0.10' }, 'positive', 'T 0.10 <= 0.1 (R-7, L26)'],
    ['no test line', line, { t: '0' }, 'positive', 'T 0 <= 0.1 (R-7, L26)'],
    ['a noisy nothing', line, { t: '-0.01' }, 'positive', 'T -0.01 <= 0.1 (R-7, L26)'],
    ['C at its threshold', line, { c: '0.2' }, 'invalid', 'C 0.2 <= 0.2 (R-7, L26)'],
    ['C under it, T strong', line, { c: '0.1', t: '9' }, 'invalid', 'C 0.1 <= 0.2 (R-7, L26)'],
    ['C under it, no T at all', line, { c: '0', t: undefined }, 'invalid', 'C 0 <= 0.2 (R-7, L26)'],
    ['C just above', line, { c: '0.2001' }, 'negative', 'T 0.5 >= 0.3 (R-7, L26)'],
    ['a ratio at the negative bound', ratio, { t: '0.27' }, 'negative', 'T/C 0.27/0.3 >= 0.9 (R-7, L26)'],
    [
      'a ratio the reader worked out, at the positive bound',
      ratio,
      { t: undefined, ratio: '0.80' },
      'positive',
      'T/C 0.80 <= 0.8 (R-7, L26)',
    ],
    ['one between', ratio, { t: undefined, ratio: '0.85' }, 'suspect', 'T/C 0.85 > 0.8, < 0.9 (R-7, L26)'],
    ['one at the negative bound', ratio, { t: undefined, ratio: '0.9' }, 'negative', 'T/C 0.9 >= 0.9 (R-7, L26)'],
    [
      'C too weak beside a ratio',
      ratio,
      { c: '0.2', t: undefined, ratio: '0.95' },
      'invalid',
      'C 0.2 <= 0.2 (R-7, L26)',
    ],
    ['a low ratio without C', ratio, { c: '', t: undefined, ratio: '0.1' }, 'positive', 'T/C 0.1 <= 0.8 (R-7, L26)'],
    [
      'a ratio between without C',
      ratio,
      { c: '', t: undefined, ratio: '0.85' },
      'suspect',
      'T/C 0.85 > 0.8, < 0.9 (R-7, L26)',
    ],
    ['a ratio between', ratio, { t: '0.26' }, 'suspect', 'T/C 0.26/0.3 > 0.8, < 0.9 (R-7, L26)'],
    ['a ratio at the positive bound', ratio, { t: '0.24' }, 'positive', 'T/C 0.24/0.3 <= 0.8 (R-7, L26)'],
    ['one threshold, at it', ratio, { negativeFrom: '0.8', t: '0.24' }, 'positive', 'T/C 0.24/0.3 <= 0.8 (R-7, L26)'],
    [
      'one threshold, over it',
      ratio,
      { negativeFrom: '0.8', t: '0.241' },
      'negative',
      'T/C 0.241/0.3 >= 0.8 (R-7, L26)',
    ],
  ] as const)('with %s', (_what, card, change, word, detail) => {
    expect(readCard({ ...card, ...change })).toEqual({ kind: 'word', word, detail })
  })

  test.each([
    [{ t: undefined }, 'card-incomplete', 't'],
    // Nobody knows whether the card ran: a pass is not believed. A ratio says nothing of the line alone.
    [{ ...ratio, c: '', t: undefined, ratio: '0.95' }, 'card-incomplete', 'c'],
    [{ t: undefined, ratio: '0.95' }, 'card-incomplete', 't'],
    [{ c: '' }, 'card-incomplete', 'c'],
    [{ reader: ' ' }, 'card-incomplete', 'reader'],
    [{ lot: '' }, 'card-incomplete', 'lot'],
    [{ invalidUpTo: '' }, 'card-incomplete', 'invalidUpTo'],
    [{ positiveUpTo: '' }, 'card-incomplete', 'positiveUpTo'],
    [{ negativeFrom: '' }, 'card-incomplete', 'negativeFrom'],
    [{ t: '----' }, 'card-unreadable', 't ----'],
    [{ c: 'x' }, 'card-unreadable', 'c x'],
    [{ invalidUpTo: '-1' }, 'card-unreadable', 'invalidUpTo -1'],
    [{ positiveUpTo: '-0.1' }, 'card-unreadable', 'positiveUpTo -0.1'],
    [{ negativeFrom: '0.05' }, 'card-unreadable', 'negativeFrom 0.05 < positiveUpTo 0.1'],
    [{ scheme: 'sandwich' }, 'card-unreadable', 'scheme sandwich'],
  ])('with %j stays open', (change, code, detail) => {
    expect(readCard({ ...line, ...change })).toEqual({ kind: 'open', code, detail })
  })
})

describe('judged', () => {
  const limit = { kind: 'not-detected', unit: 'µg/kg' } as const
  const ask = (asked: object, pack = packOf({ method: 'card', limit })) =>
    judge(question({ method: '胶体金', card: line, ...asked }), pack)

  test('the verdict names lines and thresholds, and the judgement keeps them', () => {
    const card = { ...line, t: '0.05' }
    const judged = ask({ card })
    expect(judged).toMatchObject({ verdict: 'positive', reason: 'card-positive: T 0.05 <= 0.1 (R-7, L26)' })
    expect(judged.basis?.card).toEqual(card)
  })

  test.each([
    ['不得检出', limit, ['negative', 'positive', 'suspect', 'invalid']],
    ['an upper limit', { kind: 'max', value: '5', unit: 'µg/kg' }, ['negative', 'positive', 'suspect', 'invalid']],
    ['a strict one', { kind: 'below', value: '5', unit: 'µg/kg' }, ['negative', 'positive', 'suspect', 'invalid']],
    ['a lower limit', { kind: 'min', value: '5', unit: 'µg/kg' }, ['undecided', 'undecided', 'suspect', 'invalid']],
    ['no limit', { kind: 'none' }, ['negative', 'undecided', 'suspect', 'invalid']],
  ] as const)('under %s', (_what, form, verdicts) => {
    const pack = packOf({ method: 'card', limit: form })
    const cards = [{}, { t: '0' }, { t: '0.2' }, { c: '0' }].map((change) => ({ ...line, ...change }))
    expect(cards.map((card) => ask({ card }, pack).verdict)).toEqual(verdicts)
  })

  test.each([
    [{ qualitative: '阴性' }, 'negative', /^card-negative/],
    [{ qualitative: '阳性' }, 'undecided', /^value-and-word-disagree: negative, positive/],
    [{ qualitative: '阴性', card: { ...line, t: '0' } }, 'undecided', /^value-and-word-disagree: positive/],
    [{ value: '阳性' }, 'undecided', /^value-and-word-disagree/],
    [{ qualitative: '无效' }, 'invalid', /^invalid-word/],
    [{ qualitative: '弱阳性' }, 'suspect', /^suspect-word/],
    [{ qualitative: '阳性', card: { ...line, c: '0' } }, 'invalid', /^card-invalid/],
    [{ card: { ...line, lot: '' } }, 'undecided', /^card-incomplete: lot/],
    [{ card: { ...line, lot: '' }, qualitative: '阴性' }, 'undecided', /^card-incomplete: lot/],
    [{ value: '3', unit: 'µg/kg', lod: '0.5' }, 'undecided', /^value-and-word-disagree: 3, negative/],
    [{ value: '3', unit: 'µg/kg', lod: '0.5', card: { ...line, t: '0' } }, 'positive', /^at-or-above-lod/],
  ])('beside %j', (asked, verdict, reason) => {
    expect(ask(asked)).toMatchObject({ verdict, reason: expect.stringMatching(reason) })
  })

  test('a card under a method that is none is not read', () => {
    expect(ask({ method: '光度法' }, packOf({ limit })).reason).toBe('card-method-differs: 光度法')
  })

  test('a card whose cut-off lies over the limit passes nothing', () => {
    const pack = packOf({ method: 'card', limit: { kind: 'max', value: '5', unit: 'µg/kg', lod: '10' } })
    expect(ask({}, pack).reason).toBe('lod-above-limit: 10 > 5')
    expect(ask({ card: { ...line, t: '0' } }, pack).verdict).toBe('positive')
  })
})

/** From the analyzer's words to a question, and on to a verdict. */
import { describe, expect, test } from 'vitest'
import { judge } from '#core/judge/judge.ts'
import { defaultPack } from '#core/judge/packs/default.ts'
import { itemOf, questionOf } from '#core/reading/question.ts'
import { type Reading, reading } from '#core/reading/reading.ts'
import { momentOf } from '#core/time.ts'

// 2026-03-01 23:30 in China, still the first of March there and in UTC; half an hour later only in UTC.
const sample = { food: '韭菜', takenAt: momentOf(Date.UTC(2026, 2, 1, 16, 30)) }

function heard(said: Partial<Reading>): Reading {
  const outcome = reading({ item: '农药残留', value: '12.3', ...said })
  if (outcome.kind !== 'reading') throw new Error('not a reading')
  return outcome.reading
}

const asked = (said: Partial<Reading>, method: string | null = '酶抑制率法') => questionOf(heard(said), sample, method)
const verdict = (said: Partial<Reading>, method: string | null = '酶抑制率法') =>
  judge(asked(said, method), defaultPack).verdict

describe('what only the kit lot can say', () => {
  const kit = { reader: 'R-7', lot: 'L26', invalidUpTo: '0.2', positiveUpTo: '0.8', negativeFrom: '0.9', dilution: '' }
  const peaks = { c: '1.0', t: '0.5', ratio: '' }
  const of = (said: Partial<Reading>, change: Partial<typeof kit> = {}) =>
    questionOf(heard(said), sample, '胶体金', { ...kit, ...change })

  test('lines go with their thresholds and the reader’s word', () => {
    expect(of({ value: '阳性', peaks })).toMatchObject({
      qualitative: '阳性',
      card: { scheme: 'competitive-t/c', c: '1.0', t: '0.5', invalidUpTo: '0.2', lot: 'L26' },
    })
    expect(of({ value: '0.5', unit: 'T/C', flag: '不合格', peaks })).toMatchObject({ qualitative: '阳性' })
    expect(of({ value: '0.5', unit: 'T/C' }).card).toMatchObject({ c: '', ratio: '0.5' })
    expect(of({ value: '阳性', peaks }, { positiveUpTo: '' })).not.toHaveProperty('card')
    expect(of({ value: '', peaks }, { positiveUpTo: '' }).card).toMatchObject({ positiveUpTo: '' })
  })

  test('an amount stays one, and is invalid where the control line is', () => {
    expect(of({ value: '3.2', unit: 'ug/kg', peaks })).toMatchObject({ value: '3.2', unit: 'ug/kg' })
    expect(of({ value: '3.2', unit: 'ug/kg', peaks })).not.toHaveProperty('card')
    expect(of({ value: '3.2', unit: 'ug/kg', peaks: { ...peaks, c: '0.2' } }).qualitative).toBe('无效')
  })

  test('a concentration is diluted into the food, a share of a signal is not', () => {
    const diluted = (unit: string | null) => of({ value: '0.3', unit }, { dilution: '100' })
    expect(diluted('mg/L')).toMatchObject({ dilution: '100', finalUnit: 'mg/kg' })
    expect(diluted('mg/kg')).toMatchObject({ dilution: '100' })
    expect(diluted('mg/kg')).not.toHaveProperty('finalUnit')
    for (const unit of ['%', 'T/C', 'RLU', '不明', null]) expect(diluted(unit)).not.toHaveProperty('dilution')
  })
})

describe('a question is put in the analyzer’s words', () => {
  test('with the food and the day of the sample', () => {
    expect(asked({ unit: '%', measuredAt: '2020-01-01', foodHint: '菠菜' })).toEqual({
      item: '农药残留',
      food: '韭菜',
      method: '酶抑制率法',
      sampledOn: '2026-03-02',
      value: '12.3',
      unit: '%',
    })
  })

  test('a word has no unit, an empty value leaves the flag', () => {
    expect(asked({ value: '阴性', unit: '定性' })).toMatchObject({ value: '阴性' })
    expect(asked({ value: '阴性', unit: '定性' }).unit).toBeUndefined()
    expect(asked({ value: '', flag: '阳性' })).toMatchObject({ qualitative: '阳性' })
    expect(asked({ value: '' }).value).toBeUndefined()
  })

  test("a card's T/C is not an amount", () => {
    const card = questionOf(
      heard({ item: '氯霉素', value: '0.12', unit: 'T/C', flag: '阳性' }),
      { ...sample, food: '草鱼' },
      '胶体金',
    )
    expect(card).not.toHaveProperty('value')
    expect(judge(card, defaultPack).verdict).toBe('positive')
    const silent = questionOf(
      heard({ item: '氯霉素', value: '0.12', unit: 'T/C' }),
      { ...sample, food: '草鱼' },
      '胶体金',
    )
    expect(judge(silent, defaultPack).verdict).toBe('undecided')
  })

  test.each([
    ['^^^农药残留', '农药残留'],
    ['农药残留', '农药残留'],
    ['^^^NJ01^2', '^^^NJ01^2'],
    ['^^^', '^^^'],
    [' 抑制率 ', '抑制率'],
  ])('the item %s is %s', (said, item) => {
    expect(itemOf(said)).toBe(item)
  })
})

describe('the analyzer’s own conclusion', () => {
  test('never passes what the standard fails', () => {
    expect(verdict({ value: '50.00', unit: '%', flag: '合格' })).toBe('positive')
    expect(verdict({ value: '50.00', unit: '%', flag: '阴性' })).toBe('positive')
    expect(verdict({ value: '49.99', unit: '%', flag: '合格' })).toBe('negative')
  })

  test('is heard when it doubts', () => {
    expect(verdict({ value: '30', unit: '%', flag: '阳性' })).toBe('undecided')
    expect(verdict({ value: '30', unit: '%', flag: '不合格' })).toBe('undecided')
    expect(verdict({ value: '50', unit: '%', flag: '不合格' })).toBe('positive')
    expect(verdict({ value: '45', unit: '%', flag: '可疑' })).toBe('suspect')
    expect(verdict({ value: '10', unit: '%', flag: '无效' })).toBe('invalid')
    expect(verdict({ value: '60', unit: '%', flag: '阳性' })).toBe('positive')
  })

  test('is not a letter of a laboratory protocol', () => {
    expect(verdict({ value: '30', unit: '%', flag: 'N' })).toBe('negative')
    expect(verdict({ value: '30', unit: '%', flag: 'H' })).toBe('negative')
  })
})

describe('what cannot be understood', () => {
  test.each(['', '----', '12 mg', '<0.5', '合格'])('%s stays open', (value) => {
    expect(verdict({ value, unit: '%' })).toBe('undecided')
  })

  test('a method nobody named is not supposed', () => {
    expect(judge(asked({ unit: '%' }, null), defaultPack).reason).toBe('method-unknown')
  })
})

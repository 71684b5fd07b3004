/** What results look like on real wires: numbers, units, detection limits, words; and what must not be understood. */
import { describe, expect, test } from 'vitest'
import { judge } from '#core/judge/judge.ts'
import { packOf, question } from './support.ts'

const max = packOf({ limit: { kind: 'max', value: '1000', unit: 'mg/kg' } })
const ask = (asked: object, pack = max) => judge(question(asked), pack)

describe('numbers', () => {
  test.each([
    ['999.99', 'within-limit: 999.99 <= 1000'],
    [' 1000 ', 'within-limit: 1000 <= 1000'],
    ['1000.000', 'within-limit: 1000.000 <= 1000'],
    ['-3.2', 'within-limit: -3.2 <= 1000'],
    ['\u22123.2', 'within-limit: \u22123.2 <= 1000'],
    ['.5', 'within-limit: .5 <= 1000'],
    ['１２．３', 'within-limit: １２．３ <= 1000'],
    ['999.9999999999999999999999', 'within-limit: 999.9999999999999999999999 <= 1000'],
  ])('%s passes', (value, reason) => {
    expect(ask({ value })).toMatchObject({ verdict: 'negative', reason })
  })

  test.each(['1000.0000000000000000000001', '1,000.1', '1,000,000', '１，０００．１'])('%s fails', (value) => {
    expect(ask({ value }).verdict).toBe('positive')
  })

  test.each([
    '12 mg',
    '----',
    '--',
    '1,5',
    '1,000',
    '1.2.3',
    '1e3',
    '1E-3',
    '+5',
    '5.',
    '0x1F',
    '5-',
    '>5',
    '≤5',
    '~5',
    '5±1',
    '½',
    '10²',
    'Infinity',
    '五',
    '合格',
    '不合格',
    'ND?',
    '<',
    '<x',
    '%',
    '9'.repeat(41),
  ])('%s is not read', (value) => {
    const judged = ask({ value })
    expect(judged.verdict).toBe('undecided')
    expect(judged.reason).toMatch(/^value-unreadable: /)
    expect(judged.reason.length).toBeLessThan(160)
  })
})

describe('units', () => {
  test.each([
    ['mg/kg', '1000', 'negative'],
    ['MG / KG', '1000', 'negative'],
    ['ｍｇ／ｋｇ', '1000', 'negative'],
    ['µg/kg', '1000000', 'negative'],
    ['μg/kg', '1000000.1', 'positive'],
    ['ug/kg', '1000001', 'positive'],
    ['g/kg', '1', 'negative'],
    ['g/kg', '1.0001', 'positive'],
  ] as const)('%s %s is %s', (unit, value, verdict) => {
    expect(ask({ value, unit }).verdict).toBe(verdict)
  })

  test.each(['mg/L', 'mg/100 g', '%', 'ppm', 'ng/mL', 'T/C'])('%s is another thing', (unit) => {
    expect(ask({ value: '1', unit })).toMatchObject({
      verdict: 'undecided',
      reason: `unit-differs: ${unit}, limit in mg/kg`,
    })
  })

  test('an unknown unit is undecided, with a number and with a word', () => {
    expect(ask({ value: '1', unit: 'mg' }).reason).toBe('unit-unknown: mg')
    expect(ask({ qualitative: '未检出', unit: '定性' }).reason).toBe('unit-unknown: 定性')
  })

  test('a conversion shows the number that was compared', () => {
    expect(ask({ value: '2500000', unit: 'µg/kg' }).reason).toBe('above-limit: 2500 mg/kg > 1000')
  })

  test('a percent sign is a unit of its own', () => {
    const percent = packOf({ limit: { kind: 'below', value: '50', unit: '%' } })
    expect(ask({ value: '49.99%' }, percent).verdict).toBe('negative')
    expect(ask({ value: '50.00 ％', unit: '%' }, percent).verdict).toBe('positive')
    expect(ask({ value: '1%' }).reason).toBe('unit-differs: %, limit in mg/kg')
    expect(ask({ value: '1%', unit: 'mg/kg' }).reason).toBe('unit-differs: % and mg/kg')
  })

  test('no unit is the only one the item has, and otherwise none', () => {
    expect(ask({ value: '1' }).verdict).toBe('negative')
    const two = packOf({}, { foods: ['草鱼'], limit: { kind: 'max', value: '5', unit: 'µg/kg' } })
    expect(ask({ value: '1' }, two)).toMatchObject({ verdict: 'undecided', reason: 'unit-missing' })
    expect(ask({ value: '1', unit: 'mg/kg' }, two).verdict).toBe('negative')
  })

  test("a card's bare number is no amount", () => {
    expect(ask({ method: '胶体金', value: '0.1' }).reason).toBe('unit-missing')
    expect(ask({ method: '胶体金', value: '0.1', unit: 'mg/kg' }).verdict).toBe('negative')
  })

  test('a limit without a unit compares nothing without a unit', () => {
    const absent = packOf({ limit: { kind: 'not-detected' } })
    expect(ask({ value: '0.1', lod: '0.3' }, absent).reason).toBe('unit-missing')
    expect(ask({ value: '0.1', lod: '0.3', unit: 'µg/kg' }, absent).verdict).toBe('negative')
    expect(ask({ value: '0.3', lod: '0.3', unit: 'µg/kg' }, absent).verdict).toBe('positive')
  })
})

describe('detection limits', () => {
  const absent = packOf({ limit: { kind: 'not-detected', unit: 'µg/kg' } })

  test.each([
    [{ value: '0.29', lod: '0.3' }, 'negative', 'below-lod: 0.29 < 0.3'],
    [{ value: '0.30', lod: '0.3' }, 'positive', 'at-or-above-lod: 0.30 >= 0.3'],
    [{ value: '0.31', lod: '0.3' }, 'positive', 'at-or-above-lod: 0.31 >= 0.3'],
    [{ value: '0.0003', lod: '0.0003', unit: 'mg/kg' }, 'positive', 'at-or-above-lod: 0.3 µg/kg >= 0.3'],
    [{ value: '0.3' }, 'undecided', 'lod-unknown: 0.3'],
    [{ value: '0.3', lod: '0' }, 'undecided', 'lod-unreadable: 0'],
    [{ value: '0.3', lod: '-1' }, 'undecided', 'lod-unreadable: -1'],
    [{ value: '0.3', lod: 'x' }, 'undecided', 'lod-unreadable: x'],
    [{ value: '<0.3', lod: '0.3' }, 'negative', 'not-detected'],
    [{ value: '＜ 0.2', lod: '0.3' }, 'negative', 'not-detected'],
    [{ value: '<0.31', lod: '0.3' }, 'undecided', 'less-than-above-lod: <0.31, LOD 0.3'],
    [{ value: '<0.3' }, 'undecided', 'less-than-lod-unknown: <0.3'],
  ] as const)('%j is %s', (asked, verdict, reason) => {
    expect(ask(asked, absent)).toMatchObject({ verdict, reason })
  })

  test('the rule knows its own, a reading may be sharper but not blunter', () => {
    const known = packOf({ limit: { kind: 'not-detected', unit: 'µg/kg', lod: '0.5' } })
    expect(ask({ value: '0.4' }, known).verdict).toBe('negative')
    expect(ask({ value: '0.4', lod: '0.3' }, known).verdict).toBe('positive')
    expect(ask({ value: '0.6', lod: '2' }, known)).toMatchObject({
      verdict: 'undecided',
      reason: 'lod-too-high: 2 > 0.5',
    })
    expect(ask({ qualitative: '未检出', lod: '2' }, known).verdict).toBe('undecided')
    expect(ask({ value: '2', lod: '2' }, known).verdict).toBe('positive')
  })

  test('a kit that cannot see the limit passes nothing', () => {
    const five = packOf({ limit: { kind: 'max', value: '5', unit: 'mg/kg' } })
    expect(ask({ value: '3', lod: '10' }, five).reason).toBe('lod-above-limit: 10 > 5')
    expect(ask({ value: '7', lod: '10' }, five).verdict).toBe('undecided')
    expect(ask({ qualitative: '未检出', lod: '10' }, five).verdict).toBe('undecided')
    expect(ask({ value: '11', lod: '10' }, five).verdict).toBe('positive')
    expect(ask({ value: '3', lod: '5' }, five).verdict).toBe('negative')
  })

  test('a required content under the detection limit is not decided', () => {
    const least = packOf({ limit: { kind: 'min', value: '0.4', unit: 'g/100 mL' } })
    expect(ask({ value: '0.1', lod: '0.2' }, least).reason).toBe('not-detected-under-minimum')
    expect(ask({ value: '<0.2', lod: '0.2' }, least).verdict).toBe('undecided')
  })
})

describe('words', () => {
  const absent = packOf({ limit: { kind: 'not-detected', unit: 'µg/kg' } })

  test.each([
    ['未检出', 'negative'],
    ['阴性', 'negative'],
    ['-', 'negative'],
    ['－', 'negative'],
    ['(-)', 'negative'],
    ['阴性（-）', 'negative'],
    ['not-detected', 'negative'],
    ['Negative', 'negative'],
    ['检出', 'positive'],
    ['阳性', 'positive'],
    ['+', 'positive'],
    ['＋', 'positive'],
    ['DETECTED', 'positive'],
    ['positive', 'positive'],
    ['可疑', 'suspect'],
    ['弱阳性', 'suspect'],
    ['suspect', 'suspect'],
    ['无效', 'invalid'],
    ['NA', 'invalid'],
    ['出错', 'invalid'],
    ['NaN', 'invalid'],
    ['invalid', 'invalid'],
  ] as const)('%s on a card is %s', (word, verdict) => {
    expect(ask({ method: '胶体金', qualitative: word }, absent).verdict).toBe(verdict)
    expect(ask({ method: '胶体金', value: word }, absent).verdict).toBe(verdict)
  })

  test.each(['合格', '不合格', 'ND', '未', '检出限', '不得检出', '——', 'N', '0'])(
    '%s is not a word of ours',
    (word) => {
      expect(ask({ qualitative: word }, absent)).toMatchObject({
        verdict: 'undecided',
        reason: `word-unknown: ${word}`,
      })
    },
  )

  test("a card's own 阳性 speaks for its cut-off, 检出 and a photometer's 阳性 do not", () => {
    expect(ask({ method: '胶体金', qualitative: '阳性' }).verdict).toBe('positive')
    expect(ask({ method: '胶体金', qualitative: '阴性' }).verdict).toBe('negative')
    expect(ask({ method: '胶体金', qualitative: '检出' }).verdict).toBe('undecided')
    expect(ask({ qualitative: '阳性' })).toMatchObject({ verdict: 'undecided', reason: 'detected-without-number' })
  })

  test('可疑 and 无效 hold against any number and any unit', () => {
    expect(ask({ value: '1', qualitative: '可疑' }).verdict).toBe('suspect')
    expect(ask({ value: '9999', qualitative: '可疑', unit: '?' }).verdict).toBe('suspect')
    expect(ask({ value: '1', qualitative: '无效' }).verdict).toBe('invalid')
    expect(ask({ value: '无效', qualitative: '阴性' }).verdict).toBe('invalid')
  })
})

describe('a value and a word together', () => {
  const absent = packOf({ limit: { kind: 'not-detected', unit: 'mg/kg' } })

  test.each([
    [{ value: '1', qualitative: '阴性' }, 'negative'],
    [{ value: '1', qualitative: '未检出' }, 'negative'],
    [{ value: '1', qualitative: '检出' }, 'negative'],
    [{ value: '1', qualitative: '阳性' }, 'undecided'],
    [{ value: '1001', qualitative: '阳性' }, 'positive'],
    [{ value: '1001', qualitative: '检出' }, 'positive'],
    [{ value: '1001', qualitative: '阴性' }, 'undecided'],
    [{ value: '1001', qualitative: '未检出' }, 'undecided'],
    [{ value: '0', qualitative: '检出' }, 'undecided'],
    [{ value: '1', qualitative: '检出', lod: '2' }, 'undecided'],
    [{ value: '3', qualitative: '未检出', lod: '2' }, 'undecided'],
    [{ value: '阴性', qualitative: '阳性' }, 'undecided'],
    [{ value: '阴性', qualitative: '未检出' }, 'negative'],
    [{ value: '<1', qualitative: '检出', lod: '1' }, 'undecided'],
    [{ value: '----', qualitative: '阴性' }, 'undecided'],
  ] as const)('%j is %s', (asked, verdict) => {
    expect(ask(asked).verdict).toBe(verdict)
  })

  test('where no number can decide, a word may accuse and never acquit', () => {
    expect(ask({ value: '1', qualitative: '阳性' }, absent).verdict).toBe('positive')
    expect(ask({ value: '1', qualitative: '未检出' }, absent).verdict).toBe('undecided')
  })

  test('a required content is not met by nothing', () => {
    const least = packOf({ limit: { kind: 'min', value: '5', unit: 'mg/kg' } })
    expect(ask({ value: '6', qualitative: '未检出' }, least).verdict).toBe('undecided')
    expect(ask({ value: '6', qualitative: '阴性' }, least).verdict).toBe('negative')
  })
})

describe('a band before the limit', () => {
  const banded = packOf({ limit: { kind: 'below', value: '50', unit: '%', suspectFrom: '40' } })

  test.each([
    ['39.99', 'negative'],
    ['40', 'suspect'],
    ['49.99', 'suspect'],
    ['50', 'positive'],
  ] as const)('%s is %s', (value, verdict) => {
    expect(ask({ value }, banded).verdict).toBe(verdict)
  })
})

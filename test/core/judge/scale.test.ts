/** Dilution and units: declared steps only, and the number as read stands beside the number that was compared. */
import { describe, expect, test } from 'vitest'
import { judge } from '#core/judge/judge.ts'
import { packOf, question } from './support.ts'

const max = packOf({ limit: { kind: 'max', value: '30', unit: 'mg/kg' } })
const ask = (asked: object, pack = max) => judge(question(asked), pack)

describe('dilution', () => {
  test('multiplies, and both numbers are kept', () => {
    const judged = ask({ value: '0.30', unit: 'mg/kg', dilution: '100' })
    expect(judged).toMatchObject({ verdict: 'negative', reason: 'within-limit: 30 mg/kg <= 30' })
    expect(judged.basis?.compared).toEqual({
      raw: '0.30',
      rawUnit: 'mg/kg',
      dilution: '100',
      final: '30',
      finalUnit: 'mg/kg',
    })
    expect(ask({ value: '0.3001', unit: 'mg/kg', dilution: '100' }).verdict).toBe('positive')
    expect(ask({ value: '29', unit: 'mg/kg' }).basis?.compared).toBeUndefined()
  })

  test('exactly: a hundred times 0.29 is 29, a factor of one is kept too', () => {
    expect(ask({ value: '0.29', unit: 'mg/kg', dilution: '100' }).basis?.compared?.final).toBe('29')
    expect(ask({ value: '30.00', unit: 'mg/kg', dilution: '1' })).toMatchObject({
      verdict: 'negative',
      basis: { compared: { raw: '30.00', dilution: '1', final: '30' } },
    })
  })

  test.each([
    ['mg/L', 'mg/kg', '0.31', '31', 'positive'],
    ['g/L', 'g/kg', '0.00029', '29', 'negative'],
    ['µg/L', 'ug/kg', '300', '30', 'negative'],
    ['ng/mL', 'µg/kg', '301', '30.1', 'positive'],
  ] as const)('an extract in %s becomes a food in %s', (unit, finalUnit, value, final, verdict) => {
    const judged = ask({ value, unit, finalUnit, dilution: '100' })
    expect(judged.verdict).toBe(verdict)
    expect(judged.basis?.compared).toMatchObject({ raw: value, rawUnit: unit, final, finalUnit: 'mg/kg' })
  })

  test.each([
    [{ dilution: '0' }, 'dilution-unreadable: 0'],
    [{ dilution: '-20' }, 'dilution-unreadable: -20'],
    [{ dilution: '20x' }, 'dilution-unreadable: 20x'],
    [{ finalUnit: 'mg/kg' }, 'dilution-missing: mg/kg'],
    [{ unit: 'mg/L', dilution: '10' }, 'unit-differs: mg/L, limit in mg/kg'],
    [{ unit: 'mg/L', dilution: '10', finalUnit: 'µg/kg' }, 'dilution-unfit: mg/L to µg/kg'],
    [{ unit: 'mg/kg', dilution: '10', finalUnit: 'g/kg' }, 'dilution-unfit: mg/kg to g/kg'],
    [{ unit: 'mg/L', dilution: '1', finalUnit: 'g/kg' }, 'dilution-unfit: mg/L to g/kg'],
    [{ unit: 'T/C', dilution: '10' }, 'dilution-unfit: T/C'],
    [{ unit: 'mg/kg', dilution: '10', finalUnit: 'kg' }, 'unit-unknown: kg'],
  ])('%j is not taken', (asked, reason) => {
    expect(ask({ value: '0.1', unit: 'mg/kg', ...asked })).toMatchObject({ verdict: 'undecided', reason })
  })

  test('an inhibition is never diluted', () => {
    const percent = packOf({ limit: { kind: 'below', value: '50', unit: '%' } })
    expect(ask({ value: '20', unit: '%', dilution: '2' }, percent).reason).toBe('dilution-unfit: %')
    expect(ask({ value: '20%', dilution: '2' }, percent).reason).toBe('dilution-unfit: %')
    expect(ask({ value: '20', unit: '%', dilution: '1' }, percent).verdict).toBe('negative')
  })

  test('the detection limit is the food’s, the bound of a less-than is the reading’s', () => {
    const known = packOf({ limit: { kind: 'not-detected', unit: 'mg/kg', lod: '1.0' } })
    expect(ask({ value: '0.009', unit: 'mg/kg', dilution: '100' }, known).reason).toBe('below-lod: 0.9 mg/kg < 1')
    expect(ask({ value: '0.010', unit: 'mg/kg', dilution: '100' }, known).verdict).toBe('positive')
    const own = { value: '0.009', unit: 'mg/L', finalUnit: 'mg/kg', dilution: '100', lod: '0.91' }
    expect(ask(own, known).reason).toBe('below-lod: 0.9 mg/kg < 0.91')
    expect(ask({ ...own, lod: '0.9' }, known).verdict).toBe('positive')
    expect(ask({ value: '<0.01', unit: 'mg/kg', dilution: '100' }, known)).toMatchObject({
      verdict: 'negative',
      basis: { compared: { raw: '<0.01', final: '<1' } },
    })
    expect(ask({ value: '<0.02', unit: 'mg/kg', dilution: '100' }, known).verdict).toBe('undecided')
  })

  test('a word is not multiplied', () => {
    expect(ask({ qualitative: '未检出', dilution: '100' })).toMatchObject({
      verdict: 'negative',
      reason: 'not-detected',
    })
  })
})

describe('units a rule declares', () => {
  const declared = packOf({
    limit: { kind: 'max', value: '1000', unit: 'mg/kg', alsoIn: ['mg/100 g', '%', 'g/100 g', 'mg/g', 'ng/g'] },
  })
  test.each([
    ['mg/kg', '1000', '1000.1'],
    ['g/kg', '1', '1.0001'],
    ['µg/kg', '1000000', '1000001'],
    ['mg/100 g', '100', '100.01'],
    ['%', '0.1', '0.1001'],
    ['g/100g', '0.10', '0.1001'],
    ['mg/g', '1', '1.01'],
    ['ng/g', '1000000', '1000000.1'],
  ])('%s: %s passes, %s fails, exactly', (unit, pass, fail) => {
    expect(ask({ value: pass, unit }, declared).verdict).toBe('negative')
    expect(ask({ value: fail, unit }, declared).verdict).toBe('positive')
    expect(ask({ value: pass, unit }, declared).basis?.compared?.final).toBe(unit === 'mg/kg' ? undefined : '1000')
  })

  test('and no other; a bare number has then more than one meaning', () => {
    expect(ask({ value: '1', unit: 'mg/L' }, declared).reason).toBe('unit-differs: mg/L, limit in mg/kg')
    expect(ask({ value: '1', unit: 'mg/100 g' }).reason).toBe('unit-differs: mg/100 g, limit in mg/kg')
    expect(ask({ value: '1' }, declared).reason).toBe('unit-missing')
  })

  test('convert the detection limit with the number', () => {
    const absent = packOf({ limit: { kind: 'not-detected', unit: 'mg/kg', alsoIn: ['mg/100 g'] } })
    expect(ask({ value: '0.29', lod: '0.3', unit: 'mg/100g' }, absent).reason).toBe('below-lod: 2.9 mg/kg < 3')
  })
})

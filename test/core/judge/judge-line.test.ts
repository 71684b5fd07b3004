/** The judge for the terminal: whatever stands in a line, one line comes back. */
import { describe, expect, test } from 'vitest'
import { judgeLine } from '#core/judge/judge-line.ts'
import { defaultPack } from '#core/judge/packs/default.ts'

const asked = { item: '农药残留', food: '韭菜', method: '酶抑制率法', sampledOn: '2026-03-02' }
const answer = (line: object | string) => judgeLine(typeof line === 'string' ? line : JSON.stringify(line), defaultPack)

describe('a question in, an answer out', () => {
  test('with verdict, basis and reason and nothing else', () => {
    expect(answer({ ...asked, value: '50.00', unit: '%' })).toBe(
      '{"verdict":"positive","basis":"GB/T 5009.199-2003, < 50 % (default 2026.2)","reason":"at-or-above-limit: 50.00 >= 50"}',
    )
    expect(answer({ ...asked, food: '石头', value: '1' })).toBe(
      '{"verdict":"undecided","basis":null,"reason":"food-unknown: 石头"}',
    )
  })

  test('null is absent', () => {
    const line = { ...asked, value: null, qualitative: '未检出', unit: null, lod: null }
    expect(JSON.parse(answer(line)).verdict).toBe('negative')
  })

  test('a number without quotes is read as it is written', () => {
    const line = (value: string) => `${JSON.stringify(asked).slice(0, -1)},"value":${value}}`
    expect(JSON.parse(answer(line('49.99'))).verdict).toBe('negative')
    expect(JSON.parse(answer(line('50.00'))).verdict).toBe('positive')
    expect(JSON.parse(answer(line('49.99999999999999999999'))).verdict).toBe('negative')
    expect(JSON.parse(answer(line('5e0'))).reason).toBe('value-unreadable: 5e0')
  })
})

describe('what is no question is undecided', () => {
  test.each([
    ['', 'not valid JSON'],
    ['{', 'not valid JSON'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['"x"', 'not a JSON object'],
    ['{}', 'item must be text'],
    [{ ...asked, food: 3 }, 'food must be text'],
    [{ ...asked, method: null }, 'method must be text'],
    [{ ...asked, sampledOn: undefined }, 'sampledOn must be text'],
    [{ ...asked, value: ['1'] }, 'value must be text'],
    [{ ...asked, value: true }, 'value must be text'],
    [{ ...asked, value: '1', unit: 3 }, 'unit must be text'],
    [{ ...asked, qualitative: 1 }, 'qualitative must be text'],
  ])('%j', (line, mistake) => {
    expect(JSON.parse(answer(line))).toEqual({ verdict: 'undecided', basis: null, reason: `input-invalid: ${mistake}` })
  })
})

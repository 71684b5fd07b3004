/** Which rule answers: names, dates, the most specific; and every unknown is open, never passed. */
import { describe, expect, test } from 'vitest'
import { judge } from '#core/judge/judge.ts'
import { shippedPacks } from '#core/judge/packs/index.ts'
import { reasonCodeOf } from '#core/judge/reason.ts'
import { randomFrom } from '../support/random.ts'
import { packOf, question } from './support.ts'

describe('unknown is undecided', () => {
  const pack = packOf({})
  test.each([
    [{ item: '丙' }, 'item-unknown: 丙'],
    [{ item: '' }, 'item-unknown'],
    [{ food: '石头' }, 'food-unknown: 石头'],
    [{ food: '韭' }, 'food-unknown: 韭'],
    [{ food: '韭菜盒子' }, 'food-unknown: 韭菜盒子'],
    [{ method: '看一看' }, 'method-unknown: 看一看'],
    [{ sampledOn: '2026-02-30' }, 'date-invalid: 2026-02-30'],
    [{ sampledOn: '2026-3-1' }, 'date-invalid: 2026-3-1'],
    [{ sampledOn: '2026-03-01T08:00:00' }, 'date-invalid: 2026-03-01T08:00:00'],
    [{ sampledOn: '' }, 'date-invalid'],
    [{ item: '乙' }, 'no-rule: 乙, 韭菜, 光度法'],
    [{ food: '草鱼' }, 'no-rule: 甲, 草鱼, 光度法'],
    [{ sampledOn: '2019-12-31' }, 'no-rule-in-force: 2019-12-31'],
  ])('%j', (asked, reason) => {
    for (const result of [{ value: '0' }, { qualitative: '未检出' }]) {
      expect(judge(question({ ...asked, ...result }), pack)).toEqual({ verdict: 'undecided', basis: null, reason })
    }
  })
})

describe('names', () => {
  test.each([
    [{ item: '甲物质' }],
    [{ item: 'A' }],
    [{ item: ' 甲 ' }],
    [{ food: '菠薐菜' }],
    [{ food: '蔬菜' }],
    [{ method: 'GB/T 1—2020' }],
    [{ method: 'gb/t1-2020' }],
    [{ method: 'ＧＢ／Ｔ　１－２０２０' }],
  ])('%j is known', (asked) => {
    expect(judge(question({ ...asked, value: '1' }), packOf({})).verdict).toBe('negative')
  })
})

describe('the day of sampling decides', () => {
  const pack = packOf(
    {
      standard: 'S-2010',
      effectiveFrom: '2010-01-01',
      effectiveTo: '2019-12-31',
      limit: { kind: 'max', value: '9', unit: 'mg/kg' },
    },
    { effectiveTo: '2025-12-31' },
    { effectiveFrom: '2026-01-01', limit: { kind: 'max', value: '1', unit: 'mg/kg' } },
  )
  test.each([
    ['2009-12-31', 'undecided', null],
    ['2010-01-01', 'negative', 'r1'],
    ['2019-12-31', 'negative', 'r1'],
    ['2020-01-01', 'positive', 'r2'],
    ['2024-02-29', 'positive', 'r2'],
    ['2025-12-31', 'positive', 'r2'],
    ['2026-01-01', 'positive', 'r3'],
  ] as const)('%s: %s by %s', (sampledOn, verdict, rule) => {
    const judged = judge(question({ sampledOn, value: '8' }), pack)
    expect([judged.verdict, judged.basis?.rule ?? null]).toEqual([verdict, rule])
  })
})

describe('the most specific rule wins', () => {
  const ruleFor = (asked: object, ...rules: readonly object[]) => {
    const judged = judge(question({ value: '1', unit: 'mg/kg', ...asked }), packOf(...rules))
    return judged.basis?.rule ?? judged.reason
  }

  test('food over category over wider category over any', () => {
    const rules = [{ foods: '*' }, { foods: ['水产品'] }, { foods: ['鱼'] }, { foods: ['草鱼'] }]
    expect(ruleFor({ food: '韭菜' }, ...rules)).toBe('r1')
    expect(ruleFor({ food: '虾' }, ...rules)).toBe('r2')
    expect(ruleFor({ food: '水产' }, ...rules)).toBe('r2')
    expect(ruleFor({ food: '鱼' }, ...rules)).toBe('r3')
    expect(ruleFor({ food: '草鱼' }, ...rules)).toBe('r4')
    expect(ruleFor({ food: '草鱼' }, ...rules.slice(0, 2))).toBe('r2')
  })

  test('a method over any method, a food before a method', () => {
    expect(ruleFor({}, {}, { method: 'photo' })).toBe('r2')
    expect(ruleFor({ method: '胶体金' }, {}, { method: 'photo' })).toBe('r1')
    expect(ruleFor({}, { foods: ['韭菜'] }, { method: 'photo' })).toBe('r1')
  })

  test('two that are equally specific decide nothing, whatever their order', () => {
    expect(ruleFor({}, {}, {})).toBe('ambiguous-rule: r1, r2')
    expect(ruleFor({}, { part: '叶' }, { part: '茎' })).toBe('ambiguous-rule: r1, r2')
    expect(ruleFor({ food: '韭菜' }, { foods: '*' }, {}, {})).toBe('ambiguous-rule: r2, r3')
  })
})

describe('whatever is asked', () => {
  const pickWith = (seed: number) => {
    const random = randomFrom(seed)
    return <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  }

  test('nothing unknown is ever negative', () => {
    const pick = pickWith(20260302)
    const words = ['农药残留', '氯霉素', '极性组分', '未知', '', '农药', 'x', '韭菜', '50']
    const known = {
      item: ['农药残留', '氯霉素', '极性组分', '恩诺沙星'],
      food: ['韭菜', '草鱼', '煎炸油', '猪肉'],
      method: ['酶抑制率法', '胶体金', '传感器法', 'GB/T 5009.199-2003'],
      sampledOn: ['2026-03-02', '2021-01-01'],
    }
    const spoilt = {
      item: words.slice(3),
      food: ['石头', '', '韭', '木材'],
      method: ['', '看', 'GB'],
      sampledOn: ['', '昨天', '2026-13-01'],
    }
    const names = ['item', 'food', 'method', 'sampledOn'] as const
    let asked = 0
    for (const pack of shippedPacks) {
      for (let turn = 0; turn < 2000; turn += 1) {
        const broken = pick(names)
        const said = Object.fromEntries(names.map((name) => [name, pick(name === broken ? spoilt[name] : known[name])]))
        const result = pick([
          { value: pick(['0', '-1', '0.01', '49.99', '<0.1', '未检出', '-']) },
          { qualitative: pick(['未检出', '阴性']) },
        ])
        const judged = judge(
          question({ ...said, ...result, unit: pick([undefined, '%', 'µg/kg', 'mg']), lod: pick([undefined, '1']) }),
          pack,
        )
        expect(judged, JSON.stringify({ said, result })).toMatchObject({ verdict: 'undecided', basis: null })
        asked += 1
      }
    }
    expect(asked).toBe(4000)
  })

  test('a negative always has a basis and every reason a known code', () => {
    const pick = pickWith(7)
    const seen = new Set<string>()
    for (const pack of shippedPacks) {
      for (let turn = 0; turn < 3000; turn += 1) {
        const rule = pick(pack.rules)
        const judged = judge(
          question({
            item: pick([rule.item, '无']),
            food: pick(rule.foods === '*' ? ['韭菜'] : rule.foods),
            method: rule.method ?? '光度法',
            value: pick([undefined, '0', '-3.2', '27', '49.99', '50', '1e2', '<1', '阳性', '--']),
            qualitative: pick([undefined, '未检出', '检出', '阳性', '可疑', '无效', '合格']),
            unit: pick([undefined, rule.limit.unit ?? undefined, 'mg/L', '个']),
            lod: pick([undefined, '0.3', '1000', '?']),
          }),
          pack,
        )
        seen.add(judged.verdict)
        expect(reasonCodeOf(judged.reason), judged.reason).not.toBeNull()
        if (judged.verdict === 'negative') expect(judged.basis).not.toBeNull()
      }
    }
    expect([...seen].sort()).toEqual(['invalid', 'negative', 'positive', 'suspect', 'undecided'])
  })
})

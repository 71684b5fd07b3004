/** The packs that come with the program: enzyme inhibition exactly, what is in, and what must stay out. */
import { describe, expect, test } from 'vitest'
import { judge } from '#core/judge/judge.ts'
import { defaultPack } from '#core/judge/packs/default.ts'
import { demoPack } from '#core/judge/packs/demo.ts'
import { packById, shippedPacks } from '#core/judge/packs/index.ts'
import { parsePack } from '#core/judge/parse-pack.ts'
import { question } from './support.ts'

const enzyme = { item: '农药残留', food: '韭菜', method: 'GB/T 5009.199-2003', unit: '%' }

describe('enzyme inhibition, GB/T 5009.199-2003', () => {
  test.each([
    ['49.99', 'negative'],
    ['49.9999999999999999999', 'negative'],
    ['50', 'positive'],
    ['50.0', 'positive'],
    ['50.00', 'positive'],
    ['50.01', 'positive'],
    ['100.0', 'positive'],
    ['70', 'positive'],
    ['0', 'negative'],
    ['-3.2', 'negative'],
    ['37.625', 'negative'],
  ] as const)('%s %% is %s', (value, verdict) => {
    expect(judge(question({ ...enzyme, value }), defaultPack).verdict).toBe(verdict)
  })

  test('a negative inhibition keeps its sign', () => {
    expect(judge(question({ ...enzyme, value: '-3.2' }), defaultPack).reason).toBe('within-limit: -3.2 < 50')
  })

  test.each([
    '有机磷和氨基甲酸酯类',
    '有机磷+氨基甲酸酯',
    '有机磷和氨基甲酸酯类农药残留',
    '有机磷类和氨基甲酸酯类农药',
    '农药残留',
    '农残',
    '抑制率',
  ])('the item %s', (item) => {
    expect(judge(question({ ...enzyme, item, value: '50' }), defaultPack).verdict).toBe('positive')
  })

  test.each(['酶抑制率法', '酶抑制法', 'GB/T 5009.199', 'GB/T 5009.199—2003', 'GB/T 5009.199-2003 酶抑制率法'])(
    'the method %s',
    (method) => {
      expect(judge(question({ ...enzyme, method, value: '50' }), defaultPack).verdict).toBe('positive')
    },
  )

  test.each([
    '蔬菜',
    '韭菜',
    '豇豆',
    '芹菜',
    '菠菜',
    '小白菜',
    '大白菜',
    '普通白菜',
    '上海青',
    '油麦菜',
    '生菜',
    '空心菜',
    '黄瓜',
    '番茄',
    '西红柿',
    '辣椒',
    '茄子',
    '土豆',
    '萝卜',
    '茭白',
  ])('the vegetable %s', (food) => {
    expect(judge(question({ ...enzyme, food, value: '49.99' }), defaultPack).verdict).toBe('negative')
  })

  test.each(['苹果', '茶叶', '香菇', '猪肉'])('%s is no vegetable', (food) => {
    expect(judge(question({ ...enzyme, food, value: '0' }), defaultPack).verdict).toBe('undecided')
  })

  test('before the standard there is no rule, and NY/T 448-2001 is not in force here', () => {
    expect(judge(question({ ...enzyme, sampledOn: '2003-12-31', value: '1' }), defaultPack).reason).toMatch(
      /^no-rule-in-force/,
    )
    expect(judge(question({ ...enzyme, method: 'NY/T 448-2001', value: '1' }), defaultPack).reason).toMatch(
      /^method-unknown/,
    )
    const shown = judge(question({ ...enzyme, method: 'NY/T 448-2001', value: '69' }), demoPack)
    expect(shown).toMatchObject({ verdict: 'negative', basis: { evidence: 'recall', standard: '演示数据' } })
  })
})

describe('other rules of the default pack', () => {
  test.each([
    [{ item: '极性组分', food: '煎炸油', method: '传感器法', value: '27', unit: '%' }, 'negative'],
    [{ item: '极性组分', food: '煎炸油', method: '传感器法', value: '27.1', unit: '%' }, 'positive'],
    [{ item: '极性组分', food: '花生油', method: '传感器法', value: '1', unit: '%' }, 'undecided'],
    [{ item: '氯霉素', food: '草鱼', method: '胶体金', qualitative: '阳性' }, 'positive'],
    [{ item: '氯霉素', food: '基围虾', method: '胶体金', qualitative: '阴性' }, 'negative'],
    [{ item: '氯霉素', food: '草鱼', method: '胶体金', value: '0.1', unit: 'µg/kg' }, 'undecided'],
    [{ item: '孔雀石绿', food: '基围虾', method: '胶体金', qualitative: '阴性' }, 'undecided'],
    [{ item: '恩诺沙星', food: '鲫鱼', method: '胶体金', value: '0.1', unit: 'mg/kg' }, 'negative'],
    [{ item: '恩诺沙星', food: '鲫鱼', method: '胶体金', value: '101', unit: 'ug/kg' }, 'positive'],
    [{ item: '恩诺沙星', food: '鸡蛋', method: '胶体金', qualitative: '阴性' }, 'undecided'],
    [{ item: '莱克多巴胺', food: '五花肉', method: '胶体金', qualitative: '弱阳性' }, 'suspect'],
    [{ item: '挥发性盐基氮', food: '猪肉', method: '分光光度法', value: '15', unit: 'mg/100g' }, 'negative'],
    [{ item: '挥发性盐基氮', food: '猪肉', method: '分光光度法', value: '15', unit: 'mg/kg' }, 'undecided'],
    [{ item: '毒死蜱', food: '韭菜', method: '胶体金', qualitative: '阴性' }, 'undecided'],
    [{ item: '谷氨酸钠', food: '味精', method: '分光光度法', value: '80', unit: 'g/100 g' }, 'negative'],
    [{ item: '谷氨酸钠', food: '味精', method: '分光光度法', value: '79.99', unit: 'g/100g' }, 'positive'],
    [{ item: '谷氨酸钠', food: '味精', method: '分光光度法', qualitative: '未检出' }, 'undecided'],
    [{ item: '氨基酸态氮', food: '酱油', method: '分光光度法', value: '0.40', unit: 'g/100 mL' }, 'negative'],
    [{ item: '氨基酸态氮', food: '酱油', method: '分光光度法', value: '0.399', unit: 'g/100 mL' }, 'positive'],
    [{ item: '氨基酸态氮', food: '酱油', method: '分光光度法', value: '0.4', unit: 'g/100 g' }, 'undecided'],
    [{ item: '克伦特罗', food: '猪肉', method: '化学发光法', value: '0.47', unit: 'µg/kg' }, 'negative'],
    [{ item: '克伦特罗', food: '猪肉', method: '化学发光法', value: '0.48', unit: 'µg/kg' }, 'positive'],
    [{ item: '克伦特罗', food: '猪肉', method: '胶体金', value: '0.47', unit: 'µg/kg' }, 'undecided'],
    [{ item: '克伦特罗', food: '猪肉', method: '胶体金', value: '0.47', unit: 'µg/kg', lod: '0.5' }, 'negative'],
    [{ item: '农残', food: '绿茶', method: '茶叶酶抑制率法', value: '50', unit: '%' }, 'positive'],
    [{ item: '农残', food: '绿茶', method: '茶叶酶抑制率法', value: '49.9', unit: '%' }, 'negative'],
    [{ item: '农残', food: '苹果', method: '抑制率三段法', value: '39.9', unit: '%' }, 'negative'],
    [{ item: '农残', food: '韭菜', method: '抑制率三段法', value: '40', unit: '%' }, 'suspect'],
    [{ item: '农残', food: '韭菜', method: '抑制率三段法', value: '49.99', unit: '%' }, 'suspect'],
    [{ item: '农残', food: '韭菜', method: '抑制率三段法', value: '50', unit: '%' }, 'positive'],
  ] as const)('%j is %s', (asked, verdict) => {
    expect(judge(question(asked), defaultPack).verdict).toBe(verdict)
  })
})

describe('the shipped packs', () => {
  test.each(shippedPacks.map((pack) => [pack.id, pack] as const))('%s keeps the format it is read by', (_id, pack) => {
    expect(parsePack(JSON.parse(JSON.stringify(pack)))).toEqual(pack)
  })

  test('default holds nothing that is only remembered, demo says what it is', () => {
    expect(defaultPack.demo).toBe(false)
    expect(defaultPack.rules.filter(({ evidence }) => evidence === 'recall')).toEqual([])
    expect(demoPack.demo).toBe(true)
    const added = demoPack.rules.filter(({ id }) => !defaultPack.rules.some((rule) => rule.id === id))
    expect(added.length).toBeGreaterThan(15)
    expect(new Set(added.map(({ evidence, standard }) => `${evidence} ${standard}`))).toEqual(
      new Set(['recall 演示数据']),
    )
  })

  test.each(shippedPacks.map((pack) => [pack.id, pack] as const))(
    '%s: every row says what it rests on',
    (_id, pack) => {
      for (const { id, standard, effectiveFrom, evidence, source } of pack.rules) {
        expect(
          [standard, effectiveFrom, evidence, source].every((said) => said !== ''),
          id,
        ).toBe(true)
        // An edition: a year, or the number of an order. 演示数据 is none and says so.
        if (standard !== '演示数据') expect(standard, id).toMatch(/(19|20)\d{2}|第\d+号/)
      }
    },
  )

  test('nothing rests on a replaced edition, and a maker’s list is never more than weak', () => {
    const replaced = defaultPack.standards.flatMap(({ code, effectiveTo }) => (effectiveTo === null ? [] : [code]))
    expect(replaced).toEqual(['GB 2763-2021'])
    expect(defaultPack.rules.filter(({ standard }) => replaced.includes(standard))).toEqual([])
    const makers = defaultPack.rules.filter(({ standard }) => standard.startsWith('仪器项目表'))
    expect(makers.length).toBe(4)
    expect(new Set(makers.map(({ evidence }) => evidence))).toEqual(new Set(['weak']))
  })

  test('a county adds both editions of GB 2763, and the day of sampling finds its own', () => {
    const [template] = defaultPack.rules
    if (template === undefined) throw new Error('no rule')
    const row = (standard: string, value: string, effectiveFrom: string, effectiveTo: string | null) => ({
      ...template,
      id: standard,
      item: 'chlorpyrifos',
      method: null,
      foods: ['韭菜'],
      limit: { kind: 'max', value, unit: 'mg/kg' },
      standard,
      effectiveFrom,
      effectiveTo,
    })
    const pack = parsePack({
      ...defaultPack,
      items: [...defaultPack.items, { id: 'chlorpyrifos', name: '毒死蜱' }],
      rules: [row('GB 2763-2021', '9', '2021-09-03', '2026-02-28'), row('GB 2763-2026', '1', '2026-03-01', null)],
    })
    const asked = { item: '毒死蜱', food: '韭菜', method: '分光光度法', value: '5', unit: 'mg/kg' }
    const on = (sampledOn: string) => judge(question({ ...asked, sampledOn }), pack)
    expect(on('2026-02-28')).toMatchObject({ verdict: 'negative', basis: { standard: 'GB 2763-2021' } })
    expect(on('2026-03-01')).toMatchObject({ verdict: 'positive', basis: { standard: 'GB 2763-2026' } })
    expect(on('2021-09-02').reason).toBe('no-rule-in-force: 2021-09-02')
  })

  test('the demonstration passes nothing with a kit that cannot see the limit', () => {
    const asked = { item: '双氧水', food: '毛肚', method: '分光光度法', value: '1', unit: 'mg/kg' }
    expect(judge(question(asked), demoPack).reason).toBe('lod-above-limit: 10 > 5')
  })

  test('at least 120 vegetables are known', () => {
    const vegetables = defaultPack.foods.find(({ category }) => category === '蔬菜')
    expect(vegetables?.names.length).toBeGreaterThanOrEqual(120)
  })

  test('are found by id, other names are not packs', () => {
    expect(packById('default')).toBe(defaultPack)
    expect(packById('demo')).toBe(demoPack)
    expect(packById('toString')).toBeUndefined()
  })
})

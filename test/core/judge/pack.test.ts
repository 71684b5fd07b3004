/** A pack file is taken whole or refused at the place of its first mistake; the documented example is a real file. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isFault } from '#core/fault.ts'
import { judge } from '#core/judge/judge.ts'
import { parsePack } from '#core/judge/parse-pack.ts'
import { packJson, question } from './support.ts'

function mistakeIn(json: unknown): string {
  try {
    parsePack(json)
  } catch (error) {
    if (isFault(error)) return `${error.code} ${error.detail}`
    throw error
  }
  return 'taken'
}

const withRule = (rule: object) => packJson(rule)
const withLimit = (limit: object) => packJson({ limit })

describe('a pack with a mistake is refused at its place', () => {
  test.each([
    ['not an object', [], 'the pack: must be an object'],
    ['null', null, 'the pack: must be an object'],
    ['no id', { ...packJson({}), id: undefined }, 'id: must be text'],
    ['an unknown field', { ...packJson({}), rule: [] }, 'rule: is not a known field'],
    ['no rules', { ...packJson({}), rules: undefined }, 'rules: must be a list'],
    ['a bad day', { ...packJson({}), issuedOn: '2026-02-29' }, 'issuedOn: must be a day'],
    ['demo as text', { ...packJson({}), demo: 'yes' }, 'demo: must be true or false'],
    ['a misspelt end', withRule({ effectivTo: '2021-01-01' }), 'rules[0].effectivTo: is not a known field'],
    ['a float limit', withLimit({ kind: 'max', value: 5, unit: '%' }), 'rules[0].limit.value: must be text'],
    [
      'an exponent',
      withLimit({ kind: 'max', value: '5e1', unit: '%' }),
      'rules[0].limit.value: must be a plain decimal',
    ],
    [
      'a negative limit',
      withLimit({ kind: 'max', value: '-5', unit: '%' }),
      'rules[0].limit.value: must be a plain decimal',
    ],
    ['no unit', withLimit({ kind: 'max', value: '5' }), 'rules[0].limit.unit: must be text'],
    ['a strange unit', withLimit({ kind: 'max', value: '5', unit: 'kg' }), 'rules[0].limit.unit: is not a unit'],
    ['a strange kind', withLimit({ kind: 'most' }), 'rules[0].limit.kind: must be one of max, below'],
    ['a value nobody uses', withLimit({ kind: 'none', value: '5' }), 'rules[0].limit.value: has no meaning'],
    [
      'a band of a minimum',
      withLimit({ kind: 'min', value: '5', unit: '%', suspectFrom: '4' }),
      'rules[0].limit.suspectFrom: has no',
    ],
    [
      'a band above',
      withLimit({ kind: 'max', value: '5', unit: '%', suspectFrom: '5' }),
      'rules[0].limit.suspectFrom: must be smaller',
    ],
    [
      'a detection limit of nothing',
      withLimit({ kind: 'not-detected', lod: '0' }),
      'rules[0].limit.lod: must be greater',
    ],
    [
      'a unit that is no mass',
      withLimit({ kind: 'max', value: '5', unit: 'mg/kg', alsoIn: ['mg/100 g', 'mg/L'] }),
      'rules[0].limit.alsoIn[1]: mg/L cannot be converted exactly into mg/kg',
    ],
    [
      'other units without a unit',
      withLimit({ kind: 'not-detected', alsoIn: ['mg/kg'] }),
      'rules[0].limit.alsoIn[0]: mg/kg cannot be converted exactly into no unit',
    ],
    [
      'a replaced edition without an end',
      {
        ...packJson(),
        standards: [
          { code: 'A-1', title: 'A', effectiveFrom: '2020-01-01' },
          { code: 'A-2', title: 'A', replaces: 'A-1', effectiveFrom: '2026-03-01' },
        ],
      },
      'standards[0].effectiveTo: must be before A-2',
    ],
    [
      'two editions on one day',
      {
        ...packJson(),
        standards: [
          { code: 'A-2', title: 'A', replaces: 'A-1', effectiveFrom: '2026-03-01' },
          { code: 'A-1', title: 'A', effectiveFrom: '2020-01-01', effectiveTo: '2026-03-01' },
        ],
      },
      'standards[1].effectiveTo: must be before A-2',
    ],
    ['an unknown item', withRule({ item: 'z' }), 'rules[0].item: there is no item'],
    ['an unknown method', withRule({ method: 'z' }), 'rules[0].method: there is no method'],
    ['an unknown food', withRule({ foods: ['石头'] }), 'rules[0].foods: there is no food'],
    ['a food by its other name', withRule({ foods: ['菠薐菜'] }), 'rules[0].foods: there is no food'],
    ['no food', withRule({ foods: [] }), 'rules[0].foods: must name at least one'],
    ['an unknown standard', withRule({ standard: 'Z' }), 'rules[0].standard: there is no standard'],
    ['days in the wrong order', withRule({ effectiveTo: '2019-01-01' }), 'rules[0].effectiveTo: is earlier'],
    [
      'a rule before its standard',
      withRule({ effectiveFrom: '2019-01-01' }),
      'rules[0].effectiveFrom: is earlier than S-2020',
    ],
    [
      'a rule after its standard',
      withRule({ standard: 'S-2010', effectiveFrom: '2012-01-01' }),
      'rules[0].effectiveTo: is later than',
    ],
    ['evidence', withRule({ evidence: 'sure' }), 'rules[0].evidence: must be one of'],
    ['an empty source', withRule({ source: ' ' }), 'rules[0].source: must not be empty'],
    ['a rule id twice', packJson({ id: 'r' }, { id: 'r' }), 'rules[1].id: the name r is already taken by rules[0].id'],
    [
      'a name twice',
      {
        ...packJson({}),
        items: [
          { id: 'a', name: '甲' },
          { id: 'b', name: '乙', aliases: ['甲'] },
        ],
      },
      'items[1]: the name 甲 is already taken by items[0]',
    ],
    [
      'a food in two places',
      {
        ...packJson(),
        foods: [
          { category: '蔬菜', names: ['瓜'] },
          { category: '水果', names: ['瓜'] },
        ],
      },
      'foods[1].names[0]: the name 瓜 is already taken by foods[0].names[0]',
    ],
    [
      'a category within itself',
      {
        ...packJson(),
        foods: [
          { category: '甲', within: '乙', names: [] },
          { category: '乙', within: '甲', names: [] },
        ],
      },
      'foods[0].within: the category 甲 lies within itself',
    ],
    [
      'a category within nothing',
      { ...packJson(), foods: [{ category: '甲', within: '丙', names: [] }] },
      'foods[0].within: there is no',
    ],
  ])('%s', (_what, json, detail) => {
    expect(mistakeIn(json).startsWith(`pack.invalid ${detail}`), mistakeIn(json)).toBe(true)
  })

  test('and without one is taken', () => {
    expect(mistakeIn(packJson({}))).toBe('taken')
  })
})

describe('the documented example', () => {
  const pack = parsePack(JSON.parse(readFileSync('docs/limit-pack.example.json', 'utf8')))

  test.each([
    [{ item: '农药残留', food: '韭菜', method: '酶抑制率法', value: '50.00', unit: '%' }, 'positive'],
    [{ item: '腐霉利', food: '韭菜', method: '时间分辨荧光法', value: '0.14', unit: 'mg/kg' }, 'negative'],
    [{ item: '腐霉利', food: '韭菜', method: '时间分辨荧光法', value: '150', unit: 'µg/kg' }, 'suspect'],
    [{ item: '腐霉利', food: '韭菜', method: '时间分辨荧光法', value: '0.21', unit: 'mg/kg' }, 'positive'],
    [
      { item: '腐霉利', food: '韭菜', method: '时间分辨荧光法', value: '0.21', unit: 'mg/kg', sampledOn: '2026-02-28' },
      'negative',
    ],
    [{ item: '腐霉利', food: '菠菜', method: '时间分辨荧光法', value: '0', unit: 'mg/kg' }, 'undecided'],
    [{ item: '氯霉素', food: '草鱼', method: '时间分辨荧光法', value: '0.3', unit: 'µg/kg' }, 'positive'],
    [{ item: '氯霉素', food: '草鱼', method: '胶体金', qualitative: '阴性' }, 'negative'],
    [{ item: '氨基酸态氮', food: '酱油', method: '分光光度法', value: '0.39', unit: 'g/100 mL' }, 'positive'],
  ])('%j is %s', (asked, verdict) => {
    expect(judge(question(asked), pack).verdict).toBe(verdict)
  })
})

/** Two packs side by side: every row that differs once, with both of its sides; a copy shows nothing. */
import { describe, expect, test } from 'vitest'
import { comparePacks } from '#core/judge/compare-packs.ts'
import type { LimitPack } from '#core/judge/limit-pack.ts'
import { shippedPacks } from '#core/judge/packs/index.ts'
import { parsePack } from '#core/judge/parse-pack.ts'
import { packJson, packOf } from './support.ts'

const old = packOf({}, { foods: ['草鱼'] })
const compared = (after: LimitPack) => comparePacks(old, after)

describe('comparing packs', () => {
  test.each(shippedPacks.map((pack) => [pack.id, pack] as const))('%s and its copy are the same', (_id, pack) => {
    expect(comparePacks(pack, parsePack(JSON.parse(JSON.stringify(pack))))).toEqual([])
  })

  test('the order of rows and names says nothing', () => {
    const json = packJson({ foods: ['韭菜', '菠菜'] }, { foods: ['草鱼'] })
    const turned = {
      ...json,
      items: [...json.items].reverse(),
      foods: [...json.foods].reverse(),
      rules: [{ ...json.rules[1] }, { ...json.rules[0], foods: ['菠菜', '韭菜'] }],
    }
    expect(comparePacks(parsePack(json), parsePack(turned))).toEqual([])
  })

  test('a changed limit stands with both sides and the names of what differs', () => {
    const limit = { kind: 'max', value: '4', unit: 'mg/kg' }
    const after = packOf({ limit, clause: '4.1' }, { foods: ['草鱼'] })
    const [change, ...others] = compared(after)
    expect(others).toEqual([])
    expect(change).toMatchObject({ change: 'changed', list: 'rules', key: 'r1', fields: ['limit', 'clause'] })
    expect(change).toMatchObject({ before: { limit: { value: '5' }, clause: null }, after: { limit: { value: '4' } } })
  })

  test('added and removed rules carry their row', () => {
    expect(compared(packOf({}))).toMatchObject([
      { change: 'removed', list: 'rules', key: 'r2', before: { foods: ['草鱼'] } },
    ])
    expect(comparePacks(packOf({}), old)).toMatchObject([
      { change: 'added', list: 'rules', key: 'r2', after: { foods: ['草鱼'] } },
    ])
  })

  test('every list is looked at, one new food is one line', () => {
    const json = packJson({}, { foods: ['草鱼'] })
    const after = parsePack({
      ...json,
      version: '2',
      demo: true,
      standards: [...json.standards, { code: 'S-2030', title: 'S', effectiveFrom: '2030-01-01' }],
      items: [{ id: 'a', name: '甲', aliases: ['甲物质', '甲类'] }],
      methods: [{ ...json.methods[0], named: true }, ...json.methods.slice(1)],
      foods: [{ ...json.foods[0], names: ['韭菜', '菠菜', '芹菜'] }, ...json.foods.slice(1)],
    })
    expect(
      compared(after).map((one) => `${one.change} ${one.list} ${one.key} ${'fields' in one ? one.fields.join() : ''}`),
    ).toEqual([
      'changed pack pack version,demo',
      'added standards S-2030 ',
      'changed items a aliases',
      'removed items b ',
      'changed methods photo named',
      'changed foods 菠菜 aliases',
      'added foods 芹菜 ',
    ])
  })

  test('a food that moves to another category, a category to another width', () => {
    const json = packJson({}, { foods: ['草鱼'] })
    const after = parsePack({
      ...json,
      foods: [{ ...json.foods[0] }, { ...json.foods[1], names: ['草鱼', '虾'] }, { category: '鱼', names: [] }],
    })
    expect(compared(after)).toMatchObject([
      { list: 'foods', key: '草鱼', fields: ['category'], before: { category: '鱼' }, after: { category: '水产品' } },
      { list: 'foods', key: '鱼', fields: ['within'], before: { within: '水产品' }, after: { within: null } },
    ])
  })
})

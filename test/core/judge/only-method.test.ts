/** A method nobody said is taken from the pack only when the pack leaves no choice. */
import { describe, expect, it } from 'vitest'
import { onlyMethodFor } from '#core/judge/only-method.ts'
import { defaultPack } from '#core/judge/packs/default.ts'

const asked = {
  item: '有机磷和氨基甲酸酯类',
  food: '韭菜',
  method: '',
  sampledOn: '2026-05-01',
  value: '12',
  unit: '%',
}

describe('the only method', () => {
  it('is the one the pack has for the item and food', () => {
    expect(onlyMethodFor(asked, defaultPack)).toBe('GB/T 5009.199-2003 酶抑制率法')
    expect(onlyMethodFor({ ...asked, unit: undefined }, defaultPack)).toBe('GB/T 5009.199-2003 酶抑制率法')
  })

  it.each([
    ['unknown item', { item: 'ALT' }],
    ['unknown food', { food: '石头' }],
    ['food the rule does not cover', { food: '苹果' }],
    ['another unit', { unit: 'mg/kg' }],
    ['a day before any rule', { sampledOn: '1999-01-01' }],
  ])('is none for %s', (_, change) => {
    expect(onlyMethodFor({ ...asked, ...change }, defaultPack)).toBeNull()
  })

  it('is never one that must be named, not even the only one', () => {
    expect(onlyMethodFor({ ...asked, food: '绿茶' }, defaultPack)).toBeNull()
    expect(onlyMethodFor({ ...asked, item: '克伦特罗', food: '猪肉', unit: 'µg/kg' }, defaultPack)).toBe('胶体金法')
  })

  it('is none when the pack has two, or a rule for any', () => {
    const [rule] = defaultPack.rules.filter(
      ({ item }) => item === defaultPack.items.find(({ name }) => name === asked.item)?.id,
    )
    if (rule === undefined) throw new Error('the enzyme rule is missing')
    const [other] = defaultPack.methods.filter(({ id, named }) => id !== rule.method && named !== true)
    for (const method of [other?.id ?? '', null]) {
      const pack = { ...defaultPack, rules: [...defaultPack.rules, { ...rule, id: 'second', method }] }
      expect(onlyMethodFor(asked, pack)).toBeNull()
    }
  })
})

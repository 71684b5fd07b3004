/** A small pack and a question that fits it; tests change one thing at a time. */
import type { LimitPack } from '#core/judge/limit-pack.ts'
import { parsePack } from '#core/judge/parse-pack.ts'
import type { Question } from '#core/judge/verdict.ts'

/** The pack as JSON: item `甲`, foods 韭菜 and 菠菜 in 蔬菜 and 草鱼 in 鱼 in 水产品, methods `光度法` and the card `胶体金`. */
export function packJson(...rules: readonly object[]) {
  return {
    id: 'test',
    version: '1',
    title: 'Test',
    issuedOn: '2020-01-01',
    standards: [
      { code: 'S-2020', title: 'S', effectiveFrom: '2020-01-01' },
      { code: 'S-2010', title: 'S', effectiveFrom: '2010-01-01', effectiveTo: '2019-12-31' },
    ],
    items: [
      { id: 'a', name: '甲', aliases: ['甲物质'] },
      { id: 'b', name: '乙' },
    ],
    methods: [
      { id: 'photo', name: '光度法', aliases: ['GB/T 1-2020'], kind: 'quantitative' },
      { id: 'card', name: '胶体金', kind: 'qualitative' },
    ],
    foods: [
      { category: '蔬菜', names: ['韭菜', { name: '菠菜', aliases: ['菠薐菜'] }] },
      { category: '水产品', aliases: ['水产'], names: ['虾'] },
      { category: '鱼', within: '水产品', names: ['草鱼'] },
    ],
    rules: rules.map((rule, at) => ({
      id: `r${at + 1}`,
      item: 'a',
      foods: ['蔬菜'],
      limit: { kind: 'max', value: '5', unit: 'mg/kg' },
      standard: 'S-2020',
      effectiveFrom: '2020-01-01',
      evidence: 'weak',
      source: 'test',
      ...rule,
    })),
  }
}

export function packOf(...rules: readonly object[]): LimitPack {
  return parsePack(packJson(...rules))
}

export function question(asked: Partial<Question> = {}): Question {
  return { item: '甲', food: '韭菜', method: '光度法', sampledOn: '2026-03-02', ...asked }
}

/** The plan of the day: emergencies first, what failures ask for, then the classes by weight; and what is still to be taken. */
import { describe, expect, it } from 'vitest'
import { type DayPlan, planOf, shareOut } from '#core/sample/plan.ts'

const lineages: Readonly<Record<string, readonly string[]>> = {
  韭菜: ['韭菜', '蔬菜'],
  菠菜: ['菠菜', '蔬菜'],
  草鱼: ['草鱼', '鱼', '水产品'],
}
const plan: DayPlan = {
  batches: 5,
  rows: [
    { category: '水产品', items: ['孔雀石绿'], weight: 1 },
    { category: '蔬菜', items: ['甲', '乙'], weight: 4 },
    { category: '茶叶', items: [], weight: 0 },
  ],
  emergencies: [
    { category: '韭菜', items: ['丙'], batches: 2, until: '2026-03-02', reason: '市局通知' },
    { category: '菠菜', items: ['丙'], batches: 2, until: '2026-03-01', reason: '过期' },
  ],
}
const lines = (samples: { food: string; tested: string[] }[]) =>
  planOf({
    plan,
    today: '2026-03-02',
    samples,
    followUps: [{ stall: 'A-12', food: '菠菜', item: '甲' }],
    lineageOf: (food) => lineages[food] ?? [],
  })

describe('the plan of the day', () => {
  it('an empty morning: all of it is missing, the emergency first, one that is over left out', () => {
    expect(lines([]).map(({ kind, category, wanted, missing }) => [kind, category, wanted, missing])).toEqual([
      ['emergency', '韭菜', 2, 2],
      ['follow-up', '菠菜', 1, 1],
      ['class', '蔬菜', 4, 4],
      ['class', '水产品', 1, 1],
    ])
  })
  it('counts a sample as done with every item of its class, as waiting before', () => {
    const [emergency, , vegetables, fish] = lines([
      { food: '韭菜', tested: ['甲', '乙'] },
      { food: '菠菜', tested: ['甲'] },
      { food: '草鱼', tested: [] },
      { food: '草鱼', tested: ['孔雀石绿'] },
      { food: '不认识', tested: ['甲', '乙'] },
    ])
    expect(emergency).toMatchObject({ done: 0, waiting: 1, missing: 1 })
    expect(vegetables).toMatchObject({ done: 1, waiting: 1, missing: 2 })
    expect(fish).toMatchObject({ done: 1, waiting: 1, missing: 0 })
  })
})

describe('sharing out', () => {
  it('gives whole batches that are together the day’s, for any weights', () => {
    for (let batches = 0; batches <= 40; batches++)
      for (const weights of [[1], [1, 1, 1], [6, 2, 2, 2], [5, 3, 1], [0, 7, 0, 2], [9, 9, 9, 9, 9, 9, 9]]) {
        const shares = shareOut(batches, weights)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(batches)
        expect(shares.every((share, i) => share >= 0 && (weights[i] !== 0 || share === 0))).toBe(true)
      }
  })
  it('gives nothing where nothing has weight', () => expect(shareOut(12, [0, 0])).toEqual([0, 0]))
})

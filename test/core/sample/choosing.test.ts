/** Few keystrokes at the counter: foods by initials and characters, rows of stalls, the same thing twice, the next channel. */
import { describe, expect, it } from 'vitest'
import { takenAgain } from '#core/sample/again-today.ts'
import { type FoodChoice, findFoods } from '#core/sample/food-search.ts'
import { channelsOf, isEditable, loadsItself, nextFree, plateState, shapeFor } from '#core/sample/plate.ts'
import { isSignature } from '#core/sample/sheet.ts'
import { compareStalls, stallRange } from '#core/sample/stall-range.ts'
import { momentOf } from '#core/time.ts'

const food = (name: string, initials: string, ...others: readonly (readonly [string, string])[]): FoodChoice => ({
  name,
  category: '蔬菜',
  aliases: others.map(([alias]) => alias),
  initials: [initials, ...others.map(([, letters]) => letters)],
})
const foods = [
  food('芥菜', 'jc'),
  food('韭菜', 'jc'),
  food('菠菜', 'bc'),
  food('结球甘蓝', 'jqgl', ['卷心菜', 'jxc'], ['包菜', 'bc']),
  food('韭黄', 'jh'),
]
const names = (typed: string, habits: readonly string[] = []) =>
  findFoods(foods, typed, habits).map(({ name, alias }) => (alias === null ? name : `${name}(${alias})`))

describe('a food is found', () => {
  it('by initials, the habits of the stall first among equals', () => {
    expect(names('jc')).toEqual(['芥菜', '韭菜'])
    expect(names('jc', ['韭菜'])).toEqual(['韭菜', '芥菜'])
    expect(names('JC')).toEqual(['芥菜', '韭菜'])
  })
  it('by two characters from anywhere, and by another name, which is said', () => {
    expect(names('甘蓝')).toEqual(['结球甘蓝'])
    expect(names('心菜')).toEqual(['结球甘蓝(卷心菜)'])
    expect(names('bc')).toEqual(['菠菜', '结球甘蓝(包菜)'])
    expect(names('jc')).not.toContain('菠菜')
  })
  it('and nothing by nothing', () => expect([names(''), names('  '), names('鲍')]).toEqual([[], [], []]))
})

describe('a row of stalls', () => {
  const stalls = ['B-1', 'A-10', 'A-2', 'A-1', 'A-12', '肉-3'].map((code) => ({ code }))
  const row = (from: string, to: string) => stallRange(stalls, from, to).map(({ code }) => code)
  it('is walked by number, both ends included, in either direction', () => {
    expect(row('A-2', 'A-12')).toEqual(['A-2', 'A-10', 'A-12'])
    expect(row('a-12', 'a-2')).toEqual(['A-2', 'A-10', 'A-12'])
    expect(row('A-10', '')).toEqual(['A-10', 'A-12', 'B-1', '肉-3'])
    expect(row('', '')).toHaveLength(6)
  })
  it('orders any signs the same way round', () => {
    expect(compareStalls('A-2', 'A-10')).toBeLessThan(0)
    expect(compareStalls('A-10', 'A-2')).toBeGreaterThan(0)
    expect(compareStalls('A', 'A-1')).toBeLessThan(0)
    expect(compareStalls('A-01', 'A-1')).not.toBe(0)
  })
})

describe('the same again today', () => {
  const today = [
    { sampleNo: '1', food: '韭菜', items: ['甲'], takenAt: momentOf(0) },
    { sampleNo: '2', food: '菠菜', items: [], takenAt: momentOf(0) },
  ]
  const again = (food: string, ...items: string[]) => takenAgain(today, { food, items }).map(({ sampleNo }) => sampleNo)
  it('is the same food for the same item; where items are not said, the food alone', () => {
    expect(again('韭菜', '甲')).toEqual(['1'])
    expect(again('韭菜', '乙')).toEqual([])
    expect(again('韭菜')).toEqual(['1'])
    expect(again(' 菠菜', '乙')).toEqual(['2'])
    expect([again(''), again('白菜')]).toEqual([[], []])
  })
})

describe('a plate', () => {
  it('names its channels as the device does', () => {
    expect(channelsOf({ kind: 'numbers', count: 3 })).toEqual(['1', '2', '3'])
    const letters = channelsOf({ kind: 'letters', rows: 8, columns: 12 })
    expect([letters.length, letters[1], letters[8], letters.at(-1)]).toEqual([96, 'B1', 'A2', 'H12'])
    expect(nextFree({ kind: 'numbers', count: 2 }, new Set(['1']))).toBe('2')
    expect(nextFree({ kind: 'numbers', count: 2 }, new Set(['1', '2']))).toBeNull()
  })
  it('learns its shape from what the device named, or says that it cannot', () => {
    expect(shapeFor(['3', '7'])).toEqual({ kind: 'numbers', count: 8 })
    expect(shapeFor(['A1', 'H2'])).toEqual({ kind: 'letters', rows: 8, columns: 2 })
    expect([shapeFor([]), shapeFor(['0']), shapeFor(['3', 'A1'])]).toEqual([null, null, null])
  })
  it('may be changed until its first frame, and never pushes off one that still waits', () => {
    const facts = { loaded: true, ended: false, heard: false, wells: 2, read: 0 }
    const states = [
      plateState({ ...facts, loaded: false }),
      plateState(facts),
      plateState({ ...facts, heard: true, read: 1 }),
      plateState({ ...facts, heard: true, read: 2 }),
      plateState({ ...facts, ended: true }),
    ]
    expect(states).toEqual(['filling', 'loaded', 'running', 'done', 'ended'])
    expect(states.map(isEditable)).toEqual([true, true, false, false, false])
    expect([null, ...states].map(loadsItself)).toEqual([true, false, false, false, false, true])
  })
})

it('a dot is no signature', () => {
  const line = Array.from({ length: 12 }, (_, i) => [i * 10, 20] as const)
  expect([isSignature([]), isSignature([[[1, 1]]]), isSignature([line])]).toEqual([false, false, true])
})

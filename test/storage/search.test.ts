/** The search over all years: what is found, and in which order, is what reading every row would find. */
import { expect, test } from 'vitest'
import { type Verdict, verdicts } from '#core/judge/verdict.ts'
import { dayOf, type Moment, SHANGHAI_OFFSET } from '#core/time.ts'
import { type Db, transaction } from '#storage/open.ts'
import { type ResultFilter, resultsPage } from '#storage/results.ts'
import { samplesPage } from '#storage/samples.ts'
import { indexAll, indexedBelow } from '#storage/search-index.ts'
import { dice } from '#test/drivers/dice.ts'
import { at, heard, judged, opened, taken } from './opened.ts'

const foods = ['韭菜', '豇豆', '芹菜', '小白菜'] as const
const stalls = ['A-1', 'A-12', 'B-07', '12-03'] as const
const items = ['有机磷和氨基甲酸酯类', '恩诺沙星', 'L-甲胺磷'] as const
const ROWS = 700

interface Row {
  readonly id: number
  readonly text: string
  readonly verdict: Verdict
  readonly item: string
  readonly food: string
  readonly stall: string
  readonly day: string
}

/** More rows than two fillings of the index, and some that it does not have yet. */
function filled(): { readonly db: Db; readonly rows: readonly Row[] } {
  const { db } = opened()
  const roll = dice(7)
  const rows: Row[] = []
  transaction(db, () => {
    for (let made = 0; made < ROWS; made++) {
      const food = foods[roll(foods.length)] ?? foods[0]
      const item = items[roll(items.length)] ?? items[0]
      const verdict = verdicts[roll(20) === 0 ? roll(verdicts.length) : 0] ?? 'negative'
      const when: Moment = at(made * 30)
      const { id: sampleId, sampleNo } = taken(db, { food, searchText: `n${made} a-12 王记蔬菜 ${food} wjsc` })
      const { resultId } = judged(db, verdict, { sampleId, item, at: when })
      const day = dayOf({ utc: when.utc, offset: SHANGHAI_OFFSET })
      const text = `n${made} a-12 王记蔬菜 ${food} wjsc ${item}`.toLowerCase()
      rows.push({ id: resultId, text, verdict, item, food, stall: 'A-12', day })
      expect(sampleNo).not.toBe('')
    }
  })
  return { db, rows: rows.reverse() }
}

function walked(db: Db, filter: ResultFilter, limit: number): readonly number[] {
  const ids: number[] = []
  for (let after: string | null = null; ; ) {
    const page = resultsPage(db, { ...filter, after, limit })
    ids.push(...page.rows.map(({ id }) => id))
    if (page.next === null) return ids
    after = page.next
  }
}

test('every search with every filter, page after page, finds what reading every row finds', () => {
  const { db, rows } = filled()
  const below = indexedBelow(db, 'result')
  expect(below).toBeGreaterThan(500)
  expect(below).toBeLessThan(ROWS)
  const roll = dice(11)
  const asked = [
    '',
    '韭',
    '韭菜',
    '菜',
    'n12',
    '12',
    '王记 恩诺',
    '沙星',
    'l-甲',
    '%',
    'WJ',
    '鲍鱼',
    '豇豆 甲胺',
    '记蔬菜',
    '菜 n6 诺',
  ]
  for (const search of asked) {
    for (let round = 0; round < 12; round++) {
      const day = rows[roll(ROWS)]?.day ?? ''
      const filter: ResultFilter = {
        search,
        ...(roll(3) === 0 ? { verdict: verdicts[roll(verdicts.length)] } : {}),
        ...(roll(3) === 0 ? { item: items[roll(items.length)] } : {}),
        ...(roll(3) === 0 ? { food: foods[roll(foods.length)] } : {}),
        ...(roll(4) === 0 ? { stall: stalls[roll(stalls.length)] } : {}),
        ...(roll(4) === 0 ? { port: ['p1', 'p2'][roll(2)] } : {}),
        ...(roll(4) === 0 ? { period: periodOf(day) } : {}),
      }
      const words = search.toLowerCase().split(' ')
      const expected = rows.filter(
        (row) =>
          words.every((word) => row.text.includes(word)) &&
          (filter.verdict === undefined || filter.verdict === row.verdict) &&
          (filter.item === undefined || filter.item === row.item) &&
          (filter.food === undefined || filter.food === row.food) &&
          (filter.stall === undefined || filter.stall === row.stall) &&
          (filter.port === undefined || filter.port === 'p1') &&
          (filter.period === undefined || row.day === day),
      )
      expect(walked(db, filter, 1 + roll(90)), JSON.stringify(filter)).toEqual(expected.map(({ id }) => id))
    }
  }
})

function periodOf(day: string): { readonly from: string; readonly until: string } {
  const from = Date.parse(`${day}T00:00:00+08:00`)
  return { from: new Date(from).toISOString(), until: new Date(from + 86_400_000).toISOString() }
}

test('what was written and taken back is in no index, and its number may be given again', () => {
  const { db } = opened()
  expect(() =>
    transaction(db, () => {
      for (let made = 0; made < 300; made++) taken(db, { searchText: `gone ${made}` })
      throw new Error('full')
    }),
  ).toThrow('full')
  transaction(db, () => {
    for (let made = 0; made < 300; made++) taken(db, { searchText: `here ${made}` })
  })
  expect(samplesPage(db, { search: 'gone', after: null, limit: 9 }).rows).toEqual([])
  expect(samplesPage(db, { search: 'here 299', after: null, limit: 9 }).rows).toHaveLength(1)
  indexAll(db, 'sample')
  expect(samplesPage(db, { search: 'gone', after: null, limit: 9 }).rows).toEqual([])
  expect(samplesPage(db, { search: '29', after: null, limit: 99 }).rows).toHaveLength(13)
})

test('a day and a filter of one instrument', () => {
  const { db } = opened()
  const mine = judged(db, 'negative').resultId
  heard(db, {}, 'p2')
  expect(resultsPage(db, { port: 'p1', after: null, limit: 9 }).rows.map(({ id }) => id)).toEqual([mine])
  expect(resultsPage(db, { port: 'p2', after: null, limit: 9 }).rows).toEqual([])
})

/** The sums of a month are what counting every row of it gives, whatever was written, taken back, or measured at its very edge. */
import { expect, test } from 'vitest'
import { verdicts } from '#core/judge/verdict.ts'
import { monthBounds } from '#core/time.ts'
import { monthTotals, type Total } from '#storage/month-totals.ts'
import { type Db, transaction } from '#storage/open.ts'
import { dice } from '#test/drivers/dice.ts'
import { at, judged, opened, taken } from './opened.ts'

const DAY = 24 * 60

function counted(db: Db, month: string, name: string): readonly Total[] {
  const { from, until } = monthBounds(month)
  const rows = db
    .prepare(
      `SELECT ${name} AS name, r.verdict, count(*) AS results FROM results r JOIN samples s ON s.seq = r.sample
       WHERE r.tested_at >= ? AND r.tested_at < ? AND r.control = 0 GROUP BY 1, 2`,
    )
    .all(from, until) as { name: string; verdict: string; results: number }[]
  return [...new Set(rows.map((row) => row.name))].map((one) => {
    const mine = rows.filter((row) => row.name === one)
    const count = (verdict: string) => mine.find((row) => row.verdict === verdict)?.results ?? 0
    return {
      name: one,
      results: mine.reduce((sum, row) => sum + row.results, 0),
      verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Total['verdicts'],
    }
  })
}

const ordered = (totals: readonly Total[]) => [...totals].sort((a, b) => (a.name < b.name ? -1 : 1))

test('sums are counts: three months, every verdict, controls, rows taken back, and the last second of a month', () => {
  const { db } = opened()
  const roll = dice(5)
  for (let made = 0; made < 240; made++) {
    const write = () => {
      const { id: sampleId } = taken(db, { food: ['韭菜', '豇豆'][roll(2)] ?? '' })
      judged(db, verdicts[roll(5)] ?? 'negative', {
        sampleId,
        item: ['恩诺沙星', '有机磷'][roll(2)] ?? '',
        control: roll(6) === 0,
        at: at(roll(80 * DAY)),
      })
    }
    if (roll(8) > 0) write()
    else
      expect(() =>
        transaction(db, () => {
          write()
          throw new Error('full')
        }),
      ).toThrow('full')
  }
  // 2026-03-31 23:59 and 2026-04-01 00:00 at the site.
  judged(db, 'positive', { at: at(30 * DAY + 16 * 60 - 1) })
  judged(db, 'suspect', { at: at(30 * DAY + 16 * 60) })
  for (const month of ['2026-02', '2026-03', '2026-04', '2026-05']) {
    const { results, items, stalls, foods } = monthTotals(db, month)
    expect(ordered(items), month).toEqual(ordered(counted(db, month, 'r.item')))
    expect(ordered(stalls), month).toEqual(ordered(counted(db, month, "coalesce(s.stall_code, '')")))
    expect(ordered(foods), month).toEqual(ordered(counted(db, month, 's.food')))
    expect(items.reduce((sum, item) => sum + item.results, 0)).toBe(results)
  }
  expect(monthTotals(db, '2026-02').results).toBe(0)
  expect(monthTotals(db, '2026-03').results).toBeGreaterThan(20)
})

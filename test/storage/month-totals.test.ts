/** The sums of a month are what counting every row of it gives, whatever was written, taken back, or measured at its very edge. */
import { expect, test } from 'vitest'
import type { EntryId, ReadingId, ResultId } from '#core/ids.ts'
import { verdicts } from '#core/judge/verdict.ts'
import { monthBounds } from '#core/time.ts'
import { insertClaim, settleClaim, settlementOf, withdrawSettlement } from '#storage/claims.ts'
import { uploadRate } from '#storage/kpi.ts'
import { monthTotals, type Total } from '#storage/month-totals.ts'
import { type Db, transaction } from '#storage/open.ts'
import { insertEntry, moveEntry } from '#storage/outbox.ts'
import { dice } from '#test/drivers/dice.ts'
import { at, judged, opened, taken } from './opened.ts'

const DAY = 24 * 60

function counted(db: Db, month: string, name: string): readonly Total[] {
  const { from, until } = monthBounds(month)
  const rows = db
    .prepare(
      `SELECT ${name} AS name, r.verdict, count(*) AS results FROM standing_results r JOIN samples s ON s.seq = r.sample
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

let owed = 0

/** Owed, and sent, held or refused since; true when the platform has it. */
function owe(db: Db, platform: string, resultId: ResultId, roll: (limit: number) => number): boolean {
  const id = `entry-${owed++}` as EntryId
  const subject = { subjectKind: 'result', subjectId: String(resultId), payload: '{}', reason: null, at: at() } as const
  insertEntry(db, { ...subject, id, platform, state: 'waiting', nextAt: at() })
  const state = (['waiting', 'parked', 'held', 'acknowledged'] as const)[roll(4)]
  if (state === undefined || state === 'waiting') return false
  moveEntry(db, { id, state, nextAt: null, tries: 1, receipt: state === 'acknowledged' ? 'R' : null, reason: 'x' })
  return state === 'acknowledged'
}

function takeBack(db: Db, readingId: ReadingId, resultId: ResultId): void {
  insertClaim(db, { readingId, reason: 'unknown-sample', at: at() })
  settleClaim(db, { readingId, resultId, by: '王敏', why: '认错', at: at() })
  const settled = settlementOf(db, readingId)
  if (settled === undefined) throw new Error('not settled')
  withdrawSettlement(db, { id: settled.id, resultId, by: '王敏', why: '认错', at: at() })
}

const ordered = (totals: readonly Total[]) => [...totals].sort((a, b) => (a.name < b.name ? -1 : 1))

test('sums are counts: three months, every verdict, controls, rows taken back, and the last second of a month', () => {
  const { db } = opened()
  const roll = dice(5)
  // Nothing here must survive a power cut.
  db.pragma('synchronous = OFF')
  for (let made = 0; made < 240; made++) {
    const write = () => {
      const { id: sampleId } = taken(db, { food: ['韭菜', '豇豆'][roll(2)] ?? '' })
      const { resultId, readingId } = judged(db, verdicts[roll(5)] ?? 'negative', {
        sampleId,
        item: ['恩诺沙星', '有机磷'][roll(2)] ?? '',
        control: roll(6) === 0,
        at: at(roll(80 * DAY)),
      })
      const released = ['county', 'city'].map((platform) => owe(db, platform, resultId, roll))
      if (roll(4) === 0 && !released.includes(true)) takeBack(db, readingId, resultId)
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
    const { from, until } = monthBounds(month)
    for (const platform of ['county', undefined]) {
      const facts = db
        .prepare<[string, string], { state: string; platform: string }>(
          `SELECT o.state, o.platform FROM outbox o JOIN standing_results r ON r.id = o.result_id
           WHERE r.control = 0 AND r.tested_at >= ? AND r.tested_at < ? AND o.state <> 'held'`,
        )
        .all(from, until)
        .filter((fact) => platform === undefined || fact.platform === platform)
      const done = facts.filter(({ state }) => state === 'acknowledged').length
      expect(uploadRate(db, { from, until }, platform), month).toEqual({ done, due: facts.length })
    }
    expect(items.reduce((sum, item) => sum + item.results, 0)).toBe(results)
  }
  expect(monthTotals(db, '2026-02').results).toBe(0)
  expect(monthTotals(db, '2026-03').results).toBeGreaterThan(20)
})

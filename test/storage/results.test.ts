/** Results: written once, paged by key, searched, counted, and shown with the four marks of their path. */

import { describe, expect, test } from 'vitest'
import type { EntryId, NoticeId, ResultId } from '#core/ids.ts'
import { insertFailure, saveFailureStage } from '#storage/failures.ts'
import { appendPublication, insertNotice, withdrawNotice } from '#storage/notices.ts'
import type { Db } from '#storage/open.ts'
import { insertEntry, moveEntry } from '#storage/outbox.ts'
import {
  countsOfDay,
  historyOf,
  insertResult,
  type ResultQuery,
  resultById,
  resultFacts,
  resultsOfFailure,
  resultsOfSample,
  resultsPage,
  trendOfDay,
} from '#storage/results.ts'
import { at, day, failureId, judged, opened, taken } from './opened.ts'

const basis = {
  pack: 'default',
  packVersion: '2026.1',
  rule: 'enzyme',
  standard: 'GB/T 5009.199-2003',
  clause: 'cl. 7',
  limit: '< 50 %',
  evidence: 'verified',
} as const

const ids = (db: Db, query: Partial<ResultQuery>) =>
  resultsPage(db, { after: null, limit: 50, ...query }).rows.map(({ id }) => id)

test('a result comes back with its sample, its judgement and the basis of that day', () => {
  const { db } = opened()
  const { id: sampleId, sampleNo } = taken(db)
  const { resultId, readingId } = judged(db, 'negative', { sampleId, basis, at: at(3) })
  expect(resultById(db, resultId)).toEqual({
    id: resultId,
    testedAt: at(3),
    sampleId,
    sampleNo,
    stallCode: 'A-12',
    stallName: '王记蔬菜',
    food: '韭菜',
    item: '有机磷和氨基甲酸酯类',
    value: '12.30',
    unit: '%',
    verdict: 'negative',
    round: 'first',
    control: false,
    failureId: null,
    readingId,
    method: 'GB/T 5009.199-2003',
    reason: 'below-limit: 12.30 < 50',
    basis,
    packVersion: '2026.1',
    recordOrigin: 'instrument',
    kit: null,
    kitLot: null,
    path: { judged: 'done', published: 'waiting', uploaded: 'none', disposed: 'none' },
    withdrawn: null,
  })
  expect(() => resultById(db, 99)).toThrow('not-found')
})

test('a reading becomes a result once', () => {
  const { db } = opened()
  const { readingId, sampleId } = judged(db, 'negative')
  const again = {
    readingId,
    sampleId,
    item: 'x',
    method: 'x',
    value: '1',
    unit: null,
    verdict: 'positive',
    reason: 'x',
  } as const
  expect(() =>
    insertResult(db, { ...again, basis: null, round: 'first', control: false, failureId: null, at: at() }),
  ).toThrow('one standing result')
})

test('a result may name a case made later in the same transaction, never one that is not made', () => {
  const { db } = opened()
  expect(() => judged(db, 'positive', { failureId: failureId('nowhere') })).toThrow('FOREIGN KEY')
})

test('what a platform may hear of it', () => {
  const { db } = opened()
  const { resultId } = judged(db, 'negative', { basis })
  const { sampleNo } = resultById(db, resultId)
  expect(resultFacts(db, resultId)).toMatchObject({
    resultId,
    sampleKind: 'ordinary',
    control: false,
    nature: 'market',
    sampleNo,
    tester: '王敏',
    stallNo: 'A-12',
    origin: '山东',
    device: 'acme/x1@p1',
    channel: '3',
    basis,
    testedAt: at(),
    sampledAt: at(),
    rawSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('first value and retests of one sample and item, oldest first', () => {
  const { db } = opened()
  const { resultId, sampleId } = judged(db, 'positive')
  judged(db, 'negative', { sampleId, item: '恩诺沙星' })
  const { resultId: retest } = judged(db, 'negative', { sampleId, round: 'retest-1' })
  expect(historyOf(db, sampleId, '有机磷和氨基甲酸酯类')).toMatchObject([
    { id: resultId, verdict: 'positive', round: 'first' },
    { id: retest, verdict: 'negative', round: 'retest-1' },
  ])
  expect(resultsOfSample(db, sampleId)).toHaveLength(3)
})

describe('pages', () => {
  test('newest first by key, without a gap or a repeat, while more come in', () => {
    const { db } = opened()
    const made: ResultId[] = []
    for (let index = 0; index < 25; index += 1) made.push(judged(db, 'negative').resultId)
    const seen: ResultId[] = []
    for (let after: string | null = null; ; ) {
      const page = resultsPage(db, { after, limit: 10 })
      seen.push(...page.rows.map(({ id }) => id))
      judged(db, 'negative')
      if (page.next === null) break
      after = page.next
    }
    expect(seen).toEqual([...made].reverse())
  })

  test('exactly a full last page says that it is the last', () => {
    const { db } = opened()
    judged(db, 'negative')
    judged(db, 'negative')
    expect(resultsPage(db, { after: null, limit: 2 })).toMatchObject({ next: null })
  })

  test('of a day at the site, of a verdict, by words', () => {
    const { db } = opened()
    const before = judged(db, 'negative', { at: at(-8 * 60 - 1) }).resultId
    const first = judged(db, 'negative', { at: at(-8 * 60) }).resultId
    const positive = judged(db, 'positive', { at: at(1) }).resultId
    const last = judged(db, 'undecided', { at: at(16 * 60 - 1), item: '恩诺沙星' }).resultId
    const next = judged(db, 'negative', { at: at(16 * 60) }).resultId
    expect(ids(db, { period: day })).toEqual([last, positive, first])
    expect(ids(db, { verdict: 'positive' })).toEqual([positive])
    expect(ids(db, { verdict: 'negative' })).toEqual([next, first, before])
    expect(ids(db, { verdict: 'suspect' })).toEqual([])
    expect(ids(db, { search: '恩诺' })).toEqual([last])
    expect(ids(db, { search: 'JC', period: day })).toEqual([last, positive, first])
    expect(ids(db, { search: 'jc', verdict: 'positive', period: day })).toEqual([positive])
    expect(ids(db, { search: '%' })).toEqual([])
  })

  test('read the end of the table, not the whole of it', () => {
    const { db } = opened()
    judged(db, 'negative')
    // The plans a million rows depend on: nothing is scanned, nothing but a day is sorted.
    expect(planOf(db, {})).not.toMatch(/SCAN r\b|USE TEMP B-TREE FOR ORDER BY/)
    expect(planOf(db, { missing: 'upload' })).toMatch(
      /SEARCH r USING INTEGER PRIMARY KEY \(rowid=\?\)[\s\S]*outbox_unsent/,
    )
    expect(planOf(db, { missing: 'destruction' })).toMatch(
      /SEARCH r USING INTEGER PRIMARY KEY \(rowid=\?\)[\s\S]*failures_open/,
    )
  })
})

test('counts and hours of a day, at the site’s clock, without controls', () => {
  const { db } = opened()
  judged(db, 'negative', { at: at(-8 * 60) })
  judged(db, 'negative', { at: at(1) })
  judged(db, 'positive', { at: at(2) })
  judged(db, 'invalid', { at: at(2) })
  judged(db, 'positive', { at: at(2), control: true })
  judged(db, 'negative', { at: at(16 * 60) })
  expect(countsOfDay(db, day)).toEqual({ negative: 2, positive: 1, suspect: 0, invalid: 1, undecided: 0 })
  const trend = trendOfDay(db, day)
  expect(trend).toHaveLength(24)
  expect(trend[0]).toEqual({ hour: 0, negative: 1, positive: 0, other: 0 })
  expect(trend[8]).toEqual({ hour: 8, negative: 1, positive: 1, other: 1 })
  expect(trend[9]).toEqual({ hour: 9, negative: 0, positive: 0, other: 0 })
})

describe('the path of a result', () => {
  const pathOf = (db: Db, id: ResultId) => resultById(db, id).path

  test('uploaded: done when every platform has it, stuck when one refuses, none while it is held', () => {
    const { db } = opened()
    const { resultId } = judged(db, 'negative')
    const entry = { subjectKind: 'result', subjectId: String(resultId), payload: '{}', reason: null, at: at() } as const
    insertEntry(db, { ...entry, id: 'a' as EntryId, platform: 'county', state: 'held', nextAt: null })
    expect(pathOf(db, resultId).uploaded).toBe('none')
    insertEntry(db, { ...entry, id: 'b' as EntryId, platform: 'city', state: 'waiting', nextAt: at() })
    expect(pathOf(db, resultId).uploaded).toBe('waiting')
    moveEntry(db, { id: 'b' as EntryId, state: 'acknowledged', nextAt: null, tries: 1, receipt: 'R', reason: null })
    expect(pathOf(db, resultId).uploaded).toBe('done')
    moveEntry(db, { id: 'a' as EntryId, state: 'parked', nextAt: null, tries: 1, receipt: null, reason: 'refused' })
    expect(pathOf(db, resultId).uploaded).toBe('stuck')
    expect(ids(db, { missing: 'upload' })).toEqual([resultId])
  })

  test('published: done while a notice that was shown stands, due again when it is withdrawn', () => {
    const { db } = opened()
    const { resultId } = judged(db, 'negative')
    const control = judged(db, 'negative', { control: true }).resultId
    const undecided = judged(db, 'undecided').resultId
    expect(pathOf(db, control).published).toBe('none')
    expect(pathOf(db, undecided)).toMatchObject({ judged: 'stuck', published: 'none' })
    expect(ids(db, { missing: 'publication' })).toEqual([resultId])
    const id = 'n' as NoticeId
    notice(db, id, resultId)
    expect(pathOf(db, resultId).published).toBe('waiting')
    appendPublication(db, { noticeId: id, channel: 'board', sha256: 'a'.repeat(64), at: at(1) })
    expect(pathOf(db, resultId).published).toBe('done')
    expect(ids(db, { missing: 'publication' })).toEqual([])
    withdrawNotice(db, { noticeId: id, why: 'x', by: 'y', at: at(2) })
    expect(pathOf(db, resultId).published).toBe('waiting')
  })

  test('of a case: the deciding result is due on the board, disposed is done when the case is closed', () => {
    const { db } = opened()
    const { id: sampleId } = taken(db)
    const id = failureId('case')
    insertFailure(db, { id, caseNo: 'CZ-20260301-01', sampleId, item: 'x', stage: 'retest-due', at: at() })
    const { resultId: first } = judged(db, 'positive', { sampleId, failureId: id })
    const { resultId: deciding } = judged(db, 'positive', { sampleId, failureId: id, round: 'retest-2' })
    expect(pathOf(db, deciding)).toMatchObject({ published: 'none', disposed: 'waiting' })
    saveFailureStage(db, { id, stage: 'disposal-due', clock: null, decidingResultId: deciding })
    expect(pathOf(db, first).published).toBe('none')
    expect(pathOf(db, deciding).published).toBe('waiting')
    expect(ids(db, { missing: 'destruction', period: day })).toEqual([deciding])
    saveFailureStage(db, { id, stage: 'closed', clock: null, decidingResultId: deciding })
    expect(pathOf(db, first).disposed).toBe('done')
    expect(ids(db, { missing: 'destruction', period: day })).toEqual([])
    expect(resultsOfFailure(db, id).map((result) => result.id)).toEqual([first, deciding])
  })
})

function notice(db: Db, id: NoticeId, resultId: ResultId): void {
  const content = {
    noticeNo: 'GS-20260301-01',
    site: 's',
    day: '2026-03-01',
    totals: { tested: 1, passed: 1, open: 0 },
    rows: [],
    complaintPhone: '12315',
    demo: false,
  }
  insertNotice(db, {
    id,
    noticeNo: 'GS-20260301-01',
    day: '2026-03-01',
    content,
    sha256: 'a'.repeat(64),
    results: [{ resultId, handling: null }],
    at: at(),
    by: '王敏',
  })
}

/** The plan of the very statement a page runs. */
function planOf(db: Db, query: Partial<ResultQuery>): string {
  let plan = ''
  const prepare = db.prepare.bind(db)
  Object.assign(db, {
    prepare: (sql: string) => {
      const statement = prepare(sql)
      if (sql.includes('LIMIT ?') && !plan) {
        const values = new Array((sql.match(/\?/g) ?? []).length).fill(null)
        plan = prepare(`EXPLAIN QUERY PLAN ${sql}`)
          .all(...values)
          .map((row) => String((row as { detail: string }).detail))
          .join('\n')
      }
      return statement
    },
  })
  resultsPage(db, { after: null, limit: 50, ...query })
  Object.assign(db, { prepare })
  return plan
}

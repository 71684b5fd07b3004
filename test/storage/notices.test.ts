/** Notices, and the facts the three rates are counted from. */

import { expect, test } from 'vitest'
import type { EntryId, NoticeId, ResultId } from '#core/ids.ts'
import { appendFailureEvent, insertFailure, saveFailureStage } from '#storage/failures.ts'
import { destructionFacts, publicationFacts, uploadFacts, uploadRate } from '#storage/kpi.ts'
import {
  appendPublication,
  candidatesForNotice,
  insertNotice,
  latestApproved,
  newestNotices,
  nextNoticeNo,
  noticeById,
  noticesOfDay,
  publicationsOf,
  withdrawNotice,
} from '#storage/notices.ts'
import type { Db } from '#storage/open.ts'
import { insertEntry, moveEntry } from '#storage/outbox.ts'
import { resultsPage } from '#storage/results.ts'
import { at, day, failureId, judged, opened, taken } from './opened.ts'

const sha256 = 'c'.repeat(64)
const nextDay = { from: day.until, until: '2026-03-02T16:00:00.000Z' }

function approve(
  db: Db,
  name: string,
  results: readonly { resultId: ResultId; handling: string | null }[],
  minutes = 0,
) {
  const id = name as NoticeId
  const noticeNo = nextNoticeNo(db, '2026-03-01')
  const content = {
    noticeNo,
    site: '市场',
    day: '2026-03-01',
    totals: { tested: 1, passed: 1, open: 0 },
    rows: [],
    complaintPhone: '12315',
    demo: false,
  }
  insertNotice(db, { id, noticeNo, day: '2026-03-01', content, sha256, results, at: at(minutes), by: '站长' })
  return { id, content }
}

test('a notice stands until it is withdrawn, once, with a reason', () => {
  const { db } = opened()
  expect(latestApproved(db)).toBeUndefined()
  const { resultId } = judged(db, 'negative')
  const first = approve(db, 'n1', [{ resultId, handling: null }])
  const second = approve(db, 'n2', [{ resultId, handling: null }], 5)
  expect(noticeById(db, first.id)).toEqual({
    id: 'n1',
    noticeNo: 'GS-20260301-01',
    day: '2026-03-01',
    content: first.content,
    sha256,
    approvedAt: at(),
    approvedBy: '站长',
    withdrawnAt: null,
    withdrawnBy: null,
    withdrawnWhy: null,
    resultIds: [resultId],
  })
  expect(latestApproved(db)?.id).toBe(second.id)
  expect(latestApproved(db, '2026-03-02')).toBeUndefined()
  withdrawNotice(db, { noticeId: second.id, why: '写错', by: '站长', at: at(6) })
  expect(() => withdrawNotice(db, { noticeId: second.id, why: '再', by: '站长', at: at(7) })).toThrow('UNIQUE')
  expect(noticeById(db, second.id)).toMatchObject({ withdrawnAt: at(6), withdrawnBy: '站长', withdrawnWhy: '写错' })
  expect(latestApproved(db, '2026-03-01')?.id).toBe(first.id)
  expect(noticesOfDay(db, '2026-03-01').map(({ id }) => id)).toEqual(['n1', 'n2'])
  expect(newestNotices(db, 1).map(({ id }) => id)).toEqual(['n2'])
  appendPublication(db, { noticeId: first.id, channel: 'lan', sha256, at: at(8) })
  expect(publicationsOf(db, first.id)).toEqual([{ channel: 'lan', sha256, at: at(8) }])
  expect(() => noticeById(db, 'none' as NoticeId)).toThrow('not-found')
})

test('candidates: the day’s finished results with what the board says already, and cases that moved that day', () => {
  const { db } = opened()
  const negative = judged(db, 'negative').resultId
  judged(db, 'undecided')
  judged(db, 'invalid')
  judged(db, 'negative', { control: true })
  const { id: sampleId } = taken(db)
  const id = failureId('case')
  insertFailure(db, { id, caseNo: 'CZ-20260301-01', sampleId, item: 'x', stage: 'retest-due', at: at() })
  const first = judged(db, 'positive', { sampleId, failureId: id }).resultId
  const deciding = judged(db, 'positive', { sampleId, failureId: id, round: 'retest-2' }).resultId
  saveFailureStage(db, { id, stage: 'disposal-due', clock: null, decidingResultId: deciding })
  const found = (period = day) =>
    candidatesForNotice(db, period).map(({ resultId, published, publishedHandling }) => [
      resultId,
      published,
      publishedHandling,
    ])
  expect(found()).toEqual([
    [negative, false, null],
    [first, false, null],
    [deciding, false, null],
  ])
  expect(candidatesForNotice(db, day)[0]).toMatchObject({
    sampleKind: 'ordinary',
    control: false,
    stallCode: 'A-12',
    food: '韭菜',
    failureId: null,
    testedAt: at(),
  })

  approve(db, 'n1', [{ resultId: deciding, handling: 'sale-suspended' }])
  const newer = approve(db, 'n2', [{ resultId: deciding, handling: 'disposal-due' }])
  expect(found().at(-1)).toEqual([deciding, true, 'disposal-due'])
  withdrawNotice(db, { noticeId: newer.id, why: 'x', by: 'y', at: at() })
  expect(found().at(-1)).toEqual([deciding, true, 'sale-suspended'])

  // The next day nothing was tested, but the case moved: its deciding result is a candidate of that day too.
  expect(found(nextDay)).toEqual([])
  appendFailureEvent(db, { failureId: id, kind: 'dispose', data: {}, at: at(24 * 60), by: '王敏' })
  expect(found(nextDay)).toEqual([[deciding, true, 'sale-suspended']])
})

test('upload facts: owed results of the time, all platforms or one', () => {
  const { db } = opened()
  const owe = (name: string, state: 'waiting' | 'held', minutes: number, platform = 'county') => {
    const { resultId } = judged(db, 'negative', { at: at(minutes) })
    const subject = { subjectKind: 'result', subjectId: String(resultId), payload: '{}', reason: null } as const
    insertEntry(db, {
      id: name as EntryId,
      platform,
      ...subject,
      state,
      nextAt: state === 'waiting' ? at() : null,
      at: at(),
    })
  }
  owe('a', 'waiting', 0)
  owe('b', 'waiting', 1)
  owe('c', 'held', 2)
  owe('d', 'waiting', 3, 'city')
  owe('e', 'waiting', 24 * 60)
  moveEntry(db, { id: 'a' as EntryId, state: 'acknowledged', nextAt: null, tries: 1, receipt: 'R', reason: null })
  expect(uploadFacts(db, day)).toEqual([
    { state: 'acknowledged', receipt: 'R', dueAt: null },
    { state: 'waiting', receipt: null, dueAt: null },
    { state: 'held', receipt: null, dueAt: null },
    { state: 'waiting', receipt: null, dueAt: null },
  ])
  expect(uploadRate(db, day)).toEqual({ done: 1, due: 3 })
  expect(uploadRate(db, day, 'county')).toEqual({ done: 1, due: 2 })
  expect(uploadRate(db, { from: 'x', until: 'y' })).toEqual({ done: 0, due: 0 })
})

test('publication facts: first shown by a notice that stands; the list of what is late is the rate’s gap', () => {
  const { db } = opened()
  const inTime = judged(db, 'negative').resultId
  const late = judged(db, 'negative', { at: at(1) }).resultId
  const never = judged(db, 'negative', { at: at(2) }).resultId
  const notYet = judged(db, 'negative', { at: at(60) }).resultId
  for (const [name, resultId, minutes] of [
    ['n1', inTime, 30],
    ['n2', inTime, 40],
    ['n3', late, 61],
  ] as const) {
    const { id } = approve(db, name, [{ resultId, handling: null }])
    appendPublication(db, { noticeId: id, channel: 'board', sha256, at: at(minutes) })
  }
  expect(
    publicationFacts(db, day).map(({ resultId, finishedAt, publishedAt }) => [resultId, finishedAt, publishedAt]),
  ).toEqual([
    [inTime, at(), at(30)],
    [late, at(1), at(61)],
    [never, at(2), null],
    [notYet, at(60), null],
  ])
  // Before 09:00 at the site, which is an hour after 08:00; what is tested at 09:00 is due the next day.
  const query = { missing: 'publication', period: day, publishBefore: '09:00', after: null, limit: 9 } as const
  const missing = (now: number) => resultsPage(db, { ...query, now: at(now) }).rows.map(({ id }) => id)
  expect(missing(60)).toEqual([late])
  expect(missing(61)).toEqual([never, late])
  expect(missing(60 + 24 * 60 + 1)).toEqual([notYet, never, late])
})

test('destruction facts: cases of the time, and older ones that had not ended', () => {
  const { db } = opened()
  const open = (name: string, minutes: number) => {
    const id = failureId(name)
    insertFailure(db, {
      id,
      caseNo: `CZ-20260301-${name}`,
      sampleId: taken(db).id,
      item: 'x',
      stage: 'retest-due',
      at: at(minutes),
    })
    return id
  }
  const [endedBefore, openBefore, today, tomorrow] = [open('1', -2000), open('2', -2000), open('3', 5), open('4', 2000)]
  const endedToday = open('5', -2000)
  saveFailureStage(db, { id: endedBefore, stage: 'closed', clock: null, decidingResultId: null })
  saveFailureStage(db, { id: endedToday, stage: 'closed', clock: null, decidingResultId: null })
  appendFailureEvent(db, { failureId: endedToday, kind: 'close', data: {}, at: at(9), by: 'x' })
  expect(destructionFacts(db, day)).toEqual(
    [openBefore, today, endedToday].map((id) => ({ failureId: id, stockKg: '12.5' })),
  )
  expect(destructionFacts(db, nextDay).map((fact) => fact.failureId)).toContain(tomorrow)
})

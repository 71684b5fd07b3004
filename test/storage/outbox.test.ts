/** The outbox: due in order, one debt for each subject and platform, counted without counting. */

import { expect, test } from 'vitest'
import type { EntryId } from '#core/ids.ts'
import type { EntryState } from '#core/outbox/entry.ts'
import { insertFailure } from '#storage/failures.ts'
import type { Db } from '#storage/open.ts'
import {
  appendAttempt,
  attemptsOf,
  countsOfPlatform,
  dueEntries,
  entriesPage,
  entryById,
  insertEntry,
  moveEntry,
  oldestUnsent,
  receiptOfFailure,
  resultsNotOwed,
  unsentCount,
} from '#storage/outbox.ts'
import { at, failureId, judged, opened, taken } from './opened.ts'

const id = (name: string) => name as EntryId

function owe(db: Db, name: string, state: EntryState = 'waiting', minutes = 0, platform = 'county') {
  const { resultId } = judged(db, 'negative', { at: at(minutes) })
  const nextAt = state === 'waiting' ? at(minutes) : null
  const subject = { subjectKind: 'result', subjectId: String(resultId) } as const
  insertEntry(db, {
    id: id(name),
    platform,
    ...subject,
    payload: `{"recordId":"${name}"}`,
    state,
    reason: null,
    nextAt,
    at: at(minutes),
  })
  return resultId
}

test('due now, the longest due first, for one platform, no more than asked', () => {
  const { db } = opened()
  owe(db, 'late', 'waiting', 9)
  owe(db, 'second', 'waiting', 2)
  owe(db, 'first', 'waiting', 1)
  owe(db, 'held', 'held')
  owe(db, 'other', 'waiting', 0, 'city')
  const names = (minutes: number, limit = 9) => dueEntries(db, 'county', at(minutes), limit).map((entry) => entry.id)
  expect(names(0)).toEqual([])
  expect(names(2)).toEqual(['first', 'second'])
  expect(names(9)).toEqual(['first', 'second', 'late'])
  expect(names(9, 1)).toEqual(['first'])
  expect(entryById(db, id('held'))).toMatchObject({
    state: 'held',
    nextAt: null,
    tries: 0,
    payload: '{"recordId":"held"}',
  })
  expect(() => entryById(db, id('none'))).toThrow('not-found')
})

test('a subject is owed to a platform once', () => {
  const { db } = opened()
  const resultId = owe(db, 'a')
  const again = {
    platform: 'county',
    subjectKind: 'result',
    subjectId: String(resultId),
    payload: '{}',
    state: 'held',
    reason: null,
    nextAt: null,
    at: at(),
  } as const
  expect(() => insertEntry(db, { ...again, id: id('b') })).toThrow('UNIQUE')
  insertEntry(db, { ...again, id: id('c'), platform: 'city' })
})

test('moved, with every attempt beside it', () => {
  const { db } = opened()
  owe(db, 'a')
  const attempt = { entryId: id('a'), requestSha256: 'a'.repeat(64), answer: '{}', ms: 12.6, at: at(1) }
  appendAttempt(db, { ...attempt, outcome: 'unknown', receipt: null, reason: 'time-out' })
  moveEntry(db, { id: id('a'), state: 'waiting', nextAt: at(2), tries: 1, receipt: null, reason: 'time-out' })
  expect(entryById(db, id('a'))).toMatchObject({ state: 'waiting', nextAt: at(2), tries: 1, reason: 'time-out' })
  appendAttempt(db, { ...attempt, outcome: 'acknowledged', receipt: 'R-1', reason: '' })
  moveEntry(db, { id: id('a'), state: 'acknowledged', nextAt: null, tries: 2, receipt: 'R-1', reason: null })
  expect(attemptsOf(db, id('a')).map(({ outcome, receipt, ms }) => [outcome, receipt, ms])).toEqual([
    ['unknown', null, 13],
    ['acknowledged', 'R-1', 13],
  ])
  expect(dueEntries(db, 'county', at(99), 9)).toEqual([])
  expect(() =>
    moveEntry(db, { id: id('none'), state: 'held', nextAt: null, tries: 0, receipt: null, reason: null }),
  ).toThrow('not-found')
})

test('counts, oldest debt and pages follow every move', () => {
  const { db } = opened()
  expect(oldestUnsent(db)).toBeNull()
  owe(db, 'a', 'waiting', 1)
  owe(db, 'b', 'waiting', 2)
  owe(db, 'c', 'held', 0)
  owe(db, 'd', 'waiting', 3, 'city')
  expect(oldestUnsent(db)).toEqual(at(1))
  expect(oldestUnsent(db, 'city')).toEqual(at(3))
  moveEntry(db, { id: id('a'), state: 'acknowledged', nextAt: null, tries: 1, receipt: 'R', reason: null })
  moveEntry(db, { id: id('b'), state: 'parked', nextAt: null, tries: 1, receipt: null, reason: 'refused' })
  expect(countsOfPlatform(db, 'county')).toEqual({ waiting: 0, acknowledged: 1, parked: 1, held: 1 })
  expect(countsOfPlatform(db, 'city')).toEqual({ waiting: 1, acknowledged: 0, parked: 0, held: 0 })
  expect(countsOfPlatform(db, 'none')).toEqual({ waiting: 0, acknowledged: 0, parked: 0, held: 0 })
  expect(oldestUnsent(db, 'county')).toEqual(at(2))
  expect(unsentCount(db)).toBe(2)
  const names = (query: { platform?: string; state?: EntryState }) =>
    entriesPage(db, { ...query, after: null, limit: 9 }).rows.map((entry) => entry.id)
  expect(names({})).toEqual(['d', 'c', 'b', 'a'])
  expect(names({ platform: 'county' })).toEqual(['c', 'b', 'a'])
  expect(names({ state: 'parked' })).toEqual(['b'])
  expect(names({ platform: 'county', state: 'acknowledged' })).toEqual(['a'])
  const page = entriesPage(db, { after: null, limit: 3 })
  expect(entriesPage(db, { after: page.next, limit: 3 })).toMatchObject({ rows: [{ id: 'a' }], next: null })
})

test('a platform that came later is owed what came before, except controls; nothing is looked at twice', () => {
  const { db } = opened()
  const first = owe(db, 'a')
  const second = judged(db, 'negative').resultId
  judged(db, 'negative', { control: true })
  const third = judged(db, 'undecided').resultId
  expect(resultsNotOwed(db, 'county', 9)).toEqual([second, third])
  expect(resultsNotOwed(db, 'county', 1)).toEqual([second])
  expect(resultsNotOwed(db, 'city', 9)).toEqual([first, second, third])
  for (const resultId of [second, third]) {
    insertEntry(db, {
      id: id(`late-${resultId}`),
      platform: 'county',
      subjectKind: 'result',
      subjectId: String(resultId),
      payload: '{}',
      state: 'held',
      reason: null,
      nextAt: null,
      at: at(),
    })
  }
  expect(resultsNotOwed(db, 'county', 9)).toEqual([])
  const fourth = judged(db, 'negative').resultId
  expect(resultsNotOwed(db, 'county', 9)).toEqual([fourth])
  expect(resultsNotOwed(db, 'city', 9)).toEqual([first, second, third, fourth])
})

test('the receipt of a case’s destruction', () => {
  const { db } = opened()
  const failure = failureId('case')
  insertFailure(db, {
    id: failure,
    caseNo: 'CZ-20260301-01',
    sampleId: taken(db).id,
    item: 'x',
    stage: 'retest-due',
    at: at(),
  })
  insertEntry(db, {
    id: id('f'),
    platform: 'county',
    subjectKind: 'failure',
    subjectId: failure,
    payload: '{}',
    state: 'waiting',
    reason: null,
    nextAt: at(),
    at: at(),
  })
  expect(entryById(db, id('f')).subject).toEqual({ kind: 'failure', id: failure })
  expect(receiptOfFailure(db, failure)).toBeUndefined()
  appendAttempt(db, {
    entryId: id('f'),
    outcome: 'acknowledged',
    requestSha256: 'a'.repeat(64),
    answer: '',
    receipt: 'R-9',
    reason: '',
    ms: 1,
    at: at(4),
  })
  moveEntry(db, { id: id('f'), state: 'acknowledged', nextAt: null, tries: 1, receipt: 'R-9', reason: null })
  expect(receiptOfFailure(db, failure)).toEqual({ platform: 'county', receipt: 'R-9', at: at(4) })
})

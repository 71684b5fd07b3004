/** Cases: opened, moved, listed, with their events, evidence and record as they were handed in. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { EvidenceId } from '#core/ids.ts'
import {
  appendFailureEvent,
  eventsOf,
  evidenceById,
  evidenceBytes,
  evidenceOf,
  failureById,
  failuresPage,
  insertEvidence,
  insertFailure,
  insertRecord,
  nextCaseNo,
  nextRecordNo,
  openFailureCounts,
  openFailureOf,
  recordOf,
  saveFailureStage,
} from '#storage/failures.ts'
import type { Db } from '#storage/open.ts'
import { at, failureId, opened, taken } from './opened.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function openCase(db: Db, name: string, item = '有机磷') {
  const { id: sampleId, sampleNo } = taken(db)
  const id = failureId(name)
  insertFailure(db, { id, caseNo: nextCaseNo(db, '2026-03-01'), sampleId, item, stage: 'retest-due', at: at() })
  return { id, sampleId, sampleNo }
}

test('a case with its sample, numbered within its day, with the clock it was given', () => {
  const { db } = opened()
  const { id, sampleId, sampleNo } = openCase(db, 'a')
  const clock = { dueAt: at(240), next: 'let-deadline-pass', basis: 'food-safety-law-88' } as const
  saveFailureStage(db, { id, stage: 'objection-open', clock, decidingResultId: null })
  expect(failureById(db, id)).toEqual({
    id,
    caseNo: 'CZ-20260301-01',
    sampleId,
    sampleNo,
    stallCode: 'A-12',
    stallName: '王记蔬菜',
    food: '韭菜',
    item: '有机磷',
    stage: 'objection-open',
    clock,
    openedAt: at(),
  })
  expect(nextCaseNo(db, '2026-03-01')).toBe('CZ-20260301-02')
  expect(nextCaseNo(db, '2026-03-02')).toBe('CZ-20260302-01')
  expect(() => failureById(db, failureId('none'))).toThrow('not-found')
  expect(() =>
    saveFailureStage(db, { id: failureId('none'), stage: 'cleared', clock: null, decidingResultId: null }),
  ).toThrow('0 rows')
})

test('open cases of a sample and item, the list of open and of ended ones, the counts', () => {
  const { db } = opened()
  const [a, b, c] = [openCase(db, 'a'), openCase(db, 'b'), openCase(db, 'c')]
  saveFailureStage(db, { id: b.id, stage: 'disposal-due', clock: null, decidingResultId: null })
  saveFailureStage(db, { id: c.id, stage: 'cleared', clock: null, decidingResultId: null })
  expect(openFailureOf(db, a.sampleId, '有机磷')?.id).toBe(a.id)
  expect(openFailureOf(db, a.sampleId, '恩诺沙星')).toBeUndefined()
  expect(openFailureOf(db, c.sampleId, '有机磷')).toBeUndefined()
  expect(openFailureCounts(db)).toEqual({ retest: 1, disposal: 1 })
  const names = (open?: boolean) => failuresPage(db, { open, after: null, limit: 9 }).rows.map(({ id }) => id)
  expect(names()).toEqual([c.id, b.id, a.id])
  expect(names(true)).toEqual([b.id, a.id])
  expect(names(false)).toEqual([c.id])
  const page = failuresPage(db, { after: null, limit: 2 })
  expect(failuresPage(db, { after: page.next, limit: 2 })).toMatchObject({ rows: [{ id: a.id }], next: null })
})

test('events in order, data as it was', () => {
  const { db } = opened()
  const { id } = openCase(db, 'a')
  const data = { event: { kind: 'accept', signer: '王五' }, to: 'disposal-due', clock: null }
  appendFailureEvent(db, { failureId: id, kind: 'accept', data, at: at(2), by: '王敏' })
  appendFailureEvent(db, { failureId: id, kind: 'close', data: {}, at: at(1), by: '站长' })
  expect(eventsOf(db, id)).toEqual([
    { failureId: id, kind: 'accept', data, at: at(2), by: '王敏' },
    { failureId: id, kind: 'close', data: {}, at: at(1), by: '站长' },
  ])
})

test('evidence and record: the very bytes, with their hash', () => {
  const { db } = opened()
  const { id } = openCase(db, 'a')
  const bytes = Uint8Array.from([0xff, 0xd8, 0, 1, 2])
  const photo = { id: 'e1' as EvidenceId, failureId: id, name: '现场.jpg', mime: 'image/jpeg' }
  const row = insertEvidence(db, { ...photo, bytes, at: at(), by: '王敏' })
  expect(row).toEqual({ ...photo, sha256: sha256(bytes), size: 5, addedAt: at(), addedBy: '王敏', film: false })
  expect(evidenceById(db, photo.id)).toEqual(row)
  expect(evidenceOf(db, id)).toEqual([row])
  expect([...evidenceBytes(db, photo.id)]).toEqual([...bytes])

  expect(recordOf(db, id)).toBeUndefined()
  const pdf = Buffer.from('%PDF-1.7')
  expect(nextRecordNo(db, '2026-03-01')).toBe('XH-20260301-01')
  expect(insertRecord(db, { failureId: id, recordNo: 'XH-20260301-01', pdf, at: at(5) })).toEqual({
    sha256: sha256(pdf),
  })
  expect(recordOf(db, id)).toEqual({ failureId: id, recordNo: 'XH-20260301-01', pdf, sha256: sha256(pdf), at: at(5) })
  expect(nextRecordNo(db, '2026-03-01')).toBe('XH-20260301-02')
  expect(() => insertRecord(db, { failureId: id, recordNo: 'XH-20260301-02', pdf, at: at(6) })).toThrow('UNIQUE')
})

/** What happened stays as it was: the database itself refuses, whoever asks. */

import { describe, expect, test } from 'vitest'
import type { EntryId, EvidenceId, NoticeId, ResultId, SampleId } from '#core/ids.ts'
import { noDetails } from '#core/sample/details.ts'
import { appendAudit } from '#storage/audit.ts'
import { insertTruth } from '#storage/blind.ts'
import { appendEntry } from '#storage/catalog.ts'
import { insertImport } from '#storage/catalog-imports.ts'
import { insertClaim, settleClaim, withdrawSettlement } from '#storage/claims.ts'
import { insertControlRun, insertFindings, insertOverride } from '#storage/controls.ts'
import { insertCorrection } from '#storage/corrections.ts'
import { insertDrawing } from '#storage/drawings.ts'
import {
  appendFailureEvent,
  insertEvidence,
  insertFailure,
  insertFilm,
  insertRecord,
  saveFailureStage,
} from '#storage/failures.ts'
import { insertKitUse } from '#storage/kit-uses.ts'
import { appendPublication, insertNotice, withdrawNotice } from '#storage/notices.ts'
import { type Db, markDemo } from '#storage/open.ts'
import { appendAttempt, insertEntry, moveEntry } from '#storage/outbox.ts'
import { insertUnit } from '#storage/outcomes.ts'
import { insertLaboratoryResult, insertReferral } from '#storage/referrals.ts'
import { insertResult, resultById } from '#storage/results.ts'
import { insertDetails } from '#storage/sample-details.ts'
import { insertPhoto } from '#storage/sample-photos.ts'
import { insertSheetSignature } from '#storage/sample-signatures.ts'
import { appendSignature } from '#storage/signatures.ts'
import { insertStrip, insertStripEnd, insertStripPhoto, insertStripRead } from '#storage/strips.ts'
import { at, failureId, heard, judged, opened } from './opened.ts'

const sha256 = 'a'.repeat(64)
const case1 = failureId('case-1')
const entry1 = 'entry-1' as EntryId
const notice1 = 'notice-1' as NoticeId

/** One row at least in every table that is kept for ever. */
function everything(): Db {
  const { db } = opened()
  markDemo(db)
  const { resultId, sampleId } = judged(db, 'negative')
  insertUnit(db, { port: 'p1', sha256, interrupted: true, at: at() })
  const { readingId } = heard(db)
  insertClaim(db, { readingId, reason: 'unknown-sample', at: at() })
  settleClaim(db, { readingId, resultId: null, by: '王敏', why: '空白', at: at() })
  withdrawSettlement(db, { id: 1, resultId: null, by: '王敏', why: '看错', at: at() })
  insertFailure(db, { id: case1, caseNo: 'CZ-20260301-01', sampleId, item: 'x', stage: 'retest-due', at: at() })
  appendFailureEvent(db, { failureId: case1, kind: 'opened', data: {}, at: at(), by: 'p1' })
  insertEvidence(db, {
    id: 'e1' as EvidenceId,
    failureId: case1,
    name: 'a.jpg',
    mime: 'image/jpeg',
    bytes: Buffer.from('jpg'),
    at: at(),
    by: '王敏',
  })
  insertFilm(db, {
    id: 'e2' as EvidenceId,
    failureId: case1,
    name: 'a.mp4',
    mime: 'video/mp4',
    size: 9,
    sha256,
    at: at(),
    by: '王敏',
  })
  insertDrawing(db, { failureId: case1, signer: '李强', shown: '[]', png: Buffer.from('png'), at: at() })
  const slip = { fact: 'notification.receiver', before: 'a', after: 'b', why: 'c', by: '王敏', at: at() } as const
  insertCorrection(db, case1, slip)
  const file = { text: '{}', sha256, key: 'k' }
  const sent = { referralNo: 'SJ-1', caseNo: 'CZ-1', sender: '快检室', fields: {}, file, at: at(), by: '王敏' }
  insertReferral(db, { ...sent, id: 'r1', direction: 'sent', failureId: case1 })
  const result = { reportNo: 'B', laboratory: '中心', method: 'GB', value: '1', passed: false }
  insertLaboratoryResult(db, 1, { result, file, why: '', at: at(), by: '王敏' })
  insertRecord(db, { failureId: case1, recordNo: 'XH-20260301-01', pdf: Buffer.from('%PDF'), at: at() })
  insertEntry(db, {
    id: entry1,
    platform: 'county',
    subjectKind: 'result',
    subjectId: String(resultId),
    payload: '{}',
    state: 'waiting',
    reason: null,
    nextAt: at(),
    at: at(),
  })
  appendAttempt(db, {
    entryId: entry1,
    outcome: 'retry',
    requestSha256: sha256,
    answer: '',
    receipt: null,
    reason: 'http: 500',
    ms: 12,
    at: at(),
  })
  const content = {
    noticeNo: 'GS-20260301-01',
    site: 's',
    day: '2026-03-01',
    totals: { tested: 1, passed: 1, open: 0 },
    rows: [],
    complaintPhone: '12315',
    demo: true,
  }
  insertNotice(db, {
    id: notice1,
    noticeNo: 'GS-20260301-01',
    day: '2026-03-01',
    content,
    sha256,
    results: [{ resultId, handling: null }],
    at: at(),
    by: '王敏',
  })
  appendPublication(db, { noticeId: notice1, channel: 'board', sha256, at: at() })
  withdrawNotice(db, { noticeId: notice1, why: '写错', by: '王敏', at: at() })
  appendAudit(db, { at: at(), by: '王敏', action: 'x', subject: 'y', detail: 'z' })
  const stall = { code: 'A-12', name: '王记蔬菜' }
  const entry = { list: 'stall', key: 'A-12', data: stall, sealed: null, retired: false, searchText: 'a-12' } as const
  appendEntry(db, { ...entry, source: 'person', at: at(), by: '王敏' })
  const counts = { rows: 1, new: 1, changed: 0, same: 0, refused: 0 }
  insertImport(db, { batch: 'b1', list: 'stall', fileName: 'a.csv', sha256, counts, at: at(), by: '王敏' })
  appendSignature(db, { personId: null, by: '王敏', meaning: 'test', subject: 'y', sha256, proven: false, at: at() })
  insertDetails(db, sampleId, { details: noDetails, by: '王敏', at: at() })
  const photo = { id: 'p1', sampleId, subject: 'sample', name: 'a.jpg', mime: 'image/jpeg' } as const
  insertPhoto(db, { ...photo, bytes: Buffer.from('jpg'), by: '王敏', at: at() })
  const signed = { signer: 'stall-holder', name: '王五', strokes: [], signatureId: null } as const
  insertSheetSignature(db, sampleId, { ...signed, sheetSha256: sha256, at: at() })
  control(db, resultId, sampleId)
  return db
}

function control(db: Db, resultId: ResultId, sampleId: SampleId): void {
  const by = { by: '王敏', at: at() }
  const used = { port: 'p1', item: 'x', kit: 'k', lot: 'l', bufferLot: null, operator: '王敏' }
  const kitUse = insertKitUse(db, { ...used, ...by })
  const run = { kind: 'blank', outcome: 'passed', verdict: 'negative', port: 'p1', item: 'x', method: 'm' } as const
  const { readingId } = heard(db)
  insertControlRun(db, { ...run, readingId, resultId: null, kitLot: null, day: '2026-03-01', at: at() })
  insertFindings(db, resultId, [{ code: 'kit-unknown', level: 'warn', detail: '' }])
  const given = { batch: '[]', codes: ['kit-expired'], why: 'x', operator: '李军', sha256, proven: false } as const
  insertOverride(db, { ...given, ...by })
  insertTruth(db, { sampleId, item: 'x', truth: 'positive', laboratory: 'l', reportNo: 'r', ...by })
  const window = { fromSeconds: 300, untilSeconds: 600 }
  const strip = insertStrip(db, { sampleId, item: 'x', method: 'm', kitUse, ...window, twoReaders: false, ...by })
  const photo = { name: 'a.jpg', mime: 'image/jpeg', bytes: Buffer.from('jpg'), shotAt: null }
  insertStripPhoto(db, { strip, subject: 'strip', ...photo, ...by })
  insertStripRead(db, { strip, place: 1, word: 'negative', ...by })
  insertStripEnd(db, strip, { resultId: null, why: 'x', ...by })
}

const kept: readonly [table: string, column: string][] = [
  ['meta', 'value'],
  ['frames', 'bytes'],
  ['units', 'interrupted'],
  ['readings', 'value'],
  ['outcomes', 'reason'],
  ['samples', 'food'],
  ['results', 'verdict'],
  ['claim_settlements', 'why'],
  ['claim_withdrawals', 'why'],
  ['failure_events', 'data'],
  ['evidence', 'bytes'],
  ['films', 'sha256'],
  ['drawings', 'png'],
  ['corrections', 'after'],
  ['referrals', 'text'],
  ['laboratory_answers', 'result'],
  ['records', 'pdf'],
  ['attempts', 'answer'],
  ['notices', 'content'],
  ['notice_results', 'place'],
  ['withdrawals', 'why'],
  ['publications', 'shown_at'],
  ['audit', 'detail'],
  ['catalog_entries', 'data'],
  ['catalog_imports', 'counts'],
  ['signatures', 'meaning'],
  ['sample_details', 'data'],
  ['sample_photos', 'bytes'],
  ['sample_signatures', 'name'],
  ['kit_uses', 'lot'],
  ['control_runs', 'outcome'],
  ['result_findings', 'findings'],
  ['condition_overrides', 'why'],
  ['blind_truths', 'truth'],
  ['strips', 'started_at'],
  ['strip_photos', 'bytes'],
  ['strip_reads', 'word'],
  ['strip_ends', 'result_id'],
]

describe.each(kept)('%s', (table, column) => {
  test('cannot be changed, deleted or replaced', () => {
    const db = everything()
    const rows = () => db.prepare(`SELECT * FROM ${table}`).all()
    const before = rows()
    expect(before.length).toBeGreaterThan(0)
    expect(() => db.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow(`${table} is append-only`)
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(`${table} is append-only`)
    expect(() => db.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).toThrow(`${table} is append-only`)
    expect(rows()).toEqual(before)
  })
})

test('this list is the list of the database', () => {
  const guarded = opened()
    .db.prepare(
      "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%is append-only%' GROUP BY tbl_name",
    )
    .pluck()
    .all()
  expect(guarded).toEqual(kept.map(([table]) => table).sort())
})

test('a result cannot say that an instrument measured what a person read, nor the other way round', () => {
  const { db } = opened()
  const strip = heard(db, {}, 'manual', at(), 'manual/strip')
  const machine = heard(db)
  const { sampleId } = judged(db, 'negative')
  const row = { sampleId, item: 'x', method: 'm', value: '阴性', unit: null, verdict: 'negative', reason: 'r' } as const
  const rest = { basis: null, round: 'first', control: false, failureId: null, at: at() } as const
  expect(() => insertResult(db, { ...row, ...rest, readingId: strip.readingId })).toThrow('manual when its reading')
  expect(() => insertResult(db, { ...row, ...rest, readingId: machine.readingId, recordOrigin: 'manual' })).toThrow(
    'manual when its reading',
  )
  const id = insertResult(db, { ...row, ...rest, readingId: strip.readingId, recordOrigin: 'manual' })
  expect(resultById(db, id).recordOrigin).toBe('manual')
  expect(() => db.exec("UPDATE results SET origin = 'instrument'")).toThrow('append-only')
})

describe('the outbox', () => {
  const receipt = { id: entry1, state: 'acknowledged', nextAt: null, tries: 1, receipt: 'R-1', reason: null } as const

  test('keeps identity and payload, and every row', () => {
    const db = everything()
    expect(() => db.exec('UPDATE outbox SET payload = \'{"value":"0"}\'')).toThrow('keeps its identity')
    expect(() => db.exec("UPDATE outbox SET id = 'other'")).toThrow('keeps its identity')
    expect(() => db.exec('DELETE FROM outbox')).toThrow('never deleted')
  })

  test('an acknowledged entry never moves again', () => {
    const db = everything()
    moveEntry(db, receipt)
    expect(() => db.exec("UPDATE outbox SET state = 'waiting', next_at = 'x', receipt = NULL")).toThrow(
      'never moves again',
    )
    expect(() => moveEntry(db, { ...receipt, state: 'parked', receipt: null })).toThrow('cannot become parked')
    // A late answer that says the same again is no error and changes nothing.
    moveEntry(db, { ...receipt, receipt: 'R-2' })
    expect(db.prepare('SELECT receipt FROM outbox').pluck().get()).toBe('R-1')
  })

  test('there is no acknowledgement without a receipt', () => {
    expect(() => moveEntry(everything(), { ...receipt, receipt: ' ' })).toThrow('CHECK')
  })
})

test('an ended case never moves again, and no case is deleted', () => {
  const db = everything()
  expect(() => db.exec("UPDATE failures SET case_no = 'x'")).toThrow('keeps its identity')
  saveFailureStage(db, { id: case1, stage: 'cleared', clock: null, decidingResultId: null })
  const again = { id: case1, stage: 'retest-due', clock: null, decidingResultId: null } as const
  expect(() => saveFailureStage(db, again)).toThrow('ended')
  expect(() => db.exec('DELETE FROM failures')).toThrow('never deleted')
})

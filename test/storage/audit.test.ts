/** The audit's chain, the settings, and the exports a person takes away. */

import { describe, expect, test } from 'vitest'
import type { EntryId } from '#core/ids.ts'
import { appendAudit, auditOf, auditPage, verifyAudit } from '#storage/audit.ts'
import { type ExportSubject, exportSubjects, rowsOf } from '#storage/exporting.ts'
import { appendFailureEvent, insertFailure } from '#storage/failures.ts'
import { type Db, openForReading } from '#storage/open.ts'
import { insertEntry } from '#storage/outbox.ts'
import { readSetting, settingOf, writeSetting } from '#storage/settings.ts'
import { at, failureId, heard, judged, opened } from './opened.ts'

const entry = { by: '王敏', action: 'sample.register', subject: '20260301-0001', detail: '{"food":"韭菜"}' }

function audited(): Db {
  const { db } = opened()
  for (let index = 0; index < 5; index += 1) appendAudit(db, { ...entry, at: at(index), detail: `${index}` })
  return db
}

describe('the audit', () => {
  test('is whole as it was written, newest first in pages', () => {
    const db = audited()
    expect(verifyAudit(db)).toMatchObject({ kind: 'whole', rows: 5 })
    const page = auditPage(db, { after: null, limit: 3 })
    expect(page.rows.map(({ detail }) => detail)).toEqual(['4', '3', '2'])
    expect(auditPage(db, { after: page.next, limit: 3 }).rows.map(({ detail }) => detail)).toEqual(['1', '0'])
    expect(auditOf(db, entry.subject)).toHaveLength(5)
    expect(auditOf(db, 'other')).toEqual([])
    expect(verifyAudit(opened().db)).toMatchObject({ kind: 'whole', rows: 0 })
  })

  test.each([
    ['a changed word', "UPDATE audit SET detail = 'x' WHERE id = 3", { kind: 'broken', id: 3, reason: 'changed' }],
    ['a changed moment', 'UPDATE audit SET done_zone = 0 WHERE id = 2', { kind: 'broken', id: 2, reason: 'changed' }],
    ['a row taken out', 'DELETE FROM audit WHERE id = 2', { kind: 'broken', id: 2, reason: 'missing' }],
    [
      'two rows that changed places',
      "UPDATE audit SET detail = CASE id WHEN 2 THEN '2' ELSE '1' END WHERE id IN (2, 3)",
      { kind: 'broken', id: 2, reason: 'changed' },
    ],
  ])('finds %s, even by someone who took the triggers away', (_, sql, found) => {
    const db = audited()
    db.exec('DROP TRIGGER audit_refuse_update')
    db.exec('DROP TRIGGER audit_refuse_delete')
    db.exec(sql)
    expect(verifyAudit(db)).toEqual(found)
  })
})

test('a setting, since when and by whom', () => {
  const { db } = opened()
  expect(readSetting(db, 'site')).toBeUndefined()
  expect(settingOf(db, 'site')).toBeUndefined()
  writeSetting(db, 'site', { name: '甲' }, at(1), '王敏')
  writeSetting(db, 'site', { name: '乙' }, at(2), '站长')
  expect(readSetting<{ name: string }>(db, 'site')).toEqual({ name: '乙' })
  expect(settingOf(db, 'site')).toEqual({ value: { name: '乙' }, changedAt: at(2), changedBy: '站长' })
})

describe('exports', () => {
  test('readings carry the names of the terminal’s lines first, then the rest', () => {
    const { db, file } = opened()
    heard(db, { sampleNo: '7', control: true })
    const reader = openForReading(file)
    const [row] = [...rowsOf(reader.db, 'readings')]
    reader.close()
    expect(Object.keys(row ?? {}).slice(0, 9)).toEqual([
      'frame',
      'sampleNo',
      'item',
      'value',
      'unit',
      'flag',
      'measuredAt',
      'channel',
      'control',
    ])
    expect(row).toMatchObject({
      sampleNo: '7',
      value: '12.30',
      flag: null,
      control: true,
      id: 1,
      port: 'p1',
      heardAt: at().utc,
    })
  })

  test('every subject, with rows and without', () => {
    const { db } = opened()
    const counts = () => Object.fromEntries(exportSubjects.map((what) => [what, [...rowsOf(db, what)].length]))
    expect(counts()).toEqual({ frames: 0, readings: 0, results: 0, cases: 0, outbox: 0, audit: 0 })
    const { resultId, sampleId } = judged(db, 'negative')
    const id = failureId('case')
    insertFailure(db, { id, caseNo: 'CZ-20260301-01', sampleId, item: 'x', stage: 'retest-due', at: at() })
    appendFailureEvent(db, { failureId: id, kind: 'opened', data: { to: 'retest-due' }, at: at(), by: 'p1' })
    insertEntry(db, {
      id: 'e' as EntryId,
      platform: 'county',
      subjectKind: 'result',
      subjectId: String(resultId),
      payload: '{}',
      state: 'held',
      reason: 'suspect',
      nextAt: null,
      at: at(),
    })
    appendAudit(db, { ...entry, at: at() })
    expect(counts()).toEqual({ frames: 1, readings: 1, results: 1, cases: 1, outbox: 1, audit: 1 })
    const row = (what: ExportSubject) => [...rowsOf(db, what)][0]
    expect(row('frames')).toMatchObject({ hex: Buffer.from('R|1|12.30\r').toString('hex'), outcomes: 'reading' })
    expect(row('results')).toMatchObject({ verdict: 'negative', control: false, caseNo: null })
    expect(JSON.parse(String(row('cases')?.events))).toMatchObject([{ kind: 'opened', data: { to: 'retest-due' } }])
    expect(row('outbox')).toMatchObject({ subjectKind: 'result', subjectId: String(resultId), state: 'held' })
  })

  test('rows committed while an export runs do not disturb it', () => {
    const { db, file } = opened()
    for (let index = 0; index < 3; index += 1) heard(db)
    const reader = openForReading(file)
    const rows = rowsOf(reader.db, 'readings')
    rows.next()
    heard(db)
    expect([...rows]).toHaveLength(2)
    reader.close()
  })
})

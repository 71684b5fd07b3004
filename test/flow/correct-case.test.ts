/** Corrections of a case: the original stays on every paper, the clocks run from what is right, and the papers say what was signed before. */
import { describe, expect, it } from 'vitest'
import { type Change, correctable } from '#core/failure/correct.ts'
import { timeText } from '#core/failure/facts.ts'
import type { FailureId } from '#core/ids.ts'
import { later } from '#core/time.ts'
import { caseFile } from '#flow/case-file.ts'
import { correctCase } from '#flow/correct-case.ts'
import { notificationPaper, recordPaper } from '#flow/failure-papers.ts'
import { failureState, recordedState } from '#flow/follow-failure.ts'
import { noticeContent } from '#flow/notice-content.ts'
import { referralPaper } from '#flow/refer-case.ts'
import { stepFailure } from '#flow/step-failure.ts'
import { correctionsOf } from '#storage/corrections.ts'
import { failureById } from '#storage/failures.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { disposed, objected, photo, planned, positive, referred, served, walk } from './case-steps.ts'
import { PIN, personWith } from './people.ts'
import { type Room, room } from './room.ts'

const accepted = { kind: 'accept', signer: '李强' } as const
const MINUTE = 60_000
const who = { why: '抄错一格', by: '王敏' }

const correct = (at: Room, id: FailureId, ...changes: readonly Change[]) =>
  correctCase(at.world, id, { changes, ...who })
/** A fact with what it says now. */
const change = (at: Room, id: FailureId, fact: Change['fact'], after: string): Change => ({
  fact,
  before: correctable(failureState(at.world, id)).find((one) => one.fact === fact)?.now ?? '',
  after,
})
const confirmed = {
  kind: 'confirm',
  passed: false,
  reportNo: 'B-9',
  laboratory: '县检验检测中心',
  method: 'GB 23200.113-2018',
  value: '0.2',
  unit: 'mg/kg',
} as const

describe('a correction', () => {
  it('stands beside the original on every paper, the closed record keeps its bytes', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    const evidence = [photo(at, id)]
    await walk(at, id, served(at), accepted, planned(at), disposed(at, evidence), { kind: 'close' })
    const record = await recordPaper(at.world, id)
    const one = change(at, id, 'notification.receiver', '李蔷')
    at.clock.pass(MINUTE)
    correct(at, id, one)
    expect(recordedState(at.world, id).notification?.receiver).toBe('李强')
    expect(await recordPaper(at.world, id)).toEqual(record)
    const corrected = await recordPaper(at.world, id, true)
    expect(corrected.name).toBe('XH-20260302-01-更正.pdf')
    const papers = [corrected, (await caseFile(at.world, id)).file, await notificationPaper(at.world, id)]
    for (const { bytes } of papers) {
      const text = textOf(bytes)
      for (const part of ['更正记录', '签收人', '李强', '李蔷', '抄错一格']) expect(text).toContain(part)
    }
    expect(() => correct(at, id, one)).toThrow(expect.objectContaining({ detail: 'fact-changed-meanwhile' }))
    expect(at.count('corrections')).toBe(1)
    expect(at.count("audit WHERE action = 'failure.correct'")).toBe(1)
  })

  it('of the receipt moves the four hours, in the list too, and what may be done follows it', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    at.clock.pass(10 * MINUTE)
    await walk(at, id, served(at))
    const receivedAt = at.clock.now()
    at.clock.pass(20 * MINUTE)
    correct(at, id, change(at, id, 'notification.receivedAt', timeText(later(receivedAt, -MINUTE))))
    const dueAt = later(receivedAt, 239 * MINUTE)
    expect(failureState(at.world, id).clock?.dueAt).toEqual(dueAt)
    expect(failureById(at.world.db, id).clock?.dueAt).toEqual(dueAt)
    await walk(at, id, { kind: 'seal', quantityKg: '12', place: '冷库', sealNos: ['FC-1'] })
    expect(failureById(at.world.db, id).clock?.dueAt).toEqual(dueAt)
    at.clock.pass(220 * MINUTE - 30_000)
    await expect(walk(at, id, objected)).rejects.toMatchObject({ detail: 'objection-too-late' })
    await walk(at, id, { kind: 'let-deadline-pass' })
  })

  it('that is refused leaves nothing behind, not even what of it was right', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    await walk(at, id, served(at), accepted, planned(at), disposed(at, [photo(at, id)]))
    const before = at.everything()
    const place = change(at, id, 'disposal.place', '东门')
    const less = change(at, id, 'disposal.destroyedKg', '12.3')
    expect(() => correct(at, id, place, less)).toThrow(
      expect.objectContaining({ code: 'failure.not-allowed', detail: 'balance-not-zero: 0.2' }),
    )
    expect(at.everything()).toEqual(before)
    correct(at, id, place, less, change(at, id, 'disposal.keptKg', '0.2'))
    expect(at.count('corrections')).toBe(3)
    expect(at.count("audit WHERE action = 'failure.correct'")).toBe(3)
    expect(failureState(at.world, id).disposal).toMatchObject({ place: '东门', destroyedKg: '12.3', keptKg: '0.2' })
  })

  it('made while a step is being taken is not stepped over', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    await walk(at, id, served(at), accepted, planned(at), disposed(at, [photo(at, id)]))
    const closing = walk(at, id, { kind: 'close' })
    correct(at, id, change(at, id, 'disposal.place', '东门'))
    await expect(closing).rejects.toMatchObject({ detail: 'moved-meanwhile' })
    await walk(at, id, { kind: 'close' })
  })

  it('of a signed disposal is on the record with before and after, and the signatures say what they cover', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    await walk(at, id, served(at), accepted, planned(at))
    const step = disposed(at, [photo(at, id)])
    await personWith(at.world, '王敏', ['operator'])
    await stepFailure(at.world, { id, step, by: '王敏', pins: [{ by: '王敏', pin: PIN }] })
    expect(textOf((await recordPaper(at.world, id)).bytes)).not.toContain('签的是更正前的内容')
    correct(at, id, change(at, id, 'disposal.destroyedKg', '12.3'), change(at, id, 'disposal.keptKg', '0.2'))
    await walk(at, id, { kind: 'close' })
    const record = textOf((await recordPaper(at.world, id)).bytes)
    for (const part of ['签的是更正前的内容', '处置数量', '12.5公斤', '12.3公斤', '留样数量', '0.2公斤', '抄错一格'])
      expect(record).toContain(part)
  })

  it('of a notice drawn on the screen keeps what was signed, and its paper says so', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    const drawing = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const { noticeNo, sha256 } = noticeContent(at.world, id)
    const { createHash } = await import('node:crypto')
    const drawingSha256 = createHash('sha256').update(drawing).digest('hex')
    const receipt = { kind: 'screen', shownSha256: sha256, drawingSha256 } as const
    const step = { ...served(at), noticeNo, receipt } as ReturnType<typeof served>
    await stepFailure(at.world, { id, step, by: '王敏', drawing })
    expect(() => correct(at, id, change(at, id, 'notification.receivedAt', timeText(at.clock.now())))).toThrow(
      expect.objectContaining({ detail: 'fact-unknown: notification.receivedAt' }),
    )
    correct(at, id, change(at, id, 'notification.noticeNo', 'GZ-补1'))
    expect(noticeContent(at.world, id).sha256).toBe(sha256)
    const paper = await notificationPaper(at.world, id)
    expect(paper.name).toBe('GZ-补1.pdf')
    const text = textOf(paper.bytes)
    for (const part of ['签名覆盖更正前的内容', sha256, noticeNo, 'GZ-补1']) expect(text).toContain(part)
  })
})

describe('a laboratory’s result', () => {
  it('is corrected in the case, on the referral too, and the case stays where it is', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    await walk(at, id, served(at), objected, referred, confirmed)
    correct(at, id, change(at, id, 'confirmation.value', '0.21'), change(at, id, 'confirmation.uncertainty', '0.02'))
    correct(at, id, change(at, id, 'confirmation.reportNo', 'B-10'))
    expect(failureState(at.world, id)).toMatchObject({
      stage: 'disposal-due',
      confirmation: { value: '0.21', uncertainty: '0.02', reportNo: 'B-10' },
    })
    const text = textOf((await referralPaper(at.world, id)).bytes)
    for (const part of ['0.21mg/kg(不确定度0.02)', '更正记录', 'B-9', 'B-10', '(空)']) expect(text).toContain(part)
  })

  it('with another conclusion ends the case while the goods lie there, and not once they went', async () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    await walk(at, id, served(at), objected, referred, confirmed, planned(at))
    correct(at, id, change(at, id, 'confirmation.passed', 'passed'))
    expect(failureState(at.world, id).stage).toBe('released')
    expect(failureById(at.world.db, id)).toMatchObject({ stage: 'released', clock: null })
    await expect(walk(at, id, disposed(at, [photo(at, id)]))).rejects.toMatchObject({
      detail: 'not-in-this-stage: dispose in released',
    })
    expect(() => correct(at, id, change(at, id, 'confirmation.passed', 'failed'))).toThrow(
      expect.objectContaining({ detail: 'conclusion-released' }),
    )
    // The words of an ended case may still be set right.
    correct(at, id, change(at, id, 'confirmation.reportNo', 'B-10'))
    expect(textOf((await caseFile(at.world, id)).file.bytes)).toContain('复检结论')
    expect(correctionsOf(at.world.db, id)).toHaveLength(2)
  })
})

/** 送检 between two stations: the room's signed file, the laboratory's signed answer, and every file that is not what it says. */
import { describe, expect, it } from 'vitest'
import { failureState, recordedState } from '#flow/follow-failure.ts'
import {
  correctLaboratory,
  exportResult,
  importReferral,
  inspectReferral,
  receivedPaper,
  receiveReferral,
  recordLaboratory,
} from '#flow/laboratory.ts'
import { exportReferral, importResult, inspectResult, referralPaper } from '#flow/refer-case.ts'
import { signedFile } from '#flow/signed-file.ts'
import { saveSite, siteOf } from '#flow/site.ts'
import { stationKey } from '#flow/station-key.ts'
import { laboratoryResultsOf } from '#storage/referrals.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { objected, positive, referred, served, walk } from './case-steps.ts'
import { type Room, room } from './room.ts'

const result = {
  reportNo: 'JC-2026-0311',
  laboratory: '县检验检测中心',
  method: 'GB 23200.113-2018',
  value: '0.12',
  unit: 'mg/kg',
  uncertainty: '±0.02 mg/kg (k=2)',
  passed: false,
}

function laboratory(): Room {
  const at = room({ needsBlank: false })
  saveSite(at.world, { ...siteOf(at.world), name: '县检验检测中心', kind: 'county-lab' }, '钱工')
  return at
}

async function sent() {
  const here = room({ needsBlank: false })
  saveSite(here.world, { ...siteOf(here.world), name: '康巴什市场快检室' }, '王敏')
  const { id, sampleNo } = positive(here)
  await walk(here, id, served(here), objected, referred)
  return { here, id, sampleNo, file: await exportReferral(here.world, id, '王敏') }
}

async function answered() {
  const room = await sent()
  const there = laboratory()
  const { fingerprint } = inspectReferral(there.world, room.file.text)
  const referral = importReferral(there.world, room.file.text, fingerprint, '钱工')
  recordLaboratory(there.world, referral.id, result, '钱工')
  return { ...room, there, referral, answer: exportResult(there.world, referral.id) }
}

describe('there and back', () => {
  it('carries the national fields and the paper, and brings the confirmatory result into the case', async () => {
    const { here, id, sampleNo, file, there, referral, answer } = await answered()
    expect(file.fileName).toBe('SJ-20260302-01.kjreferral')
    expect(referral).toMatchObject({
      referralNo: 'SJ-20260302-01',
      sender: '康巴什市场快检室',
      fields: {
        样品名称: '菠菜',
        原产地: '山东寿光',
        封签号: 'FT-7',
        异议理由: '不认可',
        备注: `快检样品编号 ${sampleNo}`,
        快检结果: '63.20 %、58.75 %、61.10 %',
      },
    })
    expect(receivedPaper(there.world, referral.id).bytes).toEqual(
      Buffer.from((await referralPaper(here.world, id)).bytes),
    )
    const seen = inspectResult(here.world, answer.text)
    expect(seen).toMatchObject({ ...result, failureId: id, referralNo: 'SJ-20260302-01' })
    await importResult(here.world, answer.text, seen.fingerprint, '王敏')
    const state = failureState(here.world, id)
    expect(state.stage).toBe('disposal-due')
    expect(state.confirmation).toMatchObject({ ...result, file: { fingerprint: seen.fingerprint } })
    const paper = textOf((await referralPaper(here.world, id)).bytes)
    for (const said of ['JC-2026-0311', '0.12mg/kg(不确定度±0.02mg/kg(k=2))', '不合格']) expect(paper).toContain(said)
  })

  it('gives the same files every time, and the same file twice changes nothing', async () => {
    const { here, id, file, there, answer, referral } = await answered()
    expect(await exportReferral(here.world, id, '王敏')).toEqual(file)
    const before = there.everything()
    const again = importReferral(there.world, file.text, inspectReferral(there.world, file.text).fingerprint, '钱工')
    expect(again.id).toBe(referral.id)
    expect(there.everything()).toEqual(before)
    const { fingerprint } = inspectResult(here.world, answer.text)
    await importResult(here.world, answer.text, fingerprint, '王敏')
    const after = here.everything()
    await expect(importResult(here.world, answer.text, fingerprint, '王敏')).rejects.toMatchObject({
      code: 'failure.not-allowed',
    })
    expect(here.everything()).toEqual(after)
  })

  it('takes a referral from paper, and its answer finds the case by the number alone', async () => {
    const { here, id } = await sent()
    const there = laboratory()
    const fields = { 样品名称: '菠菜', 检验项目: '有机磷和氨基甲酸酯类' }
    const said = { referralNo: 'SJ-20260302-01', from: '康巴什市场快检室', fields }
    const { id: referral } = receiveReferral(there.world, said, '钱工')
    expect(() => receiveReferral(there.world, said, '钱工')).toThrow('已经登记过')
    recordLaboratory(there.world, referral, { ...result, passed: true }, '钱工')
    const { text } = exportResult(there.world, referral)
    await importResult(here.world, text, inspectResult(here.world, text).fingerprint, '王敏')
    expect(failureState(here.world, id).stage).toBe('released')
  })
})

describe('an answer that was wrong', () => {
  /** The laboratory's answer stands in the case, and then it says another. */
  async function corrected(changes: Partial<typeof result>) {
    const all = await answered()
    const { here, there, referral, answer } = all
    const { fingerprint } = inspectResult(here.world, answer.text)
    await importResult(here.world, answer.text, fingerprint, '王敏')
    correctLaboratory(there.world, referral.id, { result: { ...result, ...changes }, why: '报告抄错' }, '钱工')
    return { ...all, fingerprint, again: exportResult(there.world, referral.id) }
  }

  it('is set right by the laboratory in a file of its own, and in the case beside the original', async () => {
    const { here, id, there, referral, answer, fingerprint, again } = await corrected({
      value: '0.21',
      reportNo: 'B-2',
    })
    expect(again.fileName).toBe('SJ-20260302-01-更正1.kjresult')
    expect(laboratoryResultsOf(there.world.db, referral.seq).map(({ result: { value }, why }) => [value, why])).toEqual(
      [
        ['0.12', ''],
        ['0.21', '报告抄错'],
      ],
    )
    expect(there.count("audit WHERE action = 'referral.correct'")).toBe(1)
    const seen = inspectResult(here.world, again.text)
    expect(seen.corrects).toEqual({ earlier: [inspectResult(here.world, answer.text).file.sha256], why: '报告抄错' })
    await importResult(here.world, again.text, fingerprint, '王敏')
    const state = failureState(here.world, id)
    expect(state).toMatchObject({
      stage: 'disposal-due',
      confirmation: { value: '0.21', reportNo: 'B-2', file: { sha256: seen.file.sha256, fingerprint } },
    })
    expect(recordedState(here.world, id).confirmation?.value).toBe('0.12')
    const paper = textOf((await referralPaper(here.world, id)).bytes)
    for (const said of ['更正记录', '0.12', '0.21', 'JC-2026-0311', 'B-2', '报告抄错', '实验室签名文件'])
      expect(paper).toContain(said)
    const before = here.everything()
    await expect(importResult(here.world, again.text, fingerprint, '王敏')).rejects.toMatchObject({
      code: 'referral.not-ours',
    })
    expect(here.everything()).toEqual(before)
  })

  it('with another conclusion releases the goods while they lie there', async () => {
    const { here, id, fingerprint, again } = await corrected({ passed: true })
    await importResult(here.world, again.text, fingerprint, '王敏')
    expect(failureState(here.world, id).stage).toBe('released')
  })

  it('is followed over one that never came, and taken as it is where nothing came before', async () => {
    const { here, id, there, referral, fingerprint } = await corrected({ value: '0.21' })
    const result2 = { ...result, value: '0.22', unit: undefined }
    correctLaboratory(there.world, referral.id, { result: result2, why: '又错' }, '钱工')
    const third = exportResult(there.world, referral.id)
    await importResult(here.world, third.text, fingerprint, '王敏')
    expect(failureState(here.world, id).confirmation).toMatchObject({ value: '0.22', unit: '' })

    const fresh = await answered()
    correctLaboratory(fresh.there.world, fresh.referral.id, { result: result2, why: '错' }, '钱工')
    const { text } = exportResult(fresh.there.world, fresh.referral.id)
    await importResult(fresh.here.world, text, inspectResult(fresh.here.world, text).fingerprint, '王敏')
    expect(failureState(fresh.here.world, fresh.id).confirmation?.value).toBe('0.22')
  })

  it('is not another laboratory’s to set right, nor said without a reason or a change', async () => {
    const { here, id, there, referral, answer } = await answered()
    const { fingerprint } = inspectResult(here.world, answer.text)
    await importResult(here.world, answer.text, fingerprint, '王敏')
    const file = await exportReferral(here.world, id, '王敏')
    const elsewhere = laboratory()
    const taken = importReferral(
      elsewhere.world,
      file.text,
      inspectReferral(elsewhere.world, file.text).fingerprint,
      '孙工',
    )
    recordLaboratory(elsewhere.world, taken.id, result, '孙工')
    correctLaboratory(elsewhere.world, taken.id, { result: { ...result, passed: true }, why: '错' }, '孙工')
    const { content } = JSON.parse(answer.text)
    const earlier = [inspectResult(here.world, answer.text).file.sha256]
    const forged = { ...content, result: { ...result, passed: true }, corrects: { earlier, why: '错' } }
    const before = here.everything()
    for (const text of [
      exportResult(elsewhere.world, taken.id).text,
      signedFile(forged, stationKey(elsewhere.world, '孙工')).text,
    ])
      await expect(
        importResult(here.world, text, inspectResult(here.world, text).fingerprint, '王敏'),
      ).rejects.toMatchObject({ code: 'referral.not-ours' })
    expect(here.everything()).toEqual(before)
    for (const [said, why] of [
      [result, '错'],
      [{ ...result, value: '1' }, ' '],
      [{ ...result, method: 'KJ 201710' }, '错'],
    ] as const)
      expect(() => correctLaboratory(there.world, referral.id, { result: said, why }, '钱工')).toThrow(
        expect.objectContaining({ code: 'failure.not-allowed' }),
      )
    expect(laboratoryResultsOf(there.world.db, referral.seq)).toHaveLength(1)
  })
})

describe('refused', () => {
  it.each<[string, (text: string) => string]>([
    ['referral.file-broken', () => 'not json'],
    ['referral.file-broken', () => '{}'],
    ['referral.file-broken', (text) => text.slice(0, -20)],
    ['referral.file-broken', (text) => text.replace('kuaijian-referral/1', 'kuaijian-referral/9')],
    ['referral.file-broken', (text) => text.replace('"样品名称":"菠菜"', '"样品名字":"菠菜"')],
    ['referral.file-altered', (text) => text.replace('菠菜', '韭菜')],
    ['referral.file-altered', (text) => text.replace(/"pdf":"./, '"pdf":"x')],
  ])('a referral that is not what was signed: %s', async (code, spoil) => {
    const { file } = await sent()
    const there = laboratory()
    expect(() => inspectReferral(there.world, spoil(file.text))).toThrow(expect.objectContaining({ code }))
  })

  it('an altered answer, an answer to another room, a fingerprint nobody saw', async () => {
    const { here, answer } = await answered()
    const { fingerprint } = inspectResult(here.world, answer.text)
    expect(() => inspectResult(here.world, answer.text.replace('"passed":false', '"passed":true'))).toThrow(
      expect.objectContaining({ code: 'referral.file-altered' }),
    )
    await expect(importResult(here.world, answer.text, 'AAAA', '王敏')).rejects.toMatchObject({
      code: 'referral.file-altered',
    })
    const elsewhere = await sent()
    // Same number, same day, another room: only the hash of what was sent tells them apart.
    expect(() => inspectResult(elsewhere.here.world, answer.text)).toThrow(
      expect.objectContaining({ code: 'referral.not-ours' }),
    )
    expect(() => inspectResult(room({ needsBlank: false }).world, answer.text)).toThrow(
      expect.objectContaining({ code: 'referral.not-ours' }),
    )
    expect(fingerprint).toMatch(/^([0-9A-F]{4} ?){8}$/)
  })

  it('a room that is no laboratory, a quick method, the room itself as laboratory, a second result', async () => {
    const { here, file, there, referral } = await answered()
    expect(() => inspectReferral(here.world, file.text)).toThrow(
      expect.objectContaining({ code: 'referral.not-laboratory' }),
    )
    expect(() => recordLaboratory(there.world, referral.id, result, '钱工')).toThrow('已经有结果')
    const { id } = receiveReferral(there.world, { referralNo: 'SJ-9', from: '某快检室', fields: {} }, '钱工')
    for (const wrong of [{ method: 'KJ 201710' }, { laboratory: '某快检室' }])
      expect(() => recordLaboratory(there.world, id, { ...result, ...wrong }, '钱工')).toThrow(
        expect.objectContaining({ code: 'failure.not-allowed' }),
      )
  })

  it('a referral before the sample was sealed for the laboratory', async () => {
    const here = room({ needsBlank: false })
    const { id } = positive(here)
    await expect(exportReferral(here.world, id, '王敏')).rejects.toMatchObject({ code: 'failure.not-allowed' })
  })
})

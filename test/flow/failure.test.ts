/** A failed sample from its first positive to its destruction record, through the real flow, and every refusal on the way. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FailureStep } from '#core/failure/event.ts'
import type { EvidenceId, FailureId } from '#core/ids.ts'
import { notificationPaper, recordPaper } from '#flow/failure-papers.ts'
import { failureState } from '#flow/follow-failure.ts'
import { oweMissing } from '#flow/owe-platforms.ts'
import { siteOf } from '#flow/site.ts'
import { addEvidence, stepFailure } from '#flow/step-failure.ts'
import { needs } from '#test/fakes/needs.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { measured, platformAt, type Room, room, taken } from './room.ts'

const nowhere = platformAt('http://127.0.0.1:9/records')
const HOUR = 3_600_000

/** A sample with a first positive; answers its case. */
function failed(at: Room, values: readonly string[] = ['63.20']) {
  const { sampleNo } = taken(at)
  const results = values.map((value) => measured(at, sampleNo, value))
  const id = String(results[0]?.failureId) as FailureId
  return { id, sampleNo, results, stage: () => failureState(at.world, id).stage }
}

function photo(at: Room, id: FailureId): EvidenceId {
  return addEvidence(at.world, {
    failureId: id,
    name: '销毁现场.png',
    mime: 'image/png',
    bytes: pngOf(4, 3, 2),
    by: '王敏',
  }).id
}

function take(at: Room, id: FailureId, step: FailureStep, by = '王敏') {
  return stepFailure(at.world, { id, step, by })
}

const served = (at: Room): FailureStep => ({
  kind: 'serve-notice',
  noticeNo: 'GZ-20260302-01',
  receiver: '王记',
  receivedAt: at.clock.now(),
  saleSuspended: true,
})
const planned = (at: Room): FailureStep => ({
  kind: 'plan-disposal',
  method: 'destroy',
  place: '市场垃圾中转站',
  plannedAt: at.clock.now(),
  reportedTo: '区市场监管所',
})
const disposed = (
  at: Room,
  evidence: readonly string[],
  said: Partial<Extract<FailureStep, { kind: 'dispose' }>> = {},
): FailureStep => ({
  kind: 'dispose',
  method: 'destroy',
  place: '市场垃圾中转站',
  disposedAt: at.clock.now(),
  stockKg: '12.5',
  destroyedKg: '10.2',
  returnedKg: '0',
  soldKg: '2',
  keptKg: '0.3',
  signers: [
    { role: '经营者', name: '王记' },
    { role: '检测员', name: '王敏' },
    { role: '监督人', name: '赵强' },
  ],
  evidence,
  ...said,
})

describe('from the first positive', () => {
  it('two retests decide, the first value stays; nobody can step meanwhile', async () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const one = failed(at)
    expect(one.stage()).toBe('retest-due')
    await expect(take(at, one.id, served(at))).rejects.toMatchObject({ code: 'failure.not-allowed' })
    measured(at, one.sampleNo, '58.75')
    expect(one.stage()).toBe('retest-due')
    measured(at, one.sampleNo, '21.00')
    expect(one.stage()).toBe('notify-due')
    expect(at.rows('SELECT value, round, verdict FROM results ORDER BY id')).toEqual([
      { value: '63.20', round: 'first', verdict: 'positive' },
      { value: '58.75', round: 'retest-1', verdict: 'positive' },
      { value: '21.00', round: 'retest-2', verdict: 'negative' },
    ])
    expect([at.count('failures'), at.count('outbox')]).toEqual([1, 3])
    // A later value is kept, moves nothing and opens nothing.
    measured(at, one.sampleNo, '70.00')
    expect([one.stage(), at.count('failures')]).toEqual(['notify-due', 1])
  })

  it('two negative retests clear it; a positive after that is a new case', () => {
    const at = room({ needsBlank: false })
    const one = failed(at, ['63.20', '21.40', '18.90'])
    expect(one.stage()).toBe('cleared')
    const again = measured(at, one.sampleNo, '80.00')
    expect(again.round).toBe('first')
    expect(again.failureId).not.toBe(one.id)
    expect(at.rows('SELECT stage FROM failures ORDER BY seq').map(({ stage }) => stage)).toEqual([
      'cleared',
      'retest-due',
    ])
  })

  it('another item of the same sample is another case', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    measured(at, sampleNo, '63.20')
    expect(measured(at, sampleNo, '12.00', '无此项目').failureId).toBeNull()
    expect(at.count('failures')).toBe(1)
  })
})

describe('to its destruction record', () => {
  it('accepted, planned, destroyed, closed: the record is a PDF kept by its hash and owed to the platform', async () => {
    const at = room({ needsBlank: false, platforms: [nowhere, platformAt('http://127.0.0.1:9/two', 'city')] })
    const { id, sampleNo, stage } = failed(at, ['63.20', '58.75', '61.10'])
    expect((await recordPaper(at.world, id)).name).toMatch(/草稿/)
    await take(at, id, served(at))
    await take(at, id, { kind: 'accept', signer: '王记' })
    await take(at, id, planned(at))
    at.clock.pass(HOUR)
    await take(at, id, disposed(at, [photo(at, id)]))
    expect(at.count('records')).toBe(0)
    await take(at, id, { kind: 'close' })
    expect(stage()).toBe('closed')

    const [record] = at.rows('SELECT record_no AS no, sha256, pdf FROM records')
    const paper = await recordPaper(at.world, id)
    const sha256 = createHash('sha256').update(paper.bytes).digest('hex')
    expect(record).toMatchObject({ sha256 })
    expect(paper.name).toBe(`${record?.no}.pdf`)
    expect(Buffer.from(paper.bytes).toString('latin1', 0, 5)).toBe('%PDF-')
    const owed = at.rows('SELECT platform, state, payload FROM outbox WHERE failure_id IS NOT NULL ORDER BY platform')
    expect(owed.map(({ platform, state }) => [platform, state])).toEqual([
      ['city', 'waiting'],
      ['county', 'waiting'],
    ])
    // A platform that comes later is owed the same destruction, once, under an id of its own.
    expect(oweMissing(at.world, platformAt('http://127.0.0.1:9/three', 'province'))).toBe(4)
    expect(oweMissing(at.world, platformAt('http://127.0.0.1:9/three', 'province'))).toBe(0)
    const later = at.rows("SELECT payload FROM outbox WHERE failure_id IS NOT NULL AND platform = 'province'")
    expect(later).toHaveLength(1)
    for (const { payload } of [...owed, ...later])
      expect(JSON.parse(String(payload))).toMatchObject({
        kind: 'destruction',
        sampleNo,
        recordSha256: sha256,
        ground: 'accepted',
        destroyedKg: '10.2',
      })
    expect(
      at.rows("SELECT action FROM audit WHERE action LIKE 'failure.%' ORDER BY id").map(({ action }) => action),
    ).toEqual([
      'failure.serve-notice',
      'failure.accept',
      'failure.plan-disposal',
      'failure.evidence',
      'failure.dispose',
      'failure.close',
    ])
    const after = at.everything()
    await expect(take(at, id, { kind: 'close' })).rejects.toMatchObject({ code: 'failure.not-allowed' })
    expect(at.everything()).toEqual(after)
  })

  it.skipIf(!needs('pdftotext'))('the record says what happened (needs pdftotext)', async () => {
    const at = room({ needsBlank: false })
    const { id, sampleNo } = failed(at, ['63.20', '58.75', '61.10'])
    await take(at, id, served(at))
    await take(at, id, { kind: 'accept', signer: '王记' })
    await take(at, id, planned(at))
    await take(at, id, disposed(at, [photo(at, id)]))
    await take(at, id, { kind: 'close' })
    const text = textOf((await recordPaper(at.world, id)).bytes)
    for (const said of [
      sampleNo,
      '菠菜',
      'A-12',
      '63.20',
      '58.75',
      '61.10',
      '10.2',
      '市场垃圾中转站',
      '王记',
      '王敏',
      String(at.rows('SELECT sha256 FROM evidence')[0]?.sha256).slice(0, 8),
    ])
      expect(text).toContain(said)
    expect(textOf((await notificationPaper(at.world, id)).bytes)).toContain(sampleNo)
  })

  it('four hours without an answer open the way, not one moment earlier', async () => {
    const at = room({ needsBlank: false })
    const { id, stage } = failed(at, ['63.20', '58.75', '61.10'])
    await take(at, id, served(at))
    at.clock.pass(4 * HOUR)
    await expect(take(at, id, { kind: 'let-deadline-pass' })).rejects.toMatchObject({ detail: 'deadline-not-passed' })
    at.clock.pass(1)
    await expect(take(at, id, { kind: 'object', signer: '王记', reason: '不服' })).rejects.toMatchObject({
      detail: 'objection-too-late',
    })
    await take(at, id, { kind: 'let-deadline-pass' })
    expect(stage()).toBe('disposal-due')
  })

  it('an objection goes to a laboratory, which may release the goods', async () => {
    const at = room({ needsBlank: false })
    const { id, stage } = failed(at, ['63.20', '58.75', '61.10'])
    await take(at, id, served(at))
    await take(at, id, { kind: 'object', signer: '王记', reason: '不服' })
    await expect(
      take(at, id, { kind: 'refer', laboratory: siteOf(at.world).name, sealNo: 'F-1' }),
    ).rejects.toMatchObject({ detail: expect.stringMatching(/^same-body/) })
    await take(at, id, { kind: 'refer', laboratory: '市检验院', sealNo: 'F-1' })
    const report = {
      kind: 'confirm',
      passed: true,
      reportNo: 'J-1',
      laboratory: '市检验院',
      value: '0.01 mg/kg',
    } as const
    await expect(take(at, id, { ...report, method: '酶抑制率法' })).rejects.toMatchObject({
      detail: expect.stringMatching(/^quick-method/),
    })
    await take(at, id, { ...report, method: '气相色谱法' })
    expect(stage()).toBe('released')
  })

  it('two cases closed at one moment get two record numbers', async () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const cases = [failed(at, ['63.20', '58.75', '61.10']), failed(at, ['70.00', '71.00', '72.00'])]
    for (const { id } of cases) {
      await take(at, id, served(at))
      await take(at, id, { kind: 'accept', signer: '王记' })
      await take(at, id, planned(at))
      await take(at, id, disposed(at, [photo(at, id)]))
    }
    await Promise.all(cases.map(({ id }) => take(at, id, { kind: 'close' })))
    expect(at.rows('SELECT record_no AS no FROM records ORDER BY record_no').map(({ no }) => no)).toEqual([
      'XH-20260302-01',
      'XH-20260302-02',
    ])
    const papers = at.rows('SELECT record_no AS no, sha256 FROM records')
    const owed = at
      .rows('SELECT payload FROM outbox WHERE failure_id IS NOT NULL')
      .map(({ payload }) => JSON.parse(String(payload)))
    expect(owed.map(({ recordNo, recordSha256 }) => `${recordNo} ${recordSha256}`).sort()).toEqual(
      papers.map(({ no, sha256 }) => `${no} ${sha256}`).sort(),
    )
  })
})

describe('every refusal leaves nothing behind', () => {
  it('of a disposal that does not add up, lacks a signer, a photo, or shows another case’s photo', async () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const other = failed(at)
    const { id } = failed(at, ['63.20', '58.75', '61.10'])
    await take(at, id, served(at))
    await take(at, id, { kind: 'accept', signer: '王记' })
    await take(at, id, planned(at))
    const own = photo(at, id)
    const foreign = photo(at, other.id)
    const wrong: readonly (readonly [FailureStep, string])[] = [
      [disposed(at, [own], { destroyedKg: '10.1' }), 'balance-not-zero: 0.1'],
      [
        disposed(at, [own], {
          signers: [
            { role: '检测员', name: '王敏' },
            { role: '经营者', name: ' 王敏 ' },
          ],
        }),
        'signers-missing: 1 of 2',
      ],
      [disposed(at, []), 'evidence-missing: 0 of 1'],
      [disposed(at, [foreign]), `evidence-missing: ${foreign}`],
      [disposed(at, [own], { method: 'return' }), 'method-not-allowed: return'],
      [{ kind: 'close' }, 'not-in-this-stage: close in disposal-planned'],
    ]
    const [before, told] = [at.everything(), at.news.length]
    for (const [step, detail] of wrong)
      await expect(take(at, id, step), detail).rejects.toMatchObject({
        code: 'failure.not-allowed',
        detail: expect.stringContaining(detail),
      })
    await expect(take(at, id, disposed(at, ['E-none']))).rejects.toMatchObject({ code: 'not-found' })
    expect([at.everything(), at.news.length]).toEqual([before, told])
    await take(at, id, disposed(at, [own]))
  })

  it('of a case that is not there, and of a file that is no picture', async () => {
    const at = room({ needsBlank: false })
    const nobody = 'F-none' as FailureId
    const before = at.everything()
    await expect(take(at, nobody, { kind: 'close' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(recordPaper(at.world, nobody)).rejects.toMatchObject({ code: 'not-found' })
    await expect(notificationPaper(at.world, nobody)).rejects.toMatchObject({ code: 'not-found' })
    expect(() => photo(at, nobody)).toThrow(expect.objectContaining({ code: 'not-found' }))
    expect(at.everything()).toEqual(before)
    const { id } = failed(at)
    const kept = at.everything()
    expect(() =>
      addEvidence(at.world, { failureId: id, name: 'a.png', mime: 'image/png', bytes: Buffer.from('MZ'), by: '王敏' }),
    ).toThrow(expect.objectContaining({ code: 'input.invalid' }))
    expect(at.everything()).toEqual(kept)
  })
})

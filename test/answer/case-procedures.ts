/** What surrounds a case over HTTP, asked by the answers' test: films, corrections, receipts, 送检 there and back, ledgers. */
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { ledgerKinds } from '#core/paper.ts'
import { type AnsweringStation, by, faultOf } from './answering-station.ts'

const laboratory = '县检验检测中心'
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A case that was referred: its stage, when this is done, is `disposal-due`. */
export async function askAroundACase({ client, register, measure }: AnsweringStation): Promise<void> {
  const { sampleNo } = await register('豇豆')
  for (const value of ['71.00', '66.10', '68.20']) await measure(sampleNo, value)
  const id = (await client.failure.list({ open: true })).rows.find((row) => row.sampleNo === sampleNo)?.id ?? ''
  const { failure } = await client.failure.get({ id })
  expect(failure).toMatchObject({ stage: 'notify-due', beside: ['seal', 'trace'] })

  const sealed = { kind: 'seal' as const, quantityKg: '3', place: '冷库', sealNos: ['FC-1'] }
  expect(await client.failure.step({ id, by, step: sealed })).toMatchObject({ sealedKg: '3' })
  const trace = { supplier: '城南批发', supplierContact: '', certificateNo: '', batch: 'B7', soldTo: '' }
  const traced = await client.failure.step({ id, by, step: { kind: 'trace', ...trace } })
  expect(traced.links).toMatchObject(trace)

  const { noticeNo, lines, sha256: shownSha256 } = await client.failure.noticeContent({ id })
  expect(lines.map(({ name }) => name)).toContain('检测项目')
  const drawing = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const receipt = { kind: 'screen', shownSha256, drawingSha256: sha256(drawing) } as const
  const now = failure.openedAt
  const serve = { kind: 'serve-notice', noticeNo, receiver: '李强', saleSuspended: true, receipt } as const
  const receivedAt = { utc: new Date().toISOString(), offset: now.offset }
  expect(await faultOf(client.failure.step({ id, by, step: { ...serve, receivedAt } }))).toBe('input.invalid')
  await client.failure.step({ id, by, step: { ...serve, receivedAt }, drawing: drawing.toString('base64') })

  const film = Buffer.alloc(600, 7)
  film.write('ftypisom', 4, 'latin1')
  const { upload } = await client.failure.beginFilm({ id, by, name: '封存.mp4', mime: 'video/mp4', bytes: 600 })
  expect(await client.failure.addFilm({ upload, from: 0, content: film.toString('base64') })).toEqual({ received: 600 })
  const kept = await client.failure.endFilm({ upload })
  expect(kept).toMatchObject({ film: true, bytes: 600, sha256: sha256(film) })
  expect(await client.failure.readFilm({ id: kept.id, from: 0 })).toEqual({
    bytes: 600,
    content: film.toString('base64'),
  })

  await client.failure.step({ id, by, step: { kind: 'object', signer: '李强', reason: '不认可' } })
  await client.failure.step({ id, by, step: { kind: 'refer', laboratory, sealNo: 'FT-7', quantity: '0.5 公斤' } })
  const slip = { changes: [{ fact: 'referral.sealNo', before: 'FT-7', after: 'FT-8' }], why: '抄错', by } as const
  expect((await client.failure.correct({ id, ...slip, changes: [...slip.changes] })).corrections).toMatchObject([
    { before: 'FT-7', after: 'FT-8' },
  ])
  expect(await client.failure.methods({})).toEqual(['destroy', 'harmless', 'denature'])
  expect(await client.failure.saveMethods({ methods: ['return'], by })).toContain('return')
  await client.failure.saveMethods({ methods: [], by })

  await refer(client, id)
  for (const kind of ledgerKinds) {
    const today = new Date(Date.now() + now.offset * 60_000).toISOString().slice(0, 10)
    expect(await client.paper.ledger({ kind, from: today, until: today })).toMatchObject({ mime: 'application/pdf' })
  }
}

/** The same station plays both sides: its settings say that it is a laboratory while it does. */
async function refer(client: AnsweringStation['client'], id: string): Promise<void> {
  const paper = await client.failure.referral({ id })
  const { fileName, text } = await client.failure.exportReferral({ id, by })
  expect(fileName).toMatch(/^SJ-\d{8}-\d\d\.kjreferral$/)
  expect(await faultOf(client.failure.inspectReferral({ text }))).toBe('referral.not-laboratory')
  const { site } = await client.settings.get({})
  await client.settings.save({ site: { ...site, kind: 'county-lab' }, by })
  const seen = await client.failure.inspectReferral({ text })
  expect(seen).toMatchObject({ known: false, fields: { 样品名称: '豇豆', 批号: 'B7', 供货者: '城南批发' } })
  const received = await client.failure.importReferral({ text, fingerprint: seen.fingerprint, by })
  expect((await client.failure.referralPaper({ id: received.id })).sha256).toBe(paper.sha256)
  const typed = { referralNo: 'SJ-1', from: '某快检室', fields: { 样品名称: '菠菜' } }
  await client.failure.receiveReferral({ ...typed, by })
  expect((await client.failure.referrals({})).rows.map(({ hasPaper }) => hasPaper)).toEqual([false, true])
  const result = {
    reportNo: 'B-9',
    laboratory,
    method: 'GB 23200.113-2018',
    value: '0.2',
    unit: 'mg/kg',
    passed: false,
  }
  await client.failure.recordLaboratory({ id: received.id, result, by })
  const answer = await client.failure.exportResult({ id: received.id })
  await client.settings.save({ site, by })
  const told = await client.failure.inspectResult({ text: answer.text })
  expect(told).toMatchObject({ ...result, failureId: id })
  const step = { kind: 'confirm', ...result, file: { sha256: 'ab', fingerprint: 'cd' } } as const
  expect(await faultOf(client.failure.step({ id, by, step }))).toBe('input.invalid')
  await client.failure.importResult({ text: answer.text, fingerprint: told.fingerprint, by })
  expect((await client.failure.get({ id })).failure.stage).toBe('disposal-due')
  await client.settings.save({ site: { ...site, kind: 'county-lab' }, by })
  const right = { ...result, value: '0.3' }
  const view = await client.failure.correctLaboratory({ id: received.id, result: right, why: '抄错', by })
  expect(view).toMatchObject({ result: { value: '0.3', why: '抄错' }, earlier: [{ value: '0.2', why: '' }] })
  const again = await client.failure.exportResult({ id: received.id })
  await client.settings.save({ site, by })
  expect(await client.failure.inspectResult({ text: again.text })).toMatchObject({ value: '0.3', why: '抄错' })
  await client.failure.importResult({ text: again.text, fingerprint: told.fingerprint, by })
  expect((await client.failure.get({ id })).corrections.map(({ after }) => after)).toContain('0.3')
}

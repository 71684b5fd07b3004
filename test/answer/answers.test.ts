/** The whole contract but the desk of instruments over HTTP against a started station: every procedure answers what it promises. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, momentOf } from '#core/time.ts'
import { type FakePlatform, startFakePlatform } from '#test/fakes/platform.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { type AnsweringStation, answeringStation, by, type Client, desks, faultOf, TOKEN } from './answering-station.ts'
import { askAroundACase } from './case-procedures.ts'
import { learnByHttp } from './learn-procedures.ts'
import { changePackByHttp } from './pack-procedures.ts'
import * as sample from './sample-procedures.ts'

let platform: FakePlatform
let room: AnsweringStation
let client: Client

beforeAll(async () => {
  platform = await startFakePlatform()
  room = await answeringStation([{ name: 'county', kind: 'json-batch', url: platform.url }])
  client = room.client
  await room.blankFirst()
})

afterAll(async () => {
  await room.close()
  await platform.close()
})

describe('a morning', () => {
  it('a result that is recorded reaches whoever follows, at once, with its row', async () => {
    const leave = new AbortController()
    const events = await client.events.follow({}, { signal: leave.signal })
    const { sampleNo } = await room.register()
    await room.measure(sampleNo, '12.30')
    for await (const event of events) {
      if (event.kind !== 'result.recorded') continue
      expect(event.row).toMatchObject({ sampleNo, value: '12.30', verdict: 'negative', stallCode: 'A-12' })
      break
    }
    leave.abort()
  })

  it('the same news comes as server-sent events of the HTTP API', async () => {
    const leave = new AbortController()
    const answer = await fetch(`${room.http.address}/api/events`, {
      headers: { authorization: `Bearer ${TOKEN}` },
      signal: leave.signal,
    })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const { sampleNo } = await room.register()
    const measuring = room.measure(sampleNo, '13.30')
    let heard = ''
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    while (reader !== undefined && !heard.includes('"result.recorded"')) heard += (await reader.read()).value ?? ''
    expect(heard).toContain(sampleNo)
    leave.abort()
    await measuring
  })

  it('day: overview, results, open work and trend agree', async () => {
    const { rates, counts, ports, platforms, demo } = await client.day.overview({})
    expect([counts.negative, ports, platforms.all, demo]).toEqual([2, { online: 1, all: 1 }, 1, false])
    expect(rates.upload.due).toBe(2)
    const { rows, next } = await client.day.results({ limit: 1 })
    expect(rows).toHaveLength(1)
    expect((await client.day.results({ limit: 1, after: next })).rows[0]?.id).not.toBe(rows[0]?.id)
    expect(
      (await client.day.results({ search: 'bc' })).rows.length +
        (await client.day.results({ missing: 'publication' })).rows.length,
    ).toBeGreaterThan(0)
    expect((await client.day.open({ queue: 'publish' })).map(({ queue }) => queue)).toEqual(['publish'])
    const trend = await client.day.trend({})
    expect(trend.reduce((sum, { negative }) => sum + negative, 0)).toBe(2)
  })

  it('sample: list, get, place, habits, stalls, and a reading claimed into a result', async () => {
    const sample = await room.register('芹菜')
    expect((await client.sample.list({ search: sample.sampleNo })).rows).toMatchObject([{ id: sample.id }])
    expect(await client.sample.place({ id: sample.id, port: 'p1', channel: '3', by })).toMatchObject({
      place: { port: 'p1', channel: '3' },
    })
    expect((await client.sample.get({ id: sample.id })).life.map(({ kind }) => kind)).toEqual([
      'sample.register',
      'sample.place',
    ])
    expect((await client.sample.habits({ code: 'A-12' })).foods[0]).toBe('芹菜')
    expect(await client.sample.habits({ code: 'Z-9' })).toEqual({
      stall: null,
      foods: [],
      mark: null,
      followUps: [],
      today: [],
    })
    expect(await client.sample.stalls({})).toMatchObject([{ code: 'A-12', name: '王记蔬菜' }])
    await room.measure('20200101-0001', '9.00')
    const [claim] = (await client.sample.claims({})).rows
    expect(claim).toMatchObject({ sampleNo: '20200101-0001', reason: 'unknown-sample', proposed: null })
    const row = await client.sample.claim({
      readingId: claim?.readingId ?? 0,
      sampleNo: sample.sampleNo,
      by,
      why: '编号输错',
    })
    expect(row).toMatchObject({ sampleNo: sample.sampleNo, value: '9.00' })
    const detail = await client.sample.result({ id: row.id })
    expect(Buffer.from(detail.reading.frameHex, 'hex').toString()).toContain('9.00')
    await room.measure('20200101-0002', '9.10')
    const trial = (await client.sample.claims({})).rows[0]?.readingId ?? 0
    await client.sample.dismiss({ readingId: trial, by, why: '试机' })
    expect((await client.sample.settled({})).rows).toMatchObject([
      { readingId: trial, row: null, why: '试机', withdrawn: null, released: null },
      { row: { id: row.id }, why: '编号输错' },
    ])
    expect(await client.sample.undoClaim({ readingId: trial, by, why: '不是试机' })).toEqual({ undone: true })
    expect((await client.sample.claims({})).rows.map(({ readingId }) => readingId)).toEqual([trial])
    await client.sample.dismiss({ readingId: trial, by, why: '还是试机' })
  })

  it('failure: from three positives to the record, every paper with the hash it says', async () => {
    const { sampleNo } = await room.register('小白菜')
    for (const value of ['63.20', '58.75', '61.10']) await room.measure(sampleNo, value)
    const [failure] = (await client.failure.list({ open: true })).rows
    const id = failure?.id ?? ''
    expect(failure).toMatchObject({ stage: 'notify-due', allowed: ['serve-notice'], sampleNo })
    expect(failure?.due.map(({ code }) => code)).toEqual(['notify', 'handling'])
    const work = (await client.day.open({ queue: 'disposal' })).find(({ target }) => target === `failure:${id}`)
    expect(work?.dueAt).toEqual(failure?.due[0]?.dueAt)
    expect(work?.since).toEqual(failure?.due[0]?.since)
    const now = () => momentOf(Date.now())
    await client.failure.step({
      id,
      by,
      step: { kind: 'serve-notice', noticeNo: 'GZ-1', receiver: '王记', receivedAt: now(), saleSuspended: true },
    })
    await client.failure.step({ id, by, step: { kind: 'accept', signer: '王记' } })
    await client.failure.step({
      id,
      by,
      step: { kind: 'plan-disposal', method: 'destroy', place: '中转站', plannedAt: now(), reportedTo: '监管所' },
    })
    const photo = await client.failure.addEvidence({
      id,
      by,
      name: '照片.png',
      mime: 'image/png',
      content: Buffer.from(pngOf(4, 3, 2)).toString('base64'),
    })
    expect(await client.failure.evidence({ id: photo.id })).toMatchObject({ sha256: photo.sha256, mime: 'image/png' })
    const quantities = { stockKg: '12.5', destroyedKg: '12.5', returnedKg: '0', soldKg: '0', keptKg: '0' }
    const signers = [
      { role: '经营者', name: '王记' },
      { role: '检测员', name: by },
      { role: '监督人', name: '赵强' },
    ]
    await client.failure.step({
      id,
      by,
      step: {
        kind: 'dispose',
        method: 'destroy',
        place: '中转站',
        disposedAt: now(),
        ...quantities,
        signers,
        evidence: [photo.id],
      },
    })
    expect((await client.failure.record({ id })).name).toMatch(/草稿/)
    const closed = await client.failure.step({ id, by, step: { kind: 'close' } })
    expect(closed).toMatchObject({
      failure: { stage: 'closed', missing: [] },
      record: { recordNo: expect.stringMatching(/^XH-/) },
    })
    expect((await client.failure.record({ id })).sha256).toBe(closed.record?.sha256)
    expect((await client.failure.get({ id })).history.map(({ kind }) => kind)).toEqual([
      'opened',
      'retested',
      'retested',
      'serve-notice',
      'accept',
      'plan-disposal',
      'dispose',
      'close',
    ])
    const { file, hashes } = await client.failure.caseFile({ id })
    expect([file.name, hashes.name]).toEqual([
      expect.stringMatching(/^CZ-.*案卷\.pdf$/),
      expect.stringMatching(/SHA256\.txt$/),
    ])
    expect(Buffer.from(hashes.content, 'base64').toString()).toContain(`${file.sha256}  ${file.name}\n`)
    expect((await client.failure.get({ id })).stallMark).toMatchObject({ failures: 1, marked: false })
    expect((await client.failure.notification({ id })).mime).toBe('application/pdf')
    expect((await client.day.overview({})).rates.destruction).toEqual({ done: 1, due: 1 })
  })

  it('failure: the clocks of this site, with their source; the law’s cannot be set', async () => {
    const before = await client.failure.clocks({})
    expect(before.find(({ code }) => code === 'on-site')).toMatchObject({ running: false, settable: true })
    const after = await client.failure.saveClocks({ clocks: { 'on-site': 2, handling: 48 }, by })
    expect(after.find(({ code }) => code === 'on-site')).toMatchObject({ running: true, count: 2, region: '山西' })
    expect(await client.failure.clocks({})).toEqual(after)
    expect(await faultOf(client.failure.saveClocks({ clocks: { objection: 1 }, by }))).toBe('input.invalid')
    await client.failure.saveClocks({ clocks: { 'on-site': null, handling: 72 }, by })
  })

  it('outbox: everything owed is acknowledged with the platform’s receipt; an acknowledged entry is not sent again', async () => {
    await expect
      .poll(async () => (await client.outbox.entries({ state: 'waiting' })).rows.length, { timeout: 15_000 })
      .toBe(0)
    const { rows } = await client.outbox.entries({ platform: 'county', state: 'acknowledged' })
    // Three negatives, three of the case, and its destruction.
    expect(rows).toHaveLength(7)
    const [first] = rows
    const { entry, attempts, payload } = await client.outbox.entry({ id: first?.id ?? '' })
    expect(entry.receipt).toBe(platform.stored.get(entry.id)?.receipt)
    expect(attempts.map(({ outcome }) => outcome)).toContain('acknowledged')
    expect(JSON.parse(payload)).toMatchObject({ recordId: entry.id })
    expect(await client.outbox.platforms({})).toMatchObject([
      { name: 'county', healthy: true, rate: { done: 6, due: 6 } },
    ])
    expect(await faultOf(client.outbox.retry({ id: entry.id, by }))).toBe('input.invalid')
  })

  it('notice: draft, approve, list, print, board on and off, withdraw', async () => {
    const draft = await client.notice.draft({})
    expect(draft).toMatchObject({ state: 'draft', publications: [], content: { totals: { tested: 4 } } })
    expect(await faultOf(client.notice.approve({ sha256: '0'.repeat(64), by }))).toBe('notice.not-allowed')
    const { id, sha256 } = await client.notice.approve({ sha256: draft.sha256, by })
    expect(sha256).toBe(draft.sha256)
    expect(await client.notice.board({})).toEqual({ lan: false, addresses: [], localUrl: null })
    const on = await client.notice.setBoard({ lan: true, by })
    expect(on.lan).toBe(true)
    expect(await (await fetch(on.addresses.find((address) => address.includes('127.0.0.1')) ?? '')).text()).toContain(
      sha256,
    )
    expect(await client.notice.setBoard({ lan: false, by })).toMatchObject({ lan: false, addresses: [] })
    expect((await client.notice.print({ id, by })).mime).toBe('application/pdf')
    const [listed] = await client.notice.list({ day: dayOf(momentOf(Date.now())) })
    expect(listed?.publications.map(({ channel, sha256: hash }) => [channel, hash])).toEqual([
      ['board', sha256],
      ['lan', sha256],
      ['print', sha256],
    ])
    expect(await client.notice.withdraw({ id, by, why: '重核' })).toMatchObject({ state: 'withdrawn' })
  })

  it('ledger: the month, its totals, and the same rows as a file in pieces', async () => {
    const month = dayOf(momentOf(Date.now())).slice(0, 7)
    const { rows } = await client.ledger.month({ month, limit: 200 })
    const totals = await client.ledger.totals({ month })
    expect([totals.results, totals.stalls[0]?.name]).toEqual([rows.length, 'A-12'])
    expect((await client.ledger.month({ month, verdict: 'positive' })).rows).toHaveLength(totals.verdicts.positive ?? 0)
    const parts: string[] = []
    for await (const { name, content } of await client.ledger.export({ month, format: 'csv', by })) {
      expect(name).toBe(`快检月度台账-${month}.csv`)
      parts.push(Buffer.from(content, 'base64').toString())
    }
    expect(parts.join('').trimEnd().split('\r\n')).toHaveLength(rows.length + 1)
  })

  it('learn: from a recording to a driver file that is exported and imported', () => learnByHttp(client))

  it('sheet: completed, photographed, signed, printed; and labels', async () => {
    await sample.fillSheetByHttp(client, (await room.register()).id)
  })
  it('sample: a whole row of stalls in one go', () => sample.registerRowByHttp(client))
  it('sample: a control of no stall', () => sample.registerControlByHttp(client))
  it('plate: filled, emptied, taken off', async () => {
    await sample.fillPlateByHttp(client, (await room.register()).sampleNo)
  })
  it('plan: of the day, and its setting', () => sample.planByHttp(client))
  it('draft: kept for a form and a person', () => sample.draftByHttp(client))

  it('settings: another limit pack, by two persons', () => changePackByHttp(client))

  it('settings: get, save, audit and doctor', async () => {
    const { site, pack, database } = await client.settings.get({})
    expect([pack.id, database]).toEqual(['default', room.file])
    const said = { ...site, name: '康巴什市场快检室', opener: '某市场开办有限公司' }
    const saved = await client.settings.save({ site: said, by })
    expect(saved).toEqual({ ...said, code: expect.stringMatching(/^JCD-\d\d$/) })
    expect(await client.settings.get({})).toMatchObject({ site: saved, changedBy: by })
    expect((await client.settings.audit({ limit: 1 }))[0]).toMatchObject({ action: 'settings.site', by })
    const checks = await client.settings.doctor({})
    expect(checks.find(({ name }) => name === '日志链')).toMatchObject({ ok: true, fault: null })
  })
})

describe('wrong input', () => {
  it.each<[string, (c: Client) => Promise<unknown>, string]>([
    ['an empty food', (c) => c.sample.register({ stallCode: 'A-12', food: ' ', takenBy: by }), 'input.invalid'],
    [
      'kilograms that are no decimal',
      (c) => c.sample.register({ stallCode: 'A-12', food: '菠菜', takenBy: by, stockKg: '1e3' }),
      'input.invalid',
    ],
    ['a page of ten thousand', (c) => c.day.results({ limit: 10_000 }), 'input.invalid'],
    ['a day that is none', (c) => c.day.overview({ day: 'today' }), 'input.invalid'],
    ['a sample nobody took', (c) => c.sample.get({ id: 'none' }), 'not-found'],
    ['a result nobody has', (c) => c.sample.result({ id: 999_999 }), 'not-found'],
    [
      'a claim nobody waits for',
      (c) => c.sample.claim({ readingId: 999_999, sampleNo: 'x', by, why: 'x' }),
      'not-found',
    ],
    ['a place for nobody', (c) => c.sample.place({ id: 'none', port: 'p1', channel: '1', by }), 'not-found'],
    ['a case that is not there', (c) => c.failure.get({ id: 'none' }), 'not-found'],
    ['a step of no case', (c) => c.failure.step({ id: 'none', by, step: { kind: 'close' } }), 'not-found'],
    ['a case file of no case', (c) => c.failure.caseFile({ id: 'none' }), 'not-found'],
    ['a record of no case', (c) => c.failure.record({ id: 'none' }), 'not-found'],
    ['a notification of no case', (c) => c.failure.notification({ id: 'none' }), 'not-found'],
    [
      'evidence of no case',
      (c) => c.failure.addEvidence({ id: 'none', by, name: 'a', mime: 'image/png', content: '' }),
      'not-found|input.invalid',
    ],
    ['evidence that is not there', (c) => c.failure.evidence({ id: 'none' }), 'not-found'],
    ['an entry that is not there', (c) => c.outbox.entry({ id: 'none' }), 'not-found'],
    ['a retry of nothing', (c) => c.outbox.retry({ id: 'none', by }), 'not-found'],
    ['a notice that is not there', (c) => c.notice.print({ id: 'none', by }), 'not-found'],
    ['a withdrawal of nothing', (c) => c.notice.withdraw({ id: 'none', by, why: 'x' }), 'not-found'],
    [
      'a claim to dismiss that is not there',
      (c) => c.sample.dismiss({ readingId: 999_999, by, why: 'x' }),
      'not-found',
    ],
    ['a cursor that is none', (c) => c.day.results({ after: 'x;DROP TABLE' }), 'input.invalid'],
  ])('%s is a coded fault', async (_, call, code) => {
    expect(await faultOf(call(client))).toMatch(new RegExp(`^(${code.replaceAll('.', '\\.')})$`))
  })
})

describe('around a case', () => {
  it('failure and paper: films, receipts, corrections, 送检 there and back, ledgers', () => askAroundACase(room))
})

describe('afterwards', () => {
  it('every procedure of these desks was asked, and no request met a bug', () => {
    // Asked by files of their own: the desk of instruments, people, master data, quality control and strips.
    const elsewhere = ['port', 'person', 'catalog', 'control', 'strip']
    expect(room.unasked(desks.filter((desk) => !elsewhere.includes(desk)))).toEqual([])
    expect(room.bugs).toEqual([])
  })
})

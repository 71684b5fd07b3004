/** The desks of quality control and of strips over HTTP against a started station: every procedure answers what it promises. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ITEM, METHOD } from '#test/flow/room.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { type AnsweringStation, answeringStation, by, type Client, faultOf } from './answering-station.ts'

let room: AnsweringStation
let client: Client

beforeAll(async () => {
  room = await answeringStation()
  client = room.client
})

afterAll(() => room.close())

const batch = { port: 'p1', item: ITEM, method: METHOD }
const kindOf = async (kind: 'blank' | 'parallel' | 'blind', value: string) => {
  const sample = await client.sample.register({ stallCode: 'A-12', food: '菠菜', kind, takenBy: by })
  await room.measure(sample.sampleNo, value)
  return sample
}

it('the kit in use: chosen, kept with each result, and shown with it', async () => {
  expect(await client.control.kit({ port: 'p1' })).toMatchObject({ inUse: [], lots: [] })
  const use = await client.control.chooseKit({ port: 'p1', kit: '农残速测试剂', lot: 'L1', operator: by, by })
  expect(use).toMatchObject({ kitName: '农残速测试剂', lot: 'L1', operator: by })
  expect((await client.control.kit({ port: 'p1' })).inUse).toMatchObject([{ lot: 'L1', item: null }])
  const { sampleNo } = await room.register()
  await room.measure(sampleNo, '12.30')
  const [row] = (await client.day.results({ search: sampleNo })).rows
  const detail = await client.sample.result({ id: row?.id ?? 0 })
  expect(detail).toMatchObject({ kit: '农残速测试剂', kitLot: 'L1', row: { recordOrigin: 'instrument' } })
  expect(detail).toMatchObject({
    row: { verdict: 'invalid' },
    reason: expect.stringContaining('negative, within-limit'),
  })
  expect(detail.findings).toEqual([{ code: 'blank-missing', level: 'block', detail: '' }])
})

it('what lacks a blank is said before it measures, with the number that one was given, until it is valid', async () => {
  const p1 = { port: 'p1', items: [ITEM], byPlate: false, unread: false }
  expect(await client.control.due({})).toEqual({ ports: [p1], blanks: [] })
  const { id, sampleNo } = await client.sample.register({ food: '空白对照', kind: 'blank', takenBy: by })
  expect(await client.control.due({})).toEqual({ ports: [p1], blanks: [{ id, sampleNo }] })
  await room.measure(sampleNo, '1.20')
  expect(await client.control.due({})).toEqual({ ports: [], blanks: [] })
})

it('the day: batches, controls, parallels', async () => {
  const { sampleNo } = await room.register()
  await room.measure(sampleNo, '12.30')
  await kindOf('parallel', '12.10')
  const { batches, parallels } = await client.control.day({})
  expect(batches).toMatchObject([
    { ...batch, kitLot: 'L1', tests: 2, blocked: 1, blank: 'valid', current: true, findings: [] },
  ])
  expect(batches[0]?.controls.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['blank', 'passed'],
    ['parallel', 'kept'],
  ])
  expect(parallels).toMatchObject([
    { value: '12.10', otherValue: '12.30', agree: true, difference: '0.2', relative: '1.64' },
  ])
})

it('charts and their targets', async () => {
  const chart = { port: 'p1', item: ITEM, channel: null, kind: 'blank' } as const
  expect(await client.control.charts({})).toMatchObject([
    { ...chart, unit: '%', bands: null, points: [{ value: '1.2' }] },
  ])
  await client.control.saveTarget({ ...chart, target: { mean: '0', sd: '0.5' }, by })
  expect(await client.control.charts({})).toMatchObject([
    { bands: { mean: '0', from: 'target' }, points: [{ z: '2.40', rules: ['1-2s'], state: 'warn' }] },
  ])
})

it('blind samples: told after the test, once', async () => {
  const sample = await kindOf('blind', '63.20')
  const before = await client.control.blind({})
  expect(before.tests).toMatchObject([{ sampleNo: sample.sampleNo, verdict: 'positive', truth: null }])
  expect(before.figures.sensitivity).toBeNull()
  const told = {
    sampleId: sample.id,
    item: ITEM,
    truth: 'positive',
    laboratory: '县检测中心',
    reportNo: 'R-1',
    by,
  } as const
  expect(await client.control.sayTruth(told)).toMatchObject({ table: { n11: 1 }, figures: { sensitivity: '100.00' } })
  expect(await faultOf(client.control.sayTruth(told))).toBe('input.invalid')
  const ordinary = await room.register()
  expect(await faultOf(client.control.sayTruth({ ...told, sampleId: ordinary.id }))).toBe('input.invalid')
})

it('the policy blocks, and a second person lets the batch pass', async () => {
  const { policy, changedBy } = await client.control.policy({})
  expect(changedBy).toBeNull()
  const conditions = { ...policy.conditions, 'kit-expired': 'block', 'outside-window': 'off' } as const
  const blanks = [{ item: ITEM, method: null, level: 'required', source: '本室规定' }] as const
  const saved = await client.control.savePolicy({ policy: { ...policy, conditions, blanks: [...blanks] }, by })
  expect(saved).toMatchObject({ changedBy: by, policy: { conditions: { 'outside-window': 'block' } } })

  await client.control.chooseKit({ port: 'p1', kit: '农残速测试剂', lot: 'L2', operator: by, by })
  const { sampleNo } = await room.register()
  await room.measure(sampleNo, '12.30')
  const blocked = (await client.control.day({})).batches.find(({ kitLot }) => kitLot === 'L2')
  expect(blocked).toMatchObject({ blocked: 1, findings: [{ code: 'blank-missing', level: 'block' }] })

  const said = { ...batch, operator: by, codes: ['blank-missing' as const], why: '空白管打翻' }
  expect(await faultOf(client.control.letPass({ ...said, signing: { by } }))).toBe('control.same-person')
  await client.control.letPass({ ...said, signing: { by: '站长' } })
  await room.measure(sampleNo, '12.31')
  const [row] = (await client.day.results({ search: sampleNo })).rows
  expect(row?.verdict).toBe('negative')
  expect((await client.sample.result({ id: row?.id ?? 0 })).findings).toMatchObject([
    { level: 'overridden', by: '站长' },
  ])
  expect((await client.control.day({})).overrides).toMatchObject([
    { by: '站长', operator: by, proven: false, why: '空白管打翻', batch: { ...batch, kitLot: 'L2' } },
  ])
})

it('a strip: started, photographed, read; another given up; another runs late', async () => {
  const sample = await room.register('草鱼')
  const said = { sampleId: sample.id, item: '氯霉素', method: '胶体金法', kit: '氯霉素卡', lot: 'C1', by }
  expect(await faultOf(client.strip.start(said))).toBe('strip.no-window')
  const strip = await client.strip.start({ ...said, window: { fromSeconds: 0, untilSeconds: 600 } })
  expect(strip).toMatchObject({ phase: 'open', state: 'first-due', photos: [], readers: [] })
  expect(await faultOf(client.strip.read({ id: strip.id, word: 'negative', by }))).toBe('strip.no-photo')
  const content = Buffer.from(pngOf(8, 8, 2)).toString('base64')
  for (const subject of ['sample', 'strip'] as const)
    await client.strip.photo({ id: strip.id, subject, name: 'a.png', mime: 'image/png', content, by })
  const read = await client.strip.read({ id: strip.id, word: 'negative', by })
  expect(read).toMatchObject({
    phase: 'ended',
    end: { why: 'read', result: { verdict: 'negative', recordOrigin: 'manual' } },
  })
  expect(await client.strip.photoBytes({ id: read.photos[0]?.id ?? 0 })).toEqual({ mime: 'image/png', content })

  const spilled = await client.strip.start({ ...said, window: { fromSeconds: 300, untilSeconds: 600 } })
  expect(await client.strip.open({})).toMatchObject([{ id: spilled.id, phase: 'early' }])
  expect(await faultOf(client.strip.end({ id: spilled.id, by }))).toBe('strip.early')
  expect(await client.strip.giveUp({ id: spilled.id, by, why: '滴洒了' })).toMatchObject({ end: { result: null } })
  expect(await client.strip.ofSample({ sampleId: sample.id })).toHaveLength(2)
})

it('every procedure of these desks was asked, and no request met a bug', () => {
  expect(room.bugs).toEqual([])
  expect(room.unasked(['control', 'strip'])).toEqual([])
})

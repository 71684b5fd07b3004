/** Sheets, labels, plates, the plan and drafts over HTTP, asked by the answers' test. */
import { expect } from 'vitest'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { by, type Client, faultOf } from './answering-station.ts'

const port = 'p1'
const pen = [Array.from({ length: 20 }, (_, i): [number, number] => [100 + i * 30, 150 + (i % 5) * 20])]
const isPdf = (content: string) => Buffer.from(content, 'base64').subarray(0, 5).toString() === '%PDF-'

export async function fillSheetByHttp(client: Client, id: string): Promise<void> {
  const first = await client.sheet.get({ id })
  const details = { ...first.details, supplier: '张三批发', purchasedOn: '2026-02-30' }
  expect(await faultOf(client.sheet.save({ id, details, by }))).toBe('sample.impossible')
  const saved = await client.sheet.save({ id, details: { ...details, purchasedOn: null }, by })
  expect(saved.details.supplier).toBe('张三批发')
  const picture = Buffer.from(pngOf(8, 8, 2))
  const photo = { id, subject: 'certificate', name: 'a.png', mime: 'image/png', by } as const
  const { photos, sha256 } = await client.sheet.addPhoto({ ...photo, content: picture.toString('base64') })
  expect((await client.sheet.photo({ id: photos[0]?.id ?? '' })).content).toBe(picture.toString('base64'))
  expect(await faultOf(client.sheet.addPhoto({ ...photo, mime: 'text/html', content: '' }))).toBe('input.invalid')

  const signing = { id, name: by, strokes: pen, by } as const
  expect(await faultOf(client.sheet.sign({ ...signing, signer: 'sampler', sha256: first.sha256 }))).toBe(
    'sample.changed',
  )
  expect(await faultOf(client.sheet.sign({ ...signing, signer: 'sampler', sha256, strokes: [] }))).toBe(
    'sample.unsigned',
  )
  const signed = await client.sheet.sign({ ...signing, signer: 'sampler', sha256 })
  expect(signed.signatures).toMatchObject([{ signer: 'sampler', name: by, current: true, strokes: pen }])
  const { life } = await client.sample.get({ id })
  expect(life.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['sample.register', 'sample.details', 'sample.photo', 'sample.sign']),
  )
  expect(isPdf((await client.sheet.print({ id })).content)).toBe(true)
  expect(await client.sheet.label({ id })).toMatchObject({ width: 40, height: 30, path: expect.stringContaining('h') })
  expect(isPdf((await client.sheet.labels({ ids: [id] })).content)).toBe(true)
  expect(isPdf((await client.sheet.stallLabels({ codes: ['A-12', 'Z-9'], on: 'a4' })).content)).toBe(true)
  expect(await faultOf(client.sheet.get({ id: 'none' }))).toBe('not-found')
}

export async function registerRowByHttp(client: Client): Promise<void> {
  const { foods, items } = await client.sample.foods({})
  expect(foods.find(({ name }) => name === '韭菜')).toMatchObject({ initials: expect.arrayContaining(['jc']) })
  expect(items).toContain('有机磷和氨基甲酸酯类')
  const lines = ['C-1', 'C-2', 'C-10'].map((stallCode) => ({ stallCode, food: '芹菜' }))
  const taken = await client.sample.registerRow({ lines, takenBy: by })
  expect(new Set(taken.map(({ sampleNo }) => sampleNo)).size).toBe(3)
  const row = await client.sample.row({ from: 'C-2', to: 'C-10' })
  expect(row.map(({ stall, foods: brought, today }) => [stall.code, brought, today.map(({ food }) => food)])).toEqual([
    ['C-2', ['芹菜'], ['芹菜']],
    ['C-10', ['芹菜'], ['芹菜']],
  ])
  expect((await client.sample.habits({ code: 'C-1' })).today).toMatchObject([{ food: '芹菜', items: [] }])
}

export async function registerControlByHttp(client: Client): Promise<void> {
  const blank = await client.sample.register({ food: '空白对照', kind: 'blank', takenBy: by })
  expect(blank).toMatchObject({ kind: 'blank', stall: null })
  expect(await faultOf(client.sample.register({ food: '菠菜', takenBy: by }))).toBe('sample.impossible')
  expect(await faultOf(client.sample.register({ stallCode: ' ', food: '菠菜', takenBy: by }))).toBe('input.invalid')
}

export async function fillPlateByHttp(client: Client, sampleNo: string): Promise<void> {
  const shaped = await client.plate.shape({ port, shape: { kind: 'numbers', count: 4 }, by })
  expect(shaped.on).toMatchObject({ state: 'loaded', channels: ['1', '2', '3', '4'] })
  await client.plate.put({ port, what: { kind: 'control', control: 'blank', name: '空白对照' }, by })
  const { on } = await client.plate.put({ port, what: { kind: 'sample', sampleNo }, by })
  expect(on?.wells.map(({ channel, kind }) => [channel, kind])).toEqual([
    ['1', 'blank'],
    ['2', 'ordinary'],
  ])
  const id = on?.id ?? ''
  const twice = { port, what: { kind: 'sample', sampleNo }, by } as const
  expect(await faultOf(client.plate.put(twice))).toBe('plate.twice')
  const both = await client.plate.put({ ...twice, again: 'parallel' })
  expect(both.on?.wells.map(({ channel, sampleNo: number }) => [channel, number === sampleNo])).toEqual([
    ['1', false],
    ['2', true],
    ['3', true],
  ])
  await client.plate.take({ id, channel: '3', by })
  expect((await client.plate.take({ id, channel: '2', by })).on?.wells).toHaveLength(1)
  expect(await faultOf(client.plate.take({ id, channel: '2', by }))).toBe('not-found')
  expect(await faultOf(client.plate.load({ id, by }))).toBe('plate.locked')
  expect((await client.plate.end({ id, by })).on).toBeNull()
  expect(await client.plate.get({ port })).toMatchObject({ on: null, next: null, shape: { count: 4 } })
}

export async function planByHttp(client: Client): Promise<void> {
  const { plan, lines, classes } = await client.plan.get({})
  expect(classes).toContain('蔬菜')
  expect(lines.some(({ category }) => category === '蔬菜')).toBe(true)
  const emergency = { category: '韭菜', items: [], batches: 3, until: '2099-01-01', reason: '市局通知' }
  const saved = await client.plan.save({ plan: { ...plan, emergencies: [emergency] }, by })
  expect(saved.lines[0]).toMatchObject({ kind: 'emergency', category: '韭菜', wanted: 3 })
  await client.plan.save({ plan, by })
}

export async function draftByHttp(client: Client): Promise<void> {
  const whose = { name: 'register', by }
  expect(await client.draft.get(whose)).toEqual({ draft: null })
  await client.draft.save({ ...whose, data: { stall: 'A-1', list: [1, null] } })
  await client.draft.save({ ...whose, data: { stall: 'A-12', list: [] } })
  expect((await client.draft.get(whose)).draft?.data).toEqual({ stall: 'A-12', list: [] })
  expect(await client.draft.get({ ...whose, by: '李强' })).toEqual({ draft: null })
  expect(await faultOf(client.draft.save({ ...whose, data: 'x'.repeat(100_001) }))).toBe('input.invalid')
  // What proves a person is refused at any depth, and the draft before stays.
  for (const name of ['pin', 'pins', 'password', 'again', 'secret', 'signing']) {
    const data = { said: { rows: [{ [name]: '4711' }] }, on: {} }
    expect(await faultOf(client.draft.save({ ...whose, data })), name).toBe('input.invalid')
  }
  expect((await client.draft.get(whose)).draft?.data).toEqual({ stall: 'A-12', list: [] })
  expect(await client.draft.drop(whose)).toEqual({ dropped: true })
  const step = { name: 'failure F1 dispose 0', by: '李强' }
  await client.draft.save({ ...step, by, data: { place: '冷库' } })
  expect(await client.draft.others(step)).toMatchObject([{ person: by }])
  expect(await client.draft.take({ ...step, from: by })).toEqual({ taken: true })
  expect((await client.draft.get(step)).draft?.data).toEqual({ place: '冷库' })
  expect(await client.draft.others(step)).toEqual([])
  expect(await faultOf(client.draft.take({ name: 'register', from: by, by: '李强' }))).toBe('input.invalid')
  expect(await client.draft.get(whose)).toEqual({ draft: null })
}

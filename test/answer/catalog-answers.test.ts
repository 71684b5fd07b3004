/** The master data over HTTP against a started station: every procedure answers what it promises, and wrong input is a coded fault. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnsweringStation, answeringStation, by, type Client, faultOf } from './answering-station.ts'

let room: AnsweringStation
let client: Client
const NUMBER = '11010519491231002X'
const base64 = (text: string) => Buffer.from(text).toString('base64')

beforeAll(async () => {
  room = await answeringStation()
  client = room.client
})

afterAll(() => room.close())

describe('an entry', () => {
  it('is saved, shown masked, listed, found, changed with its history, retired and taken back', async () => {
    const data = { code: 'A-12', name: '王记蔬菜', kind: 'farmer', identityNumber: NUMBER, wares: ['韭菜'] }
    const saved = await client.catalog.save({ list: 'stall', key: null, data, by })
    expect(saved).toMatchObject({
      kind: 'saved',
      entry: { key: 'A-12', data: { identityNumber: '1101**********002X' }, standing: 'active' },
    })
    expect(saved.kind === 'saved' && saved.entry.missing).toEqual(['holder', 'phone', 'address', 'supply', 'enteredOn'])
    const { lists } = await client.catalog.lists({})
    expect(lists.find(({ list }) => list === 'stall')).toMatchObject({ inForce: 1, retired: 0 })
    expect(lists.find(({ list }) => list === 'food')?.inForce).toBeGreaterThan(100)
    const found = await client.catalog.page({ list: 'stall', search: 'wj' })
    expect(found.rows.map(({ key }) => key)).toEqual(['A-12'])
    expect((await client.catalog.page({ list: 'stall', search: '002X' })).rows).toEqual([])
    await client.catalog.save({
      list: 'stall',
      key: 'A-12',
      data: { ...data, identityNumber: '1101**********002X', name: '王记果蔬' },
      by,
    })
    const { entry, versions } = await client.catalog.get({ list: 'stall', key: 'A-12' })
    expect(entry.title).toBe('王记果蔬')
    expect(versions[0]?.changes).toEqual([{ field: 'name', before: '王记蔬菜', after: '王记果蔬' }])
    expect(JSON.stringify({ found, entry, versions })).not.toContain(NUMBER)
    expect(await client.catalog.retire({ list: 'stall', key: 'A-12', retired: true, by })).toMatchObject({
      retired: true,
    })
    expect((await client.catalog.page({ list: 'stall' })).rows).toEqual([])
    expect((await client.catalog.page({ list: 'stall', retired: true })).rows).toHaveLength(1)
    await client.catalog.retire({ list: 'stall', key: 'A-12', retired: false, by })
  })

  it('that is refused says which field and why', async () => {
    const data = { code: 'A-12', name: '另一家' }
    expect(await client.catalog.save({ list: 'stall', key: null, data, by })).toMatchObject({
      kind: 'refused',
      findings: [{ field: 'code', code: 'exists' }],
    })
  })

  it('that is not there is a coded fault', async () => {
    expect(await faultOf(client.catalog.get({ list: 'stall', key: 'nowhere' }))).toBe('not-found')
    expect(await faultOf(client.catalog.retire({ list: 'kit', key: 'nowhere', retired: true, by }))).toBe('not-found')
  })
})

describe('completeness', () => {
  it('is a number with the list behind it', async () => {
    await client.catalog.save({ list: 'stall', key: null, data: { code: 'a012', name: '王记' }, by })
    const { complete, active, open, duplicates } = await client.catalog.completeness({ list: 'stall' })
    expect({ complete, active, open: open.map(({ key }) => key) }).toEqual({
      complete: 0,
      active: 2,
      open: ['A-12', 'a012'],
    })
    expect(duplicates).toEqual([{ reason: 'code-written-otherwise', keys: ['A-12', 'a012'] }])
  })
})

describe('a file', () => {
  const content = base64('摊位号,经营户名称,入场日期\nB-1,李记,2026-01-01\nB-2,,\nB-3,赵记,2026-02-30')

  it('is tried, taken, and listed; its bad rows are a table to work through', async () => {
    const given = { list: 'stall' as const, name: '台账.csv', content, by }
    const tried = await client.catalog.tryImport(given)
    expect(tried.counts).toEqual({ rows: 3, new: 1, changed: 0, same: 0, refused: 2, warned: 0 })
    expect(tried.rows.map(({ number, change }) => [number, change])).toEqual([
      [3, 'refused'],
      [4, 'refused'],
      [2, 'new'],
    ])
    expect(Buffer.from(tried.troubles?.content ?? '', 'base64').toString()).toContain(
      '4,B-3,未导入,入场日期:没有这一天(2026-02-30)',
    )
    expect((await client.catalog.page({ list: 'stall', search: '李记' })).rows).toEqual([])
    await client.catalog.import(given)
    expect((await client.catalog.page({ list: 'stall', search: 'lj' })).rows).toHaveLength(1)
    expect(await client.catalog.imports({ list: 'stall' })).toMatchObject([{ fileName: '台账.csv', by }])
    expect(await client.catalog.progress({})).toBeNull()
  })

  it('that is none is a coded fault', async () => {
    const given = { list: 'stall' as const, name: 'x', content: base64('nothing'), by }
    expect(await faultOf(client.catalog.tryImport(given))).toBe('catalog.file')
    expect(await faultOf(client.catalog.import(given))).toBe('catalog.file')
  })

  it('is exported, and as a template', async () => {
    const file = await client.catalog.export({ list: 'stall', format: 'csv' })
    expect(file.name).toMatch(/^经营户档案-\d{8}\.csv$/)
    expect(Buffer.from(file.content, 'base64').toString()).toContain('B-1,李记')
    const template = await client.catalog.export({ list: 'kit-lot', format: 'xlsx', template: true })
    expect(template.name).toBe('快检产品批号-模板.xlsx')
  })
})

describe("an instrument's calibration", () => {
  it('is one fact: said at its port it stands in its entry, said there it stands at the port', async () => {
    await client.port.calibrate({ name: 'p1', by, calibration: { dueOn: '2020-01-31', certificate: 'JZ-1' } })
    const [entry] = (await client.catalog.page({ list: 'instrument' })).rows
    expect(entry).toMatchObject({ data: { port: 'p1', calibrationDue: '2020-01-31', certificateNo: 'JZ-1' } })
    const data = { ...entry?.data, calibrationDue: '2099-01-31' }
    await client.catalog.save({ list: 'instrument', key: entry?.key ?? '', data, by })
    expect((await client.port.list({}))[0]).toMatchObject({
      calibration: { dueOn: '2099-01-31', certificate: 'JZ-1' },
      calibrationDue: 'fine',
    })
    await client.port.calibrate({ name: 'p1', by, calibration: null })
    expect((await client.catalog.page({ list: 'instrument' })).rows[0]?.data).not.toHaveProperty('calibrationDue')
  })
})

it('every procedure was asked, and no request met a bug', () => {
  expect(room.unasked(['catalog'])).toEqual([])
  expect(room.bugs).toEqual([])
})

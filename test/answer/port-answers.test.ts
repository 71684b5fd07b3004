/** The desk of instruments over HTTP against a started station: every procedure answers what it promises, and wrong input is a coded fault. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ITEM, METHOD } from '#test/flow/room.ts'
import { type AnsweringStation, answeringStation, by, type Client, faultOf } from './answering-station.ts'

let room: AnsweringStation
let client: Client

beforeAll(async () => {
  room = await answeringStation()
  client = room.client
})

afterAll(() => room.close())

describe('a port', () => {
  it('list, drivers, methods, available, and what the line said', async () => {
    await room.measure((await room.register()).sampleNo, '12.30')
    expect(await client.port.list({})).toMatchObject([
      { name: 'p1', method: METHOD, readings: 1, damaged: 0, virtual: false },
    ])
    expect((await client.port.drivers({})).map(({ id }) => id)).toContain('dayuan/lz-4000t')
    expect(await client.port.methods({})).toContain('GB/T 5009.199-2003 酶抑制率法')
    expect((await client.port.available({})).ports).toBeInstanceOf(Array)
    const frames = await client.port.frames({ name: 'p1', limit: 5 })
    expect(frames).toHaveLength(5)
    expect(frames[0]?.text).toContain('␂')
    expect((await client.port.live({ name: 'p1' })).some(({ dir, text }) => dir === 'in' && text.includes('H|'))).toBe(
      true,
    )
    const readings = await client.port.readings({ name: 'p1', limit: 5 })
    expect(readings[0]).toMatchObject({ item: ITEM, unit: '%', event: 'reading' })
    const use = await client.port.use({ name: 'p1', days: 7 })
    expect(use).toHaveLength(7)
    expect(use.at(-1)?.readings).toBeGreaterThan(0)
    expect(await client.port.drift({ name: 'p1' })).toEqual([])
  })

  it('add, reopen, diagnose, identity, calibration, items, remove', async () => {
    const added = await client.port.add({
      name: 'p2',
      driver: 'dayuan/dy-723pc',
      transport: { kind: 'tcp-server', port: 0 },
      by,
    })
    expect(added).toMatchObject({ name: 'p2', state: 'quiet' })
    expect(await client.port.reopen({ name: 'p2' })).toMatchObject({ state: 'quiet', fault: null })
    expect(await client.port.live({ name: 'p2' })).toEqual([])
    expect(await client.port.diagnose({ name: 'p2' })).toMatchObject([{ code: 'quiet' }])
    expect(await client.port.acceptIdentity({ name: 'p2', by })).toMatchObject({ identity: null })
    const calibration = { dueOn: '2020-01-31', certificate: 'JZ-2019-0042' }
    expect(await client.port.calibrate({ name: 'p2', by, calibration })).toMatchObject({
      calibration,
      calibrationDue: 'over',
    })
    expect(await client.port.nameItems({ name: 'p2', by, itemNames: { NJ01: ITEM } })).toMatchObject({
      itemNames: { NJ01: ITEM },
      numbering: null,
    })
    expect(await client.port.sayNumbering({ name: 'p2', by, numbering: 'ours' })).toMatchObject({ numbering: 'ours' })
    expect(await client.port.remove({ name: 'p2', by })).toEqual({ removed: true })
    expect(await client.port.list({})).toHaveLength(1)
  })
})

describe('wrong input', () => {
  it.each<[string, (c: Client) => Promise<unknown>, string]>([
    ['a port that is not there', (c) => c.port.reopen({ name: 'none' }), 'not-found'],
    ['a port to remove that is not there', (c) => c.port.remove({ name: 'none', by }), 'not-found'],
    [
      'a driver nobody knows',
      (c) => c.port.add({ name: 'p9', driver: 'acme/none', transport: { kind: 'tcp-server', port: 0 }, by }),
      'driver.unknown',
    ],
    ['the line of a port that is not there', (c) => c.port.live({ name: 'none' }), 'not-found'],
    [
      'a port name twice',
      (c) => c.port.add({ name: 'p1', driver: 'generic/lis2', transport: { kind: 'tcp-server', port: 0 }, by }),
      'input.invalid',
    ],
  ])('%s is a coded fault', async (_, call, code) => {
    expect(await faultOf(call(client))).toBe(code)
  })
})

describe('afterwards', () => {
  it('every procedure of the desk was asked, and no request met a bug', () => {
    expect(room.unasked(['port'])).toEqual([])
    expect(room.bugs).toEqual([])
  })
})

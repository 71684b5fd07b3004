/** `station serve` and `station simulate` as a person runs them: ready in one line, heard over TCP and over a serial cable, ended cleanly. */
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { ptyCable } from '#test/fakes/port-pty.ts'
import { afterwards, newFolder } from '#test/flow/room.ts'
import { linesOf, serving, station } from './command.ts'

function configured(config: object): { readonly db: string; readonly config: string } {
  const folder = newFolder()
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
  return { db: join(folder, 'station.db'), config: join(folder, 'config.json') }
}

const tcp = (name: string, driver: string) => ({ name, driver, transport: { kind: 'tcp-server', port: 0 } })

/** A status with any Host header, which fetch does not let us say. */
function statusOf(address: string, headers: Record<string, string>): Promise<number> {
  const { port } = new URL(address)
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/api/day/overview', headers, agent: false }, (reply) => {
      reply.resume()
      resolve(reply.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

describe('serve', () => {
  it('prints one line when ready, answers only who knows the token at the right address, and ends with 0 when asked', async () => {
    const { db, config } = configured({ ports: [tcp('p1', 'generic/lis2'), tcp('农残仪', 'dayuan/lz-4000t')] })
    const served = await serving(['--db', db, '--config', config])
    const { address, token } = served
    expect(served.url).toBe(`${address}/?token=${token}`)
    expect(served.ports).toEqual([
      { name: 'p1', address: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
      { name: '农残仪', address: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
    ])
    const host = new URL(address).host
    const authorization = `Bearer ${token}`
    expect(await statusOf(address, { host, authorization })).toBe(200)
    expect(await statusOf(address, { host })).toBe(401)
    expect(await statusOf(address, { host, authorization: 'Bearer wrong' })).toBe(401)
    expect(await statusOf(address, { host: 'station.example', authorization })).toBe(403)
    expect(await statusOf(address, { host, authorization, origin: 'http://evil.example' })).toBe(403)
    expect(await (await fetch(`${address}/openapi.json`, { headers: { authorization } })).json()).toMatchObject({
      openapi: expect.stringMatching(/^3\.1/),
    })
    expect(await served.end()).toBe(0)
  })

  it('takes the HTTP port it was told; a second station gets database.locked, a second HTTP port port.in-use, and both end', async () => {
    const { db } = configured({})
    const { db: other } = configured({})
    const served = await serving(['--db', db])
    const port = new URL(served.address).port
    const [second, taken] = await Promise.all([
      station(['serve', '--db', db]),
      station(['serve', '--db', other, '--port', port]),
    ])
    expect(second).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^database\.locked: /) })
    expect(taken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^port\.in-use: /) })
    // The replay of a capture is a writer too; an export is not.
    expect(await station(['export', '--db', db, '--what', 'audit'])).toMatchObject({ code: 0 })
    await served.end()
    expect(await station(['export', '--db', db, '--what', 'frames'])).toMatchObject({ code: 0, stdout: '' })
  })

  it.each([
    ['no JSON', '{', 'config.invalid'],
    ['an unknown key', '{"port":[]}', 'config.invalid'],
    [
      'a name twice',
      JSON.stringify({ ports: [tcp('p1', 'generic/lis2'), tcp('p1', 'generic/lis2')] }),
      'config.invalid',
    ],
    ['a platform without an address', '{"platforms":[{"name":"county","kind":"json-batch"}]}', 'config.invalid'],
    [
      'a platform that is no web address',
      '{"platforms":[{"name":"county","kind":"json-batch","url":"file:///etc/passwd"}]}',
      'config.invalid',
    ],
    [
      'a driver nobody knows, after a port that opened',
      JSON.stringify({ ports: [tcp('p1', 'generic/lis2'), tcp('p2', 'acme/none')] }),
      'driver.unknown',
    ],
  ])('refuses a configuration with %s and ends', async (_, text, code) => {
    const folder = newFolder()
    writeFileSync(join(folder, 'config.json'), text)
    const ended = await station(['serve', '--db', join(folder, 'station.db'), '--config', join(folder, 'config.json')])
    expect(ended).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`^${code.replace('.', '\\.')}: `)),
    })
  })

  it('a configuration that is not there is file.unreadable', async () => {
    expect(await station(['serve', '--db', join(newFolder(), 'a.db'), '--config', '/nowhere.json'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^file\.unreadable: /),
    })
  })

  it('an analyzer’s network port that is taken is a state of the port, not the end of the station', async () => {
    const held = createServer().listen(0, '127.0.0.1')
    await once(held, 'listening')
    afterwards(() => void held.close())
    const at = held.address()
    const port = typeof at === 'object' && at !== null ? at.port : 0
    const { db, config } = configured({
      ports: [{ name: 'p1', driver: 'generic/lis2', transport: { kind: 'tcp-server', port } }],
    })
    const served = await serving(['--db', db, '--config', config])
    expect(served.ports).toEqual([{ name: 'p1', address: null }])
    const answer = await fetch(`${served.address}/api/port`, { headers: { authorization: `Bearer ${served.token}` } })
    expect(await answer.json()).toMatchObject([{ name: 'p1', state: 'lost', fault: { code: 'port.in-use' } }])
    expect(await served.end()).toBe(0)
  })
})

describe('simulate', () => {
  const drivers = ['generic/lis2', 'dayuan/dy-723pc', 'dayuan/lz-4000t'] as const

  it('every driver over TCP, all its samples, handshake included: what the station reads is what a replay reads', {
    timeout: 60_000,
  }, async () => {
    const { db, config } = configured({ ports: drivers.map((driver, index) => tcp(`p${index}`, driver)) })
    const served = await serving(['--db', db, '--config', config])
    const played = await Promise.all(
      drivers.map((driver, index) =>
        station([
          'simulate',
          '--driver',
          driver,
          '--to',
          `tcp://127.0.0.1:${served.listening(`p${index}`)}`,
          '--sample',
          driver === 'generic/lis2' ? 'fail-inhibition' : 'pass-day',
        ]),
      ),
    )
    for (const one of played)
      expect(one).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^\{"sample":"[a-z-]+","sent":[1-9]\d*,"refused":0,"bytes":\d+\}\n$/),
      })
    const authorization = `Bearer ${served.token}`
    await expect
      .poll(
        async () => {
          const ports = (await (await fetch(`${served.address}/api/port`, { headers: { authorization } })).json()) as {
            readings: number
          }[]
          return ports.every(({ readings }) => readings > 0)
        },
        { timeout: 20_000 },
      )
      .toBe(true)
    expect(await served.end()).toBe(0)

    const heard = linesOf(await station(['export', '--db', db, '--what', 'readings']))
    for (const driver of drivers) {
      const name = driver === 'generic/lis2' ? 'fail-inhibition' : 'pass-day'
      const replay = linesOf(
        await station([
          'replay',
          '--driver',
          driver,
          '--db',
          join(newFolder(), 'r.db'),
          `drivers/${driver}/samples/${name}.bin`,
        ]),
      )
      const words = ({ sampleNo, item, value, channel }: Record<string, unknown>) => ({
        sampleNo,
        item,
        value,
        channel,
      })
      expect(heard.filter((row) => row.driver === driver).map(words)).toEqual(
        replay.filter(({ kind }) => kind === 'reading').map(words),
      )
    }
  })

  it.skipIf(!needs('socat'))(
    'LIS2 and the LZ-4000T over a serial cable (needs socat)',
    { timeout: 60_000 },
    async () => {
      const cables = [await ptyCable(), await ptyCable()]
      for (const cable of cables) afterwards(() => cable.remove())
      const [first, second] = cables
      if (first === undefined || second === undefined) throw new Error('no cable')
      const serial = (name: string, driver: string, path: string) => ({
        name,
        driver,
        transport: { kind: 'serial', path },
      })
      const { db, config } = configured({
        ports: [serial('p1', 'generic/lis2', first.station), serial('p2', 'dayuan/lz-4000t', second.station)],
      })
      const served = await serving(['--db', db, '--config', config])
      const played = await Promise.all([
        station(['simulate', '--driver', 'generic/lis2', '--to', first.analyzer, '--sample', 'pass-card-negative']),
        station(['simulate', '--driver', 'dayuan/lz-4000t', '--to', second.analyzer, '--sample', 'fail-fifty']),
      ])
      for (const { code, stderr } of played) expect([code, stderr]).toEqual([0, ''])
      const count = async () =>
        linesOf(await station(['export', '--db', db, '--what', 'readings'])).map(({ port }) => port)
      await expect.poll(async () => new Set(await count()).size, { timeout: 20_000, interval: 500 }).toBe(2)
      expect(await served.end()).toBe(0)
    },
  )

  it('nobody there, no such sample, no such driver: a fault or a usage error, never a stack', async () => {
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['--driver', 'generic/lis2', '--to', 'tcp://127.0.0.1:9', '--sample', 'fail-inhibition'], 1, /^port\.refused: /],
      [['--driver', 'generic/lis2', '--to', '/dev/no-such-tty', '--sample', 'fail-inhibition'], 1, /^port\.unknown: /],
      [['--driver', 'generic/lis2', '--to', 'tcp://127.0.0.1', '--sample', 'fail-inhibition'], 1, /^input\.invalid: /],
      [['--driver', 'acme/none', '--to', 'tcp://127.0.0.1:9'], 1, /^driver\.unknown: /],
      [['--driver', 'generic/lis2', '--to', 'tcp://127.0.0.1:9', '--sample', 'nothing'], 2, /has no sample nothing/],
    ]
    const ended = await Promise.all(cases.map(([args]) => station(['simulate', ...args])))
    ended.forEach(({ code, stderr }, index) => {
      expect([code, stderr]).toEqual([cases[index]?.[1], expect.stringMatching(cases[index]?.[2] ?? /$^/)])
      expect(stderr).not.toMatch(/\n {4}at /)
    })
  })
})

describe('a data folder that cannot be', () => {
  it('is a coded fault, not a stack', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'd'))
    writeFileSync(join(folder, 'd/file'), '')
    const { code, stderr } = await station(['serve', '--db', join(folder, 'd/file/station.db')])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^(database|file)\.[a-z-]+: /)
  })
})

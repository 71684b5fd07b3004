/** The live line: both directions in order, the newest bytes only, memory bounded; and an adapter found again under another path. */
import { describe, expect, it } from 'vitest'
import type { SerialPortFound } from '#ports/list.ts'
import { simulate } from '#ports/simulate.ts'
import { bytesOf as bytesIn, openTap, type Tapped } from '#ports/tap.ts'
import { randomFrom } from '#test/core/support/random.ts'
import { needs } from '#test/fakes/needs.ts'
import { ACK, bytesOf, plainDriver, textOf } from '#test/fakes/port-line.ts'
import { ptyCable } from '#test/fakes/port-pty.ts'
import { eventually, giveBack, opened } from './opened.ts'

const words = (tapped: readonly Tapped[]) => tapped.map(({ at, dir, bytes }) => `${at} ${dir} ${textOf(bytes)}`)

describe('the tap', () => {
  it('joins what follows at once in one direction, and nothing else', () => {
    const tap = openTap()
    tap.take('in', bytesOf('a'), 100)
    tap.take('in', bytesOf('b'), 103)
    tap.take('in', bytesOf('c'), 107)
    tap.take('out', bytesOf('d'), 107)
    tap.take('in', bytesOf('e'), 200)
    tap.take('in', bytesOf(''), 201)
    tap.take('in', bytesOf('f'), 150)
    expect(words(tap.read())).toEqual(['100 in abc', '107 out d', '200 in e', '150 in f'])
  })

  it('keeps copies: a buffer used again changes nothing, and neither does a later byte', () => {
    const tap = openTap()
    const buffer = bytesOf('old')
    tap.take('in', buffer, 0)
    buffer.fill(0x78)
    const before = tap.read()
    tap.take('in', bytesOf('new'), 1)
    expect(words(before)).toEqual(['0 in old'])
    expect(words(tap.read())).toEqual(['0 in oldnew'])
  })

  it('holds exactly the newest bytes, in few pieces, whatever comes', () => {
    const random = randomFrom(11)
    for (const size of [1, 7, 100, 5_000]) {
      const tap = openTap(size)
      let all: number[] = []
      let at = 0
      for (let n = 0; n < 2_000; n += 1) {
        const bytes = Uint8Array.from({ length: Math.floor(random() * 12) }, () => Math.floor(random() * 256))
        at += random() < 0.7 ? 1 : 50
        tap.take(random() < 0.5 ? 'in' : 'out', bytes, at)
        all = [...all, ...bytes].slice(-size)
        const held = tap.read().flatMap((piece) => [...piece.bytes])
        if (n % 50 === 0) expect(held).toEqual(all)
        expect(held.length).toBeLessThanOrEqual(size)
      }
    }
    const tap = openTap(100)
    tap.take('in', new Uint8Array(1_000_000), 0)
    expect(bytesIn(tap.read(), 'in')).toHaveLength(100)
    expect(tap.read()[0]?.bytes.buffer.byteLength).toBe(100)
  })

  it('of byte after byte at line speed stays small', () => {
    const tap = openTap()
    for (let n = 0; n < 300_000; n += 1) tap.take('in', Uint8Array.of(n), n / 11.52)
    expect(bytesIn(tap.read(), 'in')).toHaveLength(64 * 1024)
    expect(tap.read().length).toBeLessThan(100)
    // One byte a second for a day: pieces are bounded too.
    for (let n = 0; n < 86_400; n += 1) tap.take('in', Uint8Array.of(5), 1e9 + n * 1_000)
    expect(tap.read()).toHaveLength(4_096)
  })
})

describe.skipIf(!needs('socat'))('an open port (needs socat)', () => {
  it('shows what it heard and what it sent, also after it was lost', async () => {
    const cable = await ptyCable()
    giveBack(() => cable.remove())
    const here = await opened({ kind: 'serial', path: cable.station }, { driver: plainDriver({ greeting: 'hi' }) })
    await simulate({ instrument: plainDriver().playback(bytesOf('1\n')), to: cable.analyzer })
    const shown = () => here.port.tap().map(({ dir, bytes }) => `${dir} ${textOf(bytes)}`)
    const all = ['out hi', 'in 1\n', `out ${String.fromCharCode(ACK)}`]
    await eventually(() => expect(shown()).toEqual(all))
    await cable.unplug()
    await eventually(() => expect(here.port.state()).toBe('lost'))
    expect(shown()).toEqual(all)
  })

  it('opens its adapter wherever it is listed now, and asks when it cannot know', async () => {
    const [one, other] = [await ptyCable(), await ptyCable()]
    for (const cable of [one, other]) giveBack(() => cable.remove())
    const adapter = (path: string, location: string): SerialPortFound => ({
      path,
      maker: null,
      usb: '1A86:7523',
      chip: 'CH340',
      serialNumber: null,
      location,
    })
    let ports = [adapter(other.station, '14.0/2:1.0'), adapter(one.station, '14.0/1:1.0')]
    const list = async () => ({ ports, fault: null })
    const usb = { id: '1A86:7523', serialNumber: null, location: '14.0/1:1.0' }
    const here = await opened({ kind: 'serial', path: '/dev/ttyUSB0', usb }, { list })
    expect(here.port.address()).toBe(one.station)
    // Re-plugged: the two changed names, and ours is in its own socket still.
    ports = [adapter(one.station, '14.0/2:1.0'), adapter(other.station, '14.0/1:1.0')]
    await here.port.reopen()
    expect(here.port.address()).toBe(other.station)
    // In a third socket: nobody knows which of the two it is.
    ports = [adapter(one.station, '14.0/3:1.0'), adapter(other.station, '14.0/2:1.0')]
    await here.port.reopen()
    expect(here.port.state()).toBe('lost')
    expect(here.port.fault()).toMatchObject({ code: 'port.which', detail: expect.stringContaining(one.station) })
    // One left, and another instrument of ours talks through it: ours is simply not there.
    const neighbour = await opened({ kind: 'serial', path: other.station })
    ports = [adapter(other.station, '14.0/2:1.0')]
    await here.port.reopen()
    expect(here.port.fault()?.code).toBe('port.unknown')
    await neighbour.port.close()
    await here.port.reopen()
    expect(here.port.fault()?.code).toBe('port.which')
  })
})

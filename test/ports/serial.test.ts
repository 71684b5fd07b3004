/** A real serialport over a pty pair: opening, sharing, losing and closing, with every byte counted. */
import { rmSync } from 'node:fs'
import { SerialPort } from 'serialport'
import { describe, expect, it } from 'vitest'
import { serialOptions } from '#ports/serial.ts'
import { simulate } from '#ports/simulate.ts'
import { serialSettings } from '#ports/source.ts'
import { needs } from '#test/fakes/needs.ts'
import { ACK, bytesOf, plainDriver } from '#test/fakes/port-line.ts'
import { type PtyCable, ptyCable } from '#test/fakes/port-pty.ts'
import { eventually, giveBack, opened } from './opened.ts'

async function cable(): Promise<PtyCable> {
  const made = await ptyCable()
  giveBack(() => made.remove())
  return made
}

async function analyzerAt(path: string): Promise<{ port: SerialPort; heard: number[] }> {
  const port = new SerialPort({ path, baudRate: 9600, autoOpen: false })
  const heard: number[] = []
  port.on('data', (bytes: Buffer) => heard.push(...bytes))
  port.on('error', () => {})
  await new Promise<void>((resolve, reject) => port.open((error) => (error === null ? resolve() : reject(error))))
  giveBack(() => new Promise<void>((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve())))
  return { port, heard }
}

function lines(count: number): { readonly bytes: Uint8Array; readonly values: readonly string[] } {
  const values = Array.from(
    { length: count },
    (_, n) => `${String(n).padStart(6, '0')} GB/T 5009.199-2003 49.99 % negative row`,
  )
  return { bytes: bytesOf(values.map((one) => `${one}\n`).join('')), values }
}

const listening = { driver: plainDriver({ answers: false }) }

describe('serial settings', () => {
  it("are the model's, exclusive, whatever a pty lets pass", () => {
    const options = serialOptions({ path: '/dev/ttyUSB0', baudRate: 19200, dataBits: 8, parity: 'odd', stopBits: 1 })
    expect(options).toEqual({
      path: '/dev/ttyUSB0',
      baudRate: 19200,
      dataBits: 8,
      parity: 'odd',
      stopBits: 1,
      lock: true,
      autoOpen: false,
    })
  })

  it('of the port go before those of the model, one by one', () => {
    const link = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const
    const at = { kind: 'serial', path: 'COM3' } as const
    expect(serialSettings(at, link)).toEqual({ ...link, path: 'COM3' })
    expect(serialSettings({ ...at, dataBits: 7, parity: 'even' }, link)).toEqual({
      ...link,
      path: 'COM3',
      dataBits: 7,
      parity: 'even',
    })
    expect(serialSettings({ ...at, baudRate: 4800, stopBits: 2 }, link)).toMatchObject({ baudRate: 4800, stopBits: 2 })
  })

  it('a name that is not there is unknown, and so is a file that is no port', async () => {
    const absent = await opened({ kind: 'serial', path: '/dev/ttyNOT0' })
    expect(absent.port.state()).toBe('lost')
    expect(absent.port.fault()?.code).toBe('port.unknown')
    expect(absent.port.fault()?.detail).toContain('/dev/ttyNOT0')
    expect(absent.words.join('\n')).toContain('No such file or directory')
    const file = await opened({ kind: 'serial', path: import.meta.filename })
    expect(file.port.fault()?.code).toBe('port.unknown')
  })
})

describe.skipIf(!needs('socat'))('serial port over a pty pair (needs socat)', () => {
  it('hears, keeps and answers', async () => {
    const { station, analyzer } = await cable()
    const here = await opened({ kind: 'serial', path: station })
    expect(here.port.address()).toBe(station)
    const { port, heard } = await analyzerAt(analyzer)
    port.write('12.30\n')
    await eventually(() => expect(heard).toEqual([ACK]))
    expect(here.keeper.said()).toEqual(['12.30'])
    expect(here.port.state()).toBe('talking')
  })

  it('says busy while another program holds the port, and opens by itself when that lets go', async () => {
    const { station } = await cable()
    const holder = await analyzerAt(station)
    const here = await opened({ kind: 'serial', path: station })
    expect(here.port.state()).toBe('lost')
    expect(here.port.fault()?.code).toBe('port.busy')
    expect(here.words.join('\n')).toContain('Cannot lock port')
    await new Promise<void>((resolve) => holder.port.close(() => resolve()))
    await eventually(() => expect(here.port.state()).toBe('quiet'))
    expect(here.port.fault()).toBeNull()
  })

  it('holds the port alone: a second opener is refused', async () => {
    const { station } = await cable()
    await opened({ kind: 'serial', path: station })
    await expect(analyzerAt(station)).rejects.toThrow('Cannot lock port')
  })

  it('settles the half line when the cable is pulled, says lost, and comes back with the cable', async () => {
    const made = await cable()
    const here = await opened({ kind: 'serial', path: made.station })
    const first = await analyzerAt(made.analyzer)
    first.port.write('1\nhal')
    await eventually(() => expect(here.keeper.said()).toEqual(['1']))
    await eventually(() => expect(first.heard).toEqual([ACK]))
    await made.unplug()
    await eventually(() => expect(here.port.state()).toBe('lost'))
    expect(here.port.fault()?.code).toBe('port.lost')
    expect(here.port.address()).toBeNull()
    expect(here.keeper.said()).toEqual(['1', 'damaged: frame-cut: the line ended without LF'])
    // Missing is what a pulled cable looks like: it stays "lost", not "wrong name".
    await eventually(() => expect(here.words.filter((one) => one.includes('port.unknown')).length).toBeGreaterThan(1))
    expect(here.port.fault()?.code).toBe('port.lost')
    await made.plug()
    await eventually(() => expect(here.port.state()).toBe('quiet'))
    const again = await analyzerAt(made.analyzer)
    again.port.write('half\n')
    await eventually(() => expect(again.heard).toEqual([ACK]))
    expect(here.keeper.said().at(-1)).toBe('half')
    expect(here.port.fault()).toBeNull()
  })

  it('hears again after a cable that was out for less than a look, though its file was never missed', async () => {
    const made = await cable()
    const here = await opened({ kind: 'serial', path: made.station }, { limits: { presenceMs: 50 } })
    const openings = () => here.words.filter((one) => one.includes('port opened')).length
    for (let time = 1; time <= 5; time++) {
      await made.unplug()
      await made.plug()
      await eventually(() => expect(openings()).toBeGreaterThan(time))
      const again = await analyzerAt(made.analyzer)
      again.port.write(`${time}\n`)
      await eventually(() => expect(again.heard).toEqual([ACK]))
      expect(here.keeper.said().at(-1)).toBe(`${time}`)
    }
  })

  it('notices a device file that went away without a word', async () => {
    const made = await cable()
    const here = await opened({ kind: 'serial', path: made.station }, { limits: { presenceMs: 10 } })
    rmSync(made.station)
    await eventually(() => expect(here.port.state()).toBe('lost'))
    expect(here.port.fault()).toMatchObject({ code: 'port.lost' })
    expect(here.words.join('\n')).toContain('the device file is gone')
  })

  it('loses no byte of 100,000 lines from a writer that does not wait and closes at once', async () => {
    const { station, analyzer } = await cable()
    const here = await opened({ kind: 'serial', path: station }, listening)
    const { bytes, values } = lines(100_000)
    const counts = await simulate({ instrument: plainDriver().playback(bytes), to: analyzer })
    expect(counts.bytes).toBe(bytes.length)
    await eventually(() => expect(here.keeper.frames).toHaveLength(values.length))
    expect(here.keeper.said()).toEqual(values)
  })

  it('loses no byte of a writer at the pace of 115,200 baud', async () => {
    const { station, analyzer } = await cable()
    const here = await opened({ kind: 'serial', path: station }, listening)
    const { bytes, values } = lines(100)
    await simulate({ instrument: plainDriver().playback(bytes), to: analyzer, bytesPerSecond: 11_520 })
    await eventually(() => expect(here.keeper.said()).toEqual(values))
  })

  it('sends its last bytes before it closes', async () => {
    const { station, analyzer } = await cable()
    const greeting = 'x'.repeat(200_000)
    const far = await analyzerAt(analyzer)
    const here = await opened({ kind: 'serial', path: station }, { driver: plainDriver({ greeting }) })
    await here.port.close()
    await eventually(() => expect(far.heard).toHaveLength(greeting.length))
    expect(here.port.state()).toBe('closed')
  })

  it('closes within its limit when nobody reads what it sends', async () => {
    const { station } = await cable()
    const here = await opened(
      { kind: 'serial', path: station },
      { driver: plainDriver({ greeting: 'x'.repeat(500_000) }), limits: { closeMs: 50 } },
    )
    await here.port.close()
    expect(here.port.state()).toBe('closed')
    // The handle was given back all the same.
    const next = await opened({ kind: 'serial', path: station }, listening)
    await eventually(() => expect(next.port.state()).toBe('quiet'))
  })

  it('reopens on demand', async () => {
    const { station } = await cable()
    const here = await opened({ kind: 'serial', path: station })
    await here.port.reopen()
    expect(here.states).toEqual(['quiet', 'opening', 'quiet'])
    await here.port.close()
    await here.port.reopen()
    expect(here.port.state()).toBe('quiet')
  })
})

/** Recordings: the text they are, written as bytes pass, readable when cut; and a real dialogue recorded over a pty. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Fault } from '#core/fault.ts'
import type { Outcome } from '#core/reading/reading.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { openRecorder, type Recorder } from '#ports/record.ts'
import { recordSession } from '#ports/record-session.ts'
import { inboundOf, RECORDING_FORMAT, type Recording, type RecordingHeader, readRecording } from '#ports/recording.ts'
import { simulate } from '#ports/simulate.ts'
import { needs } from '#test/fakes/needs.ts'
import { loggedInMemory } from '#test/fakes/port-keeper.ts'
import { ACK, bytesOf, NAK, plainDriver, textOf } from '#test/fakes/port-line.ts'
import { type PtyCable, ptyCable } from '#test/fakes/port-pty.ts'
import { eventually, giveBack } from './opened.ts'

const link = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const
const header: RecordingHeader = {
  format: RECORDING_FORMAT,
  link,
  peer: '/dev/ttyUSB0',
  startedAt: '2025-03-10T01:30:00.000Z',
}

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'))
  giveBack(async () => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'day.kjrec')
}

function recorder(file: string): Recorder {
  let second = 0
  const made = openRecorder(file, header, () => new Date(Date.UTC(2025, 2, 10, 1, 30, second++)))
  giveBack(async () => made.close())
  return made
}

function readBack(file: string): Recording {
  const read = readRecording(readFileSync(file, 'utf8'))
  if (read === null) throw new Error('no recording')
  return read
}

describe('a recording', () => {
  it('is a header and a line for each piece, readable while it is still written', () => {
    const file = newFile()
    const one = recorder(file)
    one.take('in', Uint8Array.of(0x05, 0x00, 0xff))
    one.take('out', Uint8Array.of(0x06))
    one.take('in', new Uint8Array(0))
    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      JSON.stringify(header),
      '{"at":"2025-03-10T01:30:00.000Z","dir":"in","hex":"0500ff"}',
      '{"at":"2025-03-10T01:30:01.000Z","dir":"out","hex":"06"}',
      '',
    ])
    expect(one.counts()).toEqual({ in: 3, out: 1 })
    const read = readBack(file)
    expect(read.header).toEqual(header)
    expect(read.unread).toBe(0)
    expect(inboundOf(read)).toEqual(Uint8Array.of(0x05, 0x00, 0xff))
  })

  it('cut at every byte gives every whole line before the cut, and nothing of the cut one', () => {
    const file = newFile()
    const one = recorder(file)
    for (let n = 0; n < 4; n += 1) one.take(n % 2 === 0 ? 'in' : 'out', Uint8Array.of(n, n + 1))
    const text = readFileSync(file, 'utf8')
    for (let at = 0; at <= text.length; at += 1) {
      const whole = text.slice(0, at).split('\n').length - 1
      const read = readRecording(text.slice(0, at))
      expect(read?.pieces.length ?? -1).toBe(whole - 1)
      expect(read?.unread ?? 0).toBe(0)
    }
  })

  it('counts lines that say nothing, and is not one without its header', () => {
    const text = [
      JSON.stringify(header),
      'noise',
      '{"at":"x","dir":"up","hex":"00"}',
      '{"at":"x","dir":"in","hex":"0"}',
      '',
    ].join('\n')
    expect(readRecording(text)).toMatchObject({ pieces: [], unread: 3 })
    for (const other of ['', '\n', '{}\n', 'null\n', '{"format":"kuaijian-recording/2","peer":"x","startedAt":"y"}\n'])
      expect(readRecording(other)).toBeNull()
  })

  it('is never written over, and says where it cannot be written', () => {
    const file = newFile()
    writeFileSync(file, 'mine')
    expect(() => recorder(file)).toThrow('input.invalid')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect(() => recorder('/nowhere/day.kjrec')).toThrow('file.unreadable')
  })

  it.runIf(process.platform === 'linux')(
    'stops with its fault when the disk takes no more, and then lets nothing be acknowledged',
    () => {
      const file = newFile()
      const program = `
      const { openRecorder } = await import(${JSON.stringify(new URL('../../src-main/ports/record.ts', import.meta.url).href)})
      const one = openRecorder(${JSON.stringify(file)}, ${JSON.stringify(header)})
      for (let n = 0; n < 200; n += 1) one.take('in', new Uint8Array(100))
      let said = 'synced'
      try { one.sync() } catch (error) { said = error.code }
      one.close()
      process.stdout.write(JSON.stringify([said, one.fault()?.code, one.counts().in]))`
      // The shell's limit on a file's size stands for the full disk: 8 blocks of 512 bytes.
      const limited = ['-c', 'ulimit -f 8; exec "$0" --input-type=module -e "$1"', process.execPath, program]
      const { stdout } = spawnSync('sh', limited, { encoding: 'utf8' })
      const [said, fault, counted] = JSON.parse(stdout) as [string, string, number]
      expect([said, fault]).toEqual(['file.unreadable', 'file.unreadable'])
      const read = readBack(file)
      expect(inboundOf(read)).toHaveLength(counted)
      expect(read.unread).toBe(0)
    },
  )

  it('that is closed takes no more', () => {
    const closed = recorder(newFile())
    closed.close()
    closed.take('in', Uint8Array.of(1))
    expect(() => closed.sync()).toThrow('the recording is closed')
    expect(closed.counts().in).toBe(0)
  })
})

describe.skipIf(!needs('socat'))('recording a port (needs socat)', () => {
  async function recording(driver: Driver | null, change: Partial<Recorder> = {}) {
    const cable: PtyCable = await ptyCable()
    giveBack(() => cable.remove())
    const file = newFile()
    const one = recorder(file)
    const stop = new AbortController()
    const outcomes: Outcome[] = []
    const going = recordSession({
      transport: { kind: 'serial', path: cable.station },
      link,
      driver,
      recorder: { ...one, ...change },
      signal: stop.signal,
      now: () => '2025-03-10T09:30:00',
      log: loggedInMemory(),
      took: (outcome) => outcomes.push(outcome),
    })
    const end = async () => {
      stop.abort()
      await going
      one.close()
      return readBack(file)
    }
    giveBack(end)
    return { cable, file, outcomes, end }
  }

  it('with a driver runs its dialogue and has both directions in order', async () => {
    const { cable, file, outcomes, end } = await recording(plainDriver({ greeting: 'hello' }))
    await simulate({ instrument: plainDriver().playback(bytesOf('1.50\n')), to: cable.analyzer })
    await eventually(() => expect(outcomes).toHaveLength(1))
    await eventually(() => expect(readBack(file).pieces).toHaveLength(3))
    const read = await end()
    expect(read.pieces.map(({ dir, bytes }) => `${dir} ${textOf(bytes)}`)).toEqual([
      'out hello',
      'in 1.50\n',
      `out ${String.fromCharCode(ACK)}`,
    ])
  })

  it('with a driver acknowledges nothing that is not on the disk', async () => {
    const sync = () => {
      throw new Fault('disk.full')
    }
    const { cable, file } = await recording(plainDriver(), { sync })
    await simulate({ instrument: plainDriver().playback(bytesOf('1.50\n')), to: cable.analyzer })
    await eventually(() => expect(readBack(file).pieces).toHaveLength(2))
    expect(readBack(file).pieces[1]).toMatchObject({ dir: 'out', bytes: Uint8Array.of(NAK) })
  })

  it('without one only listens, and goes on when the cable comes back', async () => {
    const { cable, file, end } = await recording(null)
    const speak = (text: string) => simulate({ instrument: plainDriver().playback(bytesOf(text)), to: cable.analyzer })
    await speak('before ')
    await eventually(() => expect(textOf(inboundOf(readBack(file)))).toBe('before '))
    await cable.unplug()
    await cable.plug()
    await eventually(async () => {
      await speak('after')
      expect(textOf(inboundOf(readBack(file)))).toContain('after')
    })
    expect((await end()).pieces.every(({ dir }) => dir === 'in')).toBe(true)
  })

  it('says at once that the port is not there', async () => {
    const options = {
      link,
      recorder: recorder(newFile()),
      signal: new AbortController().signal,
      now: () => '',
      log: loggedInMemory(),
    }
    const transport = { kind: 'serial', path: '/dev/ttyNOT0' } as const
    await expect(recordSession({ ...options, transport, driver: null })).rejects.toMatchObject({ code: 'port.unknown' })
    await expect(recordSession({ ...options, transport, driver: plainDriver() })).rejects.toMatchObject({
      code: 'port.unknown',
    })
  })
})

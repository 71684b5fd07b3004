/** `station record` as a program of its own: ended by a signal it closes its file, killed it leaves one that can be read. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inboundOf, readRecording } from '#ports/recording.ts'
import { bytesOf, textOf } from '#test/fakes/port-line.ts'
import { type RecordCommand, record } from '../../src-main/terminal/record.ts'
import { eventually, giveBack } from './opened.ts'

interface Analyzer {
  readonly address: string
  say(text: string): void
}

async function analyzer(): Promise<Analyzer> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    sockets.push(socket)
    socket.write('hello\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  giveBack(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const bound = server.address()
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0
  return {
    address: `tcp://127.0.0.1:${port}`,
    say(text) {
      for (const socket of sockets) socket.write(text)
    },
  }
}

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'record-'))
  giveBack(async () => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'day.kjrec')
}

function recording(command: RecordCommand): {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  stdout(): string
} {
  const file = new URL('../../src-main/terminal/record.ts', import.meta.url).href
  const program = `const { record } = await import(${JSON.stringify(file)}); await record(${JSON.stringify(command)})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  const ended = once(child, 'exit').then(() => child.exitCode)
  giveBack(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, stdout: () => stdout }
}

function heardIn(file: string): string {
  const read = readRecording(readFileSync(file, 'utf8'))
  return read === null ? '' : textOf(inboundOf(read))
}

describe('station record', () => {
  it('records until it is asked to end, and says how much', async () => {
    const far = await analyzer()
    const file = newFile()
    const { child, ended, stdout } = recording({ from: far.address, to: file })
    await eventually(() => expect(heardIn(file)).toBe('hello\n'))
    far.say('12.3\n')
    await eventually(() => expect(heardIn(file)).toBe('hello\n12.3\n'))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(JSON.parse(stdout())).toEqual({ file, in: 11, out: 0 })
    expect(readRecording(readFileSync(file, 'utf8'))?.header).toMatchObject({ peer: far.address, link: null })
  })

  it('killed in the middle leaves every byte it heard', async () => {
    const far = await analyzer()
    const file = newFile()
    const { child, ended } = recording({ from: far.address, to: file })
    await eventually(() => expect(heardIn(file)).toBe('hello\n'))
    far.say('x'.repeat(5_000))
    await eventually(() => expect(heardIn(file)).toHaveLength(5_006))
    child.kill('SIGKILL')
    await ended
    expect(heardIn(file)).toBe(`hello\n${'x'.repeat(5_000)}`)
  })

  it('ends by itself after the time it was given', async () => {
    const far = await analyzer()
    const file = newFile()
    const { ended } = recording({ from: far.address, to: file, for: '1' })
    expect(await ended).toBe(0)
    expect(heardIn(file)).toBe(textOf(bytesOf('hello\n')))
  })

  it('refuses settings that are none, and makes no file for them', async () => {
    const to = newFile()
    const from = '/dev/ttyNOT0'
    for (const wrong of [
      { baud: 'fast' },
      { baud: '1' },
      { parity: 'some' },
      { parity: 'toString' },
      { dataBits: '9' },
      { stopBits: '0' },
      { for: '0' },
    ])
      await expect(record({ from, to, ...wrong })).rejects.toThrow(/^--/)
    await expect(record({ from, to, driver: 'nobody/nothing' })).rejects.toThrow('driver.unknown')
    expect(() => readFileSync(to)).toThrow('ENOENT')
  })
})

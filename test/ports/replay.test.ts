/** A capture played through a line: at once for the command line, as a port, paced, split anywhere. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Fault } from '#core/fault.ts'
import { pace } from '#ports/pace.ts'
import { replayBytes } from '#ports/replay.ts'
import { keptInMemory } from '#test/fakes/port-keeper.ts'
import { bytesOf, plainDriver } from '#test/fakes/port-line.ts'
import { eventually, giveBack, opened } from './opened.ts'

const now = () => '2025-03-10T09:30:00'

function captureOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'capture-'))
  giveBack(async () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'day.bin')
  writeFileSync(file, text)
  return file
}

function replayed(chunks: readonly Uint8Array[]) {
  const keeper = keptInMemory()
  const counts = replayBytes({ line: plainDriver().line(), chunks, keeper, now })
  return { counts, said: keeper.said() }
}

describe('replay of bytes', () => {
  const capture = bytesOf('1.00\n阳性\nhal')
  const expected = ['1.00', '阳性', 'damaged: frame-cut: the line ended without LF']

  it('is the same whole, at every split, and byte by byte', () => {
    expect(replayed([capture])).toEqual({ counts: { bytes: capture.length, frames: 3 }, said: expected })
    for (let at = 1; at < capture.length; at += 1)
      expect(replayed([capture.subarray(0, at), capture.subarray(at)]).said).toEqual(expected)
    expect(replayed([...capture].map((one) => Uint8Array.of(one))).said).toEqual(expected)
  })

  it('stops with the fault when a frame cannot be kept', () => {
    const keeper = keptInMemory()
    keeper.keepFault = new Fault('disk.full')
    expect(() => replayBytes({ line: plainDriver().line(), chunks: [capture], keeper, now })).toThrow(keeper.keepFault)
  })
})

describe('replay as a port', () => {
  it('plays the file to its end, then is closed; reopened it plays again', async () => {
    const text = Array.from({ length: 5_000 }, (_, n) => `${n}`).join('\n')
    const here = await opened({ kind: 'replay', path: captureOf(text) })
    await eventually(() => expect(here.port.state()).toBe('closed'))
    expect(here.keeper.frames).toHaveLength(5_000)
    expect(here.keeper.said().at(-1)).toMatch(/^damaged/)
    expect(here.port.fault()).toBeNull()
    expect(here.states).toEqual(['quiet', 'talking', 'closed'])
    await here.port.reopen()
    await eventually(() => expect(here.keeper.frames).toHaveLength(10_000))
  })

  it('plays an empty file too', async () => {
    const here = await opened({ kind: 'replay', path: captureOf('') })
    await eventually(() => expect(here.port.state()).toBe('closed'))
    expect(here.keeper.frames).toHaveLength(0)
  })

  it('can be closed in the middle of a slow one', async () => {
    const here = await opened({ kind: 'replay', path: captureOf('1\n2\n3\n4\n'), bytesPerSecond: 10 })
    await eventually(() => expect(here.keeper.said()).toEqual(['1']))
    await here.port.close()
    expect(here.keeper.said().length).toBeLessThan(4)
    expect(here.port.state()).toBe('closed')
  })

  it('can be closed in the middle of a fast one', async () => {
    const here = await opened({ kind: 'replay', path: captureOf('1\n'.repeat(200_000)) })
    await here.port.close()
    expect(here.keeper.frames.length).toBeLessThan(200_000)
  })

  it('says that a file is missing or is a folder', async () => {
    const missing = await opened({ kind: 'replay', path: '/nowhere/day.bin' })
    expect(missing.port.fault()).toMatchObject({
      code: 'file.unreadable',
      detail: expect.stringContaining('/nowhere/day.bin'),
    })
    const folder = await opened({ kind: 'replay', path: tmpdir() })
    expect(folder.port.fault()?.code).toBe('file.unreadable')
  })
})

describe('pace', () => {
  async function piecesOf(bytesPerSecond: number | undefined, bytes: Uint8Array): Promise<Uint8Array[]> {
    const pieces: Uint8Array[] = []
    for await (const piece of pace(bytesPerSecond).pieces(bytes)) pieces.push(piece)
    return pieces
  }

  it('gives everything at once without a speed', async () => {
    expect(await piecesOf(undefined, bytesOf('abcdef'))).toHaveLength(1)
  })

  it('cuts into hundredths of a second and loses nothing', async () => {
    const pieces = await piecesOf(20_000, bytesOf('x'.repeat(1_001)))
    expect(pieces.map((one) => one.length)).toEqual([200, 200, 200, 200, 200, 1])
  })
})

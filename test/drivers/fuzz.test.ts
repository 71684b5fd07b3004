/** Bytes flipped, lost, doubled and moved, by a fixed seed: nothing throws, nothing false is read, and the line finds its way back. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { drivers } from '#drivers/index.ts'
import { crc8 } from '#drivers/kit/crc8.ts'
import { type Performance, replayLine } from '#drivers/kit/perform.ts'

const root = join(import.meta.dirname, '../../drivers')
const now = '2026-03-02T09:00:00'
const RUNS = 1500

/** Numbers below `limit`, the same at every run: xorshift from a fixed seed. */
function dice(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % limit
  }
}

function spoiled(bytes: Uint8Array, roll: (limit: number) => number): Uint8Array {
  const list = [...bytes]
  for (let count = 1 + roll(4); count > 0; count--) {
    const at = roll(list.length || 1)
    const kind = roll(5)
    if (kind === 0) list[at] = (list[at] ?? 0) ^ (1 << roll(8))
    else if (kind === 1) list.splice(at, 1 + roll(6))
    else if (kind === 2) list.splice(at, 0, ...Array.from({ length: 1 + roll(6) }, () => roll(256)))
    else if (kind === 3) list.splice(at, 0, ...list.slice(at, at + 1 + roll(40)))
    else list.splice(roll(list.length || 1), 0, ...list.splice(at, 1 + roll(30)))
  }
  return Uint8Array.from(list)
}

function pieces(bytes: Uint8Array, roll: (limit: number) => number): readonly Uint8Array[] {
  const cut: Uint8Array[] = []
  for (let from = 0; from < bytes.length; ) {
    const until = from + 1 + roll(40)
    cut.push(bytes.slice(from, until))
    from = until
  }
  return cut
}

function readingsOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(({ kind }) => kind === 'reading')
}

/** The frames a reading rests on carry their own right checksum, counted here and not by the kit. */
const checks: Readonly<Record<string, (frame: Uint8Array) => boolean>> = {
  'generic/lis2': (frame) => {
    const end = Math.max(frame.lastIndexOf(0x03), frame.lastIndexOf(0x17))
    const sum = frame.slice(1, end + 1).reduce((total, byte) => (total + byte) % 256, 0)
    const digits = Buffer.from(frame.slice(end + 1))
      .toString('latin1')
      .trim()
    return frame[0] === 0x02 && end > 0 && /^[0-9A-Fa-f]{2}$/.test(digits) && sum === Number.parseInt(digits, 16)
  },
  'dayuan/lz-4000t': (frame) => frame.length === 26 && frame[24] === crc8(frame.slice(1, 24)) && frame[25] === 0xaa,
}

function framesOfReadings({ done }: Performance): readonly Uint8Array[] {
  const units = done.settled.filter(({ outcomes }) => outcomes.some(({ outcome }) => outcome.kind === 'reading'))
  return units.flatMap(({ frames }) => frames.map((ticket) => done.kept[ticket - 1] ?? new Uint8Array()))
}

describe.each(drivers.map((driver) => ({ id: driver.id, driver })))('$id', ({ id, driver }) => {
  const folder = join(root, id, 'samples')
  const samples = readdirSync(folder)
    .filter((file) => file.endsWith('.bin'))
    .map((file) => ({ file, bytes: new Uint8Array(readFileSync(join(folder, file))) }))

  it('spoiled samples', () => {
    const roll = dice(20260302)
    for (let run = 0; run < RUNS; run++) {
      const sample = samples[run % samples.length]
      if (sample === undefined) throw new Error('no sample')
      const stream = spoiled(sample.bytes, roll)
      const replay = replayLine(driver.line(), pieces(stream, roll), now)
      const label = `run ${run}, ${sample.file}, ${Buffer.from(stream).toString('hex')}`
      const settled = replay.done.settled.flatMap(({ frames }) => frames).sort((left, right) => left - right)
      expect(settled, label).toEqual(replay.done.kept.map((_, index) => index + 1))
      const isRight = checks[id]
      if (isRight !== undefined) for (const frame of framesOfReadings(replay)) expect(isRight(frame), label).toBe(true)

      // The same bytes in one piece say the same.
      expect(replayLine(driver.line(), [stream], now).outcomes(), label).toEqual(replay.outcomes())
    }
  })

  it('a clean transfer after a spoiled one is read whole', () => {
    const roll = dice(4711)
    for (let run = 0; run < RUNS; run++) {
      const sample = samples[run % samples.length]
      if (sample === undefined) throw new Error('no sample')
      const clean = readingsOf(replayLine(driver.line(), [sample.bytes], now).outcomes())
      const stream = spoiled(sample.bytes, roll)
      const readings = readingsOf(replayLine(driver.line(), [...pieces(stream, roll), sample.bytes], now).outcomes())
      const label = `run ${run}, ${sample.file}, ${Buffer.from(stream).toString('hex')}`
      expect(readings.slice(readings.length - clean.length), label).toEqual(clean)
    }
  })

  it('pure noise', () => {
    const roll = dice(99)
    for (let run = 0; run < 200; run++) {
      const noise = Uint8Array.from({ length: 1 + roll(2000) }, () => roll(256))
      expect(readingsOf(replayLine(driver.line(), pieces(noise, roll), now).outcomes())).toEqual([])
    }
  })
})

/** Bytes flipped, lost, doubled and moved, by a fixed seed: nothing throws, nothing false is read, and the line finds its way back. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { drivers } from '#drivers/index.ts'
import { crc8 } from '#drivers/kit/checks.ts'
import { type Performance, replayLine } from '#drivers/kit/perform.ts'
import { dice, piecesOf, spoiled } from './dice.ts'

const root = join(import.meta.dirname, '../../drivers')
const now = '2026-03-02T09:00:00'
const RUNS = 1500

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
      const replay = replayLine(driver.line(), piecesOf(stream, roll), now)
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
      const readings = readingsOf(replayLine(driver.line(), [...piecesOf(stream, roll), sample.bytes], now).outcomes())
      const label = `run ${run}, ${sample.file}, ${Buffer.from(stream).toString('hex')}`
      expect(readings.slice(readings.length - clean.length), label).toEqual(clean)
    }
  })

  it('pure noise', () => {
    const roll = dice(99)
    for (let run = 0; run < 200; run++) {
      const noise = Uint8Array.from({ length: 1 + roll(2000) }, () => roll(256))
      expect(readingsOf(replayLine(driver.line(), piecesOf(noise, roll), now).outcomes())).toEqual([])
    }
  })
})

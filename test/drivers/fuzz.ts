/**
 * Bytes flipped, lost, doubled and moved, by a fixed seed: nothing throws, nothing false is read, and the line finds its way back.
 * A million inputs over all drivers in a usual run; `FUZZ_TIMES=20` makes it twenty million with other seeds.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { drivers } from '#drivers/index.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { type Performance, perform, replayLine } from '#drivers/kit/perform.ts'
import { dice, piecesOf, spoiled } from './dice.ts'
import { frameChecks } from './frame-checks.ts'

const root = join(import.meta.dirname, '../../drivers')
const now = '2026-03-02T09:00:00'
const TIMES = Number(process.env.FUZZ_TIMES ?? 1)
const INPUTS = 1_000_000 * TIMES
const SHARDS = 4

/** Of a driver's inputs: three quarters spoiled samples, an eighth each clean after spoiled, and noise. */
const each = Math.ceil(INPUTS / drivers.length)

interface Sample {
  readonly file: string
  readonly bytes: Uint8Array
}

/** Every fourth driver, so that the shards run beside each other and none grows long. */
export function fuzzShard(shard: number): void {
  describe.each(drivers.flatMap((driver, index) => (index % SHARDS === shard ? [{ id: driver.id, driver }] : [])))(
    '$id',
    ({ driver }) => {
      const samples = samplesOf(driver.id)
      const seed = 20260302 * TIMES

      it('spoiled samples', { timeout: 600_000 }, () => {
        const roll = dice(seed)
        for (let run = 0; run < each * 0.75; run++) {
          const { file, bytes } = pick(samples, run)
          const stream = spoiled(bytes, roll)
          const replay = replayLine(driver.line(), piecesOf(stream, roll), now)
          const wrong =
            falseReadings(driver, replay) ??
            unsettled(replay) ??
            (run % 8 === 0 ? otherwiseWhole(driver, stream, replay) : null)
          if (wrong !== null) throw new Error(`${wrong}: run ${run}, ${file}, ${hex(stream)}`)
        }
      })

      it('a clean transfer after a spoiled one is read whole', { timeout: 600_000 }, () => {
        const roll = dice(seed + 1)
        const clean = new Map(
          samples.map(({ file, bytes }) => [file, textsOf(replayLine(driver.line(), [bytes], now))]),
        )
        for (let run = 0; run < each / 8; run++) {
          const { file, bytes } = pick(samples, run)
          const stream = spoiled(bytes, roll)
          const awaited = clean.get(file) ?? []
          const found = textsOf(twice(driver, piecesOf(stream, roll), bytes))
          if (!isReadAgain(driver, found, awaited))
            throw new Error(`not read whole: run ${run}, ${file}, ${hex(stream)}`)
        }
      })

      it('pure noise', { timeout: 600_000 }, () => {
        const roll = dice(seed + 2)
        for (let run = 0; run < each / 8; run++) {
          const noise = Uint8Array.from({ length: 1 + roll(run % 100 === 0 ? 4000 : 120) }, () => roll(256))
          const found = readingsIn(replayLine(driver.line(), piecesOf(noise, roll), now))
          if (driver.category !== 'scanner' && found.length > 0)
            throw new Error(`read ${JSON.stringify(found)} in ${hex(noise)}`)
        }
      })

      it('two megabytes without an end keep a bounded part', () => {
        const replay = replayLine(
          driver.line(),
          Array.from({ length: 2048 }, () => new Uint8Array(1024).fill(0x55)),
          now,
        )
        const kept = replay.done.kept.reduce((sum, { length }) => sum + length, 0)
        expect(kept).toBeLessThan(128 * 1024)
      })
    },
  )
}

function samplesOf(id: string): readonly Sample[] {
  const folder = join(root, id, 'samples')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.bin'))
    .map((file) => ({ file, bytes: new Uint8Array(readFileSync(join(folder, file))) }))
}

function pick(samples: readonly Sample[], run: number): Sample {
  const sample = samples[run % samples.length]
  if (sample === undefined) throw new Error('no sample')
  return sample
}

function readingsIn(replay: Performance): readonly Outcome[] {
  return replay.outcomes().filter(({ kind }) => kind === 'reading')
}

/** Only a checksum sees the seam between a broken transfer and the next one; other devices are given the silence of a restart. */
function twice(driver: Driver, first: readonly Uint8Array[], second: Uint8Array): Performance {
  const replay = perform(driver.line(), now)
  replay.opened()
  for (const piece of first) replay.heard(piece)
  if (driver.guard !== 'checksum') replay.elapsed()
  replay.heard(second)
  replay.closed()
  return replay
}

/** A memory that was read in the round before is not kept twice: there, each reading is found somewhere. */
function isReadAgain({ guard }: Driver, found: readonly string[], awaited: readonly string[]): boolean {
  if (guard !== 'checksum') return awaited.every((one) => found.includes(one))
  return found.slice(found.length - awaited.length).join('\n') === awaited.join('\n')
}

function textsOf(replay: Performance): readonly string[] {
  return readingsIn(replay).map((one) => JSON.stringify(one))
}

/** The frames a reading rests on carry their own right check, counted here and not by the kit. */
function falseReadings({ id }: Driver, { done }: Performance): string | null {
  const isRight = frameChecks[id]
  if (isRight === undefined) return null
  for (const { frames, outcomes } of done.settled) {
    if (!outcomes.some(({ outcome }) => outcome.kind === 'reading')) continue
    for (const ticket of frames)
      if (!isRight(done.kept[ticket - 1] ?? new Uint8Array())) return 'a reading from a frame whose check fails'
  }
  return null
}

function unsettled({ done }: Performance): string | null {
  const times = new Uint8Array(done.kept.length + 1)
  for (const { frames } of done.settled) for (const ticket of frames) times[ticket] = (times[ticket] ?? 0) + 1
  return times.subarray(1).every((count) => count === 1) ? null : 'a frame not settled exactly once'
}

function otherwiseWhole(driver: Driver, stream: Uint8Array, replay: Performance): string | null {
  const whole = replayLine(driver.line(), [stream], now).outcomes()
  return JSON.stringify(whole) === JSON.stringify(replay.outcomes()) ? null : 'in one piece it says something else'
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

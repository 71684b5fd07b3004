/** Every sample of every driver: whole, byte by byte, split at every point, two lines at once, after an interrupted prefix. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driverById, drivers } from '#drivers/index.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'
import { dice, piecesOf } from './drivers/dice.ts'

const root = join(import.meta.dirname, '../drivers')
const now = '2026-03-02T09:00:00'

interface Sample {
  readonly name: string
  readonly bytes: Uint8Array
  readonly outcomes: readonly Outcome[]
}

function samplesOf(id: string): readonly Sample[] {
  const folder = join(root, id, 'samples')
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((file) => file.endsWith('.bin'))
  return names.map((file) => {
    const name = file.slice(0, -'.bin'.length)
    const bytes = new Uint8Array(readFileSync(join(folder, file)))
    const expectation = join(folder, `${name}.json`)
    if (process.env.WRITE_SAMPLES === '1') writeMissing(expectation, id, bytes)
    const { outcomes } = JSON.parse(readFileSync(expectation, 'utf8')) as { outcomes: readonly Outcome[] }
    return { name, bytes, outcomes }
  })
}

/** For a new sample only: what the driver says now, to be read against the bytes by a person. */
function writeMissing(file: string, id: string, bytes: Uint8Array): void {
  const driver = driverById(id)
  if (existsSync(file) || driver === undefined) return
  const outcomes = replayLine(driver.line(), [bytes], now).outcomes()
  writeFileSync(file, `${JSON.stringify({ note: '', source: '', outcomes }, null, 2)}\n`)
}

function readingsOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(({ kind }) => kind === 'reading')
}

describe('the list of drivers', () => {
  it('names each driver once, after its folder', () => {
    expect(new Set(drivers.map(({ id }) => id)).size).toBe(drivers.length)
    for (const { id } of drivers) expect(existsSync(join(root, id, 'driver.ts')), id).toBe(true)
    expect(driverById('no/such')).toBeUndefined()
  })

  it('has every driver folder', () => {
    const vendors = readdirSync(root, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'kit',
    )
    const folders = vendors.flatMap(({ name }) => readdirSync(join(root, name)).map((model) => `${name}/${model}`))
    expect(folders.sort()).toEqual(drivers.map(({ id }) => id).sort())
  })
})

describe.each(drivers.map((driver) => ({ id: driver.id, driver })))('$id', ({ id, driver }) => {
  const samples = samplesOf(id)

  it.each(['pass', 'fail', 'damaged'])('has a sample of a %s', (kind) => {
    const found = samples.filter(({ name }) => name.startsWith(`${kind}-`))
    expect(found.length).toBeGreaterThan(0)
    const wanted = kind === 'damaged' ? 'damaged' : 'reading'
    for (const { name, outcomes } of found)
      expect(
        outcomes.map((outcome) => outcome.kind),
        name,
      ).toContain(wanted)
  })

  it('has wiring instructions for the person who connects it', () => {
    expect(existsSync(join(root, id, 'README.md'))).toBe(true)
  })

  describe.each(samples)('sample $name', ({ name, bytes, outcomes }) => {
    it('whole', () => {
      const replay = replayLine(driver.line(), [bytes], now)
      expect(replay.outcomes()).toEqual(outcomes)
      // Every frame kept is settled exactly once, and nothing else is.
      const settled = replay.done.settled.flatMap(({ frames }) => frames).sort((left, right) => left - right)
      expect(settled).toEqual(replay.done.kept.map((_, index) => index + 1))
      for (const { frames, outcomes: told } of replay.done.settled)
        for (const { frame, outcome } of told) {
          expect(frames).toContain(frame)
          const { from, until } = outcome.bytes ?? { from: 0, until: 1 }
          expect(from >= 0 && from < until && until <= (replay.done.kept[frame - 1]?.length ?? 0), name).toBe(true)
        }
    })

    it('byte by byte', () => {
      const whole = replayLine(driver.line(), [bytes], now)
      const bytewise = replayLine(
        driver.line(),
        [...bytes].map((byte) => Uint8Array.of(byte)),
        now,
      )
      expect(bytewise.outcomes()).toEqual(outcomes)
      expect(bytewise.done.kept).toEqual(whole.done.kept)
    })

    it('split at every point', () => {
      for (let at = 0; at <= bytes.length; at++) {
        const replay = replayLine(driver.line(), [bytes.slice(0, at), bytes.slice(at)], now)
        expect(replay.outcomes(), `split at ${at}`).toEqual(outcomes)
      }
    })

    it('on two lines at once', () => {
      const lines = [perform(driver.line(), now), perform(driver.line(), now)]
      for (const line of lines) line.opened()
      for (const byte of bytes) for (const line of lines) line.heard(Uint8Array.of(byte))
      for (const line of lines) line.closed()
      for (const line of lines) expect(line.outcomes()).toEqual(outcomes)
    })

    it('in random pieces', () => {
      const roll = dice(20260302)
      for (let run = 0; run < 40; run++)
        expect(replayLine(driver.line(), piecesOf(bytes, roll), now).outcomes(), `run ${run}`).toEqual(outcomes)
    })

    it('after an interrupted prefix of itself', () => {
      const awaited = readingsOf(outcomes)
      for (let at = 0; at < bytes.length; at++) {
        const replay = perform(driver.line(), now)
        replay.opened()
        replay.heard(bytes.slice(0, at))
        // A device that starts again takes its time. Only a checksum sees the seam without that silence.
        if (at > 0 && driver.guard !== 'checksum') replay.elapsed()
        replay.heard(bytes)
        replay.closed()
        const readings = readingsOf(replay.outcomes())
        expect(readings.slice(readings.length - awaited.length), `prefix of ${at} bytes`).toEqual(awaited)
        for (const one of readings) expect(awaited, `prefix of ${at} bytes`).toContainEqual(one)
      }
    })

    it('after its line was lost in the middle', () => {
      for (let at = 0; at < bytes.length; at++) {
        const replay = replayLine(driver.line(), [bytes.slice(0, at)], now)
        for (const one of readingsOf(replay.outcomes()))
          expect(readingsOf(outcomes), `lost after ${at} bytes`).toContainEqual(one)
        expect(new Set(replay.done.settled.flatMap(({ frames }) => frames)).size).toBe(replay.done.kept.length)
      }
    })
  })
})

/** A real station world on a fresh disk file, with samples registered and what analyzers say about them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Reading, reading } from '#core/reading/reading.ts'
import { localText } from '#core/time.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { joinLine } from '#drivers/kit/perform.ts'
import { registerSample } from '#flow/register-sample.ts'
import type { Log, World } from '#flow/world.ts'
import { transaction } from '#storage/open.ts'
import type { StationConfig } from '../../src-main/config.ts'
import { type OpenedWorld, openWorld } from '../../src-main/world.ts'

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** One platform is owed every result; nothing is sent, because only a started station sends. */
const config: StationConfig = {
  ports: [],
  platforms: [{ name: 'county', kind: 'json-batch', url: 'http://127.0.0.1:9/' }],
}

/** A folder on the disk that is measured; removed by `remove`. */
export function benchFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'station-bench-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export function openBenchWorld(file: string): OpenedWorld {
  return openWorld({ file, demo: false, config, log: silent })
}

/** Registered in one transaction; their numbers in order. The first is the blank without which what follows would be 无效. */
export function registerSamples(world: World, count: number): readonly string[] {
  return transaction(world.db, () =>
    Array.from({ length: count }, (_, index) => {
      const stall = String((index % 40) + 1).padStart(2, '0')
      const { sampleNo } = registerSample(world, {
        stallCode: `A-${stall}`,
        stallName: `绿丰果蔬${stall}`,
        food: index === 0 ? '空白对照' : (['韭菜', '豇豆', '芹菜', '菠菜'][index % 4] ?? '韭菜'),
        kind: index === 0 ? 'blank' : 'ordinary',
        nature: 'market',
        origin: '内蒙古巴彦淖尔',
        stockKg: '12.5',
        takenBy: '王敏',
        place: null,
      })
      return sampleNo
    }),
  )
}

/** A passing enzyme-inhibition result of that sample, measured at `at`; the value tells the readings of one run apart. */
export function passing(at: string, sampleNo: string, index: number, item = '有机磷和氨基甲酸酯类'): Reading {
  const said = reading({
    sampleNo,
    item,
    value: `${index % 40}.${String(index % 100).padStart(2, '0')}`,
    unit: '%',
    measuredAt: at,
    channel: String((index % 12) + 1),
    foodHint: '韭菜',
  })
  if (said.kind !== 'reading') throw new Error('unreachable: a reading is a reading')
  return said.reading
}

/** The chunks an analyzer of that model sends for these readings, recorded from its own conversation with our line. */
export function chunksOf(driver: Driver, readings: readonly Reading[], now: string): readonly Uint8Array[] {
  const chunks: Uint8Array[] = []
  const toStation = (bytes: Uint8Array) => {
    chunks.push(bytes.slice())
    return bytes
  }
  const { counts } = joinLine(driver.line(), driver.instrument(readings), { now, toStation, mostTurns: 1_000_000 })
  if (counts === null || counts.refused > 0) throw new Error(`${driver.id}: the conversation did not end well`)
  return chunks
}

export function wallClock(world: World): string {
  return localText(world.now())
}

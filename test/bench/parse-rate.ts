/** How fast each driver reads its own samples, in memory, beside serialport's parsers cutting the same bytes; and what no delimiter costs. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Transform } from 'node:stream'
import { DelimiterParser } from '@serialport/parser-delimiter'
import { ReadlineParser } from '@serialport/parser-readline'
import { drivers } from '#drivers/index.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { LineCollector } from '#drivers/kit/framing/line-ends.ts'
import type { Steps, Ticket } from '#drivers/kit/line.ts'
import { LinkCollector } from '#drivers/kit/lis/lis01-frames.ts'
import { performSteps } from '#ports/perform.ts'
import { type Answer, type Benchmark, figure, type Size } from './figure.ts'

const NOW = '2026-03-02T09:00:00'
const PIECE = 1024
const samples = join(import.meta.dirname, '../../drivers')

export const parseRate: Benchmark = {
  name: 'parse-rate',
  measure: async (size) => [
    ...drivers.map((driver) => measureDriver(driver, size)),
    ...cutters.map((cutter) => measureCutting(cutter, size)),
    ...withoutDelimiter(),
  ],
}

/** The parsers beside a driver only cut; so does this part of it, like with like. */
interface Cutter {
  readonly driver: string
  readonly collector: () => { push(bytes: Uint8Array): readonly unknown[] }
}

const cutters: readonly Cutter[] = [
  { driver: 'generic/lis2', collector: () => new LinkCollector() },
  { driver: 't-scale/nhb', collector: () => new LineCollector({ longest: 64, end: 'lf' }) },
  { driver: 'ohaus/defender-3000', collector: () => new LineCollector({ longest: 64, end: 'lf' }) },
]

function measureCutting({ driver: id, collector }: Cutter, { quick }: Size): Answer {
  const driver = drivers.find((one) => one.id === id)
  if (driver === undefined) throw new Error(`no driver ${id}`)
  const bytes = bytesFor(driver, quick ? 16 * 1024 : 256 * 1024)
  const forMs = quick ? 10 : 300
  let units = 0
  const own = rateOf(bytes.length, forMs, () => {
    const cutting = collector()
    units = 0
    for (let at = 0; at < bytes.length; at += PIECE) units += cutting.push(bytes.subarray(at, at + PIECE)).length
  })
  const readline = rateOf(bytes.length, forMs, () => cutBy(new ReadlineParser({ delimiter: '\n' }), bytes))
  return figure(`cut ${id}`, own, 'MB/s', {
    bare: readline,
    note: `without reading; ${units} units; bare: parser-readline`,
  })
}

/** What a healthy device of that model sends, again and again, until there is enough of it to measure. An exported file stands alone. */
function bytesFor(driver: Driver, enough: number): Uint8Array {
  const folder = join(samples, driver.id, 'samples')
  const healthy = readdirSync(folder).filter((file) => /^(pass|fail)-.*\.bin$/.test(file))
  const files = healthy.map((file) => new Uint8Array(readFileSync(join(folder, file))))
  const once = joinBytes(files)
  if (readAll(driver, joinBytes([once, once])) === 0) return files[0] ?? once
  return joinBytes(Array.from({ length: Math.ceil(enough / once.length) }, () => once))
}

function measureDriver(driver: Driver, { quick }: Size): Answer {
  const bytes = bytesFor(driver, quick ? 16 * 1024 : 256 * 1024)
  const forMs = quick ? 10 : 300
  let readings = 0
  const own = rateOf(bytes.length, forMs, () => {
    readings = readAll(driver, bytes)
  })
  const readline = rateOf(bytes.length, forMs, () => cutBy(new ReadlineParser({ delimiter: '\n' }), bytes))
  const delimiter = rateOf(bytes.length, forMs, () => cutBy(new DelimiterParser({ delimiter: '\n' }), bytes))
  const perSecond = Math.round((own * 1e6 * readings) / bytes.length)
  return figure(`parse ${driver.id}`, own, 'MB/s', {
    bare: readline,
    note: `bare: parser-readline cuts only; parser-delimiter ${delimiter.toFixed(1)} MB/s; ${perSecond} results/s`,
  })
}

/** A stuck device or a wrong speed: no end ever comes. */
function withoutDelimiter(): readonly Answer[] {
  const stuck = new Uint8Array(2 * 1024 * 1024).fill(0x55)
  const own = msOf(() => {
    const lines = new LineCollector({ longest: 4096 })
    for (let at = 0; at < stuck.length; at += PIECE) lines.push(stuck.subarray(at, at + PIECE))
  })
  const theirs = msOf(() => cutBy(new DelimiterParser({ delimiter: '\n' }), stuck))
  return [
    figure('2 MB without a delimiter', own, 'ms', {
      bare: theirs,
      aim: '< 50 ms',
      note: `bare: parser-delimiter; every driver is fed such a stream by the fuzz test`,
    }),
  ]
}

/** MB/s of repeated work over so many bytes. */
function rateOf(bytes: number, forMs: number, work: () => void): number {
  work()
  let rounds = 0
  const start = performance.now()
  for (; performance.now() - start < forMs || rounds === 0; rounds++) work()
  return (rounds * bytes) / (performance.now() - start) / 1000
}

function msOf(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function cutBy(parser: Transform, bytes: Uint8Array): void {
  parser.on('data', () => {})
  for (let at = 0; at < bytes.length; at += PIECE) parser.write(Buffer.from(bytes.subarray(at, at + PIECE)))
  parser.end()
}

/** A whole conversation; answers how many readings were understood. */
function readAll(driver: Driver, bytes: Uint8Array): number {
  const line = driver.line()
  let tickets: Ticket = 0
  let readings = 0
  const perform = (steps: Steps) =>
    performSteps(steps, (step) => {
      if (step.kind === 'keep') return ++tickets
      if (step.kind === 'settle') readings += step.outcomes.filter(({ outcome }) => outcome.kind === 'reading').length
      return null
    })
  perform(line.opened(NOW))
  for (let at = 0; at < bytes.length; at += PIECE) perform(line.heard(bytes.subarray(at, at + PIECE), NOW))
  perform(line.closed(NOW))
  return readings
}

/** A quick-test room for tests: a real database in a folder of its own, a clock that a test turns, and analyzers that speak real bytes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type ControlPolicy, standardPolicy } from '#core/control/policy.ts'
import type { ResultId } from '#core/ids.ts'
import type { Outcome } from '#core/reading/reading.ts'
import type { SampleKind } from '#core/sample/sample.ts'
import { localText, type Moment, momentOf } from '#core/time.ts'
import { driverById } from '#drivers/index.ts'
import { savePolicy } from '#flow/control-policy.ts'
import { keeperFor } from '#flow/keep-frame.ts'
import type { Platform } from '#flow/platform.ts'
import { registerSample } from '#flow/register-sample.ts'
import type { News, World } from '#flow/world.ts'
import { replayBytes } from '#ports/replay.ts'
import type { StoredResultRow } from '#storage/results.ts'
import { resultById } from '#storage/results.ts'
import { bytesOf, ENQ, EOT, framesOf, header, order, patient, terminator } from '#test/drivers/lis2-bytes.ts'
import { loggedInMemory } from '#test/fakes/port-keeper.ts'
import { openWorld } from '../../src-main/world.ts'

const cleanups: (() => void | Promise<void>)[] = []

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

/** Runs after the test, the newest first. */
export function afterwards(clean: () => void | Promise<void>): void {
  cleanups.push(clean)
}

export function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'room-'))
  afterwards(() => rmSync(path, { recursive: true, force: true }))
  return path
}

export interface Clock {
  now(): Moment
  pass(ms: number): void
}

/** 2026-03-02 08:00 in Shanghai until a test turns it. */
export function clockAt(epochMs = Date.UTC(2026, 2, 2, 0, 0)): Clock {
  let at = epochMs
  return {
    now: () => momentOf(at),
    pass: (ms) => {
      at += ms
    },
  }
}

export interface Room {
  readonly world: World
  readonly file: string
  readonly clock: Clock
  readonly news: News[]
  readonly log: readonly string[]
  /** The rows of any query, as plain objects. */
  rows(sql: string, ...values: readonly unknown[]): readonly Record<string, unknown>[]
  /** One number: `count('results')`, `count("outbox WHERE state = 'held'")`. */
  count(from: string): number
  /** How many rows every table has: two snapshots are equal when nothing was left behind. */
  everything(): Readonly<Record<string, number>>
  close(): void
}

export interface RoomOptions {
  readonly file?: string
  readonly demo?: boolean
  readonly platforms?: readonly Platform[]
  readonly clock?: Clock
  /** False: a manager has said that a missing blank is only told, for tests whose subject is something else. True: as installed. */
  readonly needsBlank?: boolean
}

export const blankOnlyTold: ControlPolicy = {
  ...standardPolicy,
  conditions: { ...standardPolicy.conditions, 'blank-missing': 'warn' },
}

/** Inhibition in per cent by GB/T 5009.199-2003, which the analyzer on `p1` cannot say itself. */
export const ITEM = '有机磷和氨基甲酸酯类'
export const METHOD = 'GB/T 5009.199-2003'

export function room({
  file = join(newFolder(), 'station.db'),
  demo = false,
  platforms,
  clock = clockAt(),
  needsBlank = true,
}: RoomOptions = {}): Room {
  const news: News[] = []
  const log = loggedInMemory()
  const opened = openWorld({ file, demo, config: { ports: [], platforms: [] }, log })
  const world: World = {
    ...opened.world,
    get pack() {
      return opened.world.pack
    },
    now: clock.now,
    random: () => 0.5,
    platforms: platforms ?? opened.world.platforms,
    ports: new Map([['p1', { method: METHOD, itemNames: {}, stranger: null }]]),
  }
  if (!needsBlank) savePolicy(world, blankOnlyTold, '站长')
  opened.follow((one) => news.push(one))
  let open = true
  const close = () => {
    if (open) opened.close()
    open = false
  }
  afterwards(close)
  const rows = (sql: string, ...values: readonly unknown[]) =>
    world.db.prepare(sql).all(...values) as Record<string, unknown>[]
  const count = (from: string) => Number(rows(`SELECT count(*) AS n FROM ${from}`)[0]?.n)
  return {
    world,
    file,
    clock,
    news,
    log: log.words,
    rows,
    count,
    everything: () => {
      const tables = rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_%'",
      )
      return Object.fromEntries(tables.map(({ name }) => [String(name), count(`"${name}"`)]))
    },
    close,
  }
}

export function platformAt(url: string, name = 'county'): Platform {
  return { name, kind: 'json-batch', url, token: null }
}

/** A sample of spinach from stall A-12, registered at the counter; answers its number. */
export function taken(
  { world }: Room,
  said: {
    readonly kind?: SampleKind
    readonly food?: string
    readonly stallName?: string
    readonly place?: { port: string; channel: string }
  } = {},
) {
  return registerSample(world, {
    stallCode: 'A-12',
    stallName: said.stallName ?? '王记蔬菜',
    food: said.food ?? '菠菜',
    kind: said.kind ?? 'ordinary',
    nature: 'market',
    origin: '山东寿光',
    stockKg: '12.5',
    takenBy: '王敏',
    place: said.place ?? null,
  })
}

/** The frames of one message about one sample, without ENQ and EOT. */
export function message(sampleNo: string, value: string, item = ITEM, head = header): readonly Uint8Array[] {
  const result = `R|1|^^^${item}|${value}|%||N||F||||20260302082955\r`
  return framesOf([head, patient, order(sampleNo), result, terminator])
}

export function session(...frames: readonly Uint8Array[]): Uint8Array {
  return bytesOf(ENQ, ...frames, EOT)
}

/** Plays bytes through a driver's line and the real flow, as a port would that hears them and then loses its wire. */
export function hear(
  { world }: Room,
  bytes: Uint8Array | readonly Uint8Array[],
  driverId = 'generic/lis2',
  port = 'p1',
): readonly Outcome[] {
  const driver = driverById(driverId)
  if (driver === undefined) throw new Error(driverId)
  const outcomes: Outcome[] = []
  replayBytes({
    line: driver.line(),
    chunks: bytes instanceof Uint8Array ? [bytes] : bytes,
    keeper: keeperFor(world, port, driver, (taken) => outcomes.push(...taken.map(({ outcome }) => outcome))),
    now: () => localText(world.now()),
  })
  return outcomes
}

/** One measurement as the analyzer on `p1` sends it; answers the result it became. */
export function measured(at: Room, sampleNo: string, value: string, item = ITEM): StoredResultRow {
  const before = at.count('results')
  hear(at, session(...message(sampleNo, value, item)))
  const [last] = at.rows('SELECT max(id) AS id FROM results')
  if (at.count('results') !== before + 1) throw new Error(`${value} became no result`)
  return resultById(at.world.db, Number(last?.id) as ResultId)
}

/** Durable results a second: bytes through line, flow and storage, against the same rows in the same commits by bare statements. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { driver as dy723pc } from '#drivers/dayuan/dy-723pc/driver.ts'
import { driver as lis2 } from '#drivers/generic/lis2/driver.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { keeperFor } from '#flow/keep-frame.ts'
import type { World } from '#flow/world.ts'
import { openSession } from '#ports/session.ts'
import { openStorage, type Storage } from '#storage/open.ts'
import { bareWriter, type Commit } from './bare-writes.ts'
import { benchFolder, chunksOf, openBenchWorld, passing, registerSamples, wallClock } from './bench-world.ts'
import { type Answer, type Benchmark, figure, percentile, type Size, sum } from './figure.ts'

/** Rounds of flow and bare statements take turns, so that a busy disk or a busy machine slows both alike. */
export const durableRate: Benchmark = {
  name: 'durable-rate',
  measure: async (size) => [...measureDriver(dy723pc, size), ...measureDriver(lis2, size)],
}

function measureDriver(driver: Driver, { quick }: Size): readonly Answer[] {
  const rounds = quick ? 2 : 16
  const each = quick ? 10 : 150
  const { folder, remove } = benchFolder()
  const file = join(folder, 'flow.sqlite')
  const first = openBenchWorld(file)
  const numbers = registerSamples(first.world, rounds * each)
  first.close()
  copyFileSync(file, join(folder, 'bare.sqlite'))
  const { world, close } = openBenchWorld(file)
  const bare = openStorage(join(folder, 'bare.sqlite'), { now: world.now })
  try {
    const units = numbers.map((sampleNo, index) => unitOf(world, driver, sampleNo, index))
    const times = measureRounds(world, bare, driver, units, each)
    return figuresOf(driver, times, each)
  } finally {
    close()
    bare.close()
    remove()
  }
}

function unitOf(world: World, driver: Driver, sampleNo: string, index: number): readonly Uint8Array[] {
  // A reader with a small display is given the running number, a LIS analyzer the whole one from the barcode.
  const said = driver.id === lis2.id ? sampleNo : String(Number(sampleNo.slice(-4)))
  return chunksOf(driver, [passing(wallClock(world), said, index)], wallClock(world))
}

interface Round {
  readonly flowMs: number
  readonly bareMs: number
  readonly commits: number
}

function measureRounds(
  world: World,
  bare: Storage,
  driver: Driver,
  units: readonly (readonly Uint8Array[])[],
  each: number,
): readonly Round[] {
  const commits: Commit[] = []
  const keeper = keeperFor(world, 'bench', driver)
  const session = openSession({
    newLine: () => driver.line(),
    keeper: {
      keep: (bytes) => {
        const frame = keeper.keep(bytes)
        commits.push({ kind: 'frame', frame })
        return frame
      },
      settle: (step) => {
        keeper.settle(step)
        commits.push({ kind: 'unit', frames: step.frames })
      },
    },
    now: () => wallClock(world),
    send: () => {},
    failed: (error) => {
      throw error
    },
    settled: () => {},
  })
  session.opened()
  const write = bareWriter(world.db, bare.db)
  const rounds: Round[] = []
  for (let at = 0; at < units.length; at += each) {
    const round = units.slice(at, at + each)
    const flowMs = timed(() => {
      for (const chunks of round) for (const chunk of chunks) session.heard(chunk)
    })
    const done = commits.splice(0)
    const writing = write(done)
    rounds.push({ flowMs, bareMs: timed(writing.run), commits: done.length })
    if (writing.results !== round.length) throw new Error(`${round.length} units became ${writing.results} results`)
  }
  session.closed()
  return rounds
}

function figuresOf(driver: Driver, rounds: readonly Round[], each: number): readonly Answer[] {
  // The first round warms both up.
  const counted = rounds.slice(1)
  const results = counted.length * each
  const flow = sum(counted.map(({ flowMs }) => flowMs))
  const bare = sum(counted.map(({ bareMs }) => bareMs))
  const ratio = percentile(
    counted.map(({ flowMs, bareMs }) => bareMs / flowMs),
    0.5,
  )
  const commits = sum(counted.map((round) => round.commits)) / results
  return [
    figure(`durable-rate ${driver.id}`, (results / flow) * 1000, 'results/s', {
      bare: (results / bare) * 1000,
      aim: 'ratio >= 0.6',
      note: `${commits} commits a result, synchronous=FULL; median ratio of ${counted.length} rounds ${ratio.toFixed(3)}`,
    }),
  ]
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

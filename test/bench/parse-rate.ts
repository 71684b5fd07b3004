/** How fast each driver reads: its line performed in memory over a recorded conversation, without disk and judge. */
import { drivers } from '#drivers/index.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { Steps, Ticket } from '#drivers/kit/line.ts'
import { performSteps } from '#ports/perform.ts'
import { chunksOf, passing } from './bench-world.ts'
import { type Answer, type Benchmark, figure, type Size, sum } from './figure.ts'

const NOW = '2026-03-02T09:00:00'

export const parseRate: Benchmark = {
  name: 'parse-rate',
  measure: async (size) => drivers.flatMap((driver) => measureDriver(driver, size)),
}

function measureDriver(driver: Driver, { quick }: Size): readonly Answer[] {
  const count = quick ? 20 : 400
  const readings = Array.from({ length: count }, (_, index) => passing(NOW, String(index + 1), index))
  const chunks = chunksOf(driver, readings, NOW)
  const bytes = sum(chunks.map(({ length }) => length))
  const forMs = quick ? 20 : 2000
  let rounds = 0
  readAll(driver, chunks)
  const start = performance.now()
  for (; performance.now() - start < forMs || rounds === 0; rounds++) {
    const found = readAll(driver, chunks)
    if (found !== count) throw new Error(`${driver.id}: ${found} of ${count} readings`)
  }
  const seconds = (performance.now() - start) / 1000
  return [
    figure(`parse ${driver.id}`, (rounds * bytes) / seconds / 1e6, 'MB/s', {
      note: `${Math.round(bytes / count)} bytes a reading`,
    }),
    figure(`parse ${driver.id}`, (rounds * count) / seconds, 'results/s'),
  ]
}

/** A whole conversation; answers how many readings were understood. */
function readAll(driver: Driver, chunks: readonly Uint8Array[]): number {
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
  for (const chunk of chunks) perform(line.heard(chunk, NOW))
  perform(line.closed(NOW))
  return readings
}

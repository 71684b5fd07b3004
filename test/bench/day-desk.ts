/** The day desk after ten years: what a person waits for at a million results, asked through the contract's own router. */
import { call } from '@orpc/server'
import { answers } from '#answer/index.ts'
import { holdBoard } from '#flow/hold-board.ts'
import { holdPorts } from '#flow/hold-ports.ts'
import { openLearning } from '#flow/learn.ts'
import { openSessions } from '#flow/session.ts'
import { watchClock } from '#flow/watch-clock.ts'
import { openBenchWorld } from './bench-world.ts'
import { type Answer, type Benchmark, figure, percentile } from './figure.ts'
import { NOW, tenYears } from './ten-years.ts'

export const dayDesk: Benchmark = {
  name: 'day-desk',
  async measure({ quick }) {
    const results = quick ? 20_000 : 1_000_000
    const file = tenYears(results, (words) => process.stderr.write(`${words}\n`))
    const { world: opened, follow, close } = openBenchWorld(file)
    const world = { ...opened, now: () => NOW }
    const ports = holdPorts(world)
    const board = holdBoard(world)
    const router = answers({
      world,
      follow,
      ports,
      learning: openLearning(world),
      sending: [],
      board,
      clock: watchClock(world, Date.now, () => performance.now()),
      sessions: openSessions(world),
    })
    const asked: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['newest page', () => call(router.day.results, { limit: 50, after: null, day: '2026-03-02' })],
      ['newest page, all years', () => call(router.day.results, { limit: 50, after: null })],
      ['overview', () => call(router.day.overview, {})],
      ['open work', () => call(router.day.open, {})],
      ['trend', () => call(router.day.trend, {})],
      ['search today', () => call(router.day.results, { limit: 50, after: null, day: '2026-03-02', search: 'jc' })],
      ['search all years', () => call(router.day.results, { limit: 50, after: null, search: 'jc' })],
      ['search all years, nothing found', () => call(router.day.results, { limit: 50, after: null, search: '鲍鱼' })],
    ]
    try {
      const newest = await call(router.day.results, { limit: 50, after: null, day: '2026-03-02' })
      if (newest.rows.length === 0) throw new Error('the last day of the ten years is empty')
      const figures: Answer[] = []
      for (const [name, ask] of asked)
        figures.push(...(await timesOf(`day desk at ${results}: ${name}`, ask, quick ? 5 : 200)))
      return figures
    } finally {
      await ports.close()
      await board.close()
      close()
    }
  },
}

/** At most two seconds for each question: a slow one is asked less often. */
async function timesOf(name: string, ask: () => Promise<unknown>, count: number): Promise<readonly Answer[]> {
  const times: number[] = []
  const began = performance.now()
  while (times.length < count && (times.length < 3 || performance.now() - began < 2000)) {
    const start = performance.now()
    await ask()
    times.push(performance.now() - start)
  }
  return [
    figure(`${name} p50`, percentile(times, 0.5), 'ms', {
      note: `asked ${times.length} times; the first took ${(times[0] ?? 0).toFixed(1)} ms`,
    }),
    figure(`${name} p99`, percentile(times, 0.99), 'ms'),
  ]
}

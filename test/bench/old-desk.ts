/** The station's answers over ten years of results, and the same statements by SQLite alone, for the measurements of its lists. */
import { createRouterClient, type RouterClient } from '@orpc/server'
import Database from 'better-sqlite3'
import { answers } from '#answer/index.ts'
import { holdBoard } from '#flow/hold-board.ts'
import { holdPorts } from '#flow/hold-ports.ts'
import { openLearning } from '#flow/learn.ts'
import { openSessions } from '#flow/session.ts'
import { watchClock } from '#flow/watch-clock.ts'
import type { Db } from '#storage/open.ts'
import { openBenchWorld } from './bench-world.ts'
import { type Answer, figure, percentile } from './figure.ts'
import { NOW, tenYears } from './ten-years.ts'

export type Question = readonly [name: string, ask: () => Promise<unknown>]

/** What a question had SQLite do: run again on a connection of its own, prepared once, nothing made of the rows. */
export interface Bare {
  recorded(ask: () => Promise<unknown>): Promise<() => void>
}

export interface OldDesk {
  readonly client: RouterClient<ReturnType<typeof answers>>
  readonly results: number
  readonly bare: Bare
  /** An analyzer of the ten years is on its line again. */
  hold(name: string): Promise<unknown>
  close(): Promise<void>
}

export function openTenYears(quick: boolean): OldDesk {
  const results = quick ? 20_000 : 1_000_000
  const file = tenYears(results, (words) => process.stderr.write(`${words}\n`))
  const { world: opened, follow, close } = openBenchWorld(file)
  const bare = bareOf(opened.db, file)
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
  return {
    client: createRouterClient(router, { context: {} }),
    results,
    bare,
    hold: (name) => ports.hold({ name, driver: 'generic/lis2', transport: { kind: 'tcp-server', port: 0 } }),
    async close() {
      await ports.close()
      await board.close()
      bare.close()
      close()
    },
  }
}

type Reading = 'get' | 'all'
interface Run {
  readonly sql: string
  readonly how: Reading
  readonly values: readonly unknown[]
}

function bareOf(db: Db, file: string): Bare & { close(): void } {
  let running: Run[] | null = null
  const prepare = db.prepare.bind(db)
  const listened = (sql: string) => {
    const statement = prepare<unknown[], unknown>(sql)
    for (const how of ['get', 'all'] as const) {
      const original: (...values: unknown[]) => unknown = statement[how].bind(statement)
      Object.assign(statement, {
        [how]: (...values: unknown[]) => {
          running?.push({ sql, how, values })
          return original(...values)
        },
      })
    }
    return statement
  }
  Object.assign(db, { prepare: listened })
  const alone = new Database(file, { readonly: true })
  return {
    async recorded(ask) {
      const runs: Run[] = []
      running = runs
      await ask()
      running = null
      const prepared = new Map([...new Set(runs.map(({ sql }) => sql))].map((sql) => [sql, alone.prepare(sql).raw()]))
      return () => {
        for (const { sql, how, values } of runs) prepared.get(sql)?.[how](...values)
      }
    },
    close: () => alone.close(),
  }
}

/** Nobody should wait longer for a list; at 50 ms a person sees no wait. */
const AIM = '<= 50 ms'

/** At most a second and a half for each question: a slow one is asked less often. */
export async function timesOf(
  name: string,
  ask: () => Promise<unknown>,
  bare: Bare,
  quick: boolean,
): Promise<readonly Answer[]> {
  const first = performance.now()
  const again = await bare.recorded(ask)
  const cold = performance.now() - first
  const { times, processor } = await timed(ask, quick)
  const alone = await timed(async () => again(), quick)
  return [
    figure(`${name} p50`, percentile(times, 0.5), 'ms', {
      bare: percentile(alone.times, 0.5),
      note: `asked ${times.length} times; the first took ${cold.toFixed(1)} ms`,
    }),
    figure(`${name} p99`, percentile(times, 0.99), 'ms', {
      bare: percentile(alone.times, 0.99),
      aim: AIM,
      note: `${percentile(processor, 0.99).toFixed(1)} ms of processor time`,
    }),
  ]
}

interface Timed {
  readonly times: readonly number[]
  /** Of this process alone: what remains where others share the machine. */
  readonly processor: readonly number[]
}

async function timed(ask: () => Promise<unknown>, quick: boolean): Promise<Timed> {
  const times: number[] = []
  const processor: number[] = []
  const began = performance.now()
  while (times.length < (quick ? 5 : 200) && (times.length < 3 || performance.now() - began < 1500)) {
    const used = process.cpuUsage()
    const start = performance.now()
    await ask()
    times.push(performance.now() - start)
    const { user, system } = process.cpuUsage(used)
    processor.push((user + system) / 1000)
  }
  return { times, processor }
}

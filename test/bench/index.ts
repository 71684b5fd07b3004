/** The measurements: each figure with its unit and, where one is named, the bare limit of the same run. JSON on stdout, a table on stderr. */
import { cpus, release, totalmem } from 'node:os'
import { momentOf } from '#core/time.ts'
import { UsageError } from '../../src-main/terminal/usage.ts'
import { dayDesk } from './day-desk.ts'
import { durableRate } from './durable-rate.ts'
import { type Answer, type Benchmark, tableOf } from './figure.ts'
import { latency } from './latency.ts'
import { lists } from './lists.ts'
import { manyPorts } from './many-ports.ts'
import { parseRate } from './parse-rate.ts'
import { registration } from './registration.ts'
import { start } from './start.ts'
import { visible } from './visible.ts'

export interface Asked {
  /** Names of benchmarks; empty: all. */
  readonly only: readonly string[]
  readonly quick: boolean
}

export interface Report {
  /** ISO 8601, UTC. */
  readonly date: string
  readonly machine: {
    readonly cpu: string
    readonly cores: number
    readonly memoryBytes: number
    readonly system: string
  }
  readonly node: string
  readonly quick: boolean
  readonly figures: readonly Answer[]
}

const benchmarks: readonly Benchmark[] = [
  durableRate,
  latency,
  visible,
  registration,
  parseRate,
  manyPorts,
  start,
  dayDesk,
  lists,
]

/** Prints the report. Throws for a name that is no benchmark. */
export async function measure(asked: Asked): Promise<void> {
  const report = await reportOf(asked, (words) => process.stderr.write(`${words}\n`))
  process.stdout.write(`${JSON.stringify(report)}\n`)
  process.stderr.write(tableOf(report.figures))
}

/** One after the other, never side by side: they would measure each other. */
export async function reportOf({ only, quick }: Asked, say: (words: string) => void = () => {}): Promise<Report> {
  const names = benchmarks.map(({ name }) => name)
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new UsageError(`no benchmark is named ${unknown}; there are: ${names.join(', ')}`)
  const figures: Answer[] = []
  for (const benchmark of benchmarks) {
    if (only.length > 0 && !only.includes(benchmark.name)) continue
    say(`${benchmark.name} ...`)
    figures.push(...(await benchmark.measure({ quick })))
  }
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${process.platform} ${release()} ${process.arch}`,
  }
  return { date: momentOf(Date.now()).utc, machine, node: process.version, quick, figures }
}

/** The station as a process of its own, as a room runs it: started, measured from outside, ended. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/built.mjs'
import type { StationConfig } from '../../src-main/config.ts'

export interface StationChild {
  readonly process: ChildProcess
  readonly url: string
  readonly token: string
  readonly ports: readonly { readonly name: string; readonly address: string }[]
  /** From the start of the process to its ready line. */
  readonly startMs: number
  close(): Promise<void>
}

export async function startChild(
  folder: string,
  config: StationConfig,
  database = 'station.sqlite',
): Promise<StationChild> {
  const file = join(folder, 'config.json')
  writeFileSync(file, JSON.stringify(config))
  const start = performance.now()
  const child = spawn(
    process.execPath,
    [join(root, 'src-main/cli.ts'), 'serve', '--db', join(folder, database), '--config', file],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, STATION_LOG: 'fatal' } },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = JSON.parse(await firstLine(child, exited)) as Pick<StationChild, 'url' | 'token' | 'ports'>
  return {
    ...ready,
    process: child,
    startMs: performance.now() - start,
    close: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

function firstLine(child: ChildProcess, exited: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const end = out.indexOf('\n')
      if (end >= 0) resolve(out.slice(0, end))
    })
    void exited.then(() => reject(new Error('the station ended before it was ready')))
  })
}

/** Only Linux tells these figures without a tool of its own. */
export const hasProc = process.platform === 'linux'

/** CPU time a process has used, user and system, in milliseconds; a tick is 10 ms on every Linux we know. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name stands in parentheses and may hold blanks; utime and stime are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export interface Memory {
  readonly processes: number
  /** Resident, shared pages counted once for each process. */
  readonly rssBytes: number
  /** Proportional: shared pages counted once in all. */
  readonly pssBytes: number
}

/** Of a process and everything it has started. */
export function memoryOf(pid: number): Memory {
  const all = [pid, ...descendants(pid)].map((one) => readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))
  const total = (name: string) =>
    all.reduce((bytes, text) => bytes + Number(new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024, 0)
  return { processes: all.length, rssBytes: total('Rss'), pssBytes: total('Pss') }
}

function descendants(pid: number): readonly number[] {
  const tasks = readdirSync(`/proc/${pid}/task`)
  const children = tasks.flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
      .split(' ')
      .filter((one) => one !== '')
      .map(Number),
  )
  return [...children, ...children.flatMap(descendants)]
}

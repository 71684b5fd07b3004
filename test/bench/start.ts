/** From a start to a station that answers, and what it needs while nobody asks it anything. */
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { testRuntime } from '#test/fakes/electron.ts'
import { benchFolder } from './bench-world.ts'
import { type Answer, type Benchmark, figure, notMeasured, percentile } from './figure.ts'
import { hasProc, memoryOf, startChild } from './station-child.ts'

const MIB = 1024 * 1024

export const start: Benchmark = {
  name: 'start',
  measure: async ({ quick }) => [...(await measureServe(quick)), ...(await measureDesktop(quick))],
}

async function measureServe(quick: boolean): Promise<readonly Answer[]> {
  const { folder, remove } = benchFolder()
  const times: number[] = []
  const memory: Answer[] = []
  try {
    for (let turn = 0; turn < (quick ? 1 : 5); turn++) {
      const child = await startChild(folder, { ports: [], platforms: [] })
      times.push(child.startMs)
      if (turn === 0 && hasProc && child.process.pid !== undefined) {
        await pause(quick ? 100 : 5000)
        memory.push(memoryFigure('serve: memory idle', child.process.pid))
      }
      await child.close()
    }
  } finally {
    remove()
  }
  const note = `median of ${times.length}, from source, warm file cache`
  return [figure('serve: start to ready line', percentile(times, 0.5), 'ms', { note }), ...memory]
}

async function measureDesktop(quick: boolean): Promise<readonly Answer[]> {
  const name = 'desktop: start to usable window'
  if (quick) return [notMeasured(name, 'not in a quick run')]
  const runtime = testRuntime()
  if (runtime === null) return [notMeasured(name, 'no Electron (STATION_ELECTRON) or no screen (DISPLAY) here')]
  const { launchElectron } = await import('#test/app/harness.ts')
  // Packages when needed, so that the packaging is not measured.
  const first = await launchElectron()
  await first.close()
  const began = performance.now()
  const desktop = await launchElectron()
  try {
    await desktop.page.getByRole('heading').or(desktop.page.getByRole('navigation')).first().waitFor()
    const usable = performance.now() - began
    await pause(5000)
    const pid = desktop.app.process().pid
    const memory =
      hasProc && pid !== undefined && existsSync(`/proc/${pid}`)
        ? [memoryFigure('desktop: memory idle, all processes', pid)]
        : []
    return [
      figure(name, usable, 'ms', { note: `packaged, Electron ${runtime.version}, warm file cache, demonstration` }),
      ...memory,
    ]
  } finally {
    await desktop.close()
  }
}

function memoryFigure(name: string, pid: number): Answer {
  const { processes, rssBytes, pssBytes } = memoryOf(pid)
  return figure(name, rssBytes / MIB, 'MiB', {
    note: `RSS of ${processes} processes; PSS ${Math.round(pssBytes / MIB)} MiB`,
  })
}

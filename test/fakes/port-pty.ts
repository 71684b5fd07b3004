/** A serial cable without hardware: two pseudo terminals joined by socat. `unplug` takes the cable away, `plug` brings it back. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface PtyCable {
  /** The station's end. */
  readonly station: string
  /** The analyzer's end. */
  readonly analyzer: string
  plug(): Promise<void>
  unplug(): Promise<void>
  remove(): Promise<void>
}

export async function ptyCable(): Promise<PtyCable> {
  const folder = mkdtempSync(join(tmpdir(), 'pty-'))
  const station = join(folder, 'station')
  const analyzer = join(folder, 'analyzer')
  let socat: ChildProcess | null = null

  async function plug(): Promise<void> {
    const child = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${station}`, `pty,raw,echo=0,link=${analyzer}`], {
      stdio: 'ignore',
    })
    socat = child
    while (!(existsSync(station) && existsSync(analyzer))) {
      if (child.exitCode !== null) throw new Error(`socat ended with ${child.exitCode}`)
      await sleep(5)
    }
  }

  async function unplug(): Promise<void> {
    const child = socat
    socat = null
    if (child === null || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }

  await plug()
  return {
    station,
    analyzer,
    plug,
    unplug,
    async remove() {
      await unplug()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The parent's hold on a station that runs as a process of its own and may be killed under it. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Heard, Station, Told } from './dialogue.ts'
import { afterwards } from './room.ts'

const program = fileURLToPath(new URL('dialogue-child.ts', import.meta.url))

export class StationProcess implements Station {
  readonly #file: string
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string, undefined>
  readonly #ended: Promise<unknown>

  /** Dozens of stations start beside one database: what the first compiled, the others need not. */
  constructor(file: string) {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(dirname(file), 'compiled') }
    this.#file = file
    this.#child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'], env })
    // It may be dead when it is spoken to: that is what the test is about.
    this.#child.stdin.on('error', () => {})
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
    this.#ended = once(this.#child, 'exit')
    afterwards(() => {
      this.#child.kill('SIGKILL')
    })
  }

  /** Opens the database and reads again what a crash left; answers how many frames that were. */
  async open(): Promise<number> {
    if ((await this.#next()) !== 'ready') throw new Error('the station did not start')
    this.#say('open', this.#file)
    return Number((await this.#next())?.split(' ')[1])
  }

  async start(port: string, driver: string, last: number): Promise<this> {
    this.#say('start', port, driver, String(last))
    if ((await this.#next()) !== 'started') throw new Error('the line did not start')
    return this
  }

  async tell(heard: Heard): Promise<Told> {
    this.#say(heard.kind, ...(heard.kind === 'heard' ? [Buffer.from(heard.bytes).toString('hex')] : []))
    const sent: Uint8Array[] = []
    for (let line = await this.#next(); ; line = await this.#next()) {
      if (line === undefined) return { sent, wait: null, died: await this.#wasKilled() }
      const [word, what = ''] = line.split(' ')
      if (word === 'wait') return { sent, wait: what === 'none' ? null : Number(what), died: false }
      sent.push(new Uint8Array(Buffer.from(what, 'hex')))
    }
  }

  async end(): Promise<void> {
    this.#child.stdin.end()
    await this.#ended
  }

  async #wasKilled(): Promise<true> {
    await this.#ended
    if (this.#child.signalCode !== 'SIGKILL') throw new Error(`the station ended by itself: ${this.#child.exitCode}`)
    return true
  }

  async #next(): Promise<string | undefined> {
    return (await this.#lines.next()).value
  }

  #say(...words: readonly string[]): void {
    this.#child.stdin.write(`${words.join('\t')}\n`)
  }
}

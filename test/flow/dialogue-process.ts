/** The parent's hold on a station that runs as a process of its own and is killed while its dialogues stand. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Heard, Station, Told } from './dialogue.ts'
import { afterwards } from './room.ts'

const program = fileURLToPath(new URL('dialogue-child.ts', import.meta.url))

export class StationProcess implements Station {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string, undefined>
  readonly #ended: Promise<unknown>

  /** Dozens of stations start from one folder: what the first compiled, the others need not. */
  constructor(folder: string) {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
    this.#child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'], env })
    // It may be dead when it is spoken to: that is what the test is about.
    this.#child.stdin.on('error', () => {})
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
    this.#ended = once(this.#child, 'exit')
    afterwards(() => {
      this.#child.kill('SIGKILL')
    })
  }

  async ready(): Promise<void> {
    if ((await this.#next()) !== 'ready') throw new Error('the station did not start')
  }

  /** Opens a database and reads again what a crash left. What is started next is on this one. */
  async open(file: string): Promise<void> {
    this.#say('open', file)
    if ((await this.#next())?.startsWith('open ') !== true) throw new Error(`the station did not open ${file}`)
  }

  /** It stands for ever before step `last`; 0: never. */
  async start(port: string, driver: string, last: number): Promise<this> {
    this.#say('start', port, driver, String(last))
    if ((await this.#next()) !== 'started') throw new Error('the line did not start')
    return this
  }

  /** `died`: the dialogue stands at its last step, and will do no more. */
  async tell(heard: Heard): Promise<Told> {
    this.#say(heard.kind, ...(heard.kind === 'heard' ? [Buffer.from(heard.bytes).toString('hex')] : []))
    const sent: Uint8Array[] = []
    for (let line = await this.#next(); line !== undefined; line = await this.#next()) {
      const [word, what = ''] = line.split(' ')
      if (word === 'stands') return { sent, wait: null, died: true }
      if (word === 'wait') return { sent, wait: what === 'none' ? null : Number(what), died: false }
      sent.push(new Uint8Array(Buffer.from(what, 'hex')))
    }
    throw new Error(`the station ended by itself: ${this.#child.exitCode}`)
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended
    if (this.#child.signalCode !== 'SIGKILL') throw new Error(`the station ended by itself: ${this.#child.exitCode}`)
  }

  async end(): Promise<void> {
    this.#child.stdin.end()
    await this.#ended
    if (this.#child.exitCode !== 0) throw new Error(`the station ended with ${this.#child.exitCode}`)
  }

  async #next(): Promise<string | undefined> {
    return (await this.#lines.next()).value
  }

  #say(...words: readonly string[]): void {
    this.#child.stdin.write(`${words.join('\t')}\n`)
  }
}

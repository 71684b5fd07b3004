/** The real command line in a child process: what it says, and how it ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterwards } from '#test/flow/room.ts'

const cli = fileURLToPath(new URL('../../src-main/cli.ts', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `station` to its end. */
export async function station(args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, stdout, stderr }
}

/** Each line of stdout as the object it is. */
export function linesOf({ stdout }: Pick<Ended, 'stdout'>): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

export interface Served {
  readonly url: string
  readonly address: string
  readonly token: string
  readonly ports: readonly { readonly name: string; readonly address: string | null }[]
  readonly child: ChildProcess
  /** The TCP port a station's port listens on. */
  listening(name: string): number
  /** Asks it to end and waits; answers its exit code. */
  end(): Promise<number | null>
  /** SIGKILL, at once. */
  kill(): Promise<void>
  stderr(): string
}

/** `station serve`, ready: it has printed its line. Ended after the test if it still runs. */
export async function serving(args: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [cli, 'serve', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = once(child, 'exit')
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  afterwards(() => stop('SIGKILL'))
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([once(lines, 'line'), ended.then(() => null)])
  if (first === null) throw new Error(`serve ended with ${child.exitCode}: ${stderr}`)
  const { url, token, ports } = JSON.parse(String(first[0])) as Pick<Served, 'url' | 'token' | 'ports'>
  return {
    url,
    address: new URL(url).origin,
    token,
    ports,
    child,
    listening: (name) =>
      Number(
        ports
          .find((port) => port.name === name)
          ?.address?.split(':')
          .at(-1),
      ),
    end: async () => {
      await stop('SIGTERM')
      return child.exitCode
    },
    kill: () => stop('SIGKILL'),
    stderr: () => stderr,
  }
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

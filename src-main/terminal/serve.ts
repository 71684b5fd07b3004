/** `station serve`: the station under plain Node with the same pages at 127.0.0.1; one JSON line when it is ready. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { newToken } from '#serve/guard.ts'
import { serveHttp } from '#serve/serve-http.ts'
import { noConfig, readConfig } from '../config.ts'
import { startStation } from '../station.ts'
import { version } from '../version.ts'
import { openInBrowser } from './browser.ts'
import { terminalLog } from './log.ts'
import { UsageError } from './usage.ts'

interface ServeOptions {
  readonly db?: string
  readonly config?: string
  readonly port: string
  readonly demo: boolean
  readonly open: boolean
}

export async function serve(options: ServeOptions): Promise<void> {
  const port = Number(options.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`--port ${options.port}: 0 to 65535`)
  const log = terminalLog()
  const config = options.config === undefined ? noConfig : readConfig(options.config)
  const file = options.db ?? join(userData(), options.demo ? 'demo.sqlite' : 'station.sqlite')
  const station = await startStation({ file, demo: options.demo, config, log })
  try {
    const token = newToken()
    const pages = join(import.meta.dirname, '../../dist/renderer')
    if (!existsSync(pages)) log.warn('the pages are not built yet: run npm run build')
    const onBug = (error: unknown) => log.error({ error }, 'a request met a bug')
    const http = await serveHttp({ router: station.router, port, pages, token, version, onBug })
    // Before the line is printed: whoever reads it may ask us to end at once.
    const asked = askedToEnd()
    const ports = station.ports.list().map(({ plan, port: open }) => ({ name: plan.name, address: open.address() }))
    process.stdout.write(`${JSON.stringify({ url: http.url, token, ports })}\n`)
    if (options.open) openInBrowser(http.url)
    await asked
    await http.close()
  } finally {
    await station.close()
  }
}

function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** Where a person's programs keep their data on this system; the desktop program uses the same folder. */
export function userData(): string {
  const name = 'kuaijian-station'
  if (process.platform === 'win32') return join(process.env.APPDATA ?? join(homedir(), 'AppData/Roaming'), name)
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support', name)
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), name)
}

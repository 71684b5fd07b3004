/** The two shells a journey can run in: the packaged desktop program, and Chromium on `station serve`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { _electron, type Browser, chromium, type ElectronApplication, type Page } from 'playwright-core'
import { testRuntime } from '#test/fakes/electron.ts'
import { root } from '../../scripts/built.mjs'
import { packagedProgram } from './package-for-tests.ts'

export { builtPages } from './package-for-tests.ts'

/** Which program a page belongs to; a page of a browser is not in it. */
const desktops = new WeakMap<Page, ElectronApplication>()

/** The bytes of the file that `trigger` makes the page save, in either shell. */
export async function savedBy(page: Page, trigger: () => Promise<void>): Promise<Buffer> {
  const app = desktops.get(page)
  if (app === undefined) {
    const [download] = await Promise.all([page.waitForEvent('download'), trigger()])
    return readFileSync(await download.path())
  }
  // The desktop saves through the system's dialog, which nobody here could press: the place is given beforehand.
  const folder = mkdtempSync(join(tmpdir(), 'station-saved-'))
  await app.evaluate(
    ({ session }, file) => {
      const saved = new Promise((resolve) => {
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(file)
          item.once('done', (_done, state) => resolve(state))
        })
      })
      Reflect.set(globalThis, 'savedFile', saved)
    },
    join(folder, 'paper'),
  )
  await trigger()
  await app.evaluate(() => Reflect.get(globalThis, 'savedFile') as Promise<unknown>)
  const bytes = readFileSync(join(folder, 'paper'))
  rmSync(folder, { recursive: true })
  return bytes
}

export interface Desktop {
  readonly app: ElectronApplication
  readonly page: Page
  /** The user data folder: databases, logs, desktop.json. */
  readonly folder: string
  close(): Promise<void>
}

export interface LaunchOptions {
  /** A folder of an earlier launch, to start again on the same data. It is kept by whoever made it. */
  readonly folder?: string
  readonly args?: readonly string[]
}

/** Packages when needed (minutes at most, once), then opens the first window. Demonstration data unless `--real` is among `args`. */
export async function launchElectron(options: LaunchOptions = {}): Promise<Desktop> {
  const runtime = testRuntime()
  if (runtime === null) throw new Error('no Electron or no screen here: guard the test with needs(electron)')
  const executablePath = await packagedProgram(runtime)
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'station-desktop-'))
  const args = ['--no-sandbox', '--disable-gpu', `--data-folder=${folder}`, ...(options.args ?? [])]
  const app = await attach(executablePath, args)
  const page = await app.firstWindow()
  desktops.set(page, app)
  return {
    app,
    page,
    folder,
    close: async () => {
      await ended(app)
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Asks the program to quit, and ends it when it does not: a test that failed must not hold up the next. */
async function ended(app: ElectronApplication): Promise<void> {
  const force = setTimeout(() => app.process().kill('SIGKILL'), 10_000)
  await app.close().catch(() => undefined)
  clearTimeout(force)
}

/**
 * Playwright attaches while the first window is loading, and about one time in ten meets it between two renderers and waits for
 * ever. A program that is well takes a second, so it is asked again; the last try is long enough for a very slow machine.
 */
async function attach(executablePath: string, args: readonly string[]): Promise<ElectronApplication> {
  for (const timeout of [10_000, 20_000]) {
    try {
      return await _electron.launch({ executablePath, args: [...args], timeout })
    } catch {
      // Playwright has ended the process.
    }
  }
  return _electron.launch({ executablePath, args: [...args], timeout: 90_000 })
}

export interface Served {
  /** Address with its one-time token. */
  readonly url: string
  readonly token: string
  readonly ports: readonly { readonly name: string; readonly address: string }[]
  readonly process: ChildProcess
  close(): Promise<void>
}

/** `station serve` from source on a free port; `args` as on the command line (`--db`, `--config`, `--demo`). */
export async function serveStation(args: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [join(root, 'src-main/cli.ts'), 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString()
  })
  const line = await new Promise<string>((resolve, reject) => {
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const end = out.indexOf('\n')
      if (end >= 0) resolve(out.slice(0, end))
    })
    void exited.then(() => reject(new Error(`station serve ended before it was ready:\n${words}`)))
  })
  const ready = JSON.parse(line) as Pick<Served, 'url' | 'token' | 'ports'>
  return {
    ...ready,
    process: child,
    close: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

export interface Browsing {
  readonly browser: Browser
  readonly page: Page
  close(): Promise<void>
}

/** Chromium on an address, at the size of the ordinary operator's screen. */
export async function launchBrowser(url: string): Promise<Browsing> {
  const browser = await chromium.launch({ executablePath: pathOf('chromium'), args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, acceptDownloads: true, locale: 'zh-CN' })
  await page.goto(url)
  return { browser, page, close: () => browser.close() }
}

function pathOf(program: string): string {
  const files = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program))
  return files.find((file) => existsSync(file)) ?? program
}

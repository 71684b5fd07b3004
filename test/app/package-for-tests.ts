/**
 * The program as it is installed, packaged for the journeys: the electron package's own binary when it is there, else the folder
 * in STATION_ELECTRON. It differs from a release in one fuse: Playwright drives the main process through --inspect.
 */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { builtAt, isBuilt, newest, root } from '../../scripts/built.mjs'

export interface Runtime {
  readonly folder: string
  readonly version: string
}

/** The Electron the tests may use; null when this machine has none. */
export function testRuntime(): Runtime | null {
  const own = join(root, 'node_modules/electron/dist')
  const named = process.env.STATION_ELECTRON ?? ''
  const folder = existsSync(join(own, 'version')) ? own : named
  if (folder === '' || !existsSync(join(folder, 'electron'))) return null
  const file = join(folder, 'version')
  return { folder, version: existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : '33.4.11' }
}

/** Builds and packages when something is newer than the last package; answers the path of the executable. */
export async function packagedProgram(runtime: Runtime): Promise<string> {
  const unpacked = join(root, 'release/test/linux-unpacked')
  const program = join(unpacked, 'kuaijian-station')
  const archive = join(unpacked, 'resources/app.asar')
  if (!isBuilt()) await run([join(root, 'scripts/build.mjs')])
  const packagedAt = existsSync(archive) ? statSync(archive).mtimeMs : 0
  const needed = Math.max(
    builtAt(),
    newest(['electron-builder.yml', 'test/app/package-for-tests.ts'].map((file) => join(root, file))),
  )
  if (packagedAt < needed || readVersion(unpacked) !== runtime.version) {
    await run([
      createRequire(import.meta.url).resolve('electron-builder/cli.js'),
      '--linux',
      'dir',
      `-c.electronDist=${runtime.folder}`,
      `-c.electronVersion=${runtime.version}`,
      '-c.electronFuses.enableNodeCliInspectArguments=true',
      '-c.directories.output=release/test',
    ])
  }
  // Addons compiled for a runtime older than the product's (see .ci/electron-runtime.sh).
  const native = join(runtime.folder, 'native')
  if (existsSync(native))
    cpSync(native, join(unpacked, 'resources/app.asar.unpacked/node_modules'), { recursive: true })
  return program
}

function readVersion(folder: string): string {
  const file = join(folder, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : ''
}

async function run(args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [...args], { cwd: root, maxBuffer: 16 * 1024 * 1024 })
}

/**
 * The program as it is installed, packaged for the journeys. It differs from a release in one fuse: Playwright drives the main
 * process through --inspect.
 */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Runtime, versionOf } from '#test/fakes/electron.ts'
import { builtAt, isBuilt, newest, root } from '../../scripts/built.mjs'

/** Builds dist/ when a source is newer. */
export async function builtPages(): Promise<void> {
  if (!isBuilt()) await run([join(root, 'scripts/build.mjs')])
}

/** Builds and packages when something is newer than the last package; answers the path of the executable. */
export async function packagedProgram(runtime: Runtime): Promise<string> {
  const unpacked = join(root, 'release/test/linux-unpacked')
  const program = join(unpacked, 'kuaijian-station')
  const archive = join(unpacked, 'resources/app.asar')
  await builtPages()
  const packagedAt = existsSync(archive) ? statSync(archive).mtimeMs : 0
  const needed = Math.max(
    builtAt(),
    newest(['electron-builder.yml', 'test/app/package-for-tests.ts'].map((file) => join(root, file))),
  )
  if (packagedAt < needed || versionOf(unpacked) !== runtime.version) {
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

async function run(args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [...args], { cwd: root, maxBuffer: 16 * 1024 * 1024 })
}

/** The Electron the tests may use: the electron package's own binary, else the folder in STATION_ELECTRON; and a screen to show it on. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/built.mjs'

export interface Runtime {
  readonly folder: string
  readonly version: string
}

/** null when this machine has none, or no screen. */
export function testRuntime(): Runtime | null {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return null
  const own = join(root, 'node_modules/electron/dist')
  const folder = existsSync(join(own, 'version')) ? own : (process.env.STATION_ELECTRON ?? '')
  const version = versionOf(folder)
  return existsSync(join(folder, 'electron')) && version !== '' ? { folder, version } : null
}

/** What the file `version` beside an Electron says; empty when there is none. */
export function versionOf(folder: string): string {
  const file = join(folder, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : ''
}

/** Is dist/ as new as the sources? Shared by start and by the tests that drive the packaged program. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const results = [
  'dist/renderer/index.html',
  'dist/main/main.js',
  'dist/main/station-process.js',
  'dist/main/preload.cjs',
]
const sources = [
  'src-main',
  'src-renderer',
  'drivers',
  'scripts/build.mjs',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
]

/** Milliseconds of the oldest result; 0 when one is missing. */
export function builtAt() {
  return Math.min(...results.map((file) => (existsSync(join(root, file)) ? statSync(join(root, file)).mtimeMs : 0)))
}

export function isBuilt() {
  return builtAt() > newest(sources.map((name) => join(root, name)))
}

/** Milliseconds of the newest file below `paths`. */
export function newest(paths) {
  return Math.max(
    0,
    ...paths.filter(existsSync).map((path) => {
      const found = statSync(path)
      if (!found.isDirectory()) return found.mtimeMs
      return newest(readdirSync(path).map((name) => join(path, name)))
    }),
  )
}

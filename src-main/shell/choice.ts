/** Which database the desktop opens: the demonstration or the real one. Remembered between starts; the first start is the demonstration. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const remembered = z.object({ demo: z.boolean() })

/** The command line outranks what was remembered and is not remembered itself. */
export function readChoice(folder: string, argv: readonly string[]): boolean {
  if (argv.includes('--demo')) return true
  if (argv.includes('--real')) return false
  try {
    return remembered.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8'))).demo
  } catch {
    return true
  }
}

export function rememberChoice(folder: string, demo: boolean): void {
  writeFileSync(fileIn(folder), JSON.stringify({ demo } satisfies z.infer<typeof remembered>))
}

/** Two files that never meet: what was practised is not among what counts. */
export function databaseIn(folder: string, demo: boolean): string {
  return join(folder, demo ? 'demo.sqlite' : 'station.sqlite')
}

function fileIn(folder: string): string {
  return join(folder, 'desktop.json')
}

/** `station pack`: a limit pack as the judge reads it, and what a newer one changes, as JSON lines. */
import { comparePacks } from '#core/judge/compare-packs.ts'
import { loadPack } from './load-pack.ts'

/** One line a difference; packs that say the same print nothing. */
export function packCompare(before: string, after: string): void {
  for (const change of comparePacks(loadPack(before), loadPack(after))) print(change)
}

/** The whole pack as one JSON object: a file to begin one's own from. */
export function packShow(named: string): void {
  print(loadPack(named))
}

function print(data: object): void {
  process.stdout.write(`${JSON.stringify(data)}\n`)
}

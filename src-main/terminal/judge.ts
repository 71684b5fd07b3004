/** `station judge`: JSON lines in, one verdict a line out. */
import { createInterface } from 'node:readline'
import { judgeLine } from '#core/judge/judge-line.ts'
import { loadPack } from './load-pack.ts'

export async function judgeLines(options: { pack: string }): Promise<void> {
  const pack = loadPack(options.pack)
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') process.stdout.write(`${judgeLine(line, pack)}\n`)
  }
}

/** `station judge`: JSON lines in, one verdict a line out. */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Fault } from '#core/fault.ts'
import { judgeLine } from '#core/judge/judge-line.ts'
import type { LimitPack } from '#core/judge/limit-pack.ts'
import { packById } from '#core/judge/packs/index.ts'
import { parsePack } from '#core/judge/parse-pack.ts'

export async function judgeLines(options: { pack: string }): Promise<void> {
  const pack = loadPack(options.pack)
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') process.stdout.write(`${judgeLine(line, pack)}\n`)
  }
}

/** A shipped pack by id, else a file. Errors: `file.unreadable`, `pack.invalid`. */
function loadPack(named: string): LimitPack {
  const shipped = packById(named)
  if (shipped !== undefined) return shipped
  let text: string
  try {
    text = readFileSync(named, 'utf8')
  } catch (error) {
    throw new Fault('file.unreadable', `${named}: ${String(error)}`)
  }
  try {
    return parsePack(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Fault('pack.invalid', `${named}: ${error.message}`)
    throw error
  }
}

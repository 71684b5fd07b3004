/** A limit pack as the terminal names it: a shipped one by id, else a file. */
import { readFileSync } from 'node:fs'
import { Fault } from '#core/fault.ts'
import type { LimitPack } from '#core/judge/limit-pack.ts'
import { packById } from '#core/judge/packs/index.ts'
import { parsePack } from '#core/judge/parse-pack.ts'

/** Errors: `file.unreadable`, `pack.invalid`. */
export function loadPack(named: string): LimitPack {
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

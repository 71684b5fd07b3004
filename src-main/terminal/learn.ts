/** `station learn`: the wizard without its screens. Proposals and checks are JSON on stdout; a driver is one signed file. */
import { readFileSync, writeFileSync } from 'node:fs'
import { Fault } from '#core/fault.ts'
import { momentOf } from '#core/time.ts'
import { fileText, parseDraft } from '#drivers/kit/learned/parse-format.ts'
import { propose } from '#drivers/kit/learned/propose.ts'
import { learnable, type Recording, recordingFrom, USUAL } from '#flow/learn-recording.ts'
import { formatFrom, readFile, signed } from '#flow/learned-files.ts'
import { fingerprintOf, passingKey, stationKey } from '#flow/station-key.ts'
import { openWorld } from '../world.ts'
import { terminalLog } from './log.ts'

/** A draft to edit and give to `make`, with what it rests on. Errors: `file.unreadable`, `learn.nothing-recorded`. */
export function learnPropose(file: string, options: { split?: string }): void {
  const heard = recordingIn(file)
  const proposal = propose(
    { bytes: learnable(heard), link: heard.link, linkSure: heard.linkSure ? 1 : 0.5 },
    options.split ?? null,
  )
  if (proposal === null) throw new Fault('learn.nothing-recorded', file)
  process.stdout.write(`${JSON.stringify(proposal, null, 2)}\n`)
}

/** Errors: `file.unreadable`, `input.invalid`; an `out` that is there already is not written over. */
export function learnMake(file: string, options: { draft: string; out: string; by: string; db?: string }): void {
  const said = json(options.draft)
  // The whole proposal does as well as its draft.
  const parsed = parseDraft(typeof said === 'object' && said !== null && 'draft' in said ? said.draft : said)
  if (!parsed.ok) throw new Fault('input.invalid', `${options.draft}: ${parsed.problem}`)
  const at = momentOf(Date.now()).utc
  const format = formatFrom(parsed.value, recordingIn(file), { by: options.by, at, taken: () => false })
  const key = options.db === undefined ? passingKey() : keyOf(options.db, options.by)
  writeNew(options.out, fileText(signed(format, key)))
  const passing = options.db === undefined ? '(一次性密钥,不代表任何检测站)' : ''
  process.stderr.write(`${format.id} 已写入 ${options.out};签名指纹 ${fingerprintOf(key.publicKey)} ${passing}\n`)
}

/** Signature and replay of its own samples. Errors: `learn.file-broken`, `learn.file-altered`. */
export function learnCheck(file: string): void {
  const { id, title, madeBy, signature, samples } = readFile(read(file).toString('utf8'))
  const outcomes = samples.reduce((sum, sample) => sum + sample.outcomes.length, 0)
  const readings = samples.flatMap((sample) => sample.outcomes).filter(({ kind }) => kind === 'reading').length
  const fingerprint = fingerprintOf(signature.key)
  process.stdout.write(
    `${JSON.stringify({ id, title, madeBy, fingerprint, samples: samples.length, outcomes, readings })}\n`,
  )
}

function keyOf(db: string, by: string) {
  const { world, close } = openWorld({
    file: db,
    demo: false,
    config: { ports: [], platforms: [] },
    log: terminalLog(),
  })
  try {
    return stationKey(world, by)
  } finally {
    close()
  }
}

function recordingIn(file: string): Recording {
  const bytes = new Uint8Array(read(file))
  return recordingFrom(bytes) ?? { bytes, link: USUAL, linkSure: false, quietStart: false }
}

function json(file: string): unknown {
  try {
    return JSON.parse(read(file).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Fault('input.invalid', `${file}: ${error.message}`)
    throw error
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Fault('file.unreadable', `${file}: ${String(error)}`)
  }
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' })
  } catch (error) {
    throw new Fault('file.unreadable', `${file}: ${String(error)}`)
  }
}

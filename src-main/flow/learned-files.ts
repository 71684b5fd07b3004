/** Learned drivers as files: saved with their recording, signed, exported, looked at, imported, removed. */
import { pinyin } from 'pinyin-pro'
import { Fault } from '#core/fault.ts'
import { base64Of, bytesOfBase64 } from '#drivers/kit/learned/base64.ts'
import {
  type Draft,
  FORMAT,
  type LearnedFormat,
  type LearnedSample,
  limits,
  type SignedFormat,
} from '#drivers/kit/learned/format.ts'
import { fileText, parseFormat, parseSigned, signedText } from '#drivers/kit/learned/parse-format.ts'
import { type DraftProblem, outcomesOf, tryDraft } from '#drivers/kit/learned/try-draft.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting } from '#storage/settings.ts'
import type { PortPlan } from './hold-ports.ts'
import { forgetRead, learnedDrivers, writeLearned } from './known-drivers.ts'
import { learnable, type Recording } from './learn-recording.ts'
import { fingerprintOf, isSignedBy, ownPublicKey, type StationKey, stationKey } from './station-key.ts'
import type { World } from './world.ts'

export interface LearnedView {
  readonly id: string
  readonly vendor: string
  readonly model: string
  readonly title: string
  readonly madeBy: string
  readonly madeAt: string
  readonly fingerprint: string
  readonly own: boolean
  readonly ports: readonly string[]
}

/** What a sample keeps of a recording. */
const SAMPLE_BYTES = 32 * 1024

/** Errors: `input.invalid` with what is missing. */
export function saveDraft(world: World, draft: Draft, recording: Recording, by: string): SignedFormat {
  const taken = (id: string) => files(world).some((file) => file.id === id)
  const format = formatFrom(draft, recording, { by, at: world.now().utc, taken })
  const file = signed(format, stationKey(world, by))
  store(world, [...files(world), file], by, `learn ${file.id}`)
  return file
}

export function signed(format: LearnedFormat, key: StationKey): SignedFormat {
  return { ...format, signature: { key: key.publicKey, value: key.sign(signedText(format)) } }
}

export interface Making {
  readonly by: string
  readonly at: string
  /** Ids that are given away already. */
  readonly taken: (id: string) => boolean
}

/** Tried on its recording, and with it as its sample. Errors: `input.invalid`. */
export function formatFrom(draft: Draft, recording: Recording, { by, at, taken }: Making): LearnedFormat {
  const { problems } = tryDraft(draft, learnable(recording), recording.quietStart)
  if (problems.length > 0) throw new Fault('input.invalid', problems.map(problemWords).join(';'))
  const parsed = parseFormat({
    format: FORMAT,
    id: freeId(draft, taken),
    ...draft,
    title: draft.title.trim() === '' ? `${draft.vendor} ${draft.model}` : draft.title,
    samples: [sampleOf(draft, recording.bytes)],
    madeBy: { name: by, at },
  })
  if (!parsed.ok) throw new Fault('input.invalid', parsed.problem)
  return parsed.value
}

export function learnedViews(world: World, plans: readonly PortPlan[] = storedPlans(world)): readonly LearnedView[] {
  return learnedDrivers(world).map(({ file }) => viewOf(world, file, plans))
}

/** Errors: `not-found`. */
export function exportLearned(world: World, id: string): { readonly fileName: string; readonly text: string } {
  const file = files(world).find((one) => one.id === id)
  if (file === undefined) throw new Fault('not-found', id)
  return { fileName: `${id.replace('/', '-')}.kjdriver`, text: fileText(file) }
}

/** Who made it, before a person decides. Errors: `learn.file-broken`, `learn.file-altered`. */
export function inspectFile(world: World, text: string): LearnedView {
  return viewOf(world, readFile(text), [])
}

/** `fingerprint`: what the person saw and accepted. Errors: as `inspectFile`; `input.invalid` when another driver has its id. */
export function importFile(world: World, text: string, fingerprint: string, by: string): LearnedView {
  const file = readFile(text)
  if (fingerprintOf(file.signature.key) !== fingerprint) throw new Fault('learn.file-altered', fingerprint)
  const known = files(world).find(({ id }) => id === file.id)
  if (known !== undefined && fileText(known) !== fileText(file))
    throw new Fault('input.invalid', `已经有同名的驱动 ${file.id};请先删除它`)
  if (known === undefined)
    store(world, [...files(world), file], by, `import ${file.id} by ${file.madeBy.name}, key ${fingerprint}`)
  return viewOf(world, file, [])
}

/** Errors: `not-found`, `learn.in-use`. */
export function removeLearned(world: World, id: string, plans: readonly PortPlan[], by: string): void {
  const left = files(world).filter((file) => file.id !== id)
  if (left.length === files(world).length) throw new Fault('not-found', id)
  const users = [...plans, ...storedPlans(world)].filter(({ driver }) => driver === id).map(({ name }) => name)
  if (users.length > 0) throw new Fault('learn.in-use', [...new Set(users)].join('、'))
  store(world, left, by, `remove ${id}`)
}

/** Parsed, unaltered, signed, and it still reads its own recording as it did. Errors: `learn.file-broken`, `learn.file-altered`. */
export function readFile(text: string): SignedFormat {
  const said = plainText(text)
  const parsed = parseSigned(json(said))
  if (!parsed.ok) throw new Fault('learn.file-broken', parsed.problem)
  const file = parsed.value
  if (plainText(fileText(file)) !== said) throw new Fault('learn.file-altered', 'written another way')
  if (!isSignedBy(file.signature.key, signedText(file), file.signature.value)) throw new Fault('learn.file-altered')
  const differing = samplesThatDiffer(file)
  if (differing.length > 0) throw new Fault('learn.file-broken', `sample ${differing.join(', ')} reads otherwise now`)
  return file
}

/** Names of samples that the format does not read as its file says. */
export function samplesThatDiffer(format: LearnedFormat): readonly string[] {
  return format.samples.flatMap(({ name, base64, outcomes }) => {
    const now = outcomesOf(format, bytesOfBase64(base64) ?? new Uint8Array())
    return JSON.stringify(now.map(ordered)) === JSON.stringify(outcomes.map(ordered)) ? [] : [name]
  })
}

function ordered(outcome: object): readonly (readonly [string, unknown])[] {
  return Object.entries(outcome).sort(([one], [other]) => (one < other ? -1 : 1))
}

function plainText(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .trim()
}

function json(text: string): unknown {
  if (text.length > limits.fileText) throw new Fault('learn.file-broken', `${text.length} characters`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Fault('learn.file-broken', error instanceof Error ? error.message : String(error))
  }
}

function files(world: World): readonly SignedFormat[] {
  return learnedDrivers(world).map(({ file }) => file)
}

function store(world: World, all: readonly SignedFormat[], by: string, what: string): void {
  try {
    transaction(world.db, () => {
      writeLearned(world, all, by)
      appendAudit(world.db, { at: world.now(), by, action: 'learn', subject: 'learned-drivers', detail: what })
    })
  } finally {
    forgetRead(world)
  }
  world.tell({ kind: 'settings.changed' })
}

function storedPlans(world: World): readonly PortPlan[] {
  return readSetting<readonly PortPlan[]>(world.db, 'ports') ?? []
}

function viewOf(
  world: World,
  { id, vendor, model, title, madeBy, signature }: SignedFormat,
  plans: readonly PortPlan[],
) {
  return {
    id,
    vendor,
    model,
    title,
    madeBy: madeBy.name,
    madeAt: madeBy.at,
    fingerprint: fingerprintOf(signature.key),
    own: signature.key === ownPublicKey(world),
    ports: plans.filter(({ driver }) => driver === id).map(({ name }) => name),
  }
}

/** The first part of the recording, up to a line end where there is one. */
function sampleOf(draft: Draft, bytes: Uint8Array): LearnedSample {
  const most = [SAMPLE_BYTES, 4 * 1024, 1024].find(
    (size) => outcomesOf(draft, cut(bytes, size)).length <= limits.outcomes,
  )
  const kept = cut(bytes, most ?? 256)
  return { name: 'recording', base64: base64Of(kept), outcomes: outcomesOf(draft, kept) }
}

function cut(bytes: Uint8Array, most: number): Uint8Array {
  if (bytes.length <= most) return bytes
  const end = bytes.subarray(0, most).lastIndexOf(0x0a)
  return bytes.subarray(0, end < most / 2 ? most : end + 1)
}

/** `learned/dayuan-dy-9`, a number behind it when that is taken. */
function freeId({ vendor, model }: Draft, taken: (id: string) => boolean): string {
  const letters = pinyin(`${vendor} ${model}`, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join(' ')
  const slug = letters
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '')
  const base = `learned/${slug === '' ? 'instrument' : slug}`
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`
    if (!taken(id)) return id
  }
}

const words: Readonly<Record<DraftProblem['code'], string>> = {
  'value-missing': '没有指定哪一列是数值',
  'item-missing': '没有指定检测项目',
  'name-missing': '没有填写厂家和型号',
  'no-reading': '录下的数据里没有读出一条结果',
  'mostly-damaged': '多数记录读不出来',
  'draft-broken': '设置不完整',
}

function problemWords({ code, detail }: DraftProblem): string {
  return detail === '' ? words[code] : `${words[code]}(${detail})`
}

/** An entry of the master data is entered, changed or retired: a new version, its before and after in the audit, in one transaction. */
import { canonicalJson } from '#core/canonical.ts'
import { fieldsOf, foundBy, isSecret, keyOf } from '#core/catalog/catalog.ts'
import { checkEntry, isRefused } from '#core/catalog/check-entry.ts'
import { type CatalogName, type CheckContext, type Data, type Finding, refused } from '#core/catalog/list.ts'
import type { ValueWords } from '#core/catalog/read-value.ts'
import { isMasked, maskedIdentityNumber } from '#core/catalog/subject-code.ts'
import { Fault } from '#core/fault.ts'
import { appendAudit } from '#storage/audit.ts'
import { appendEntry, type Entry, type EntrySource, entryOf, sealedOf } from '#storage/catalog.ts'
import { transaction } from '#storage/open.ts'
import { upsertStall } from '#storage/stalls.ts'
import { checkContext } from './catalog-context.ts'
import { type Sealer, type Secrets, sealerOf } from './catalog-secret.ts'
import { guardTraining, type TrainingChange } from './guard-training.ts'
import { searchText } from './search-text.ts'
import type { World } from './world.ts'

/** An entry checked against what is on record, ready to be written; `before` is the version it follows. */
export interface Prepared {
  readonly list: CatalogName
  readonly key: string
  /** Secrets masked. */
  readonly data: Data
  readonly secrets: Secrets
  readonly before: Entry | undefined
  readonly change: 'new' | 'changed' | 'same' | 'refused'
  readonly findings: readonly Finding[]
}

export interface PrepareOptions {
  readonly context: CheckContext
  readonly sealer: Sealer
  readonly wordsOf?: (field: string) => ValueWords
  /** What is on record under that key, where the caller has just looked. */
  readonly recorded?: { readonly key: string; readonly entry: Entry | undefined }
}

export interface SaidEntry {
  readonly list: CatalogName
  /** Null for an entry that shall be new. */
  readonly key: string | null
  readonly data: { readonly [field: string]: unknown }
  readonly by: string
  readonly source?: EntrySource
}

export type Saved =
  | { readonly kind: 'saved' | 'same'; readonly entry: Entry; readonly findings: readonly Finding[] }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** A refusal is an outcome with its findings; a retired entry that is saved is in force again. Errors: `person.own-training`. */
export function saveEntry(world: World, said: SaidEntry): Saved {
  const saved = transaction(world.db, () => putEntry(world, said))
  if (saved.kind === 'saved') world.tell({ kind: 'catalog.changed', list: said.list })
  return saved
}

/** The same as part of another deed: in its transaction, and nobody is told before it is done. */
export function putEntry(world: World, { list, key, data, by, source = 'person' }: SaidEntry): Saved {
  const sealer = sealerOf(world)
  const prepared = prepareEntry(world, list, data, { context: checkContext(world), sealer })
  const findings = [...prepared.findings, ...keyFindings(prepared, key)]
  if (isRefused({ findings })) return { kind: 'refused', findings }
  if (prepared.change === 'same' && prepared.before !== undefined)
    return { kind: 'same', entry: prepared.before, findings }
  guardTraining(world, trainingIn(prepared), by)
  writePrepared(world, prepared, { sealer, by, source })
  return { kind: 'saved', entry: known(world, list, prepared.key), findings }
}

/** Out of the lists and choices; everything made under it keeps it, and it can be taken back. Errors: `not-found`, `person.own-training`. */
export function retireEntry(world: World, list: CatalogName, key: string, retired: boolean, by: string): Entry {
  const entry = transaction(world.db, () => {
    const before = known(world, list, key)
    if (before.retired === retired) return before
    const [said, none] = [before.data as Data, null]
    guardTraining(world, { list, key, before: retired ? said : none, after: retired ? none : said }, by)
    const sealed = sealedOf(world.db, list, key)
    append(world, { list, key, data: before.data as Data, sealed, retired, source: 'person', by }, before)
    return known(world, list, key)
  })
  world.tell({ kind: 'catalog.changed', list })
  return entry
}

/** Writes nothing. */
export function prepareEntry(
  world: World,
  list: CatalogName,
  said: { readonly [field: string]: unknown },
  { context, sealer, wordsOf, recorded }: PrepareOptions,
): Prepared {
  const checked = checkEntry(list, said, context, wordsOf)
  const key = keyOf(list, checked.data)
  const before = recorded?.key === key ? recorded.entry : entryOf(world.db, list, key)
  const { data, secrets, findings } = withoutSecrets(world, list, key, checked.data, before, sealer)
  const all = [...checked.findings, ...findings]
  const change = isRefused({ findings: all })
    ? 'refused'
    : before === undefined
      ? 'new'
      : !before.retired && isSame(before, data) && isSameSecret(world, before, secrets, sealer)
        ? 'same'
        : 'changed'
  return { list, key, data, secrets, before, change, findings: all }
}

/** In the caller's transaction. */
export function writePrepared(
  world: World,
  prepared: Prepared,
  { sealer, by, source }: { readonly sealer: Sealer; readonly by: string; readonly source: EntrySource },
): void {
  const { list, key, data, before } = prepared
  append(world, { list, key, data, sealed: sealedWith(sealer, prepared), retired: false, source, by }, before)
}

/** What of it `guardTraining` asks. */
export function trainingIn({ list, key, before, data }: Prepared): TrainingChange {
  return { list, key, before: before?.retired === false ? (before.data as Data) : null, after: data }
}

export function sealedWith(sealer: Sealer, { list, key, secrets }: Prepared): string | null {
  return Object.keys(secrets).length === 0 ? null : sealer.seal(`${list} ${key}`, secrets)
}

/** A row of a file that was decided on as a whole: the file's own line in the audit stands for all its rows. */
export function appendImported(world: World, entry: Omit<Written, 'retired' | 'source'>): void {
  keep(world, { ...entry, retired: false, source: 'import' })
}

interface Written {
  readonly list: CatalogName
  readonly key: string
  readonly data: Data
  readonly sealed: string | null
  readonly retired: boolean
  readonly source: EntrySource
  readonly by: string
}

function append(world: World, entry: Written, before: Entry | undefined): void {
  const { list, key, data, retired, source, by } = entry
  const at = world.now()
  keep(world, entry)
  appendAudit(world.db, {
    at,
    by,
    action: retired ? 'catalog.retire' : 'catalog.save',
    subject: `${list} ${key}`,
    detail: JSON.stringify({
      source,
      before: before?.retired === false ? before.data : null,
      after: retired ? null : data,
    }),
  })
}

function keep(world: World, entry: Written): void {
  const { list, key, data } = entry
  appendEntry(world.db, { ...entry, at: world.now(), searchText: searchText([key, ...foundBy(list, data)]) })
  // The samples' anchor: a stall has its row as soon as it has a file, and one name in both.
  if (list === 'stall') upsertStall(world.db, { code: key, name: String(data.name) })
}

function known(world: World, list: CatalogName, key: string): Entry {
  const entry = entryOf(world.db, list, key)
  if (entry === undefined) throw new Fault('not-found', `${list} ${key}`)
  return entry
}

/** Who changes an entry keeps its key; who enters a new one must not overwrite another. */
function keyFindings({ key, before, list }: Prepared, asked: string | null): readonly Finding[] {
  const [field = 'code'] = fieldsOf(list)[0] ?? []
  if (asked !== null) return asked === key ? [] : [refused(field, 'key-fixed', `${asked} → ${key}`)]
  return before !== undefined && !before.retired ? [refused(field, 'exists', key)] : []
}

/** Secrets leave the data here and nothing behind here carries them. A masked one means the one on record, or nothing at all. */
function withoutSecrets(
  world: World,
  list: CatalogName,
  key: string,
  data: Data,
  before: Entry | undefined,
  sealer: Sealer,
): { readonly data: Data; readonly secrets: Secrets; readonly findings: readonly Finding[] } {
  const shown: Record<string, Data[string]> = { ...data }
  const secrets: Record<string, string> = {}
  const findings: Finding[] = []
  for (const [field, declared] of fieldsOf(list)) {
    const said = data[field]
    if (!isSecret(declared) || typeof said !== 'string') continue
    if (!isMasked(said)) {
      secrets[field] = said
      shown[field] = maskedIdentityNumber(said)
      continue
    }
    const known = (before?.data as Data | undefined)?.[field] === said ? secretsOf(world, list, key, sealer) : {}
    const kept = known?.[field]
    if (known === null) findings.push(refused(field, 'identity-number.no-key', said))
    else if (kept === undefined) findings.push(refused(field, 'identity-number.masked', said))
    else secrets[field] = kept
  }
  return { data: shown, secrets, findings }
}

/** The secrets of the version in force; null: sealed with a key that is not on this computer. */
export function secretsOf(world: Pick<World, 'db'>, list: CatalogName, key: string, sealer: Sealer): Secrets | null {
  const sealed = sealedOf(world.db, list, key)
  return sealed === null ? {} : sealer.open(`${list} ${key}`, sealed)
}

function isSame(before: Entry, data: Data): boolean {
  return canonicalJson(before.data as Data) === canonicalJson(data)
}

function isSameSecret(world: World, { list, key, data }: Entry, secrets: Secrets, sealer: Sealer): boolean {
  const hadNone = !fieldsOf(list).some(([field, declared]) => isSecret(declared) && field in data)
  // Only who had or has one is asked for it.
  if (hadNone && Object.keys(secrets).length === 0) return true
  return canonicalJson(secretsOf(world, list, key, sealer)) === canonicalJson(secrets)
}

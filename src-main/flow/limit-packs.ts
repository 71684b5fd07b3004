/** Another limit pack comes into force: one person proposes the file, a second one who saw the same content signs, and only then it judges. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '#core/canonical.ts'
import { Fault, isFault } from '#core/fault.ts'
import { comparePacks, type PackChange } from '#core/judge/compare-packs.ts'
import type { LimitPack } from '#core/judge/limit-pack.ts'
import { nameKey } from '#core/judge/name-key.ts'
import { packById } from '#core/judge/packs/index.ts'
import { parsePack } from '#core/judge/parse-pack.ts'
import type { Moment } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { type Db, transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import type { World } from './world.ts'

export interface PackSignature {
  readonly by: string
  readonly at: Moment
}

export interface KeptPack {
  readonly pack: LimitPack
  /** Of the content as it was shown to both. */
  readonly sha256: string
  /** Who proposed, then who countersigned; empty for the pack that came with the program. */
  readonly signatures: readonly PackSignature[]
}

const IN_FORCE = 'pack.in-force'
const PROPOSED = 'pack.proposed'
/** Every pack that was ever signed here, by name and hash. */
const SIGNED = 'pack.signed'

interface Signed {
  readonly id: string
  readonly version: string
  readonly sha256: string
}

/** Reading and checking ten thousand rows at each reading would be felt; a setting changes only here. */
const held = new WeakMap<Db, KeptPack>()

/** The pack that judges. One that cannot be read any more judges nothing: every result waits for a person, none is passed. */
export function packInForce({ db, demo, log }: Pick<World, 'db' | 'demo' | 'log'>): KeptPack {
  const known = held.get(db)
  if (known !== undefined) return known
  const kept = readKept(db, demo, log)
  held.set(db, kept)
  return kept
}

function readKept(db: Db, demo: boolean, log: World['log']): KeptPack {
  const shipped = packById(demo ? 'demo' : 'default')
  if (shipped === undefined) throw new Error('the shipped limit packs are missing')
  const stored = readSetting<KeptPack>(db, IN_FORCE)
  if (stored === undefined) return { pack: shipped, sha256: hashOf(shipped), signatures: [] }
  try {
    const pack = parsePack(stored.pack)
    if (hashOf(pack) !== stored.sha256) throw new Fault('pack.invalid', 'changed since it was signed')
    return { ...stored, pack }
  } catch (error) {
    if (!isFault(error)) throw error
    log.error({ detail: error.detail }, 'the limit pack in force cannot be read: every result stays undecided')
    return { ...stored, pack: { ...shipped, id: 'unreadable', title: '限量包读不出', rules: [] } }
  }
}

export function proposedPack(world: Pick<World, 'db'>): KeptPack | null {
  return readSetting<KeptPack | null>(world.db, PROPOSED) ?? null
}

/** What the proposed pack changes against the one in force; null when none is proposed. */
export function proposedChanges(world: World): readonly PackChange[] | null {
  const proposed = proposedPack(world)
  return proposed === null ? null : comparePacks(packInForce(world).pack, proposed.pack)
}

/** Takes the place of an earlier proposal. Errors: `pack.invalid` with the place or the reason. */
export function proposePack(world: World, text: string, by: string): KeptPack {
  const pack = packIn(text)
  refuseUnfit(world, pack)
  const proposed = { pack, sha256: hashOf(pack), signatures: [{ by: by.trim(), at: world.now() }] }
  save(world, by, 'pack.propose', proposed, () => writeSetting(world.db, PROPOSED, proposed, world.now(), by))
  return proposed
}

/** `sha256`: what this person saw. Errors: `not-found`, `pack.changed`, `pack.same-signer`. */
export function signPack(world: World, sha256: string, by: string): KeptPack {
  const proposed = proposedPack(world)
  const [first] = proposed?.signatures ?? []
  if (proposed === null || first === undefined) throw new Fault('not-found', 'no pack is proposed')
  if (proposed.sha256 !== sha256) throw new Fault('pack.changed', `${proposed.pack.id} ${proposed.pack.version}`)
  if (nameKey(first.by) === nameKey(by)) throw new Fault('pack.same-signer', by)
  const pack = parsePack(proposed.pack)
  refuseUnfit(world, pack)
  const signed = { pack, sha256, signatures: [first, { by: by.trim(), at: world.now() }] }
  save(world, by, 'pack.sign', signed, () => {
    writeSetting(world.db, IN_FORCE, signed, world.now(), by)
    writeSetting(world.db, PROPOSED, null, world.now(), by)
    const names = [...signedBefore(world), { id: pack.id, version: pack.version, sha256 }]
    writeSetting(world.db, SIGNED, names, world.now(), by)
  })
  return signed
}

/** Errors: `not-found`. */
export function withdrawPack(world: World, by: string): void {
  const proposed = proposedPack(world)
  if (proposed === null) throw new Fault('not-found', 'no pack is proposed')
  save(world, by, 'pack.withdraw', proposed, () => writeSetting(world.db, PROPOSED, null, world.now(), by))
}

function packIn(text: string): LimitPack {
  try {
    return parsePack(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Fault('pack.invalid', error.message)
    throw error
  }
}

/** A judgement cites a pack by id and version, so these two must mean one content for ever. */
function refuseUnfit(world: World, pack: LimitPack): void {
  const { pack: now } = packInForce(world)
  if (pack.demo && !world.demo) throw new Fault('pack.invalid', 'demo: a demonstration pack cannot judge real samples')
  const shipped = packById(pack.id)
  if (shipped !== undefined && comparePacks(shipped, pack).length > 0) {
    throw new Fault('pack.invalid', `id: ${pack.id} is the name of a shipped pack; give yours its own`)
  }
  if (comparePacks(now, pack).length === 0)
    throw new Fault('pack.invalid', `${pack.id} ${pack.version} is in force already`)
  const used = [{ id: now.id, version: now.version, sha256: packInForce(world).sha256 }, ...signedBefore(world)]
  if (used.some(({ id, version, sha256 }) => id === pack.id && version === pack.version && sha256 !== hashOf(pack))) {
    throw new Fault('pack.invalid', `version: ${pack.id} ${pack.version} was in force here with other content`)
  }
}

function signedBefore(world: World): readonly Signed[] {
  return readSetting<readonly Signed[]>(world.db, SIGNED) ?? []
}

function save(world: World, by: string, action: string, { pack, sha256 }: KeptPack, write: () => void): void {
  transaction(world.db, () => {
    write()
    const { id: before, version } = packInForce(world).pack
    const detail = JSON.stringify({ pack: `${pack.id} ${pack.version}`, sha256, against: `${before} ${version}` })
    appendAudit(world.db, { at: world.now(), by, action, subject: 'limit-pack', detail })
  })
  held.delete(world.db)
  world.tell({ kind: 'settings.changed' })
}

function hashOf(pack: LimitPack): string {
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(pack))), 'utf8')
    .digest('hex')
}

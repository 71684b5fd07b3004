/** The station's own key: made once, kept in the database, and what a driver file is signed with. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import type { World } from './world.ts'

const SETTING = 'station-key'

export interface StationKey {
  /** SPKI DER, base64. */
  readonly publicKey: string
  sign(text: string): string
}

export function stationKey(world: Pick<World, 'db' | 'now'>, by: string): StationKey {
  const kept = readSetting<string>(world.db, SETTING)
  return usable(kept === undefined ? makeKey(world, by) : keyFrom(kept))
}

/** A key of 256 bits for one purpose, from the station's own, which was made before. */
export function derivedKey(world: Pick<World, 'db'>, purpose: string): Buffer {
  const kept = readSetting<string>(world.db, SETTING)
  if (kept === undefined) throw new Error('The station has no key of its own yet')
  return Buffer.from(hkdfSync('sha256', keyFrom(kept).export({ format: 'der', type: 'pkcs8' }), '', purpose, 32))
}

/** For a file that no station stands behind: nobody can show later that it was theirs. */
export function passingKey(): StationKey {
  return usable(generateKeyPairSync('ed25519').privateKey)
}

function usable(secret: KeyObject): StationKey {
  return {
    publicKey: publicText(secret),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), secret).toString('base64'),
  }
}

function publicText(secret: KeyObject): string {
  return createPublicKey(secret).export({ format: 'der', type: 'spki' }).toString('base64')
}

/** Null before anything was signed. */
export function ownPublicKey(world: Pick<World, 'db'>): string | null {
  const kept = readSetting<string>(world.db, SETTING)
  if (kept === undefined) return null
  return publicText(keyFrom(kept))
}

function makeKey(world: Pick<World, 'db' | 'now'>, by: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519')
  transaction(world.db, () => {
    const kept = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
    writeSetting(world.db, SETTING, kept, world.now(), by)
    appendAudit(world.db, { at: world.now(), by, action: 'station-key', subject: SETTING, detail: 'made' })
  })
  return privateKey
}

function keyFrom(kept: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(kept, 'base64'), format: 'der', type: 'pkcs8' })
}

/** False also for a key that is none: an altered file is an altered file. */
export function isSignedBy(key: string, text: string, value: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    if (publicKey.asymmetricKeyType !== 'ed25519') return false
    return verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(value, 'base64'))
  } catch {
    return false
  }
}

/** What two people compare over the telephone: the first half of the key's SHA-256, `1A2B 3C4D …`. */
export function fingerprintOf(key: string): string {
  const hex = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32).toUpperCase()
  return (hex.match(/.{4}/g) ?? []).join(' ')
}

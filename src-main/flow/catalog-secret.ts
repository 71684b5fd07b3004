/**
 * Identity numbers at rest: AES-256-GCM under a key that lies in a file beside the database, bound to the entry they belong to. Neither a
 * screen, a paper, an export, a log nor a copy of the database gives them away; whoever takes the whole folder has the key too.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { ownKey, readKey } from '#storage/key-file.ts'
import { derivedKey } from './station-key.ts'
import type { World } from './world.ts'

export type Secrets = { readonly [field: string]: string }

export interface Sealer {
  seal(place: string, secrets: Secrets): string
  /** Null: the key it was sealed with is not on this computer. Throws when the text was altered or belongs to another entry. */
  open(place: string, sealed: string): Secrets | null
}

const NONCE = 12
const TAG = 16

/** Makes the key when the first secret comes, not before. */
export function sealerOf(world: Pick<World, 'db' | 'file'>): Sealer {
  let own: Key | null = null
  const read = () => {
    own ??= keyed(readKey(world.file, 'identity'))
    return own
  }
  return {
    seal: (place, secrets) => {
      const key = read() ?? keyed(ownKey(world.file, 'identity'))
      if (key === null) throw new Error('No key was made')
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(place, 'utf8'))
      const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
      return `2.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')}`
    },
    open: (place, sealed) => {
      const [version, ...rest] = sealed.split('.')
      const text = rest.at(-1) ?? ''
      // Before 2026-11-22 the key was derived from the station's own, in the database.
      if (version === '1') return opened(place, derivedKey(world, 'catalog secrets 1'), text)
      const key = read()
      return key === null || key.id !== rest[0] ? null : opened(place, key.bytes, text)
    },
  }
}

interface Key {
  readonly bytes: Uint8Array
  /** Which key, without saying what it is. */
  readonly id: string
}

function keyed(bytes: Uint8Array | null): Key | null {
  return bytes === null ? null : { bytes, id: createHash('sha256').update(bytes).digest('hex').slice(0, 8) }
}

function opened(place: string, key: Uint8Array, text: string): Secrets {
  const bytes = Buffer.from(text, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(place, 'utf8')).setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  const clear = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
  return JSON.parse(clear) as Secrets
}

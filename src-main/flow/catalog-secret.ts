/**
 * Identity numbers at rest: AES-256-GCM under a key derived from the station's own, bound to the entry they belong to. It keeps them out
 * of every reader that is not this station: a screen, a paper, an export, a log, another program's look into one table. Who holds the
 * whole database file and this program holds the key too.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { derivedKey } from './station-key.ts'
import type { World } from './world.ts'

export type Secrets = { readonly [field: string]: string }

export interface Sealer {
  seal(place: string, secrets: Secrets): string
  /** Throws when the text was altered or belongs to another entry. */
  open(place: string, sealed: string): Secrets
}

const NONCE = 12
const TAG = 16

/** Makes the station's key when the first secret comes, not before. */
export function sealerOf(world: Pick<World, 'db' | 'now'>, by: string): Sealer {
  let kept: Buffer | undefined
  const key = () => {
    kept ??= derivedKey(world, by, 'catalog secrets 1')
    return kept
  }
  return {
    seal: (place, secrets) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(place, 'utf8'))
      const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
      return `1.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')}`
    },
    open: (place, sealed) => {
      const bytes = Buffer.from(sealed.replace(/^1\./, ''), 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, NONCE), { authTagLength: TAG })
      decipher.setAAD(Buffer.from(place, 'utf8')).setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
      return JSON.parse(text) as Secrets
    },
  }
}

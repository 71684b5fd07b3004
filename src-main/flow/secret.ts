/** Passwords and PINs as they are kept: scrypt, memory-hard, off the station's own thread, with its parameters beside the hash. */
import { createHash, createHmac, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** 32 MB and about 0.1 s a try (RFC 7914, 2016; OWASP's floor for interactive use asks for no less than half). */
export const cost = { logN: 15, r: 8, p: 1 } as const
const LENGTH = 32
const SALT = 16

/** `scrypt$15$8$1$<salt>$<hash>$<key>`: `key` names the PIN key by its hash, `-` for a secret that is hashed without one. */
export async function keptSecret(secret: string, key: Uint8Array | null): Promise<string> {
  const salt = randomBytes(SALT)
  const hash = await derive(secret, salt, cost, key)
  return ['scrypt', cost.logN, cost.r, cost.p, salt.toString('base64'), hash.toString('base64'), nameOf(key)].join('$')
}

export type SecretCheck = 'right' | 'wrong' | 'other-key'

/** `other-key`: hashed with a key that is not here, so that nobody can say. */
export async function checkSecret(secret: string, kept: string, key: Uint8Array | null): Promise<SecretCheck> {
  const [kind, logN, r, p, salt = '', hash = '', keyName] = kept.split('$')
  if (kind !== 'scrypt') throw new Error('a kept secret is not one of ours')
  if (keyName !== nameOf(key)) return 'other-key'
  const expected = Buffer.from(hash, 'base64')
  const how = { logN: Number(logN), r: Number(r), p: Number(p) }
  const given = await derive(secret, Buffer.from(salt, 'base64'), how, key)
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected) ? 'right' : 'wrong'
}

function derive(
  secret: string,
  salt: Uint8Array,
  { logN, r, p }: { readonly logN: number; readonly r: number; readonly p: number },
  key: Uint8Array | null,
): Promise<Buffer> {
  const text = secret.normalize('NFKC')
  const said = key === null ? Buffer.from(text, 'utf8') : createHmac('sha256', key).update(text, 'utf8').digest()
  // Node refuses what needs its limit exactly; twice that leaves it room.
  const options: ScryptOptions = { N: 2 ** logN, r, p, maxmem: 2 * 128 * 2 ** logN * r }
  return new Promise((resolve, reject) => {
    scrypt(said, salt, LENGTH, options, (error, derived) => (error === null ? resolve(derived) : reject(error)))
  })
}

function nameOf(key: Uint8Array | null): string {
  return key === null ? '-' : createHash('sha256').update(key).digest('hex').slice(0, 16)
}

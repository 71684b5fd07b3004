/** A file between two stations: canonical content under a station's key, read back only when nothing of it was changed. */
import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '#core/canonical.ts'
import type { ReadFile } from '#core/failure/referral.ts'
import { Fault } from '#core/fault.ts'
import type { SignedText } from '#storage/referrals.ts'
import { isSignedBy, type StationKey } from './station-key.ts'

const MOST = 12_000_000

/** `pdf`: base64, vouched for by its hash inside the content. */
export function signedFile(content: Json, key: StationKey, pdf?: string): SignedText {
  const said = canonicalJson(content)
  const signature = { key: key.publicKey, value: key.sign(said) }
  const file = pdf === undefined ? { content, signature } : { content, signature, pdf }
  return { text: `${canonicalJson(file)}\n`, sha256: hashOf(said + signature.value), key: key.publicKey }
}

/** Errors: `referral.file-broken`, `referral.file-altered`. */
export function openSigned<Content>(
  text: string,
  read: (said: unknown) => ReadFile<Content>,
): { readonly content: Content; readonly pdf: Uint8Array | null; readonly file: SignedText } {
  const said = json(text)
  const opened = read(said)
  if (!opened.ok) throw new Fault('referral.file-broken', opened.problem)
  // The signature covers what was sent, not what was understood of it.
  const content = canonicalJson(Reflect.get(said as object, 'content') as Json)
  if (!isSignedBy(opened.signature.key, content, opened.signature.value)) throw new Fault('referral.file-altered')
  const pdf = opened.pdf === null ? null : Buffer.from(opened.pdf, 'base64')
  return {
    content: opened.content,
    pdf,
    file: { text, sha256: hashOf(content + opened.signature.value), key: opened.signature.key },
  }
}

export function hashOf(said: string | Uint8Array): string {
  return createHash('sha256').update(said).digest('hex')
}

function json(text: string): unknown {
  if (text.length > MOST) throw new Fault('referral.file-broken', `${text.length} characters`)
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new Fault('referral.file-broken', error instanceof Error ? error.message : String(error))
  }
}

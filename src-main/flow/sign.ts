/**
 * A signature: a person enters the PIN again, and name, time, meaning and the hash of exactly what was shown are kept with it.
 * Two steps, because a PIN is proven off the thread and a transaction cannot wait:
 *
 *     const signer = await proveSigner(world, signing)
 *     transaction(world.db, () => { ...; sign(world, { signer, meaning, subject, content }) })
 */
import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '#core/canonical.ts'
import { Fault } from '#core/fault.ts'
import type { PersonId } from '#core/ids.ts'
import { type Meaning, meanings } from '#core/person/meaning.ts'
import { may } from '#core/person/rights.ts'
import type { Moment } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { accountById, hasAccounts } from '#storage/people.ts'
import { appendSignature } from '#storage/signatures.ts'
import { personPolicy } from './person-policy.ts'
import { prove } from './prove.ts'
import { trainingOf } from './training.ts'
import type { World } from './world.ts'

/** As the contract's `signing` brings it. */
export interface Signing {
  readonly by: string
  readonly pin: string
}

/** Only `proveSigner` makes one. */
export interface Signer {
  readonly by: string
  /** Null in an open room. */
  readonly personId: PersonId | null
  readonly proven: boolean
}

export interface ToSign {
  readonly signer: Signer
  readonly meaning: Meaning
  /** What it is on: a sample number, a case number, `result:17`. */
  readonly subject: string
  /** Exactly what the signer was shown. */
  readonly content: Json
}

export interface SignatureMark {
  readonly id: number
  readonly by: string
  readonly at: Moment
  readonly meaning: Meaning
  readonly sha256: string
  readonly proven: boolean
}

const made = new WeakSet<Signer>()

/**
 * Proves the PIN; who signs need not be who is at the desk. In an open room (no account was ever made) a name is enough and nothing
 * is proven. Errors: `person.unknown`, `person.wait`, `person.wrong`, `person.no-pin`.
 */
export async function proveSigner(world: World, { by, pin }: Signing): Promise<Signer> {
  const signer = hasAccounts(world.db)
    ? await prove(world, { name: by, secret: 'pin', value: pin, action: 'person.sign' }).then(({ name, id }) => ({
        by: name,
        personId: id,
        proven: true,
      }))
    : { by: by.trim(), personId: null, proven: false }
  made.add(signer)
  return signer
}

/** Call it in the transaction of what is signed. Errors: `person.unknown`, `person.forbidden`, `person.untrained`. */
export function sign(world: World, { signer, meaning, subject, content }: ToSign): SignatureMark {
  if (!made.has(signer)) throw new Error('a signer that nobody proved')
  if (!world.db.inTransaction) throw new Error('a signature belongs into the transaction of what it signs')
  refuseUnfit(world, signer, meaning)
  const { by, personId, proven } = signer
  const at = world.now()
  const sha256 = contentHash(content)
  const id = appendSignature(world.db, { personId, by, meaning, subject, sha256, proven, at })
  const detail = JSON.stringify({ signature: id, meaning, sha256, proven })
  appendAudit(world.db, { at, by, action: 'sign', subject, detail })
  return { id, by, at, meaning, sha256, proven }
}

/** What a signature covers: SHA-256 of the canonical JSON, hex. */
export function contentHash(content: Json): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex')
}

/** Asked when the signature is made, not when the PIN was typed: an account may have changed in between. */
function refuseUnfit(world: World, { by, personId }: Signer, meaning: Meaning): void {
  if (personId === null) {
    if (hasAccounts(world.db)) throw new Fault('person.unknown', by)
    return
  }
  const account = accountById(world.db, personId)
  if (account.closedAt !== null) throw new Fault('person.unknown', by)
  if (!may(account.roles, meanings[meaning])) throw new Fault('person.forbidden', meanings[meaning])
  if (meaning !== 'test' || !personPolicy(world).trainedOnly) return
  const training = trainingOf(world, account)
  if (training !== 'valid') throw new Fault('person.untrained', `${by}: ${training}`)
}

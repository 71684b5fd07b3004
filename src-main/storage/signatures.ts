/** Signatures: who signed what, with which meaning, over exactly which content; added and never changed. */
import type { PersonId } from '#core/ids.ts'
import type { Meaning } from '#core/person/meaning.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment } from './statements.ts'

export interface NewSignature {
  /** Null in an open room: a name and no account. */
  readonly personId: PersonId | null
  readonly by: string
  readonly meaning: Meaning
  readonly subject: string
  readonly sha256: string
  readonly proven: boolean
  readonly at: Moment
}

export interface Signature extends NewSignature {
  readonly id: number
}

/** Call it in the transaction of what is signed. */
export function appendSignature(db: Db, said: NewSignature): number {
  return insert(
    db,
    `INSERT INTO signatures (account_id, name, meaning, subject, sha256, proven, signed_at, signed_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    said.personId,
    said.by,
    said.meaning,
    said.subject,
    said.sha256,
    said.proven ? 1 : 0,
    said.at.utc,
    said.at.offset,
  )
}

interface SignatureRow extends Omit<Signature, 'proven' | 'at'> {
  readonly proven: number
  readonly at: string
  readonly zone: number
}

/** Oldest first. */
export function signaturesOf(db: Db, subject: string): readonly Signature[] {
  return all<SignatureRow>(
    db,
    `SELECT id, account_id AS personId, name AS "by", meaning, subject, sha256, proven, signed_at AS at, signed_zone AS zone
     FROM signatures WHERE subject = ? ORDER BY id`,
    subject,
  ).map(({ proven, at, zone, ...row }) => ({ ...row, proven: proven === 1, at: moment(at, zone) }))
}

/** Referrals sent by this room and received by this laboratory, and the answers each gets: the last one stands. */
import type { LaboratoryResult, ReferralFields } from '#core/failure/referral.ts'
import { Fault } from '#core/fault.ts'
import type { FailureId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { keyBelow, nextOf, type Page, type PageAsked } from './page.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment, one } from './statements.ts'

/** A file as it was signed; null: written down from paper. */
export interface SignedText {
  readonly text: string
  /** Of the content and its signature, hex: two rooms may well write the same. */
  readonly sha256: string
  readonly key: string
}

export interface NewReferral {
  readonly id: string
  readonly direction: 'sent' | 'received'
  readonly referralNo: string
  readonly caseNo: string
  readonly failureId: FailureId | null
  readonly sender: string
  readonly fields: ReferralFields
  readonly file: SignedText | null
  readonly at: Moment
  readonly by: string
}

export interface StoredReferral extends NewReferral {
  readonly seq: number
}

interface ReferralRow extends Omit<StoredReferral, 'fields' | 'file' | 'at'> {
  readonly fields: string
  readonly text: string | null
  readonly sha256: string | null
  readonly key: string | null
  readonly at: string
  readonly zone: number
}

const SELECT = `SELECT seq, id, direction, referral_no AS referralNo, case_no AS caseNo, failure_id AS failureId, sender,
  fields, text, sha256, signing_key AS key, done_by AS "by", done_at AS at, done_zone AS zone FROM referrals`

export function insertReferral(db: Db, said: NewReferral): void {
  insert(
    db,
    `INSERT INTO referrals (id, direction, referral_no, case_no, failure_id, sender, fields, text, sha256, signing_key,
       done_by, done_at, done_zone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    said.id,
    said.direction,
    said.referralNo,
    said.caseNo,
    said.failureId,
    said.sender,
    JSON.stringify(said.fields),
    said.file?.text ?? null,
    said.file?.sha256 ?? null,
    said.file?.key ?? null,
    said.by,
    said.at.utc,
    said.at.offset,
  )
}

/** Errors: `not-found`. */
export function referralById(db: Db, id: string): StoredReferral {
  const row = one<ReferralRow>(db, `${SELECT} WHERE id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `referral ${id}`)
  return referralOf(row)
}

export function sentReferralOf(db: Db, failureId: FailureId): StoredReferral | undefined {
  const row = one<ReferralRow>(db, `${SELECT} WHERE failure_id = ?`, failureId)
  return row === undefined ? undefined : referralOf(row)
}

export function sentReferral(db: Db, referralNo: string): StoredReferral | undefined {
  const row = one<ReferralRow>(db, `${SELECT} WHERE direction = 'sent' AND referral_no = ?`, referralNo)
  return row === undefined ? undefined : referralOf(row)
}

export function receivedReferral(db: Db, sender: string, referralNo: string): StoredReferral | undefined {
  const row = one<ReferralRow>(
    db,
    `${SELECT} WHERE direction = 'received' AND sender = ? AND referral_no = ?`,
    sender,
    referralNo,
  )
  return row === undefined ? undefined : referralOf(row)
}

/** Newest first. */
export function receivedReferrals(db: Db, { after, limit }: PageAsked): Page<StoredReferral> {
  const rows = all<ReferralRow>(
    db,
    `${SELECT} WHERE direction = 'received' AND seq < ? ORDER BY seq DESC LIMIT ?`,
    keyBelow(after),
    limit + 1,
  )
  return { rows: rows.slice(0, limit).map(referralOf), next: nextOf(rows, limit, ({ seq }) => seq) }
}

export interface StoredLaboratoryResult {
  readonly result: LaboratoryResult
  readonly file: SignedText
  /** Why the one before it was wrong; blank: the first. */
  readonly why: string
  readonly at: Moment
  readonly by: string
}

export function insertLaboratoryResult(
  db: Db,
  referral: number,
  { result, file, why, at, by }: StoredLaboratoryResult,
): void {
  insert(
    db,
    `INSERT INTO laboratory_answers (referral, result, text, sha256, signing_key, why, done_by, done_at, done_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    referral,
    JSON.stringify(result),
    file.text,
    file.sha256,
    file.key,
    why,
    by,
    at.utc,
    at.offset,
  )
}

/** Oldest first; the last one stands. */
export function laboratoryResultsOf(db: Db, referral: number): readonly StoredLaboratoryResult[] {
  return all<{
    readonly result: string
    readonly text: string
    readonly sha256: string
    readonly key: string
    readonly why: string
    readonly by: string
    readonly at: string
    readonly zone: number
  }>(
    db,
    `SELECT result, text, sha256, signing_key AS key, why, done_by AS "by", done_at AS at, done_zone AS zone
     FROM laboratory_answers WHERE referral = ? ORDER BY id`,
    referral,
  ).map(({ result, text, sha256, key, why, by, at, zone }) => ({
    result: JSON.parse(result) as LaboratoryResult,
    file: { text, sha256, key },
    why,
    by,
    at: moment(at, zone),
  }))
}

function referralOf({ fields, text, sha256, key, at, zone, ...referral }: ReferralRow): StoredReferral {
  return {
    ...referral,
    fields: JSON.parse(fields) as ReferralFields,
    file: text === null || sha256 === null || key === null ? null : { text, sha256, key },
    at: moment(at, zone),
  }
}

/** The county laboratory's side of 送检: referrals come in without typing, results go back under the laboratory's key, each correction a file of its own. */
import { canonicalJson } from '#core/canonical.ts'
import {
  type LaboratoryResult,
  RESULT_FORMAT,
  type ReferralContent,
  type ReferralFields,
  type ResultCorrected,
  readReferral,
} from '#core/failure/referral.ts'
import { ofConfirmation } from '#core/failure/refuse.ts'
import { Fault } from '#core/fault.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import {
  insertLaboratoryResult,
  insertReferral,
  laboratoryResultsOf,
  receivedReferral,
  referralById,
  type SignedText,
  type StoredReferral,
} from '#storage/referrals.ts'
import { hashOf, openSigned, signedFile } from './signed-file.ts'
import { siteOf } from './site.ts'
import { fingerprintOf, stationKey } from './station-key.ts'
import type { World } from './world.ts'

export interface SeenReferral {
  readonly content: ReferralContent
  readonly fingerprint: string
  readonly file: SignedText
  /** Registered already. */
  readonly known: boolean
}

/** Errors: `referral.not-laboratory`, `referral.file-broken`, `referral.file-altered`. */
export function inspectReferral(world: World, text: string): SeenReferral {
  mustBeLaboratory(world)
  const { content, pdf, file } = openSigned(text, readReferral)
  if (pdf === null || hashOf(pdf) !== content.paper.sha256) throw new Fault('referral.file-altered', 'paper')
  const known = receivedReferral(world.db, content.from, content.referralNo)
  return { content, fingerprint: fingerprintOf(file.key), file, known: known !== undefined }
}

/** `fingerprint`: what the person saw and accepted. The same file again changes nothing. Errors: as `inspectReferral`, `input.invalid`. */
export function importReferral(world: World, text: string, fingerprint: string, by: string): StoredReferral {
  const { content, file, fingerprint: seen } = inspectReferral(world, text)
  if (seen !== fingerprint) throw new Fault('referral.file-altered', fingerprint)
  const { referralNo, caseNo, from, fields } = content
  const known = receivedReferral(world.db, from, referralNo)
  if (known?.file?.sha256 === file.sha256) return known
  if (known !== undefined) throw new Fault('input.invalid', `${from} 的送检单 ${referralNo} 已经登记过,内容不一样`)
  return keepReferral(world, { referralNo, caseNo, sender: from, fields, file }, by)
}

/** Written down from the room's paper. Errors: `referral.not-laboratory`, `input.invalid`. */
export function receiveReferral(
  world: World,
  said: { readonly referralNo: string; readonly from: string; readonly fields: ReferralFields },
  by: string,
): StoredReferral {
  mustBeLaboratory(world)
  if (receivedReferral(world.db, said.from, said.referralNo) !== undefined)
    throw new Fault('input.invalid', `${said.from} 的送检单 ${said.referralNo} 已经登记过`)
  const { referralNo, from, fields } = said
  return keepReferral(world, { referralNo, caseNo: '', sender: from, fields, file: null }, by)
}

type Received = Pick<StoredReferral, 'referralNo' | 'caseNo' | 'sender' | 'fields' | 'file'>

function keepReferral(world: World, said: Received, by: string): StoredReferral {
  const id = world.newId()
  const at = world.now()
  transaction(world.db, () => {
    insertReferral(world.db, { ...said, id, direction: 'received', failureId: null, at, by })
    const detail = `${said.sender} ${said.file?.sha256 ?? 'paper'}`
    appendAudit(world.db, { at, by, action: 'referral.receive', subject: said.referralNo, detail })
  })
  world.tell({ kind: 'settings.changed' })
  return referralById(world.db, id)
}

/** Errors: `not-found` for what came without a file. */
export function receivedPaper(world: World, id: string): { readonly name: string; readonly bytes: Uint8Array } {
  const { file, referralNo } = referralById(world.db, id)
  if (file === null) throw new Fault('not-found', `paper of ${referralNo}`)
  const { content, pdf } = openSigned(file.text, readReferral)
  if (pdf === null) throw new Fault('not-found', `paper of ${referralNo}`)
  return { name: content.paper.name, bytes: pdf }
}

/** Errors: `not-found`, `failure.not-allowed` for a quick method, `input.invalid` when it has a result already. */
export function recordLaboratory(world: World, id: string, result: LaboratoryResult, by: string): StoredReferral {
  const referral = referralById(world.db, id)
  if (laboratoryResultsOf(world.db, referral.seq).length > 0)
    throw new Fault('input.invalid', `送检单 ${referral.referralNo} 已经有结果,写错的请用“更正结果”`)
  return answer(world, referral, result, by)
}

/** The earlier answer stays beside it. Errors: as `recordLaboratory`; `failure.not-allowed` when nothing is said anew, or not why. */
export function correctLaboratory(
  world: World,
  id: string,
  { result, why }: { readonly result: LaboratoryResult; readonly why: string },
  by: string,
): StoredReferral {
  const referral = referralById(world.db, id)
  const earlier = laboratoryResultsOf(world.db, referral.seq)
  const last = earlier.at(-1)
  if (last === undefined) throw new Fault('not-found', `result of ${referral.referralNo}`)
  if (why.trim() === '') throw new Fault('failure.not-allowed', 'text-missing: why')
  if (canonicalJson(plain(last.result)) === canonicalJson(plain(result)))
    throw new Fault('failure.not-allowed', 'fact-unchanged')
  return answer(world, referral, result, by, { earlier: earlier.map(({ file }) => file.sha256), why: why.trim() })
}

function answer(
  world: World,
  referral: StoredReferral,
  result: LaboratoryResult,
  by: string,
  corrects?: ResultCorrected,
): StoredReferral {
  mustBeLaboratory(world)
  // 食品安全法 (2021) art. 88 holds on both sides: another body than the first, and no quick method.
  const refused = ofConfirmation({ kind: 'confirm', ...result }, { ...world.rules, ownBodies: [referral.sender] })
  if (refused !== null) throw new Fault('failure.not-allowed', refused)
  const content = {
    format: RESULT_FORMAT,
    referralNo: referral.referralNo,
    caseNo: referral.caseNo,
    answers: referral.file?.sha256 ?? '',
    result: plain(result),
    ...(corrects === undefined ? {} : { corrects: { earlier: [...corrects.earlier], why: corrects.why } }),
  }
  const file = signedFile(content, stationKey(world, by))
  const at = world.now()
  transaction(world.db, () => {
    insertLaboratoryResult(world.db, referral.seq, { result, file, why: corrects?.why ?? '', at, by })
    appendAudit(world.db, {
      at,
      by,
      action: corrects === undefined ? 'referral.result' : 'referral.correct',
      subject: referral.referralNo,
      detail: [result.reportNo, file.sha256, ...(corrects === undefined ? [] : [corrects.why])].join(' '),
    })
  })
  world.tell({ kind: 'settings.changed' })
  return referral
}

/** The answer that stands. Errors: `not-found` before there is a result. */
export function exportResult(world: World, id: string): { readonly fileName: string; readonly text: string } {
  const referral = referralById(world.db, id)
  const answers = laboratoryResultsOf(world.db, referral.seq)
  const last = answers.at(-1)
  if (last === undefined) throw new Fault('not-found', `result of ${referral.referralNo}`)
  const again = answers.length === 1 ? '' : `-更正${answers.length - 1}`
  return { fileName: `${referral.referralNo}${again}.kjresult`, text: last.file.text }
}

function plain({ reportNo, laboratory, method, value, unit, uncertainty, passed }: LaboratoryResult) {
  return {
    reportNo,
    laboratory,
    method,
    value,
    passed,
    ...(unit === undefined ? {} : { unit }),
    ...(uncertainty === undefined ? {} : { uncertainty }),
  }
}

function mustBeLaboratory(world: World): void {
  if (siteOf(world).kind !== 'county-lab') throw new Fault('referral.not-laboratory', siteOf(world).kind)
}

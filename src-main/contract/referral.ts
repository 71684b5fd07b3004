/** Referrals (送检): a room's file and paper go to the laboratory, the laboratory's signed result comes back. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { referralFields } from '#core/failure/referral.ts'
import { moment, page, pageInput, paper, text } from './words.ts'

const fileText = z.string().max(12_000_000)

/** The national words, each with what the room said; what is not said is not there. */
const fields = z.partialRecord(z.enum(referralFields), z.string().max(200))

export const laboratoryResult = z.object({
  reportNo: text(60),
  laboratory: text(60),
  method: text(80),
  value: text(40),
  unit: text(20).optional(),
  uncertainty: text(40).optional(),
  passed: z.boolean(),
})
export type LaboratoryResultInput = z.infer<typeof laboratoryResult>

/** `why`: what was wrong with the one before it; blank: the first. */
const answered = laboratoryResult.extend({ at: moment, by: z.string(), why: z.string() })

const referralView = z.object({
  id: z.string(),
  referralNo: z.string(),
  from: z.string(),
  fields,
  /** Of the room's key; null: written down from paper. */
  fingerprint: z.string().nullable(),
  /** The file brought the room's paper along. */
  hasPaper: z.boolean(),
  receivedAt: moment,
  receivedBy: z.string(),
  result: answered.nullable(),
  /** Answers before the one that stands, oldest first. */
  earlier: z.array(answered),
})
export type ReferralView = z.infer<typeof referralView>

const seenReferral = z.object({
  referralNo: z.string(),
  from: z.string(),
  fields,
  fingerprint: z.string(),
  known: z.boolean(),
})
const seenResult = laboratoryResult.extend({
  referralNo: z.string(),
  fingerprint: z.string(),
  failureId: z.string(),
  caseNo: z.string(),
  /** Why an answer that was sent before is wrong; null: this is the first. */
  why: z.string().nullable(),
})

export const referralContract = {
  /** 送检单, A4. */
  referral: oc
    .route({ method: 'GET', path: '/failure/{id}/referral' })
    .input(z.object({ id: z.string() }))
    .output(paper),
  /** The signed file a laboratory's station imports: `.kjreferral`. */
  exportReferral: oc
    .route({ method: 'POST', path: '/failure/{id}/referral-file' })
    .input(z.object({ id: z.string(), by: text(30) }))
    .output(z.object({ fileName: z.string(), text: z.string() })),
  referrals: oc
    .route({ method: 'GET', path: '/referral' })
    .input(z.object({ ...pageInput }))
    .output(page(referralView)),
  inspectReferral: oc
    .route({ method: 'POST', path: '/referral/inspect' })
    .input(z.object({ text: fileText }))
    .output(seenReferral),
  /** `fingerprint`: what the person saw and accepted. */
  importReferral: oc
    .route({ method: 'POST', path: '/referral/import' })
    .input(z.object({ text: fileText, fingerprint: z.string().max(100), by: text(30) }))
    .output(referralView),
  /** Written down from the room's paper. */
  receiveReferral: oc
    .route({ method: 'POST', path: '/referral' })
    .input(z.object({ referralNo: text(40), from: text(60), fields, by: text(30) }))
    .output(referralView),
  referralPaper: oc
    .route({ method: 'GET', path: '/referral/{id}/paper' })
    .input(z.object({ id: z.string() }))
    .output(paper),
  recordLaboratory: oc
    .route({ method: 'POST', path: '/referral/{id}/result' })
    .input(z.object({ id: z.string(), result: laboratoryResult, by: text(30) }))
    .output(referralView),
  /** Another signed answer in the place of the one that stands, which stays on record. */
  correctLaboratory: oc
    .route({ method: 'POST', path: '/referral/{id}/result/correct' })
    .input(z.object({ id: z.string(), result: laboratoryResult, why: text(200), by: text(30) }))
    .output(referralView),
  /** The signed answer that stands: `.kjresult`. */
  exportResult: oc
    .route({ method: 'GET', path: '/referral/{id}/result-file' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ fileName: z.string(), text: z.string() })),
  inspectResult: oc
    .route({ method: 'POST', path: '/result-file/inspect' })
    .input(z.object({ text: fileText }))
    .output(seenResult),
  importResult: oc
    .route({ method: 'POST', path: '/result-file/import' })
    .input(z.object({ text: fileText, fingerprint: z.string().max(100), by: text(30) }))
    .output(seenResult),
}

/** The steps of a case: what a person writes down at each, in the shape that is recorded. */
import { z } from 'zod'
import { disposalMethods } from '#core/failure/rules.ts'
import { decimal, moment, text } from './words.ts'

/** May stay blank. */
const line = (max: number) => z.string().trim().max(max)

const quantities = { stockKg: decimal, destroyedKg: decimal, returnedKg: decimal, soldKg: decimal, keptKg: decimal }

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const noticeReceipt = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paper') }),
  z.object({ kind: z.literal('screen'), shownSha256: sha256, drawingSha256: sha256 }),
  z.object({ kind: z.literal('refused'), witness: text(30), why: line(100) }),
])

export const disposalMethod = z.enum(disposalMethods)

/** What a person does next; which of them is allowed is decided by the stage. Retests arrive from the analyzer, not from here. */
export const failureStep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('serve-notice'),
    noticeNo: text(40),
    receiver: text(30),
    receivedAt: moment,
    saleSuspended: z.literal(true),
    receipt: noticeReceipt.optional(),
  }),
  z.object({ kind: z.literal('accept'), signer: text(30) }),
  z.object({ kind: z.literal('object'), signer: text(30), reason: text(200) }),
  z.object({ kind: z.literal('let-deadline-pass') }),
  z.object({
    kind: z.literal('refer'),
    laboratory: text(60),
    sealNo: text(40),
    carrier: text(30).optional(),
    quantity: text(40).optional(),
  }),
  z.object({
    kind: z.literal('confirm'),
    passed: z.boolean(),
    reportNo: text(60),
    laboratory: text(60),
    method: text(80),
    value: text(40),
    unit: text(20).optional(),
    uncertainty: text(40).optional(),
    /** Set by the station when a laboratory's signed file is imported; refused from a window. */
    file: z.object({ sha256: z.string(), fingerprint: z.string() }).optional(),
  }),
  z.object({
    kind: z.literal('plan-disposal'),
    method: disposalMethod,
    place: text(80),
    plannedAt: moment,
    reportedTo: text(60),
  }),
  z.object({
    kind: z.literal('dispose'),
    method: disposalMethod,
    place: text(80),
    disposedAt: moment,
    ...quantities,
    signers: z
      .array(z.object({ role: text(20), name: text(30) }))
      .min(2)
      .max(8),
    evidence: z.array(z.string()).min(1).max(40),
    kinds: z
      .array(z.object({ name: text(40), ...quantities }))
      .max(20)
      .optional(),
    outlet: z
      .object({ plate: line(20), plant: line(60), receiptNo: line(40), receiptPhoto: z.string().max(60) })
      .optional(),
  }),
  z.object({ kind: z.literal('close') }),
  z.object({
    kind: z.literal('seal'),
    quantityKg: decimal,
    place: text(80),
    sealNos: z.array(text(40)).min(1).max(20),
  }),
  z.object({
    kind: z.literal('trace'),
    supplier: line(80),
    supplierContact: line(60),
    certificateNo: line(60),
    batch: line(60),
    soldTo: line(200),
  }),
])
export type FailureStepInput = z.infer<typeof failureStep>

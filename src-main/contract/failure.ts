/** A failed sample's case: the legal steps one by one, the evidence, and the papers. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { failureStages } from '#core/failure/stage.ts'
import { clockContract, due } from './clock.ts'
import { stallMark } from './sample.ts'
import { decimal, moment, page, pageInput, paper, resultRow, text } from './words.ts'

export const failureStage = z.enum(failureStages)

export const disposalMethod = z.enum(['destroy', 'harmless', 'return', 'withdraw'])

/** What a person does next; which of them is allowed is decided by the stage. Retests arrive from the analyzer, not from here. */
export const failureStep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('serve-notice'),
    noticeNo: text(40),
    receiver: text(30),
    receivedAt: moment,
    saleSuspended: z.literal(true),
  }),
  z.object({ kind: z.literal('accept'), signer: text(30) }),
  z.object({ kind: z.literal('object'), signer: text(30), reason: text(200) }),
  z.object({ kind: z.literal('let-deadline-pass') }),
  z.object({ kind: z.literal('refer'), laboratory: text(60), sealNo: text(40) }),
  z.object({
    kind: z.literal('confirm'),
    passed: z.boolean(),
    reportNo: text(60),
    laboratory: text(60),
    method: text(80),
    value: text(40),
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
    stockKg: decimal,
    destroyedKg: decimal,
    returnedKg: decimal,
    soldKg: decimal,
    keptKg: decimal,
    signers: z
      .array(z.object({ role: text(20), name: text(30) }))
      .min(2)
      .max(8),
    evidence: z.array(z.string()).min(1).max(20),
  }),
  z.object({ kind: z.literal('close') }),
])
export type FailureStepInput = z.infer<typeof failureStep>

export const evidenceView = z.object({
  id: z.string(),
  name: z.string(),
  mime: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  addedAt: moment,
  addedBy: z.string(),
})

export const failureView = z.object({
  id: z.string(),
  /** `CZ-YYYYMMDD-NN`, on every paper. */
  caseNo: z.string(),
  stage: failureStage,
  openedAt: moment,
  sampleId: z.string(),
  sampleNo: z.string(),
  stallCode: z.string().nullable(),
  stallName: z.string().nullable(),
  food: z.string(),
  item: z.string(),
  /** The clock of the current stage and what happens when it ends. */
  clock: z.object({ dueAt: moment, next: z.string(), basis: z.string() }).nullable(),
  /** Every clock that runs now, the one of the next step first, then the earliest. */
  due: z.array(due),
  /** The kinds of step allowed now, the main one first. */
  allowed: z.array(z.string()),
  /** Why the case cannot close yet. */
  missing: z.array(z.string()),
})
export type FailureView = z.infer<typeof failureView>

export const failureDetail = z.object({
  failure: failureView,
  results: z.array(resultRow),
  /** What happened, in order: step or retest, with its data. */
  history: z.array(z.object({ at: moment, by: z.string(), kind: z.string(), data: z.record(z.string(), z.unknown()) })),
  evidence: z.array(evidenceView),
  record: z.object({ recordNo: z.string(), sha256: z.string() }).nullable(),
  stallMark: stallMark.nullable(),
})

export const failureContract = {
  ...clockContract,
  list: oc
    .route({ method: 'GET', path: '/failure' })
    .input(
      z.object({
        ...pageInput,
        open: z.union([z.boolean(), z.stringbool()]).optional(),
        stage: failureStage.optional(),
      }),
    )
    .output(page(failureView)),
  get: oc
    .route({ method: 'GET', path: '/failure/{id}' })
    .input(z.object({ id: z.string() }))
    .output(failureDetail),
  step: oc
    .route({ method: 'POST', path: '/failure/{id}/step' })
    .input(z.object({ id: z.string(), by: text(30), step: failureStep }))
    .output(failureDetail),
  addEvidence: oc
    .route({ method: 'POST', path: '/failure/{id}/evidence' })
    .input(
      z.object({
        id: z.string(),
        by: text(30),
        name: text(120),
        mime: z.enum(['image/jpeg', 'image/png', 'image/webp']),
        content: z.string().max(14_000_000),
      }),
    )
    .output(evidenceView),
  evidence: oc
    .route({ method: 'GET', path: '/evidence/{id}' })
    .input(z.object({ id: z.string() }))
    .output(paper),
  /** The destruction record as it stands: a draft until the case is closed, then the stored bytes. */
  record: oc
    .route({ method: 'GET', path: '/failure/{id}/record' })
    .input(z.object({ id: z.string() }))
    .output(paper),
  /** All evidence of the case as one PDF, and the hash of every file in the format of `sha256sum`. */
  caseFile: oc
    .route({ method: 'GET', path: '/failure/{id}/case-file' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ file: paper, hashes: paper })),
  /** The notice handed to the stall holder, 快检阳性结果告知书. */
  notification: oc
    .route({ method: 'GET', path: '/failure/{id}/notification' })
    .input(z.object({ id: z.string() }))
    .output(paper),
}

/** A failed sample's case: the legal steps one by one, the evidence, and the papers. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { quantityNames } from '#core/failure/balance.ts'
import { factNames } from '#core/failure/facts.ts'
import { failureStages } from '#core/failure/stage.ts'
import { clockContract, due } from './clock.ts'
import { disposalMethod, failureStep } from './failure-step.ts'
import { evidenceView, filmContract } from './film.ts'
import { signing } from './person.ts'
import { referralContract } from './referral.ts'
import { stallMark } from './sample.ts'
import { moment, page, pageInput, paper, resultRow, text } from './words.ts'

export { disposalMethod, type FailureStepInput, failureStep } from './failure-step.ts'

export const failureStage = z.enum(failureStages)

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
  /** What may be recorded beside the next step: `seal`, `trace`. */
  beside: z.array(z.string()),
})
export type FailureView = z.infer<typeof failureView>

/** A quantity of one sort of goods is named by its line: `kinds.0.stockKg`. */
const factName = z.union([
  z.enum(factNames),
  z.templateLiteral(['kinds.', z.int().nonnegative(), '.', z.enum(quantityNames)]),
])

const linkedSample = z.object({
  sampleId: z.string(),
  sampleNo: z.string(),
  stallCode: z.string().nullable(),
  stallName: z.string().nullable(),
  food: z.string(),
  takenAt: moment,
  /** What they share: `batch`, `certificate`, `supplier`, or only food and place of origin. */
  by: z.enum(['batch', 'certificate', 'supplier', 'origin']),
  failureId: z.string().nullable(),
})

export const failureDetail = z.object({
  failure: failureView,
  results: z.array(resultRow),
  /** What happened, in order: step or retest, with its data. */
  history: z.array(z.object({ at: moment, by: z.string(), kind: z.string(), data: z.record(z.string(), z.unknown()) })),
  evidence: z.array(evidenceView),
  record: z.object({ recordNo: z.string(), sha256: z.string() }).nullable(),
  stallMark: stallMark.nullable(),
  /** How the goods may go at this site. */
  methods: z.array(disposalMethod),
  /** Oldest first; what was written before stays readable. */
  corrections: z.array(
    z.object({
      fact: factName,
      before: z.string(),
      after: z.string(),
      why: z.string(),
      at: moment,
      by: z.string(),
    }),
  ),
  correctable: z.array(z.object({ fact: factName, now: z.string() })),
  /** Kilograms under seal, or null. */
  sealedKg: z.string().nullable(),
  links: z.object({
    supplier: z.string(),
    supplierContact: z.string(),
    certificateNo: z.string(),
    batch: z.string(),
    soldTo: z.string(),
    /** Samples of other stalls that may be of the same batch. */
    others: z.array(linkedSample),
  }),
})
export type FailureDetailView = z.infer<typeof failureDetail>

export const failureContract = {
  ...clockContract,
  ...filmContract,
  ...referralContract,
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
    .input(
      z.object({
        id: z.string(),
        by: text(30),
        step: failureStep,
        /** What was drawn on the screen as the receipt of a notice: PNG in base64. */
        drawing: z.string().max(1_000_000).optional(),
        /** Of those who sign, once the station has accounts. */
        pins: z.array(signing).max(8).optional(),
      }),
    )
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
  correct: oc
    .route({ method: 'POST', path: '/failure/{id}/correct' })
    .input(
      z.object({
        id: z.string(),
        /** What only fits together (the quantities of a disposal) is corrected together. `before`: as the person saw it. */
        changes: z
          .array(z.object({ fact: factName, before: z.string().max(200), after: z.string().max(200) }))
          .min(1)
          .max(100),
        why: text(200),
        by: text(30),
      }),
    )
    .output(failureDetail),
  /** What a receiver is shown and signs, and the hash of exactly that. */
  noticeContent: oc
    .route({ method: 'GET', path: '/failure/{id}/notice-content' })
    .input(z.object({ id: z.string() }))
    .output(
      z.object({
        noticeNo: z.string(),
        lines: z.array(z.object({ name: z.string(), value: z.string() })),
        sha256: z.string(),
      }),
    ),
  /** How the goods may go here beside what the law names everywhere. */
  saveMethods: oc
    .route({ method: 'POST', path: '/failure-methods' })
    .input(z.object({ methods: z.array(z.enum(['return', 'withdraw'])), by: text(30) }))
    .output(z.array(disposalMethod)),
  methods: oc.route({ method: 'GET', path: '/failure-methods' }).input(z.object({})).output(z.array(disposalMethod)),
  /** The destruction record as it stands: a draft until the case is closed, then the stored bytes; `corrected`: drawn anew with every correction. */
  record: oc
    .route({ method: 'GET', path: '/failure/{id}/record' })
    .input(z.object({ id: z.string(), corrected: z.union([z.boolean(), z.stringbool()]).default(false) }))
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

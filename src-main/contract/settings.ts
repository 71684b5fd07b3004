/** Settings: the site, the people, the pack in force, the demo switch; and what the program knows of its own health. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { siteKinds } from '#core/catalog/site.ts'
import { faultCard } from './port.ts'
import { day, moment, pageInput, text, verdict } from './words.ts'

export const site = z.object({
  /** The entry of the master data's list `site` that is this room; null before it was ever saved. */
  code: text(20).nullable(),
  name: text(60),
  kind: z.enum(siteKinds),
  /** 开办者 and 检测单位; empty: not known. */
  opener: z.string().max(60),
  testingBody: z.string().max(60),
  operator: text(30),
  complaintPhone: z.string().max(30),
  /** Results are due on the board before this time of day, `HH:mm`. */
  publishBefore: z.string().regex(/^\d{2}:\d{2}$/),
})
export type Site = z.infer<typeof site>

export const checkRow = z.object({ name: z.string(), ok: z.boolean(), found: z.string(), fault: faultCard.nullable() })

export const packSummary = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  issuedOn: z.string(),
  rules: z.number().int(),
  sha256: z.string(),
  signatures: z.array(z.object({ by: z.string(), at: moment })),
})
export type PackSummary = z.infer<typeof packSummary>

/** One row of the pack that differs; `before` and `after` are the differing fields' values as JSON, or as they are for a text. */
export const packChange = z.object({
  change: z.enum(['added', 'removed', 'changed']),
  list: z.enum(['pack', 'standards', 'items', 'methods', 'foods', 'rules']),
  key: z.string(),
  fields: z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
})
export type PackChangeRow = z.infer<typeof packChange>

const ruleSaid = z.object({
  verdict,
  reason: z.string(),
  rule: z.string().nullable(),
  standard: z.string().nullable(),
  clause: z.string().nullable(),
  limit: z.string().nullable(),
})

export const rejudged = z.object({
  resultId: z.number().int(),
  sampleNo: z.string(),
  food: z.string(),
  item: z.string(),
  testedAt: moment,
  difference: z.object({ kind: z.enum(['verdict', 'basis']), before: ruleSaid, after: ruleSaid }),
})
export type RejudgedRow = z.infer<typeof rejudged>

export const rejudgement = z.object({
  pack: z.object({ id: z.string(), version: z.string() }),
  asked: z.number().int(),
  verdicts: z.number().int(),
  bases: z.number().int(),
  /** Other verdicts first, at most 500; all of them by `station rejudge`. */
  rows: z.array(rejudged),
})
export type Rejudgement = z.infer<typeof rejudgement>

const packState = z.object({
  inForce: packSummary,
  /** `changes`: the first rows, rules before the rest; `total` counts all. */
  proposed: packSummary.extend({ changes: z.array(packChange), total: z.number().int() }).nullable(),
})

export const settingsContract = {
  get: oc
    .route({ method: 'GET', path: '/settings' })
    .input(z.object({}))
    .output(
      z.object({
        site,
        changedAt: moment.nullable(),
        changedBy: z.string().nullable(),
        demo: z.boolean(),
        pack: z.object({ id: z.string(), version: z.string(), effectiveFrom: z.string(), rules: z.number().int() }),
        version: z.string(),
        database: z.string(),
      }),
    ),
  save: oc
    .route({ method: 'POST', path: '/settings' })
    .input(z.object({ site, by: text(30) }))
    .output(site),
  audit: oc
    .route({ method: 'GET', path: '/audit' })
    .input(
      z.object({
        /** The `id` of the last row of the page before. */
        after: pageInput.after,
        limit: z.coerce.number().int().min(1).max(500).default(100),
        /** What it was done to, by whom, what it was: as the rows say them. */
        subject: z.string().max(80).optional(),
        person: z.string().max(30).optional(),
        action: z.string().max(40).optional(),
      }),
    )
    .output(
      z.array(
        z.object({
          id: z.number().int(),
          at: moment,
          by: z.string(),
          action: z.string(),
          subject: z.string(),
          detail: z.string(),
          sha256: z.string(),
        }),
      ),
    ),
  pack: oc.route({ method: 'GET', path: '/settings/pack' }).input(z.object({})).output(packState),
  proposePack: oc
    .route({ method: 'POST', path: '/settings/pack/propose' })
    .input(z.object({ text: z.string().max(12_000_000), by: text(30) }))
    .output(packState),
  signPack: oc
    .route({ method: 'POST', path: '/settings/pack/sign' })
    .input(z.object({ sha256: z.string().length(64), by: text(30) }))
    .output(packState),
  /** Results of some days asked of the proposed pack, or of the one in force: what would be judged otherwise. Nothing is written. */
  rejudge: oc
    .route({ method: 'POST', path: '/settings/pack/rejudge' })
    .input(z.object({ pack: z.enum(['proposed', 'in-force']), from: day, until: day, by: text(30) }))
    .output(rejudgement),
  withdrawPack: oc
    .route({ method: 'POST', path: '/settings/pack/withdraw' })
    .input(z.object({ by: text(30) }))
    .output(packState),
  doctor: oc.route({ method: 'GET', path: '/doctor' }).input(z.object({})).output(z.array(checkRow)),
}

/** Samples: registration in one line, the plate, a sample's life, and readings that wait for a person to claim them. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { releaseReasons } from '#core/sample/released.ts'
import { resultDetail } from './day.ts'
import { sampleDetailsInput } from './sheet.ts'
import { decimal, moment, nature, page, pageInput, resultRow, sampleKind, text } from './words.ts'

export const stall = z.object({ id: z.string(), code: z.string(), name: z.string() })

export const sampleView = z.object({
  id: z.string(),
  sampleNo: z.string(),
  kind: sampleKind,
  nature,
  stall: stall.nullable(),
  food: z.string(),
  origin: z.string().nullable(),
  stockKg: z.string().nullable(),
  takenAt: moment,
  takenBy: z.string(),
  /** Where it waits on an analyzer, if it does: the newest channel, and all of that analyzer. */
  place: z.object({ port: z.string(), channel: z.string(), channels: z.array(z.string()) }).nullable(),
  results: z.array(resultRow),
})
export type SampleView = z.infer<typeof sampleView>

/** How often a stall failed in this quarter of the year. */
export const stallMark = z.object({ quarter: z.string(), failures: z.number().int(), marked: z.boolean() })

/** A sample of a stall taken today, with the items it was taken or tested for. */
export const takenToday = z.object({
  sampleNo: z.string(),
  food: z.string(),
  items: z.array(z.string()),
  takenAt: moment,
})

export const foodChoice = z.object({
  name: z.string(),
  category: z.string(),
  aliases: z.array(z.string()),
  initials: z.array(z.string()),
})

/** What a whole row of samples has in common. */
const shared = {
  nature: nature.default('market'),
  details: sampleDetailsInput.optional(),
  /** When it was taken, where it is entered later. */
  takenAt: moment.optional(),
  takenBy: text(30),
}

export const lifeEvent = z.object({
  at: moment,
  kind: z.string(),
  by: z.string().nullable(),
  text: z.string(),
  target: z.string().nullable(),
})

export const claim = z.object({
  readingId: z.number().int(),
  heardAt: moment,
  port: z.string(),
  driver: z.string(),
  sampleNo: z.string().nullable(),
  channel: z.string().nullable(),
  item: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  foodHint: z.string().nullable(),
  /** Why it could not be matched: `no-sample-number`, `unknown-sample`, `channel-free`, `sample-closed` ... */
  reason: z.string(),
  /** The sample its number or its channel may mean, for a person to confirm; null where they mean two or none. */
  proposed: z.object({ sampleNo: z.string(), retest: z.boolean() }).nullable(),
})
export type Claim = z.infer<typeof claim>

/** A reading that a person has dealt with: claimed for a sample, or of none. */
export const settledClaim = z.object({
  readingId: z.number().int(),
  /** Null: it belongs to no sample. */
  row: resultRow.nullable(),
  item: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  port: z.string(),
  by: z.string(),
  why: z.string(),
  at: moment,
  withdrawn: z.object({ by: z.string(), why: z.string(), at: moment }).nullable(),
  /** Why it can no longer be taken back; null while it can. */
  released: z.enum(releaseReasons).nullable(),
})
export type SettledClaim = z.infer<typeof settledClaim>

export const sampleContract = {
  register: oc
    .route({ method: 'POST', path: '/sample' })
    .input(
      z.object({
        /** Null only for a control. */
        stallCode: text(20).nullable().default(null),
        stallName: text(60).optional(),
        food: text(40),
        kind: sampleKind.default('ordinary'),
        ...shared,
        origin: text(60).nullable().default(null),
        stockKg: decimal.nullable().default(null),
        place: z
          .object({ port: z.string(), channel: text(10) })
          .nullable()
          .default(null),
      }),
    )
    .output(sampleView),
  list: oc
    .route({ method: 'GET', path: '/sample' })
    .input(z.object({ ...pageInput, search: z.string().max(60).optional() }))
    .output(page(sampleView)),
  get: oc
    .route({ method: 'GET', path: '/sample/{id}' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ sample: sampleView, life: z.array(lifeEvent), stallMark: stallMark.nullable() })),
  place: oc
    .route({ method: 'POST', path: '/sample/{id}/place' })
    .input(z.object({ id: z.string(), port: z.string(), channel: text(10), by: text(30) }))
    .output(sampleView),
  /** The five foods a stall brought last, most recent first, for the numbered keys. */
  habits: oc
    .route({ method: 'GET', path: '/stall/{code}/habits' })
    .input(z.object({ code: z.string() }))
    .output(
      z.object({
        stall: stall.nullable(),
        foods: z.array(z.string()),
        mark: stallMark.nullable(),
        /** To be tested again today, after a failure. */
        followUps: z.array(z.object({ food: z.string(), item: z.string() })),
        today: z.array(takenToday),
      }),
    ),
  /** What can be chosen at the counter. */
  foods: oc
    .route({ method: 'GET', path: '/food' })
    .input(z.object({}))
    .output(z.object({ foods: z.array(foodChoice), items: z.array(z.string()) })),
  /** The stalls from one sign to another, each with its habits and what was taken there today. */
  row: oc
    .route({ method: 'GET', path: '/stall-row' })
    .input(z.object({ from: z.string().max(20), to: z.string().max(20) }))
    .output(z.array(z.object({ stall, foods: z.array(z.string()), today: z.array(takenToday) }))),
  /** All of them get their numbers, or none. */
  registerRow: oc
    .route({ method: 'POST', path: '/stall-row' })
    .input(
      z.object({
        ...shared,
        lines: z
          .array(z.object({ stallCode: text(20), food: text(40) }))
          .min(1)
          .max(200),
      }),
    )
    .output(z.array(sampleView)),
  stalls: oc.route({ method: 'GET', path: '/stall' }).input(z.object({})).output(z.array(stall)),
  claims: oc
    .route({ method: 'GET', path: '/claim' })
    .input(z.object({ ...pageInput }))
    .output(page(claim)),
  /** It belongs to no sample: a repeat, a trial run. */
  dismiss: oc
    .route({ method: 'POST', path: '/claim/{readingId}/dismiss' })
    .input(z.object({ readingId: z.coerce.number().int(), by: text(30), why: text(200) }))
    .output(z.object({ dismissed: z.boolean() })),
  claim: oc
    .route({ method: 'POST', path: '/claim/{readingId}' })
    .input(z.object({ readingId: z.coerce.number().int(), sampleNo: text(40), by: text(30), why: text(200) }))
    .output(resultRow),
  settled: oc
    .route({ method: 'GET', path: '/claim/settled' })
    .input(z.object({ ...pageInput }))
    .output(page(settledClaim)),
  /** Until it is released: uploaded, published, or its case moved on. */
  undoClaim: oc
    .route({ method: 'POST', path: '/claim/{readingId}/undo' })
    .input(z.object({ readingId: z.coerce.number().int(), by: text(30), why: text(200) }))
    .output(z.object({ undone: z.boolean() })),
  result: oc
    .route({ method: 'GET', path: '/result/{id}' })
    .input(z.object({ id: z.coerce.number().int() }))
    .output(resultDetail),
}

/** The plate of an analyzer: which sample sits in which channel, and what became of it. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { onPlateAgain } from '#core/sample/parallel.ts'
import { moment, sampleKind, text, verdict } from './words.ts'

export const plateShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('numbers'), count: z.number().int().min(1).max(96) }),
  z.object({
    kind: z.literal('letters'),
    rows: z.number().int().min(1).max(8),
    columns: z.number().int().min(1).max(12),
  }),
])

export const wellView = z.object({
  channel: z.string(),
  sampleId: z.string(),
  sampleNo: z.string(),
  kind: sampleKind,
  food: z.string(),
  stallCode: z.string().nullable(),
  verdict: verdict.nullable(),
  value: z.string().nullable(),
  unit: z.string().nullable(),
  /** The judge's own, `code` or `code: detail`. */
  reason: z.string().nullable(),
})
export type WellView = z.infer<typeof wellView>

export const plateClaim = z.object({
  channel: z.string(),
  readingId: z.number().int(),
  value: z.string(),
  unit: z.string().nullable(),
  reason: z.string(),
  /** The sample of its channel, where nothing but the time is in doubt; null: it needs a look of its own. */
  sampleNo: z.string().nullable(),
})
export type PlateClaimView = z.infer<typeof plateClaim>

export const plateView = z.object({
  id: z.string(),
  shape: plateShape,
  channels: z.array(z.string()),
  columns: z.number().int(),
  /** `filling`: another one is on the device. `loaded`: nothing heard yet. `running`: fixed. */
  state: z.enum(['filling', 'loaded', 'running', 'done', 'ended']),
  madeBy: z.string(),
  madeAt: moment,
  loadedAt: moment.nullable(),
  wells: z.array(wellView),
  /** Readings of its run that wait for a person, controls first. */
  claims: z.array(plateClaim),
  /** Channels that were read and wait for the plate's blank. */
  awaiting: z.array(z.string()),
  /** It can still be changed, and as it is its results would be 无效 for want of a blank. */
  lacksBlank: z.boolean(),
})
export type PlateView = z.infer<typeof plateView>

export const platesView = z.object({
  port: z.string(),
  /** Of the next plate, before there is one. */
  shape: plateShape,
  on: plateView.nullable(),
  next: plateView.nullable(),
})
export type PlatesView = z.infer<typeof platesView>

const onPort = { port: text(40), by: text(30) }
const onPlate = { id: z.string(), by: text(30) }

export const plateContract = {
  get: oc
    .route({ method: 'GET', path: '/plate' })
    .input(z.object({ port: text(40) }))
    .output(platesView),
  /** The next free channel unless one is named. */
  put: oc
    .route({ method: 'POST', path: '/plate/put' })
    .input(
      z.object({
        ...onPort,
        what: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('sample'), sampleNo: text(40) }),
          z.object({
            kind: z.literal('control'),
            control: z.enum(['blank', 'positive-control', 'parallel', 'blind']),
            /** What stands in the sample's name. */
            name: text(40),
          }),
        ]),
        channel: text(10).nullable().default(null),
        /** What is meant when the plate has the sample already; a retest that is due needs no word. */
        again: z.enum(onPlateAgain).optional(),
      }),
    )
    .output(platesView),
  take: oc
    .route({ method: 'POST', path: '/plate/{id}/take' })
    .input(z.object({ ...onPlate, channel: text(10) }))
    .output(platesView),
  /** Onto the device; what was on it is taken off. */
  load: oc.route({ method: 'POST', path: '/plate/{id}/load' }).input(z.object(onPlate)).output(platesView),
  end: oc.route({ method: 'POST', path: '/plate/{id}/end' }).input(z.object(onPlate)).output(platesView),
  shape: oc
    .route({ method: 'POST', path: '/plate/shape' })
    .input(z.object({ ...onPort, shape: plateShape }))
    .output(platesView),
}

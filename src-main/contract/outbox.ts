/** The outbox: what we owe each platform, every attempt, every receipt; nothing is ever deleted. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { faultCard } from './port.ts'
import { moment, page, pageInput, rate, text } from './words.ts'

/** `held`: not due (undecided, suspect, invalid); `parked`: the platform refused it, a person must look. */
export const entryState = z.enum(['waiting', 'acknowledged', 'parked', 'held'])

export const entryRow = z.object({
  id: z.string(),
  platform: z.string(),
  state: entryState,
  subject: z.object({ kind: z.string(), id: z.string() }),
  title: z.string(),
  createdAt: moment,
  nextAt: moment.nullable(),
  tries: z.number().int(),
  receipt: z.string().nullable(),
  /** The last answer or the reason it is held or parked. */
  reason: z.string().nullable(),
})
export type EntryRow = z.infer<typeof entryRow>

export const attemptRow = z.object({
  at: moment,
  outcome: z.enum(['acknowledged', 'refused', 'retry', 'unknown']),
  requestSha256: z.string(),
  answer: z.string(),
  receipt: z.string().nullable(),
  reason: z.string(),
  ms: z.number().int(),
})

export const platformView = z.object({
  name: z.string(),
  kind: z.enum(['json-batch', 'demo']),
  url: z.string(),
  healthy: z.boolean(),
  fault: faultCard.nullable(),
  rate,
  oldestUnsent: moment.nullable(),
  counts: z.object({
    waiting: z.number().int(),
    acknowledged: z.number().int(),
    parked: z.number().int(),
    held: z.number().int(),
  }),
})
export type PlatformView = z.infer<typeof platformView>

export const outboxContract = {
  platforms: oc.route({ method: 'GET', path: '/platform' }).input(z.object({})).output(z.array(platformView)),
  entries: oc
    .route({ method: 'GET', path: '/outbox' })
    .input(z.object({ ...pageInput, platform: z.string().optional(), state: entryState.optional() }))
    .output(page(entryRow)),
  entry: oc
    .route({ method: 'GET', path: '/outbox/{id}' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ entry: entryRow, payload: z.string(), attempts: z.array(attemptRow) })),
  /** Try now instead of at the end of the back-off; a parked entry goes back to waiting under the same id. */
  retry: oc
    .route({ method: 'POST', path: '/outbox/{id}/retry' })
    .input(z.object({ id: z.string(), by: text(30) }))
    .output(entryRow),
}

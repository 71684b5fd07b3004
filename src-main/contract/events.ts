/** What the station tells its windows while they are open. A window that missed something asks again; nothing is only here. */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { resultRow } from './words.ts'

export const stationEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result.recorded'), row: resultRow }),
  z.object({ kind: z.literal('reading.unclaimed'), readingId: z.number().int() }),
  z.object({ kind: z.literal('frame.damaged'), port: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('port.changed'), port: z.string() }),
  z.object({ kind: z.literal('outbox.moved'), platform: z.string() }),
  z.object({ kind: z.literal('failure.moved'), failureId: z.string() }),
  z.object({ kind: z.literal('notice.changed'), noticeId: z.string() }),
  z.object({ kind: z.literal('sample.changed'), sampleId: z.string() }),
  z.object({ kind: z.literal('settings.changed') }),
  z.object({ kind: z.literal('catalog.changed'), list: z.string() }),
  z.object({ kind: z.literal('person.changed') }),
])
export type StationEvent = z.infer<typeof stationEvent>

export const eventsContract = {
  follow: oc.route({ method: 'GET', path: '/events' }).input(z.object({})).output(eventIterator(stationEvent)),
}

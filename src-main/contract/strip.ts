/** 人工判读: a strip started, photographed and read inside its window, by one person or two. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { stripWords } from '#core/control/strip.ts'
import { moment, resultRow, text } from './words.ts'

export const stripPhoto = z.object({
  id: z.number().int(),
  subject: z.enum(['sample', 'strip']),
  name: z.string(),
  mime: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  /** The camera's own clock; shown, never counted with. */
  shotAt: z.string().nullable(),
  by: z.string(),
  at: moment,
})

export const stripView = z.object({
  id: z.number().int(),
  sampleId: z.string(),
  sampleNo: z.string(),
  food: z.string(),
  item: z.string(),
  method: z.string(),
  kit: z.string(),
  lot: z.string(),
  startedAt: moment,
  startedBy: z.string(),
  fromSeconds: z.number().int(),
  untilSeconds: z.number().int(),
  /** The station's clock when it answered: the page counts on from here, not from its own. */
  now: moment,
  phase: z.enum(['early', 'open', 'late', 'ended']),
  state: z.enum(['first-due', 'second-due', 'settled']),
  twoReaders: z.boolean(),
  /** Who has read; what they saw is told only when the strip is settled. */
  readers: z.array(z.string()),
  photos: z.array(stripPhoto),
  /** Set when it has ended; without a result it was given up, and why. */
  end: z.object({ why: z.string(), by: z.string(), at: moment, result: resultRow.nullable() }).nullable(),
})
export type StripView = z.infer<typeof stripView>

const strip = z.object({ id: z.coerce.number().int() })

export const stripContract = {
  /** Every strip of a sample, newest first. */
  ofSample: oc
    .route({ method: 'GET', path: '/strip' })
    .input(z.object({ sampleId: z.string() }))
    .output(z.array(stripView)),
  /** Running, whatever screen is open. */
  open: oc.route({ method: 'GET', path: '/strip/open' }).input(z.object({})).output(z.array(stripView)),
  start: oc
    .route({ method: 'POST', path: '/strip' })
    .input(
      z.object({
        sampleId: z.string(),
        item: text(80),
        method: text(80),
        kit: text(60),
        lot: text(40),
        bufferLot: text(40).nullable().default(null),
        /** From the leaflet, where the room's list does not have it. */
        window: z
          .object({ fromSeconds: z.number().int().min(0).max(86_400), untilSeconds: z.number().int().max(86_400) })
          .nullable()
          .default(null),
        by: text(30),
      }),
    )
    .output(stripView),
  photo: oc
    .route({ method: 'POST', path: '/strip/{id}/photo' })
    .input(
      strip.extend({
        subject: z.enum(['sample', 'strip']),
        name: text(120),
        mime: z.enum(['image/jpeg', 'image/png', 'image/webp']),
        content: z.string().max(14_000_000),
        by: text(30),
      }),
    )
    .output(stripView),
  photoBytes: oc
    .route({ method: 'GET', path: '/strip/photo/{id}' })
    .input(strip)
    .output(z.object({ mime: z.string(), content: z.string() })),
  read: oc
    .route({ method: 'POST', path: '/strip/{id}/read' })
    .input(strip.extend({ word: z.enum(stripWords), by: text(30) }))
    .output(stripView),
  /** Past its time: it becomes 无效. */
  end: oc
    .route({ method: 'POST', path: '/strip/{id}/end' })
    .input(strip.extend({ by: text(30) }))
    .output(stripView),
  giveUp: oc
    .route({ method: 'POST', path: '/strip/{id}/give-up' })
    .input(strip.extend({ by: text(30), why: text(200) }))
    .output(stripView),
}

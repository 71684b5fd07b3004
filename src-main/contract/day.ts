/** The day desk: what came in, what is open, the three rates, and the list behind every number. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { finding } from './control.ts'
import { basis, day, mark, moment, page, pageInput, path, rate, resultRow, verdict } from './words.ts'

/** The queues of open work. One word each: 待判读 待认领 待复测 待处置 还要复查 待上报 待公示. */
export const queues = ['strip', 'claim', 'retest', 'disposal', 'follow-up', 'upload', 'publish'] as const
export const queue = z.enum(queues)

export const openWork = z.object({
  queue,
  /** What to open: `claim:12`, `failure:F...`, `entry:...`, `result:12`. */
  target: z.string(),
  title: z.string(),
  /** Code of the next step, worded by the desk. */
  next: z.string(),
  /** When it is or was due; null: no clock runs. */
  dueAt: moment.nullable(),
  since: moment,
})
export type OpenWork = z.infer<typeof openWork>

export const overview = z.object({
  day,
  site: z.string(),
  demo: z.boolean(),
  rates: z.object({ upload: rate, publication: rate, destruction: rate }),
  /** Today's results by verdict, controls left out. */
  counts: z.record(verdict, z.number().int()),
  open: z.record(queue, z.number().int()),
  ports: z.object({ online: z.number().int(), all: z.number().int() }),
  platforms: z.object({ healthy: z.number().int(), all: z.number().int() }),
  oldestUnsent: moment.nullable(),
  diskFreeBytes: z.number().nullable(),
})
export type Overview = z.infer<typeof overview>

export const dayContract = {
  overview: oc
    .route({ method: 'GET', path: '/day/overview' })
    .input(z.object({ day: day.optional() }))
    .output(overview),
  results: oc
    .route({ method: 'GET', path: '/day/results' })
    .input(
      z.object({
        ...pageInput,
        day: day.optional(),
        verdict: verdict.optional(),
        port: z.string().max(30).optional(),
        item: z.string().max(80).optional(),
        food: z.string().max(40).optional(),
        /** The code of the stall. */
        stall: z.string().max(20).optional(),
        /** Sample number, stall, food, item; one character or pinyin initials are enough, in all years. */
        search: z.string().max(60).optional(),
        /** The list behind a rate: what is still missing from it. */
        missing: z.enum(['upload', 'publication', 'destruction']).optional(),
      }),
    )
    .output(page(resultRow)),
  open: oc
    .route({ method: 'GET', path: '/day/open' })
    .input(z.object({ queue: queue.optional() }))
    .output(z.array(openWork)),
  /** Results by hour of the site's day, for the chart and the table behind it. */
  trend: oc
    .route({ method: 'GET', path: '/day/trend' })
    .input(z.object({ day: day.optional() }))
    .output(
      z.array(
        z.object({
          hour: z.number().int(),
          negative: z.number().int(),
          positive: z.number().int(),
          other: z.number().int(),
        }),
      ),
    ),
}

/** One result whole: every reading behind it, raw bytes, judgement and path. */
export const resultDetail = z.object({
  row: resultRow,
  method: z.string(),
  basis: basis.nullable(),
  reason: z.string(),
  /** The kit lot it was made with; null: nobody said. */
  kit: z.string().nullable(),
  kitLot: z.string().nullable(),
  /** What was wrong around the test when it was recorded, and who let it pass. */
  findings: z.array(finding),
  reading: z.object({
    id: z.number().int(),
    item: z.string(),
    value: z.string(),
    unit: z.string().nullable(),
    flag: z.string().nullable(),
    measuredAt: z.string().nullable(),
    channel: z.string().nullable(),
    heardAt: moment,
    port: z.string(),
    driver: z.string(),
    frameId: z.number().int(),
    frameSha256: z.string(),
    /** Raw bytes as hex. */
    frameHex: z.string(),
  }),
  path,
  marks: z.array(z.object({ mark, label: z.string() })).optional(),
})

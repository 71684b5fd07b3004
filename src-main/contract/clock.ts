/** The clocks of a case: those that run now, by when; and those a site may set. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { clockCodes } from '#core/failure/clocks.ts'
import { moment, text } from './words.ts'

const evidence = z.enum(['verified', 'weak'])

export const due = z.object({
  code: z.enum(clockCodes),
  since: moment,
  dueAt: moment,
  over: z.boolean(),
  /** In the words of papers and screens. */
  source: z.string(),
  region: z.string(),
  /** `weak`: seen at second hand, or the source does not say from when it counts. */
  evidence,
})
export type Due = z.infer<typeof due>

export const caseClock = z.object({
  code: z.enum(clockCodes),
  unit: z.enum(['hour', 'working-day', 'reported-time']),
  /** As it runs here; null: it does not, or the reported time is itself the clock. */
  count: z.number().int().nullable(),
  running: z.boolean(),
  settable: z.boolean(),
  source: z.string(),
  region: z.string(),
  evidence,
})
export type CaseClockView = z.infer<typeof caseClock>

export const clockContract = {
  clocks: oc.route({ method: 'GET', path: '/clock' }).input(z.object({})).output(z.array(caseClock)),
  /** Counts in the clock's own unit; null: it does not run here. What is not named stays as it is. */
  saveClocks: oc
    .route({ method: 'POST', path: '/clock' })
    .input(
      z.object({
        clocks: z.partialRecord(z.enum(clockCodes), z.number().int().min(1).max(1000).nullable()),
        by: text(30),
      }),
    )
    .output(z.array(caseClock)),
}

/** The plan of the day: what should be tested today, what is done, and the setting behind it. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { day, text } from './words.ts'

const items = z.array(text(60)).max(10)

export const dayPlan = z.object({
  batches: z.number().int().min(0).max(999),
  rows: z.array(z.object({ category: text(40), items, weight: z.number().int().min(0).max(9) })).max(60),
  emergencies: z
    .array(
      z.object({
        category: text(40),
        items,
        batches: z.number().int().min(1).max(999),
        until: day,
        reason: text(80),
      }),
    )
    .max(20),
})
export type DayPlanView = z.infer<typeof dayPlan>

export const planLine = z.object({
  kind: z.enum(['emergency', 'follow-up', 'class']),
  category: z.string(),
  items: z.array(z.string()),
  stall: z.string().nullable(),
  reason: z.string().nullable(),
  weight: z.number().int(),
  wanted: z.number().int(),
  done: z.number().int(),
  waiting: z.number().int(),
  missing: z.number().int(),
})
export type PlanLineView = z.infer<typeof planLine>

const planState = z.object({
  plan: dayPlan,
  lines: z.array(planLine),
  /** Words the setting may use. */
  classes: z.array(z.string()),
  items: z.array(z.string()),
})

export const planContract = {
  get: oc.route({ method: 'GET', path: '/plan' }).input(z.object({})).output(planState),
  save: oc
    .route({ method: 'POST', path: '/plan' })
    .input(z.object({ plan: dayPlan, by: text(30) }))
    .output(planState),
}

/** Settings: the site, the people, the pack in force, the demo switch; and what the program knows of its own health. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { faultCard } from './port.ts'
import { moment, text } from './words.ts'

export const site = z.object({
  name: text(60),
  kind: z.enum(['market', 'wholesale', 'supermarket', 'park', 'producer', 'canteen', 'van', 'county-lab']),
  operator: text(30),
  complaintPhone: z.string().max(30),
  /** Results are due on the board before this time of day, `HH:mm`. */
  publishBefore: z.string().regex(/^\d{2}:\d{2}$/),
})
export type Site = z.infer<typeof site>

export const checkRow = z.object({ name: z.string(), ok: z.boolean(), found: z.string(), fault: faultCard.nullable() })

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
    .input(z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }))
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
  doctor: oc.route({ method: 'GET', path: '/doctor' }).input(z.object({})).output(z.array(checkRow)),
}

/** Forms being filled in: kept in the station under the form's name and the person, until they are finished. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { moment, text } from './words.ts'

const whose = { name: text(200), by: text(30) }
const secretNames: readonly string[] = ['pin', 'pins', 'password', 'passwords', 'again', 'secret', 'signing']

/** What proves a person is in no draft, at any depth: a draft is stored as plain text. */
function isSecretless(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, part]) => !secretNames.includes(name) && isSecretless(part))
}

/** A form, not a file: a hundred thousand characters are plenty. */
const data = z
  .json()
  .refine((value) => JSON.stringify(value).length <= 100_000)
  .refine(isSecretless)

/** A step of a case may be finished by another person than the one who began it; other forms are their owner's. */
const step = text(200).startsWith('failure ')

export const draftContract = {
  get: oc
    .route({ method: 'GET', path: '/draft' })
    .input(z.object(whose))
    .output(z.object({ draft: z.object({ data: z.json(), at: moment }).nullable() })),
  save: oc
    .route({ method: 'POST', path: '/draft' })
    .input(z.object({ ...whose, data }))
    .output(z.object({ at: moment })),
  drop: oc
    .route({ method: 'POST', path: '/draft/drop' })
    .input(z.object(whose))
    .output(z.object({ dropped: z.boolean() })),
  /** Who else began this step, newest first. */
  others: oc
    .route({ method: 'GET', path: '/draft/others' })
    .input(z.object({ name: step, by: text(30) }))
    .output(z.array(z.object({ person: z.string(), at: moment }))),
  /** The other person's draft becomes one's own, in place of what one typed oneself. False: it is gone. */
  take: oc
    .route({ method: 'POST', path: '/draft/take' })
    .input(z.object({ name: step, from: text(30), by: text(30) }))
    .output(z.object({ taken: z.boolean() })),
}

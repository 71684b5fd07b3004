/** The shared shapes of the contract: what every desk speaks of. Derived from core's words, checked at run time. */
import { z } from 'zod'
import { verdicts } from '#core/judge/verdict.ts'
import { recordOrigins } from '#core/reading/origin.ts'
import { rounds } from '#core/sample/round.ts'
import { natures, sampleKinds } from '#core/sample/sample.ts'

export const moment = z.object({ utc: z.string(), offset: z.number().int() })
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** A decimal as text: kilograms, values, limits never become floats. */
export const decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/)
export const text = (max: number) => z.string().trim().min(1).max(max)

export const verdict = z.enum(verdicts)
export const nature = z.enum(natures)
export const sampleKind = z.enum(sampleKinds)
export const round = z.enum(rounds)

/** A rate: counts, never a rounded number. `due` 0 is shown as a dash. */
export const rate = z.object({ done: z.number().int(), due: z.number().int() })

/** The four marks of a record's path. `none`: not applicable (yet); `stuck`: needs a person. */
export const mark = z.enum(['none', 'waiting', 'done', 'stuck'])
export const path = z.object({ judged: mark, published: mark, uploaded: mark, disposed: mark })

export const basis = z.object({
  pack: z.string(),
  packVersion: z.string(),
  rule: z.string(),
  standard: z.string(),
  clause: z.string().nullable(),
  limit: z.string(),
  evidence: z.enum(['verified', 'weak', 'recall']),
  effectiveFrom: z.string().optional(),
  effectiveTo: z.string().nullable().optional(),
  compared: z
    .object({
      raw: z.string(),
      rawUnit: z.string().nullable(),
      dilution: z.string().nullable(),
      final: z.string(),
      finalUnit: z.string().nullable(),
    })
    .optional(),
  card: z
    .object({
      scheme: z.string(),
      c: z.string(),
      t: z.string().optional(),
      ratio: z.string().optional(),
      invalidUpTo: z.string(),
      positiveUpTo: z.string(),
      negativeFrom: z.string(),
      reader: z.string(),
      lot: z.string(),
    })
    .optional(),
})

export const resultRow = z.object({
  id: z.number().int(),
  at: moment,
  sampleId: z.string(),
  sampleNo: z.string(),
  stallCode: z.string().nullable(),
  stallName: z.string().nullable(),
  food: z.string(),
  item: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  verdict,
  round,
  control: z.boolean(),
  /** `manual`: a strip that a person read. */
  recordOrigin: z.enum(recordOrigins),
  failureId: z.string().nullable(),
  path,
  /** The claim that made it was taken back: it counts nowhere. */
  withdrawn: z.object({ by: z.string(), why: z.string(), at: moment }).nullable(),
})
export type ResultRow = z.infer<typeof resultRow>

export const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() })
export const pageInput = {
  after: z
    .string()
    .regex(/^\d{1,16}$/)
    .nullable()
    .default(null),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
/** A file as bytes in base64 (`content`), with its hash. */
export const paper = z.object({ name: z.string(), mime: z.string(), sha256: z.string(), content: z.string() })

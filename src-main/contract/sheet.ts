/** A sample's sheet: what is known of it, its photographs, two signatures, the paper; and its label and a stall's. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { checkCodes } from '#core/sample/check.ts'
import { type DetailName, detailFields, detailNames } from '#core/sample/details.ts'
import { photoSubjects, sheetSigners } from '#core/sample/sheet.ts'
import { moment, paper, text } from './words.ts'

/** The longest text of any field; each one's own length is checked with the rest of what cannot be. */
const longest = Math.max(...detailFields.map(({ max }) => max))
const said = z.string().max(longest).nullable()
const items = z.array(text(60)).max(20)

function fieldsOf<T extends z.ZodType>(type: T): Record<DetailName, T> {
  return Object.fromEntries(detailNames.map((name) => [name, type])) as Record<DetailName, T>
}

export const sampleDetails = z.object({ ...fieldsOf(said), items })
/** What is left out is unknown. */
export const sampleDetailsInput = z.object({ ...fieldsOf(said.default(null)), items: items.default([]) })
export type SampleDetailsView = z.infer<typeof sampleDetails>

/** A pen's lines: points in thousandths of the field's width. */
const strokes = z
  .array(z.array(z.tuple([z.number().int().min(-200).max(1200), z.number().int().min(-200).max(1200)])).max(3000))
  .max(200)

export const photoView = z.object({
  id: z.string(),
  subject: z.enum(photoSubjects),
  name: z.string(),
  mime: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  at: moment,
  by: z.string(),
})
export type PhotoView = z.infer<typeof photoView>

export const sheetView = z.object({
  details: sampleDetails,
  changedBy: z.string().nullable(),
  /** Told on the paper too. */
  findings: z.array(
    z.object({ code: z.enum(checkCodes), level: z.enum(['refuse', 'warn']), field: z.string(), detail: z.string() }),
  ),
  photos: z.array(photoView),
  signatures: z.array(
    z.object({
      signer: z.enum(sheetSigners),
      name: z.string(),
      at: moment,
      strokes,
      /** What was signed is what the sheet says now. */
      current: z.boolean(),
    }),
  ),
  /** Of what would be signed now. */
  sha256: z.string(),
})
export type SheetView = z.infer<typeof sheetView>

/** A label as it is printed, in millimetres: one path of everything black, and texts by their baselines. */
export const labelDrawing = z.object({
  width: z.number(),
  height: z.number(),
  path: z.string(),
  texts: z.array(
    z.object({
      text: z.string(),
      x: z.number(),
      y: z.number(),
      size: z.number(),
      bold: z.boolean(),
      anchor: z.enum(['start', 'middle']),
    }),
  ),
})
export type LabelView = z.infer<typeof labelDrawing>

const one = z.object({ id: z.string() })

export const sheetContract = {
  get: oc.route({ method: 'GET', path: '/sample/{id}/sheet' }).input(one).output(sheetView),
  save: oc
    .route({ method: 'POST', path: '/sample/{id}/sheet' })
    .input(one.extend({ details: sampleDetailsInput, by: text(30) }))
    .output(sheetView),
  addPhoto: oc
    .route({ method: 'POST', path: '/sample/{id}/photo' })
    .input(
      one.extend({
        subject: z.enum(photoSubjects),
        name: text(120),
        mime: z.string().regex(/^image\/(jpeg|png|webp)$/),
        /** Bytes in base64. */
        content: z.base64().max(16_000_000),
        by: text(30),
      }),
    )
    .output(sheetView),
  photo: oc.route({ method: 'GET', path: '/sample-photo/{id}' }).input(one).output(paper),
  /** The sampler signs with pen and PIN, the stall holder with the pen. `sha256`: what the screen showed. */
  sign: oc
    .route({ method: 'POST', path: '/sample/{id}/signature' })
    .input(
      one.extend({
        signer: z.enum(sheetSigners),
        name: text(30),
        pin: z.string().max(12).default(''),
        strokes,
        sha256: z.string().length(64),
        by: text(30),
      }),
    )
    .output(sheetView),
  /** 样品信息单, A4. */
  print: oc.route({ method: 'GET', path: '/sample/{id}/sheet/paper' }).input(one).output(paper),
  label: oc.route({ method: 'GET', path: '/sample/{id}/label' }).input(one).output(labelDrawing),
  /** Pages of 40 x 30 mm. */
  labels: oc
    .route({ method: 'POST', path: '/label' })
    .input(z.object({ ids: z.array(z.string()).min(1).max(200) }))
    .output(paper),
  /** Signs of stalls to be scanned: on A4 to cut, or one label a page. */
  stallLabels: oc
    .route({ method: 'POST', path: '/label/stall' })
    .input(z.object({ codes: z.array(text(20)).min(1).max(2000), on: z.enum(['a4', 'label']) }))
    .output(paper),
}

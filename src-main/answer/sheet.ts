/** Answers for a sample's sheet and for labels. */
import type { SheetView } from '#contract/sheet.ts'
import type { SampleId } from '#core/ids.ts'
import { sampleLabel, sampleLabels, stallLabels } from '#flow/labels.ts'
import { addPhoto, saveDetails, sheetOf, sheetPaper, signSheet } from '#flow/sample-sheet.ts'
import { photoBytes } from '#storage/sample-photos.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { paperOf } from './paper.ts'

export function sheetAnswers({ world }: Pick<Desk, 'world'>) {
  const view = (id: string): SheetView => {
    const { details, changedBy, findings, photos, signatures, sha256 } = sheetOf(world, id as SampleId)
    return {
      details: { ...details, items: [...details.items] },
      changedBy,
      findings: [...findings],
      photos: photos.map(({ size, ...photo }) => ({ ...photo, bytes: size })),
      signatures: signatures.map(({ signer, name, at, strokes, current }) => ({
        signer,
        name,
        at,
        strokes: strokes.map((line) => line.map(([x, y]): [number, number] => [x, y])),
        current,
      })),
      sha256,
    }
  }
  return {
    get: os.sheet.get.handler(({ input }) => view(input.id)),
    save: os.sheet.save.handler(({ input }) => {
      saveDetails(world, input.id as SampleId, input.details, input.by)
      return view(input.id)
    }),
    addPhoto: os.sheet.addPhoto.handler(({ input }) => {
      const { id, subject, name, mime, content, by } = input
      addPhoto(world, id as SampleId, { subject, name, mime, bytes: Buffer.from(content, 'base64'), by })
      return view(id)
    }),
    photo: os.sheet.photo.handler(({ input }) => {
      const { name, bytes, mime } = photoBytes(world.db, input.id)
      return paperOf(name, bytes, mime)
    }),
    sign: os.sheet.sign.handler(async ({ input: { id, ...signing } }) => {
      await signSheet(world, id as SampleId, signing)
      return view(id)
    }),
    print: os.sheet.print.handler(async ({ input }) => {
      const { name, bytes } = await sheetPaper(world, input.id as SampleId)
      return paperOf(name, bytes)
    }),
    label: os.sheet.label.handler(({ input }) => {
      const { texts, ...drawing } = sampleLabel(world, input.id as SampleId)
      return { ...drawing, texts: [...texts] }
    }),
    labels: os.sheet.labels.handler(async ({ input }) => {
      const { name, bytes } = await sampleLabels(
        world,
        input.ids.map((id) => id as SampleId),
      )
      return paperOf(name, bytes)
    }),
    stallLabels: os.sheet.stallLabels.handler(async ({ input }) => {
      const { name, bytes } = await stallLabels(world, input.codes, input.on)
      return paperOf(name, bytes)
    }),
  }
}

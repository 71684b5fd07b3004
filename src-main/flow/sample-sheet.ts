/** The 样品信息单: completed as things become known, photographed, signed by two on the screen, printed. */
import { Fault } from '#core/fault.ts'
import type { SampleId } from '#core/ids.ts'
import { checkDetails, checkTaking, type Finding } from '#core/sample/check.ts'
import { changesOf, detailsOf, type SampleDetails } from '#core/sample/details.ts'
import { isSignature, type PhotoSubject, type SheetSigner, type Strokes, sheetContent } from '#core/sample/sheet.ts'
import { printSampleSheet } from '#print/sample-sheet.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { resultsOfSample } from '#storage/results.ts'
import { detailsNow, detailsSaid, insertDetails } from '#storage/sample-details.ts'
import { insertPhoto, type PhotoRow, photoBytes, photosOf } from '#storage/sample-photos.ts'
import { insertSheetSignature, type SheetSignature, sheetSignatures } from '#storage/sample-signatures.ts'
import { type StoredSample, sampleById } from '#storage/samples.ts'
import { refuseImpossible } from './register-sample.ts'
import { contentHash, proveSigner, sign } from './sign.ts'
import { siteOf } from './site.ts'
import type { World } from './world.ts'

export interface SampleSheet {
  readonly sample: StoredSample
  readonly details: SampleDetails
  readonly changedBy: string | null
  readonly findings: readonly Finding[]
  readonly photos: readonly PhotoRow[]
  /** The newest of each signer. `current`: what they signed is what the sheet says now. */
  readonly signatures: readonly (SheetSignature & { readonly current: boolean })[]
  /** Of what would be signed now. */
  readonly sha256: string
}

/** Errors: `not-found`. */
export function sheetOf(world: World, id: SampleId): SampleSheet {
  const { db } = world
  const sample = sampleById(db, id)
  const said = detailsSaid(db, id).at(-1)
  const latest = said?.details ?? detailsOf({})
  const details = { ...latest, origin: latest.origin ?? sample.origin }
  const photos = photosOf(db, id)
  const sha256 = hashOf(sample, details, photos)
  const newest = new Map(sheetSignatures(db, id).map((one) => [one.signer, one]))
  const first = resultsOfSample(db, id)
    .map(({ testedAt }) => testedAt)
    .toSorted((one, other) => (one.utc < other.utc ? -1 : 1))[0]
  return {
    sample,
    details,
    changedBy: said?.by ?? null,
    findings: [...checkTaking(sample.takenAt, sample.takenAt, first ?? null), ...checkDetails(details, sample.takenAt)],
    photos,
    signatures: [...newest.values()].map((one) => ({ ...one, current: one.sheetSha256 === sha256 })),
    sha256,
  }
}

/** Errors: `not-found`, `sample.impossible`. */
export function saveDetails(world: World, id: SampleId, said: Partial<SampleDetails>, by: string): void {
  const at = world.now()
  const { db } = world
  const { sampleNo, takenAt, origin } = sampleById(db, id)
  const details = detailsOf(said)
  refuseImpossible(checkDetails(details, takenAt))
  const before = detailsNow(db, id)
  const changes = changesOf({ ...before, origin: before.origin ?? origin }, details)
  if (changes.length === 0) return
  transaction(db, () => {
    insertDetails(db, id, { details, by, at })
    appendAudit(db, { at, by, action: 'sample.details', subject: sampleNo, detail: JSON.stringify(changes) })
  })
  world.tell({ kind: 'sample.changed', sampleId: id })
}

export interface NewPicture {
  readonly subject: PhotoSubject
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  readonly by: string
}

/** Errors: `not-found`. */
export function addPhoto(world: World, sampleId: SampleId, picture: NewPicture): PhotoRow {
  const at = world.now()
  const { sampleNo } = sampleById(world.db, sampleId)
  const row = transaction(world.db, () => {
    const added = insertPhoto(world.db, { id: world.newId(), sampleId, ...picture, at })
    appendAudit(world.db, {
      at,
      by: picture.by,
      action: 'sample.photo',
      subject: sampleNo,
      detail: JSON.stringify({ id: added.id, subject: added.subject, name: added.name, sha256: added.sha256 }),
    })
    return added
  })
  world.tell({ kind: 'sample.changed', sampleId })
  return row
}

export interface SheetSigning {
  readonly signer: SheetSigner
  /** The sampler's own name is that of the PIN. */
  readonly name: string
  readonly pin: string
  readonly strokes: Strokes
  /** What the screen showed when the pen was put down. */
  readonly sha256: string
  readonly by: string
}

/**
 * The sampler signs with pen and PIN, the stall holder, who has no account, with the pen alone. Errors: `not-found`, `sample.unsigned`,
 * `person.*`; `sample.changed` when the sheet is no longer what was shown.
 */
export async function signSheet(world: World, id: SampleId, said: SheetSigning): Promise<void> {
  if (!isSignature(said.strokes)) throw new Fault('sample.unsigned')
  const prover = said.signer === 'sampler' ? await proveSigner(world, { by: said.name, pin: said.pin }) : null
  const at = world.now()
  transaction(world.db, () => {
    const { sample, details, photos, sha256 } = sheetOf(world, id)
    if (sha256 !== said.sha256) throw new Fault('sample.changed', sample.sampleNo)
    const { signer, name, strokes } = said
    const content = sheetContent(sample, details, photos)
    const mark =
      prover === null ? null : sign(world, { signer: prover, meaning: 'sampling', subject: sample.sampleNo, content })
    insertSheetSignature(world.db, id, {
      signer,
      name,
      strokes,
      sheetSha256: sha256,
      signatureId: mark?.id ?? null,
      at,
    })
    appendAudit(world.db, {
      at,
      by: said.by,
      action: 'sample.sign',
      subject: sample.sampleNo,
      detail: JSON.stringify({ signer, name, sha256 }),
    })
  })
  world.tell({ kind: 'sample.changed', sampleId: id })
}

export async function sheetPaper(
  world: World,
  id: SampleId,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const sheet = sheetOf(world, id)
  const site = siteOf(world)
  const bytes = await printSampleSheet(
    {
      site: site.name,
      parties: site,
      sample: sheet.sample,
      details: sheet.details,
      findings: sheet.findings,
      signatures: sheet.signatures.filter(({ current }) => current),
      photos: sheet.photos.map((photo) => ({
        ...photo,
        addedAt: photo.at,
        addedBy: photo.by,
        bytes: photoBytes(world.db, photo.id).bytes,
      })),
      sha256: sheet.sha256,
      demo: world.demo,
    },
    world.fonts(),
  )
  return { name: `样品信息单-${sheet.sample.sampleNo}.pdf`, bytes }
}

function hashOf(sample: StoredSample, details: SampleDetails, photos: readonly PhotoRow[]): string {
  return contentHash(sheetContent(sample, details, photos))
}

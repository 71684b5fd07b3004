/** The 样品信息单 as data: what two people sign for. One text of it, so that its hash tells whether anything was changed after. */
import type { Json } from '../canonical.ts'
import type { Moment } from '../time.ts'
import type { SampleDetails } from './details.ts'
import type { Sample } from './sample.ts'

export const sheetSigners = ['sampler', 'stall-holder'] as const
export type SheetSigner = (typeof sheetSigners)[number]

/** What the photograph shows. */
export const photoSubjects = ['sample', 'certificate', 'voucher', 'site'] as const
export type PhotoSubject = (typeof photoSubjects)[number]

export interface SheetSample extends Pick<Sample, 'sampleNo' | 'nature' | 'kind' | 'food' | 'stockKg' | 'takenBy'> {
  readonly takenAt: Moment
  readonly stallCode: string | null
  readonly stallName: string | null
}

/** Exactly what stands on the paper, photographs by their hashes. */
export function sheetContent(
  sample: SheetSample,
  details: SampleDetails,
  photos: readonly { readonly subject: PhotoSubject; readonly sha256: string }[],
): Json {
  const { sampleNo, nature, kind, food, stockKg, takenBy, takenAt, stallCode, stallName } = sample
  return {
    paper: '样品信息单',
    sampleNo,
    nature,
    kind,
    food,
    stockKg,
    takenBy,
    takenAt: { utc: takenAt.utc, offset: takenAt.offset },
    stallCode,
    stallName,
    details: { ...details, items: [...details.items] },
    photos: photos.map(({ subject, sha256 }) => ({ subject, sha256 })),
  }
}

/** A pen on the screen: lines of points, x and y in thousandths of the field's width. */
export type Strokes = readonly (readonly (readonly [x: number, y: number])[])[]

/** A dot or a slip of the finger is no signature. */
export function isSignature(strokes: Strokes): boolean {
  const points = strokes.flat()
  if (points.length < 8) return false
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return Math.max(...xs) - Math.min(...xs) >= 60 || Math.max(...ys) - Math.min(...ys) >= 60
}

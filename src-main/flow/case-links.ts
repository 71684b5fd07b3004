/** Where the goods of a case came from and where they went: what was recorded, corrected, or known of the sample; and who else has the batch. */
import type { FailureState } from '#core/failure/failure.ts'
import { type LinkedSample, linkedSamples } from '#storage/linked-samples.ts'
import { detailsNow } from '#storage/sample-details.ts'
import type { World } from './world.ts'

export interface CaseLinks {
  readonly supplier: string
  readonly supplierContact: string
  readonly certificateNo: string
  readonly batch: string
  readonly soldTo: string
  readonly others: readonly LinkedSample[]
}

/** Blank: not known. `state`: as it reads now. What was recorded in the case goes before what the sample's sheet says. */
export function caseLinks(world: World, state: FailureState): CaseLinks {
  const sheet = detailsNow(world.db, state.sampleId)
  const said = (fact: 'supplier' | 'supplierContact' | 'certificateNo' | 'batch' | 'soldTo', known: string | null) => {
    const recorded = state.trace?.[fact] ?? ''
    return recorded === '' ? (known ?? '') : recorded
  }
  const supplier = said('supplier', sheet.supplier)
  const certificateNo = said('certificateNo', sheet.certificateNo)
  const batch = said('batch', sheet.batchNo)
  return {
    supplier,
    supplierContact: said('supplierContact', null),
    certificateNo,
    batch,
    soldTo: said('soldTo', null),
    others: linkedSamples(world.db, state.sampleId, { batch, certificateNo, supplier }),
  }
}

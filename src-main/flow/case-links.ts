/** Where the goods of a case came from and where they went: what was recorded, corrected, or known of the sample; and who else has the batch. */
import { factNow } from '#core/failure/correct.ts'
import type { FailureState } from '#core/failure/failure.ts'
import { correctionsOf } from '#storage/corrections.ts'
import { type LinkedSample, sameOrigin } from '#storage/linked-samples.ts'
import type { World } from './world.ts'

export interface CaseLinks {
  readonly supplier: string
  readonly supplierContact: string
  readonly certificateNo: string
  readonly batch: string
  readonly soldTo: string
  readonly others: readonly LinkedSample[]
}

/** Blank: not known. */
export function caseLinks(world: World, state: FailureState): CaseLinks {
  const corrections = correctionsOf(world.db, state.id)
  const said = (fact: 'supplier' | 'supplierContact' | 'certificateNo' | 'batch' | 'soldTo') =>
    factNow(state, corrections, `trace.${fact}`) ?? ''
  return {
    supplier: said('supplier'),
    supplierContact: said('supplierContact'),
    certificateNo: said('certificateNo'),
    batch: said('batch'),
    soldTo: said('soldTo'),
    others: sameOrigin(world.db, state.sampleId),
  }
}

/** A reading that a person has dealt with, as the claim desk lists it. */
import type { SettledClaim } from '#contract/sample.ts'
import { releaseOf } from '#flow/undo-claim.ts'
import type { World } from '#flow/world.ts'
import type { StoredSettlement } from '#storage/claims.ts'
import type { HeardReading } from '#storage/readings.ts'
import { resultById } from '#storage/results.ts'
import { resultRow } from './result-row.ts'

type Settled = StoredSettlement & { readonly heard: HeardReading }

export function settledClaim(
  world: World,
  { readingId, resultId, by, why, at, withdrawn, heard }: Settled,
): SettledClaim {
  const { item, value, unit } = heard.reading
  return {
    readingId,
    row: resultId === null ? null : resultRow(resultById(world.db, resultId)),
    item,
    value,
    unit,
    port: heard.port,
    by,
    why,
    at,
    withdrawn,
    released: resultId === null || withdrawn !== null ? null : releaseOf(world, resultId),
  }
}

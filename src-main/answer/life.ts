/** A sample's life as one timeline: taken, placed, measured, judged, its case, its notice, its receipts. */
import type { z } from 'zod'
import type { lifeEvent } from '#contract/sample.ts'
import type { World } from '#flow/world.ts'
import { auditOf } from '#storage/audit.ts'
import { eventsOf } from '#storage/failures.ts'
import { resultsOfSample } from '#storage/results.ts'
import type { StoredSample } from '#storage/samples.ts'

export type LifeEvent = z.infer<typeof lifeEvent>

/** Oldest first. `kind` is a code the desk words; `text` is data. */
export function lifeOf({ db }: World, sample: StoredSample): LifeEvent[] {
  const results = resultsOfSample(db, sample.id)
  const failures = [...new Set(results.flatMap(({ failureId }) => (failureId === null ? [] : [failureId])))]
  const events: LifeEvent[] = [
    ...auditOf(db, sample.sampleNo).map(({ at, by, action, detail }) => ({
      at,
      kind: action,
      by,
      text: detail,
      target: null,
    })),
    ...results.map(({ id, testedAt, round, verdict, value, unit, item }) => ({
      at: testedAt,
      kind: `result.${round}`,
      by: null,
      text: JSON.stringify({ verdict, value, unit, item }),
      target: `result:${id}`,
    })),
    ...failures.flatMap((id) =>
      eventsOf(db, id).map(({ at, by, kind }) => ({
        at,
        kind: `failure.${kind}`,
        by,
        text: '',
        target: `failure:${id}`,
      })),
    ),
  ]
  // In one moment the order of the record stands: the sort is stable.
  return events.sort((a, b) => (a.at.utc < b.at.utc ? -1 : a.at.utc > b.at.utc ? 1 : 0))
}

/** The three rates now, counted by core from the facts of this month. */
import type { Overview } from '#contract/day.ts'
import { deadlines, ratesOf } from '#core/kpi/rates.ts'
import { failureState } from '#flow/follow-failure.ts'
import { siteOf } from '#flow/site.ts'
import type { World } from '#flow/world.ts'
import { destructionFacts, publicationFacts, uploadRate } from '#storage/kpi.ts'
import { ratePeriod } from './period.ts'

export function ratesNow(world: World): Overview['rates'] {
  const now = world.now()
  const period = ratePeriod(now)
  const dueAt = deadlines(siteOf(world).publishBefore)
  const { publication, destruction } = ratesOf(
    {
      uploads: [],
      publications: publicationFacts(world.db, period).map(({ finishedAt, publishedAt }) => ({
        dueAt: dueAt(finishedAt),
        publishedAt,
      })),
      destructions: destructionFacts(world.db, period).map(({ failureId, stockKg }) => ({
        failure: failureState(world, failureId),
        stockKg,
      })),
    },
    now,
  )
  // Every entry is due at once, so its state alone counts, and that is summed month by month.
  return { upload: uploadRate(world.db, period), publication, destruction }
}

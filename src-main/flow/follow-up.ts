/** After a failure: which tests of its stall are still to be made, and whether the stall is marked. Planned from what is stored, each time anew. */
import {
  type FollowUp,
  followUpsOf,
  quarterBounds,
  type StallMark,
  stallMarkOf,
  standardFollowUps,
  stoodAt,
} from '#core/failure/follow-up.ts'
import type { StallId } from '#core/ids.ts'
import { dayBounds, dayOf, later } from '#core/time.ts'
import { answeredSince, stallTestsSince, standingFailuresOf } from '#storage/follow-ups.ts'
import { failureState } from './follow-failure.ts'
import type { World } from './world.ts'

const DAY = 86_400_000

/** Every planned test of the failures that still reach into today, the earliest day first. */
export function plannedFollowUps(world: World): readonly FollowUp[] {
  const now = world.now()
  const { from } = dayBounds(dayOf(later(now, -standardFollowUps.days * DAY)), now.offset)
  const standing = answeredSince(world.db, from).flatMap((failure) => {
    const since = stoodAt(failureState(world, failure.failureId))
    return since === null || since.utc < from ? [] : [{ ...failure, stoodAt: since }]
  })
  return standing.length === 0 ? [] : followUpsOf(standing, stallTestsSince(world.db, from), now)
}

/** What is to be tested again today. */
export function followUpsDue(world: World): readonly FollowUp[] {
  return plannedFollowUps(world).filter(({ state }) => state === 'due')
}

export function stallMark(world: World, stallId: StallId): StallMark {
  const now = world.now()
  return stallMarkOf(standingFailuresOf(world.db, stallId, quarterBounds(now)), now)
}

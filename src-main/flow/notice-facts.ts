/** A finished result with its case: what core needs to say whether and how the public may see it. */
import type { NoticeFacts } from '#core/notice/compose.ts'
import type { NoticeCandidate } from '#storage/notices.ts'
import { failureState } from './follow-failure.ts'
import type { World } from './world.ts'

export function noticeFacts(world: World, candidate: NoticeCandidate): NoticeFacts {
  const { failureId, ...facts } = candidate
  return { ...facts, failure: failureId === null ? null : failureState(world, failureId) }
}

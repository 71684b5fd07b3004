/** Whether a claimed result has left the room: then its claim can no longer be taken back. */
import type { FailureStage } from '../failure/stage.ts'
import type { AttemptOutcome } from '../outbox/attempt.ts'
import type { EntryState } from '../outbox/entry.ts'

export const releaseReasons = ['uploaded', 'sending', 'maybe-uploaded', 'published', 'case-moved'] as const
export type ReleaseReason = (typeof releaseReasons)[number]

export interface ResultPaths {
  readonly entries: readonly {
    readonly state: EntryState
    /** It is on its way to the platform at this moment. */
    readonly sending: boolean
    readonly attempts: readonly AttemptOutcome['kind'][]
  }[]
  /** A notice carries it, also one that was withdrawn later: somebody has seen it. */
  readonly published: boolean
  /** Of its case; null where it has none. */
  readonly stage: FailureStage | null
}

/** Null: it is still the room's own. An attempt whose end nobody knows may have reached the platform, so it counts as if it had. */
export function releasedBy({ entries, published, stage }: ResultPaths): ReleaseReason | null {
  if (entries.some(({ state }) => state === 'acknowledged')) return 'uploaded'
  if (entries.some(({ sending }) => sending)) return 'sending'
  if (entries.some(({ attempts }) => attempts.some((end) => end === 'unknown' || end === 'acknowledged')))
    return 'maybe-uploaded'
  if (published) return 'published'
  return stage === null || stage === 'retest-due' ? null : 'case-moved'
}

/** A person takes a claim back: the reading waits again, and its result stays on record and counts nowhere. */
import { step } from '#core/failure/failure.ts'
import { decidingResultOf } from '#core/failure/retest.ts'
import { Fault } from '#core/fault.ts'
import type { FailureId, ReadingId, ResultId } from '#core/ids.ts'
import { type ReleaseReason, releasedBy } from '#core/sample/released.ts'
import { appendAudit } from '#storage/audit.ts'
import { settlementOf, withdrawSettlement } from '#storage/claims.ts'
import { failureById, saveFailureStage } from '#storage/failures.ts'
import { isOnNotice } from '#storage/notices.ts'
import { transaction } from '#storage/open.ts'
import { attemptsOf, entriesOfResult, moveEntry } from '#storage/outbox.ts'
import { resultById } from '#storage/results.ts'
import { caseRules } from './case-rules.ts'
import { failureState, keepRecord } from './follow-failure.ts'
import { isInFlight } from './in-flight.ts'
import type { News, World } from './world.ts'

export interface Undoing {
  readonly readingId: ReadingId
  readonly by: string
  readonly why: string
}

/** Errors: `not-found` (no claim stands), `claim.released`, `failure.not-allowed`. */
export function undoClaim(world: World, said: Undoing): void {
  const news = transaction(world.db, () => {
    const settlement = settlementOf(world.db, said.readingId)
    if (settlement === undefined) throw new Fault('not-found', `读数 ${said.readingId} 的认领`)
    const { id, resultId } = settlement
    const told = resultId === null ? [] : withdrawResult(world, resultId, said)
    withdrawSettlement(world.db, { id, resultId, by: said.by, why: said.why, at: world.now() })
    const subject = resultId === null ? String(said.readingId) : resultById(world.db, resultId).sampleNo
    const detail = JSON.stringify({ reading: said.readingId, result: resultId, why: said.why })
    appendAudit(world.db, { at: world.now(), by: said.by, action: 'claim.undo', subject, detail })
    return told
  })
  for (const one of news) world.tell(one)
  world.tell({ kind: 'reading.unclaimed', readingId: said.readingId })
}

/** Why the claim of a result can no longer be taken back; null while it can. */
export function releaseOf(world: World, resultId: ResultId): ReleaseReason | null {
  const { db } = world
  const { failureId } = resultById(db, resultId)
  return releasedBy({
    entries: entriesOfResult(db, resultId).map(({ id, state }) => ({
      state,
      sending: isInFlight(db, id),
      attempts: attemptsOf(db, id).map(({ outcome }) => outcome),
    })),
    published: isOnNotice(db, resultId),
    stage: failureId === null ? null : failureById(db, failureId).stage,
  })
}

function withdrawResult(world: World, resultId: ResultId, said: Undoing): readonly News[] {
  const { db } = world
  const released = releaseOf(world, resultId)
  if (released !== null) throw new Fault('claim.released', released)
  const entries = entriesOfResult(db, resultId)
  for (const { id, tries } of entries)
    moveEntry(db, { id, state: 'held', nextAt: null, tries, receipt: null, reason: 'withdrawn' })
  const { failureId } = resultById(db, resultId)
  return [
    { kind: 'result.recorded', resultId },
    ...entries.map(({ platform }): News => ({ kind: 'outbox.moved', platform })),
    ...(failureId === null ? [] : [leaveCase(world, failureId, resultId, said)]),
  ]
}

/** The case goes on with the results that stand, and ends where none does. Errors: `failure.not-allowed`. */
function leaveCase(world: World, id: FailureId, resultId: ResultId, { by, why }: Undoing): News {
  const event = { kind: 'result-withdrawn', resultId, why } as const
  const moved = step(failureState(world, id), event, world.now(), by, caseRules(world))
  if (moved.kind === 'refused') throw new Fault('failure.not-allowed', moved.reason)
  const { stage, clock } = moved.state
  keepRecord(world, id, moved.event)
  saveFailureStage(world.db, { id, stage, clock, decidingResultId: decidingResultOf(moved.state) })
  return { kind: 'failure.moved', failureId: id }
}

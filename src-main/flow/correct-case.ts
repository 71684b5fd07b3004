/** Facts of a case are set right: the original stays, each correction stands beside it with who, when and why. */
import { type Correcting, correctedState, correctionRefused } from '#core/failure/correct.ts'
import { decidingResultOf } from '#core/failure/retest.ts'
import { isEnded } from '#core/failure/stage.ts'
import { Fault } from '#core/fault.ts'
import type { FailureId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { correctionsOf, insertCorrection } from '#storage/corrections.ts'
import { saveFailureStage } from '#storage/failures.ts'
import { transaction } from '#storage/open.ts'
import { caseRules } from './case-rules.ts'
import { failureState, recordsOf } from './follow-failure.ts'
import type { World } from './world.ts'

/** What belongs together is taken together or not at all. Errors: `not-found`, `failure.not-allowed` with the refusal's code. */
export function correctCase(
  world: World,
  id: FailureId,
  { changes, why, by, signed }: Omit<Correcting, 'at'>,
  /** What else must be kept in the same transaction. */
  within?: (at: Moment) => void,
): void {
  const who = { why, by, at: world.now() }
  transaction(world.db, () => {
    const records = recordsOf(world, id)
    const earlier = correctionsOf(world.db, id)
    const before = correctedState(records, earlier)
    const refused = correctionRefused(records, earlier, { changes, signed, ...who }, caseRules(world))
    if (refused !== null) throw new Fault('failure.not-allowed', refused)
    for (const change of changes) {
      insertCorrection(world.db, id, { ...change, ...who })
      appendAudit(world.db, {
        at: who.at,
        by,
        action: 'failure.correct',
        subject: before.caseNo,
        detail: JSON.stringify({ ...change, why }),
      })
    }
    within?.(who.at)
    // A clock that runs from a corrected time, and a conclusion that was another, are followed at once; an ended case stays.
    const now = failureState(world, id)
    if (isEnded(before.stage)) return
    saveFailureStage(world.db, { id, stage: now.stage, clock: now.clock, decidingResultId: decidingResultOf(now) })
  })
  world.tell({ kind: 'failure.moved', failureId: id })
}

/** A fact of a case is set right: the original stays, the correction stands beside it with who, when and why. */
import { type Correction, correctionRefused } from '#core/failure/correct.ts'
import { Fault } from '#core/fault.ts'
import type { FailureId } from '#core/ids.ts'
import { appendAudit } from '#storage/audit.ts'
import { correctionsOf, insertCorrection } from '#storage/corrections.ts'
import { transaction } from '#storage/open.ts'
import { caseRules } from './case-rules.ts'
import { failureState } from './follow-failure.ts'
import type { World } from './world.ts'

/** Errors: `not-found`, `failure.not-allowed` with the refusal's code. */
export function correctCase(world: World, id: FailureId, said: Omit<Correction, 'at'>): void {
  const correction: Correction = { ...said, at: world.now() }
  transaction(world.db, () => {
    const state = failureState(world, id)
    const refused = correctionRefused(state, correctionsOf(world.db, id), correction, caseRules(world))
    if (refused !== null) throw new Fault('failure.not-allowed', refused)
    insertCorrection(world.db, id, correction)
    appendAudit(world.db, {
      at: correction.at,
      by: said.by,
      action: 'failure.correct',
      subject: state.caseNo,
      detail: JSON.stringify(said),
    })
  })
  world.tell({ kind: 'failure.moved', failureId: id })
}

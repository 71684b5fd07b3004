/** A person takes the next lawful step of a case: refused with a reason, or kept with everything that follows from it at once. */
import type { FailureStep } from '#core/failure/event.ts'
import { step } from '#core/failure/failure.ts'
import { decidingResultOf } from '#core/failure/retest.ts'
import { Fault } from '#core/fault.ts'
import type { EvidenceId, FailureId } from '#core/ids.ts'
import { dayOf, type Moment } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { correctionsOf } from '#storage/corrections.ts'
import { insertDrawing } from '#storage/drawings.ts'
import {
  type EvidenceRow,
  eventsOf,
  evidenceById,
  insertEvidence,
  insertRecord,
  nextRecordNo,
  saveFailureStage,
} from '#storage/failures.ts'
import { transaction } from '#storage/open.ts'
import { caseRules } from './case-rules.ts'
import { drawRecord } from './failure-papers.ts'
import { failureState, keepRecord } from './follow-failure.ts'
import { drawnReceipt } from './notice-content.ts'
import { oweFailure } from './owe-platforms.ts'
import type { Signing } from './sign.ts'
import { provenSigners, signedBy } from './sign-disposal.ts'
import type { World } from './world.ts'

export interface Stepping {
  readonly id: FailureId
  readonly step: FailureStep
  readonly by: string
  /** PNG of the receipt that was drawn on the screen. */
  readonly drawing?: Uint8Array | undefined
  /** Of those who sign a disposal, once the station has accounts; never written down. */
  readonly pins?: readonly Signing[] | undefined
  /** What else must be kept in the same transaction. */
  readonly within?: ((at: Moment) => void) | undefined
}

/** Errors: `not-found`, `failure.not-allowed` with the refusal's code. */
export async function stepFailure(world: World, said: Stepping): Promise<void> {
  const before = failureState(world, said.id)
  const known = moves(world, said.id)
  if (said.step.kind === 'dispose') for (const id of said.step.evidence) mustBelong(world, said.id, id as EvidenceId)
  const drawn = drawnReceipt(world, said.id, said.step, said.drawing)
  const signers = await provenSigners(world, said.step, said.pins ?? [])
  const at = world.now()
  const moved = step(before, said.step, at, said.by, caseRules(world))
  if (moved.kind === 'refused') throw new Fault('failure.not-allowed', moved.reason)
  const { state } = moved
  // Drawing a paper takes a moment; the case must not have moved meanwhile, so that is looked at again inside the transaction.
  const recordNo = nextRecordNo(world.db, dayOf(at))
  const pdf = state.stage === 'closed' ? await drawRecord(world, state, { recordNo, madeAt: at, draft: false }) : null
  const kept = transaction(world.db, () => {
    if (moves(world, said.id) !== known) throw new Fault('failure.not-allowed', 'moved-meanwhile')
    if (pdf !== null && nextRecordNo(world.db, dayOf(at)) !== recordNo) return false
    const event = signedBy(world, moved.event.event, signers, state.caseNo)
    keepRecord(world, said.id, { ...moved.event, event })
    saveFailureStage(world.db, {
      id: said.id,
      stage: state.stage,
      clock: state.clock,
      decidingResultId: decidingResultOf(state),
    })
    if (drawn !== null) insertDrawing(world.db, { ...drawn, failureId: said.id, at })
    said.within?.(at)
    if (pdf !== null) {
      insertRecord(world.db, { failureId: said.id, recordNo, pdf, at })
      oweFailure(world, state)
    }
    appendAudit(world.db, {
      at,
      by: said.by,
      action: `failure.${said.step.kind}`,
      subject: state.caseNo,
      detail: JSON.stringify(said.step),
    })
    return true
  })
  // Another case closed under this number while the paper was drawn: the paper is drawn anew.
  if (!kept) return stepFailure(world, said)
  world.tell({ kind: 'failure.moved', failureId: said.id })
}

/** A correction is another case to step from, as a step is. */
function moves({ db }: World, id: FailureId): number {
  return eventsOf(db, id).length + correctionsOf(db, id).length
}

function mustBelong(world: World, failureId: FailureId, id: EvidenceId): void {
  if (evidenceById(world.db, id).failureId !== failureId)
    throw new Fault('failure.not-allowed', `evidence-missing: ${id}`)
}

export interface NewEvidence {
  readonly failureId: FailureId
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  readonly by: string
}

/** Photographs are kept by their bytes and hash; nothing can be taken out again. Errors: `input.invalid` when it is no picture. */
export function addEvidence(world: World, said: NewEvidence): EvidenceRow {
  if (!looksLikePicture(said.bytes)) throw new Fault('input.invalid', '这个文件不是 JPEG、PNG 或 WebP 照片')
  const at = world.now()
  const id = world.newId() as EvidenceId
  const state = failureState(world, said.failureId)
  const evidence = transaction(world.db, () => {
    const kept = insertEvidence(world.db, {
      id,
      failureId: said.failureId,
      name: said.name,
      mime: said.mime,
      bytes: said.bytes,
      at,
      by: said.by,
    })
    appendAudit(world.db, {
      at,
      by: said.by,
      action: 'failure.evidence',
      subject: state.caseNo,
      detail: `${said.name} ${kept.sha256}`,
    })
    return kept
  })
  world.tell({ kind: 'failure.moved', failureId: said.failureId })
  return evidence
}

function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(1, 4)).toString('latin1') === 'PNG'
}

function looksLikePicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12))
  const jpeg = head[0] === 0xff && head[1] === 0xd8
  const webp = head.subarray(0, 4).toString('latin1') === 'RIFF' && head.subarray(8, 12).toString('latin1') === 'WEBP'
  return jpeg || isPng(bytes) || webp
}

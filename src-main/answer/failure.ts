/** Answers for the cases: where each stands, what may be done next, its evidence and its papers. */
import type { z } from 'zod'
import type { FailureView, failureDetail } from '#contract/failure.ts'
import { allowed } from '#core/failure/allowed.ts'
import { missingForClosing } from '#core/failure/closing.ts'
import { dueInOrder } from '#core/failure/due.ts'
import type { EvidenceId, FailureId } from '#core/ids.ts'
import { caseFile } from '#flow/case-file.ts'
import { caseRules } from '#flow/case-rules.ts'
import { notificationPaper, recordPaper } from '#flow/failure-papers.ts'
import { failureState, recordsOf } from '#flow/follow-failure.ts'
import { stallMark } from '#flow/follow-up.ts'
import { addEvidence, stepFailure } from '#flow/step-failure.ts'
import {
  type EvidenceRow,
  evidenceById,
  evidenceBytes,
  evidenceOf,
  failureById,
  failuresPage,
  recordOf,
  type StoredFailure,
} from '#storage/failures.ts'
import { resultsOfFailure } from '#storage/results.ts'
import { sampleById } from '#storage/samples.ts'
import { clockAnswers } from './clock.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { paperOf } from './paper.ts'
import { resultRow } from './result-row.ts'

export function failureAnswers({ world }: Desk) {
  const { db } = world
  const view = (failure: StoredFailure): FailureView => {
    const state = failureState(world, failure.id)
    const rules = caseRules(world)
    return {
      id: failure.id,
      caseNo: failure.caseNo,
      stage: state.stage,
      openedAt: state.openedAt,
      sampleId: failure.sampleId,
      sampleNo: failure.sampleNo,
      stallCode: failure.stallCode,
      stallName: failure.stallName,
      food: failure.food,
      item: state.item,
      clock: state.clock,
      due: [...dueInOrder(state, world.now(), rules)],
      allowed: [...allowed(state, world.now())],
      missing: [...missingForClosing(state, rules)],
    }
  }
  const detail = (id: FailureId): z.infer<typeof failureDetail> => {
    const record = recordOf(db, id)
    const failure = failureById(db, id)
    const { stallId } = sampleById(db, failure.sampleId)
    return {
      failure: view(failure),
      results: resultsOfFailure(db, id).map(resultRow),
      history: recordsOf(world, id).map(({ at, by, event }) => ({ at, by, kind: event.kind, data: { ...event } })),
      evidence: evidenceOf(db, id).map(evidenceView),
      record: record === undefined ? null : { recordNo: record.recordNo, sha256: record.sha256 },
      stallMark: stallId === null ? null : stallMark(world, stallId),
    }
  }
  return {
    ...clockAnswers({ world }),
    list: os.failure.list.handler(({ input }) => {
      const { rows, next } = failuresPage(db, input)
      return { rows: rows.map(view), next }
    }),
    get: os.failure.get.handler(({ input }) => detail(input.id as FailureId)),
    step: os.failure.step.handler(async ({ input }) => {
      await stepFailure(world, { id: input.id as FailureId, step: input.step, by: input.by })
      return detail(input.id as FailureId)
    }),
    addEvidence: os.failure.addEvidence.handler(({ input }) => {
      const bytes = Buffer.from(input.content, 'base64')
      return evidenceView(
        addEvidence(world, {
          failureId: input.id as FailureId,
          name: input.name,
          mime: input.mime,
          bytes,
          by: input.by,
        }),
      )
    }),
    evidence: os.failure.evidence.handler(({ input }) => {
      const row = evidenceById(db, input.id as EvidenceId)
      return paperOf(row.name, evidenceBytes(db, row.id), row.mime)
    }),
    record: os.failure.record.handler(async ({ input }) => {
      const { name, bytes } = await recordPaper(world, input.id as FailureId)
      return paperOf(name, bytes)
    }),
    caseFile: os.failure.caseFile.handler(async ({ input }) => {
      const { file, hashes } = await caseFile(world, input.id as FailureId)
      return {
        file: paperOf(file.name, file.bytes),
        hashes: paperOf(hashes.name, hashes.bytes, 'text/plain'),
      }
    }),
    notification: os.failure.notification.handler(async ({ input }) => {
      const { name, bytes } = await notificationPaper(world, input.id as FailureId)
      return paperOf(name, bytes)
    }),
  }
}

function evidenceView({ id, name, mime, sha256, size, addedAt, addedBy }: EvidenceRow) {
  return { id, name, mime, sha256, bytes: size, addedAt, addedBy }
}

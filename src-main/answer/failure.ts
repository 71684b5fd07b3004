/** Answers for the cases: where each stands, what may be done next, its evidence and its papers. */
import type { z } from 'zod'
import type { FailureView, failureDetail } from '#contract/failure.ts'
import { allowed, sidesOf } from '#core/failure/allowed.ts'
import { missingForClosing } from '#core/failure/closing.ts'
import { correctable } from '#core/failure/correct.ts'
import { dueInOrder } from '#core/failure/due.ts'
import { Fault } from '#core/fault.ts'
import type { EvidenceId, FailureId } from '#core/ids.ts'
import { caseFile } from '#flow/case-file.ts'
import { caseLinks } from '#flow/case-links.ts'
import { allowedMethods, caseRules, saveMethods } from '#flow/case-rules.ts'
import { correctCase } from '#flow/correct-case.ts'
import { notificationPaper, recordPaper } from '#flow/failure-papers.ts'
import { failureState, recordsOf } from '#flow/follow-failure.ts'
import { stallMark } from '#flow/follow-up.ts'
import { noticeContent } from '#flow/notice-content.ts'
import { addEvidence, stepFailure } from '#flow/step-failure.ts'
import { correctionsOf } from '#storage/corrections.ts'
import {
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
import { evidenceView, filmAnswers } from './film.ts'
import { os } from './implementer.ts'
import { paperOf } from './paper.ts'
import { referralAnswers } from './referral.ts'
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
      beside: [...sidesOf(state)],
    }
  }
  const detail = (id: FailureId): z.infer<typeof failureDetail> => {
    const record = recordOf(db, id)
    const failure = failureById(db, id)
    const { stallId } = sampleById(db, failure.sampleId)
    const state = failureState(world, id)
    const { others, ...links } = caseLinks(world, state)
    return {
      failure: view(failure),
      results: resultsOfFailure(db, id).map(resultRow),
      history: recordsOf(world, id).map(({ at, by, event }) => ({ at, by, kind: event.kind, data: { ...event } })),
      evidence: evidenceOf(db, id).map(evidenceView),
      record: record === undefined ? null : { recordNo: record.recordNo, sha256: record.sha256 },
      stallMark: stallId === null ? null : stallMark(world, stallId),
      methods: [...allowedMethods(world)],
      corrections: [...correctionsOf(db, id)],
      correctable: [...correctable(state)],
      sealedKg: state.seal?.quantityKg ?? null,
      links: { ...links, others: [...others] },
    }
  }
  return {
    ...clockAnswers({ world }),
    ...filmAnswers({ world }),
    ...referralAnswers({ world }),
    list: os.failure.list.handler(({ input }) => {
      const { rows, next } = failuresPage(db, input)
      return { rows: rows.map(view), next }
    }),
    get: os.failure.get.handler(({ input }) => detail(input.id as FailureId)),
    step: os.failure.step.handler(async ({ input }) => {
      const { step, by, drawing, pins } = input
      // Only a file that was read here may say that a laboratory signed it.
      if (step.kind === 'confirm' && step.file !== undefined) throw new Fault('input.invalid', '签名文件请用“导入”')
      const png = drawing === undefined ? undefined : Buffer.from(drawing, 'base64')
      await stepFailure(world, { id: input.id as FailureId, step, by, drawing: png, pins })
      return detail(input.id as FailureId)
    }),
    correct: os.failure.correct.handler(({ input: { id, ...said } }) => {
      correctCase(world, id as FailureId, said)
      return detail(id as FailureId)
    }),
    noticeContent: os.failure.noticeContent.handler(({ input }) => {
      const { noticeNo, lines, sha256 } = noticeContent(world, input.id as FailureId)
      return { noticeNo, lines: [...lines], sha256 }
    }),
    methods: os.failure.methods.handler(() => [...allowedMethods(world)]),
    saveMethods: os.failure.saveMethods.handler(({ input }) => {
      saveMethods(world, input.methods, input.by)
      return [...allowedMethods(world)]
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
      const { name, bytes } = await recordPaper(world, input.id as FailureId, input.corrected)
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

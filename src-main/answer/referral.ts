/** Answers for 送检: the room's files out and in, the laboratory's list and results. */
import type { ReferralView } from '#contract/referral.ts'
import type { FailureId } from '#core/ids.ts'
import {
  correctLaboratory,
  exportResult,
  importReferral,
  inspectReferral,
  receivedPaper,
  receiveReferral,
  recordLaboratory,
} from '#flow/laboratory.ts'
import { exportReferral, importResult, inspectResult, referralPaper, type SeenResult } from '#flow/refer-case.ts'
import { fingerprintOf } from '#flow/station-key.ts'
import type { World } from '#flow/world.ts'
import { laboratoryResultsOf, receivedReferrals, type StoredReferral } from '#storage/referrals.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { paperOf } from './paper.ts'

export function referralAnswers({ world }: Pick<Desk, 'world'>) {
  const { failure } = os
  return {
    referral: failure.referral.handler(async ({ input }) => {
      const { name, bytes } = await referralPaper(world, input.id as FailureId)
      return paperOf(name, bytes)
    }),
    exportReferral: failure.exportReferral.handler(({ input }) =>
      exportReferral(world, input.id as FailureId, input.by),
    ),
    referrals: failure.referrals.handler(({ input }) => {
      const { rows, next } = receivedReferrals(world.db, input)
      return { rows: rows.map((row) => viewOf(world, row)), next }
    }),
    inspectReferral: failure.inspectReferral.handler(({ input }) => {
      const { content, fingerprint, known } = inspectReferral(world, input.text)
      return { referralNo: content.referralNo, from: content.from, fields: { ...content.fields }, fingerprint, known }
    }),
    importReferral: failure.importReferral.handler(({ input }) =>
      viewOf(world, importReferral(world, input.text, input.fingerprint, input.by)),
    ),
    receiveReferral: failure.receiveReferral.handler(({ input: { by, ...said } }) =>
      viewOf(world, receiveReferral(world, said, by)),
    ),
    referralPaper: failure.referralPaper.handler(({ input }) => {
      const { name, bytes } = receivedPaper(world, input.id)
      return paperOf(name, bytes)
    }),
    recordLaboratory: failure.recordLaboratory.handler(({ input }) =>
      viewOf(world, recordLaboratory(world, input.id, input.result, input.by)),
    ),
    correctLaboratory: failure.correctLaboratory.handler(({ input: { id, by, ...said } }) =>
      viewOf(world, correctLaboratory(world, id, said, by)),
    ),
    exportResult: failure.exportResult.handler(({ input }) => exportResult(world, input.id)),
    inspectResult: failure.inspectResult.handler(({ input }) => {
      const { file: _, referral: __, ...seen } = inspectResult(world, input.text)
      return seenOf(seen)
    }),
    importResult: failure.importResult.handler(async ({ input }) =>
      seenOf(await importResult(world, input.text, input.fingerprint, input.by)),
    ),
  }
}

function seenOf({ corrects, ...seen }: SeenResult) {
  return { ...seen, why: corrects?.why ?? null }
}

function viewOf(world: World, { seq, id, referralNo, sender, fields, file, at, by }: StoredReferral): ReferralView {
  const answers = laboratoryResultsOf(world.db, seq).map(({ result, at, by, why }) => ({ ...result, at, by, why }))
  return {
    id,
    referralNo,
    from: sender,
    fields: { ...fields },
    fingerprint: file === null ? null : fingerprintOf(file.key),
    hasPaper: file !== null,
    receivedAt: at,
    receivedBy: by,
    result: answers.at(-1) ?? null,
    earlier: answers.slice(0, -1),
  }
}

/** The papers of a case, gathered from its records: the notification to the stall holder and the destruction record. */

import { balance } from '#core/failure/balance.ts'
import { legalBasisOf } from '#core/failure/closing.ts'
import type { FailureState } from '#core/failure/failure.ts'
import type { FailureId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import {
  type DestructionPaper,
  type DisposalGround,
  printDestructionRecord,
  type TestedValue,
} from '#print/destruction.ts'
import { printNotification } from '#print/notification.ts'
import { type EvidenceRow, evidenceBytes, evidenceOf, recordOf } from '#storage/failures.ts'
import { receiptOfFailure } from '#storage/outbox.ts'
import { readingById } from '#storage/readings.ts'
import { resultsOfFailure, type StoredResult } from '#storage/results.ts'
import { sampleById } from '#storage/samples.ts'
import { failureState } from './follow-failure.ts'
import { driverFor } from './known-drivers.ts'
import { siteOf } from './site.ts'
import type { World } from './world.ts'

/** What both papers say first. */
function headOf(world: World, state: FailureState) {
  const sample = sampleById(world.db, state.sampleId)
  const results = resultsOfFailure(world.db, state.id).filter(({ withdrawn }) => withdrawn === null)
  const deciding = results.at(-1)
  return {
    caseNo: state.caseNo,
    site: siteOf(world).name,
    sampleNo: sample.sampleNo,
    food: sample.food,
    origin: sample.origin,
    stockKg: sample.stockKg,
    stallCode: sample.stallCode,
    stallName: sample.stallName,
    sampledAt: sample.takenAt,
    item: state.item,
    method: deciding?.method ?? '',
    basis: deciding?.basis ?? null,
    values: results.map((result) => testedValue(world, result)),
    demo: world.demo,
  }
}

function testedValue(world: World, result: StoredResult): TestedValue {
  const { port, driver, frameSha256 } = readingById(world.db, result.readingId)
  const model = driverFor(world, driver)
  return {
    round: result.round,
    value: result.unit === null || !/\d/.test(result.value) ? result.value : `${result.value} ${result.unit}`,
    verdict: result.verdict,
    at: result.testedAt,
    source: model === undefined ? `${driver} ${port}` : `${model.vendor} ${model.model} ${port}`,
    rawSha256: frameSha256,
  }
}

export async function notificationPaper(
  world: World,
  id: FailureId,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const state = failureState(world, id)
  const notificationNo = state.notification?.noticeNo ?? state.caseNo.replace(/^CZ/, 'GZ')
  const bytes = await printNotification(
    {
      ...headOf(world, state),
      notificationNo,
      complaintPhone: siteOf(world).complaintPhone,
      madeAt: state.notification?.at ?? world.now(),
    },
    world.fonts(),
  )
  return { name: `${notificationNo}.pdf`, bytes }
}

/** The stored bytes of a closed case; before that, a draft that says so. */
export async function recordPaper(
  world: World,
  id: FailureId,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const kept = recordOf(world.db, id)
  if (kept !== undefined) return { name: `${kept.recordNo}.pdf`, bytes: kept.pdf }
  const state = failureState(world, id)
  const recordNo = state.caseNo.replace(/^CZ/, 'XH')
  return {
    name: `${recordNo}-草稿.pdf`,
    bytes: await drawRecord(world, state, { recordNo, madeAt: world.now(), draft: true }),
  }
}

interface Made {
  readonly recordNo: string
  readonly madeAt: Moment
  readonly draft: boolean
}

export function drawRecord(world: World, state: FailureState, made: Made): Promise<Uint8Array> {
  const { disposal } = state
  const shown = evidenceOf(world.db, state.id).filter(({ id }) => disposal === null || disposal.evidence.includes(id))
  return printDestructionRecord(recordSheet(world, state, made, shown), world.fonts())
}

/** Everything the record says, with these photographs. */
export function recordSheet(
  world: World,
  state: FailureState,
  made: Made,
  shown: readonly EvidenceRow[],
): DestructionPaper {
  const { plan, disposal, notification, confirmation } = state
  const head = headOf(world, state)
  const confirmed: TestedValue[] =
    confirmation === null
      ? []
      : [
          {
            round: 'confirmation',
            value: confirmation.value,
            verdict: confirmation.passed ? 'negative' : 'positive',
            at: confirmation.at,
            source: `${confirmation.laboratory} ${confirmation.reportNo}`,
            rawSha256: null,
          },
        ]
  return {
    ...head,
    ...made,
    values: [...head.values, ...confirmed],
    notification:
      notification === null
        ? null
        : {
            notificationNo: notification.noticeNo,
            receiver: notification.receiver,
            receivedAt: notification.receivedAt,
          },
    ground: groundOf(state),
    disposal:
      disposal === null
        ? null
        : {
            ...disposal,
            plan:
              plan === null
                ? null
                : { place: plan.place, plannedAt: plan.plannedAt, reportedTo: plan.reportedTo, reportedAt: plan.at },
            remainderKg: balance(disposal) ?? '',
          },
    photos: shown.map((photo) => ({ ...photo, bytes: evidenceBytes(world.db, photo.id) })),
    receipt: receiptOfFailure(world.db, state.id) ?? null,
  }
}

function groundOf(state: FailureState): DisposalGround | null {
  const basis = legalBasisOf(state)
  if (basis === null) return null
  const { answer, confirmation } = state
  if (basis.ground === 'confirmed' && confirmation !== null)
    return { kind: 'confirmed', laboratory: confirmation.laboratory, reportNo: confirmation.reportNo }
  if (answer?.kind === 'accepted') return { kind: 'accepted', signer: answer.signer }
  return { kind: 'deadline-passed' }
}

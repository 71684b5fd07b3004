/** The papers of a case, gathered from its records: the notification to the stall holder and the destruction record. */

import { balance } from '#core/failure/balance.ts'
import { legalBasisOf } from '#core/failure/closing.ts'
import { partOf } from '#core/failure/facts.ts'
import type { FailureState } from '#core/failure/failure.ts'
import type { FailureId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { labValueWords } from '#print/case-words.ts'
import { correctedFacts } from '#print/corrections.ts'
import { printDestructionRecord } from '#print/destruction.ts'
import type { DestructionPaper, DisposalGround, TestedValue } from '#print/destruction-paper.ts'
import { type NotificationPaper, printNotification } from '#print/notification.ts'
import { correctionsOf } from '#storage/corrections.ts'
import { drawingOf } from '#storage/drawings.ts'
import { type EvidenceRow, evidenceBytes, evidenceOf, recordOf } from '#storage/failures.ts'
import { receiptOfFailure } from '#storage/outbox.ts'
import { readingById } from '#storage/readings.ts'
import { resultsOfFailure, type StoredResult } from '#storage/results.ts'
import { sampleById } from '#storage/samples.ts'
import { caseLinks } from './case-links.ts'
import { failureState } from './follow-failure.ts'
import { driverFor } from './known-drivers.ts'
import { siteOf } from './site.ts'
import type { World } from './world.ts'

/** What both papers say first. */
export function headOf(world: World, state: FailureState) {
  const sample = sampleById(world.db, state.sampleId)
  const results = resultsOfFailure(world.db, state.id).filter(({ withdrawn }) => withdrawn === null)
  const deciding = results.at(-1)
  const site = siteOf(world)
  return {
    caseNo: state.caseNo,
    site: site.name,
    parties: site,
    sampleNo: sample.sampleNo,
    food: sample.food,
    origin: sample.origin,
    stockKg: sample.stockKg,
    stallCode: sample.stallCode,
    stallName: sample.stallName,
    sampledAt: sample.takenAt,
    takenBy: sample.takenBy,
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

/** The notification as it stands: what is shown on the screen and printed is the same. */
export function notificationSheet(world: World, state: FailureState): NotificationPaper {
  const { takenBy: _, origin: __, ...head } = headOf(world, state)
  const { notification } = state
  const drawing = notification?.receipt?.kind === 'screen' ? drawingOf(world.db, state.id) : undefined
  return {
    ...head,
    notificationNo: notification?.noticeNo ?? state.caseNo.replace(/^CZ/, 'GZ'),
    complaintPhone: siteOf(world).complaintPhone,
    madeAt: notification?.at ?? world.now(),
    corrections: correctedFacts(
      correctionsOf(world.db, state.id).filter(({ fact }) => partOf(fact) === 'notification'),
    ),
    served:
      notification === null
        ? null
        : {
            by: notification.by,
            receiver: notification.receiver,
            receivedAt: notification.receivedAt,
            receipt: notification.receipt ?? { kind: 'paper' },
            drawing: drawing?.png ?? null,
          },
  }
}

export async function notificationPaper(
  world: World,
  id: FailureId,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const sheet = notificationSheet(world, failureState(world, id))
  return { name: `${sheet.notificationNo}.pdf`, bytes: await printNotification(sheet, world.fonts()) }
}

/** The stored bytes of a closed case; before that, a draft that says so. `corrected`: drawn anew with its corrections. */
export async function recordPaper(
  world: World,
  id: FailureId,
  corrected = false,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const kept = recordOf(world.db, id)
  if (kept !== undefined && !corrected) return { name: `${kept.recordNo}.pdf`, bytes: kept.pdf }
  if (kept !== undefined) {
    const { recordNo } = kept
    const madeAt = correctionsOf(world.db, id).at(-1)?.at ?? kept.at
    const bytes = await drawRecord(world, failureState(world, id), { recordNo, madeAt, draft: false })
    return { name: `${recordNo}-更正.pdf`, bytes }
  }
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

/** Everything the record says, as it reads now, with these photographs; what it said before is among its corrections. */
export function recordSheet(
  world: World,
  state: FailureState,
  made: Made,
  shown: readonly EvidenceRow[],
): DestructionPaper {
  const { plan, disposal, notification, confirmation, seal } = state
  const corrections = correctionsOf(world.db, state.id)
  const { takenBy: _, ...head } = headOf(world, state)
  const confirmed: TestedValue[] =
    confirmation === null
      ? []
      : [
          {
            round: 'confirmation',
            value: labValueWords(confirmation),
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
            receipt: notification.receipt ?? null,
          },
    seal: seal === null ? null : { ...seal, kind: 'seal' },
    links: linksOf(world, state),
    corrections: correctedFacts(corrections),
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
            signedEarlier: corrections.some(({ fact }) => partOf(fact) === 'disposal'),
            remainderKg: balance(disposal) ?? '',
            kinds: disposal.kinds ?? [],
            outlet: disposal.outlet ?? null,
          },
    photos: shown.map((photo) => ({ ...photo, bytes: photo.film ? null : evidenceBytes(world.db, photo.id) })),
    receipt: receiptOfFailure(world.db, state.id) ?? null,
  }
}

function linksOf(world: World, state: FailureState) {
  const { others, ...links } = caseLinks(world, state)
  return {
    ...links,
    others: others.map(({ stallCode, stallName, sampleNo }) => ({
      stall: [stallCode, stallName].filter((part) => part !== null).join(' '),
      sampleNo,
    })),
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

/** Why a case will not take a step: every way a paper could be wrong has its own code. */
import { assertNever } from '../ids.ts'
import { epochOf, later, type Moment } from '../time.ts'
import { objectionEnded, takenIn } from './allowed.ts'
import { isQuantity, isZero } from './balance.ts'
import { missingForClosing } from './closing.ts'
import type { FailureStep, ResultWithdrawn, Retested, Tested } from './event.ts'
import type { FailureState } from './failure.ts'
import { distinct, isBlank, plain } from './names.ts'
import { blankOf, isAhead, isBeforeMinuteOf } from './paper-faults.ts'
import type { Refusal } from './refusal.ts'
import { ofDisposal, ofPlan } from './refuse-disposal.ts'
import type { FailureRules } from './rules.ts'

export function refusalOf(
  state: FailureState,
  event: FailureStep | Tested,
  at: Moment,
  by: string,
  rules: FailureRules,
): Refusal | null {
  if (!takenIn[event.kind].includes(state.stage)) return `not-in-this-stage: ${event.kind} in ${state.stage}`
  if (isBlank(by)) return 'name-missing: by'
  // A measurement is never turned away for the PC's clock; a person can set the clock right first.
  if (event.kind !== 'retested' && epochOf(at) < epochOf(state.movedAt)) return 'clock-went-back'
  switch (event.kind) {
    case 'retested':
      return ofRetest(state, event)
    case 'result-withdrawn':
      return ofWithdrawal(state, event)
    case 'serve-notice':
      return ofNotice(state, event, at, rules)
    case 'accept':
      return blankOf(event, ['signer'])
    case 'object':
      return blankOf(event, ['signer', 'reason']) ?? (objectionEnded(state, at) ? 'objection-too-late' : null)
    case 'let-deadline-pass':
      return objectionEnded(state, at) ? null : 'deadline-not-passed'
    case 'refer':
      return blankOf(event, ['laboratory', 'sealNo']) ?? ofLaboratory(event.laboratory, rules)
    case 'confirm':
      return ofConfirmation(event, rules)
    case 'plan-disposal':
      return ofPlan(event, at, rules)
    case 'dispose':
      return ofDisposal(state, event, at, rules)
    case 'close':
      return ofClosing(state, rules)
    case 'seal':
      return ofSeal(event)
    case 'trace':
      return isBlank([event.supplier, event.certificateNo, event.batch, event.soldTo].join(''))
        ? 'text-missing: trace'
        : null
    default:
      return assertNever(event)
  }
}

function ofRetest(state: FailureState, event: Retested): Refusal | null {
  if (event.round === 'first') return 'not-a-retest: round first'
  const known = [state.firstResultId, ...state.retests.map(({ resultId }) => resultId)]
  return known.includes(event.resultId) ? `already-counted: ${event.resultId}` : null
}

function ofWithdrawal(state: FailureState, { resultId, why }: ResultWithdrawn): Refusal | null {
  if (isBlank(why)) return 'text-missing: why'
  const standing = [...(state.firstWithdrawn ? [] : [state.firstResultId]), ...state.retests.map((one) => one.resultId)]
  return standing.includes(resultId) ? null : `no-such-result: ${resultId}`
}

/** The receipt starts the four hours, so it can neither lie ahead nor before there was anything to receive. */
function ofNotice(state: FailureState, event: Of<'serve-notice'>, at: Moment, rules: FailureRules): Refusal | null {
  const blank = blankOf(event, ['noticeNo', 'receiver'])
  if (blank !== null) return blank
  // A type says so, but the words came from a window: 食品安全法 art. 64 has the sale stopped at once.
  if (event.saleSuspended !== true) return 'sale-not-suspended'
  if (isAhead(event.receivedAt, at, rules)) return 'received-in-future'
  if (state.decidedAt !== null && isBeforeMinuteOf(event.receivedAt, state.decidedAt)) return 'received-before-decision'
  return ofReceipt(event, at, rules)
}

/** What is drawn on the screen is drawn now; whoever will not sign is witnessed by somebody else. */
function ofReceipt(
  { receipt, receiver, receivedAt }: Of<'serve-notice'>,
  at: Moment,
  rules: FailureRules,
): Refusal | null {
  if (receipt === undefined || receipt.kind === 'paper') return null
  if (receipt.kind === 'refused')
    return isBlank(receipt.witness) || plain(receipt.witness) === plain(receiver) ? 'witness-missing' : null
  const blank = blankOf(receipt, ['shownSha256', 'drawingSha256'])
  if (blank !== null) return blank
  return epochOf(later(receivedAt, rules.clockTolerance)) < epochOf(at) ? 'received-elsewhere' : null
}

/** 食品安全法 (2021) art. 64: sold no more, and sealed where it lies. */
function ofSeal(event: Of<'seal'>): Refusal | null {
  if (!isQuantity(event.quantityKg)) return 'quantity-unreadable: quantityKg'
  if (isZero(event.quantityKg)) return 'no-stock'
  return blankOf(event, ['place']) ?? (distinct(event.sealNos) === 0 ? 'text-missing: sealNos' : null)
}

/** 食品安全法 (2021) art. 88: 复检不得采用快速检测方法. */
export function ofConfirmation(
  event: Of<'confirm'>,
  rules: Pick<FailureRules, 'ownBodies' | 'quickMethods'>,
): Refusal | null {
  const blank = blankOf(event, ['reportNo', 'laboratory', 'method', 'value'])
  if (blank !== null) return blank
  const same = ofLaboratory(event.laboratory, rules)
  if (same !== null) return same
  const quick = rules.quickMethods.find((word) => withoutStrokes(event.method).includes(withoutStrokes(word)))
  return quick === undefined ? null : `quick-method: ${quick}`
}

/** 食品安全法 (2021) art. 88, 农产品质量安全法 art. 51: the body that tests again is another one than the first. */
export function ofLaboratory(laboratory: string, { ownBodies }: Pick<FailureRules, 'ownBodies'>): Refusal | null {
  return ownBodies.some((own) => plain(own) === plain(laboratory)) ? `same-body: ${laboratory}` : null
}

/** A standard's number is the same with and without its stroke and dashes: GB/T 5009.199, GBT5009.199, KJ-2017. */
function withoutStrokes(text: string): string {
  return plain(text).replace(/[/\\\-‐-―_]/gu, '')
}

function ofClosing(state: FailureState, rules: FailureRules): Refusal | null {
  const missing = missingForClosing(state, rules)
  return missing.length === 0 ? null : `incomplete: ${missing.join(', ')}`
}

type Of<Kind extends FailureStep['kind']> = Extract<FailureStep, { kind: Kind }>

/** Why a case will not take a step: every way a paper could be wrong has its own code. */
import { assertNever } from '../ids.ts'
import { dayOf, epochOf, later, type Moment } from '../time.ts'
import { objectionEnded, takenIn } from './allowed.ts'
import { balance, isZero, unreadableQuantity } from './balance.ts'
import { missingForClosing } from './closing.ts'
import type { Disposal, FailureStep, ResultWithdrawn, Retested, Tested } from './event.ts'
import type { FailureState } from './failure.ts'
import { distinct, isBlank, plain } from './names.ts'
import { type DisposalMethod, disposalMethods, type FailureRules } from './rules.ts'
import { witnessesOf } from './witnesses.ts'

export const refusalCodes = [
  'not-in-this-stage',
  'name-missing',
  'text-missing',
  'clock-went-back',
  'already-counted',
  'not-a-retest',
  'no-such-result',
  'sale-not-suspended',
  'received-in-future',
  'received-before-decision',
  'objection-too-late',
  'deadline-not-passed',
  'same-body',
  'quick-method',
  'method-not-allowed',
  'planned-before-report',
  'disposed-in-future',
  'disposed-before-report',
  'quantity-unreadable',
  'no-stock',
  'return-not-allowed',
  'balance-not-zero',
  'signers-missing',
  'supervisor-missing',
  'evidence-missing',
  'incomplete',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** `code` or `code: detail`. */
export type Refusal = RefusalCode | `${RefusalCode}: ${string}`

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
  return null
}

/** 食品安全法 (2021) art. 88: 复检不得采用快速检测方法. */
function ofConfirmation(event: Of<'confirm'>, rules: FailureRules): Refusal | null {
  const blank = blankOf(event, ['reportNo', 'laboratory', 'method', 'value'])
  if (blank !== null) return blank
  const same = ofLaboratory(event.laboratory, rules)
  if (same !== null) return same
  const quick = rules.quickMethods.find((word) => withoutStrokes(event.method).includes(withoutStrokes(word)))
  return quick === undefined ? null : `quick-method: ${quick}`
}

/** 食品安全法 (2021) art. 88, 农产品质量安全法 art. 51: the body that tests again is another one than the first. */
function ofLaboratory(laboratory: string, { ownBodies }: FailureRules): Refusal | null {
  return ownBodies.some((own) => plain(own) === plain(laboratory)) ? `same-body: ${laboratory}` : null
}

/** A standard's number is the same with and without its stroke and dashes: GB/T 5009.199, GBT5009.199, KJ-2017. */
function withoutStrokes(text: string): string {
  return plain(text).replace(/[/\\\-‐-―_]/gu, '')
}

/** 食品安全法 (2021) art. 63: time and place are reported before the destruction. */
function ofPlan(event: Of<'plan-disposal'>, at: Moment, rules: FailureRules): Refusal | null {
  const blank = blankOf(event, ['place', 'reportedTo'])
  if (blank !== null) return blank
  const method = methodRefused(event.method, rules)
  if (method !== null) return method
  return dayOf(event.plannedAt) < dayOf(at) ? 'planned-before-report' : null
}

function ofDisposal(state: FailureState, event: Disposal, at: Moment, rules: FailureRules): Refusal | null {
  if (isBlank(event.place)) return 'text-missing: place'
  const method = methodRefused(event.method, rules)
  if (method !== null) return method
  if (isAhead(event.disposedAt, at, rules)) return 'disposed-in-future'
  if (state.plan !== null && isBeforeMinuteOf(event.disposedAt, state.plan.at)) return 'disposed-before-report'
  return ofLedger(event, rules) ?? ofWitnesses(event, rules)
}

function ofLedger(event: Disposal, rules: FailureRules): Refusal | null {
  const unreadable = unreadableQuantity(event)
  if (unreadable !== null) return `quantity-unreadable: ${unreadable}`
  if (isZero(event.stockKg)) return 'no-stock'
  if (!isZero(event.returnedKg) && !rules.allowedMethods.includes('return')) return 'return-not-allowed'
  const remainder = balance(event)
  return remainder !== null && isZero(remainder) ? null : `balance-not-zero: ${remainder}`
}

function ofWitnesses(event: Disposal, rules: FailureRules): Refusal | null {
  if (event.signers.some(({ role, name }) => isBlank(role) || isBlank(name))) return 'name-missing: signer'
  const { signers, supervisors } = witnessesOf(event.signers, rules)
  if (signers < rules.signers) return `signers-missing: ${signers} of ${rules.signers}`
  if (supervisors < rules.supervisors) return `supervisor-missing: ${supervisors} of ${rules.supervisors}`
  const evidence = distinct(event.evidence)
  return evidence < rules.evidence ? `evidence-missing: ${evidence} of ${rules.evidence}` : null
}

function ofClosing(state: FailureState, rules: FailureRules): Refusal | null {
  const missing = missingForClosing(state, rules)
  return missing.length === 0 ? null : `incomplete: ${missing.join(', ')}`
}

type Of<Kind extends FailureStep['kind']> = Extract<FailureStep, { kind: Kind }>

function methodRefused(method: DisposalMethod, rules: FailureRules): Refusal | null {
  return disposalMethods.includes(method) && rules.allowedMethods.includes(method)
    ? null
    : `method-not-allowed: ${method}`
}

function blankOf<Name extends string>(event: { readonly [N in Name]: string }, names: readonly Name[]): Refusal | null {
  const blank = names.find((name) => isBlank(event[name]))
  if (blank === undefined) return null
  return blank === 'signer' || blank === 'receiver' ? `name-missing: ${blank}` : `text-missing: ${blank}`
}

function isAhead(moment: Moment, now: Moment, rules: FailureRules): boolean {
  return epochOf(moment) > epochOf(later(now, rules.clockTolerance))
}

/** Papers carry minutes, clocks milliseconds: 07:15 on paper is not before 07:15:30. */
function isBeforeMinuteOf(moment: Moment, other: Moment): boolean {
  return epochOf(moment) < Math.floor(epochOf(other) / 60_000) * 60_000
}

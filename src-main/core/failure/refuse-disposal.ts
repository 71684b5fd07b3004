/** Why a disposal, or its plan, is not taken: method, time, balance, sealed goods, witnesses, evidence. */
import { dayOf, type Moment } from '../time.ts'
import { balance, difference, isZero, quantityNames, unreadableQuantity } from './balance.ts'
import type { Disposal, FailureStep } from './event.ts'
import type { FailureState } from './failure.ts'
import { distinct, isBlank } from './names.ts'
import { blankOf, isAhead, isBeforeMinuteOf } from './paper-faults.ts'
import type { Refusal } from './refusal.ts'
import { type DisposalMethod, disposalMethods, type FailureRules } from './rules.ts'
import { witnessesOf } from './witnesses.ts'

/** 食品安全法 (2021) art. 63: time and place are reported before the destruction. */
export function ofPlan(
  event: Extract<FailureStep, { kind: 'plan-disposal' }>,
  at: Moment,
  rules: FailureRules,
): Refusal | null {
  const blank = blankOf(event, ['place', 'reportedTo'])
  if (blank !== null) return blank
  const method = methodRefused(event.method, rules)
  if (method !== null) return method
  return dayOf(event.plannedAt) < dayOf(at) ? 'planned-before-report' : null
}

export function ofDisposal(state: FailureState, event: Disposal, at: Moment, rules: FailureRules): Refusal | null {
  if (isBlank(event.place)) return 'text-missing: place'
  const method = methodRefused(event.method, rules)
  if (method !== null) return method
  if (isAhead(event.disposedAt, at, rules)) return 'disposed-in-future'
  if (state.plan !== null && isBeforeMinuteOf(event.disposedAt, state.plan.at)) return 'disposed-before-report'
  return ofLedger(event, rules) ?? ofKinds(event) ?? ofSealed(state, event) ?? ofWitnesses(event, rules)
}

function ofLedger(event: Disposal, rules: FailureRules): Refusal | null {
  const unreadable = unreadableQuantity(event)
  if (unreadable !== null) return `quantity-unreadable: ${unreadable}`
  if (isZero(event.stockKg)) return 'no-stock'
  if (!isZero(event.returnedKg) && !rules.allowedMethods.includes('return')) return 'return-not-allowed'
  const remainder = balance(event)
  return remainder !== null && isZero(remainder) ? null : `balance-not-zero: ${remainder}`
}

/** 品种和数量: every kind closes by itself, and all of them together are what the record says. */
function ofKinds({ kinds, ...total }: Disposal): Refusal | null {
  if (kinds === undefined || kinds.length === 0) return null
  for (const kind of kinds) {
    if (isBlank(kind.name)) return 'text-missing: kind'
    const unreadable = unreadableQuantity(kind)
    if (unreadable !== null) return `quantity-unreadable: ${unreadable}`
    const remainder = balance(kind)
    if (remainder === null || !isZero(remainder)) return `balance-not-zero: ${kind.name} ${remainder}`
  }
  if (distinct(kinds.map(({ name }) => name)) < kinds.length) return 'kinds-not-total: name'
  const off = quantityNames.find(
    (name) =>
      !isZero(
        difference(
          total[name],
          kinds.map((kind) => kind[name]),
        ),
      ),
  )
  return off === undefined ? null : `kinds-not-total: ${off}`
}

/** What was sealed cannot have been sold: it is destroyed, returned or kept. */
function ofSealed({ seal }: FailureState, { destroyedKg, returnedKg, keptKg }: Disposal): Refusal | null {
  if (seal === null) return null
  const missing = difference(seal.quantityKg, [destroyedKg, returnedKg, keptKg])
  return missing.startsWith('-') || isZero(missing) ? null : `sealed-missing: ${missing}`
}

function ofWitnesses(event: Disposal, rules: FailureRules): Refusal | null {
  if (event.signers.some(({ role, name }) => isBlank(role) || isBlank(name))) return 'name-missing: signer'
  const { signers, supervisors } = witnessesOf(event.signers, rules)
  if (signers < rules.signers) return `signers-missing: ${signers} of ${rules.signers}`
  if (supervisors < rules.supervisors) return `supervisor-missing: ${supervisors} of ${rules.supervisors}`
  const evidence = distinct(event.evidence)
  if (evidence < rules.evidence) return `evidence-missing: ${evidence} of ${rules.evidence}`
  const photo = event.outlet?.receiptPhoto ?? ''
  return photo === '' || event.evidence.includes(photo) ? null : `receipt-photo-missing: ${photo}`
}

function methodRefused(method: DisposalMethod, rules: FailureRules): Refusal | null {
  return disposalMethods.includes(method) && rules.allowedMethods.includes(method)
    ? null
    : `method-not-allowed: ${method}`
}

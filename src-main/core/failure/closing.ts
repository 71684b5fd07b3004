/** What a case rests on and what still stands between it and its end. */
import { balance, isZero } from './balance.ts'
import type { FailureState } from './failure.ts'
import { distinct } from './names.ts'
import { validRetests } from './retest.ts'
import { type ClauseCode, type FailureRules, standardRules } from './rules.ts'
import { witnessesOf } from './witnesses.ts'

export const closingParts = [
  'retests',
  'notification',
  'answer',
  'referral',
  'confirmation',
  'basis',
  'plan',
  'disposal',
  'balance',
  'signers',
  'supervisor',
  'evidence',
] as const
export type ClosingPart = (typeof closingParts)[number]

/** Why the goods may be disposed of: the seller agreed, let four hours go by, or a laboratory confirmed. */
export const grounds = ['accepted', 'deadline-passed', 'confirmed'] as const
export type Ground = (typeof grounds)[number]

export interface LegalBasis {
  readonly ground: Ground
  readonly clauses: readonly ClauseCode[]
}

const clausesOf: { readonly [G in Ground]: readonly ClauseCode[] } = {
  accepted: ['food-safety-law-64', 'produce-law-37', 'food-safety-law-88', 'food-safety-law-63'],
  'deadline-passed': [
    'food-safety-law-64',
    'produce-law-37',
    'food-safety-law-88',
    'produce-law-51',
    'food-safety-law-63',
  ],
  confirmed: ['food-safety-law-88', 'produce-law-51', 'food-safety-law-87', 'food-safety-law-63'],
}

/** Null while there is no ground to touch the goods, and for a case that ended without one. */
export function legalBasisOf(state: FailureState): LegalBasis | null {
  const ground = groundOf(state)
  return ground === null ? null : { ground, clauses: clausesOf[ground] }
}

function groundOf({ answer, confirmation }: FailureState): Ground | null {
  if (answer === null) return null
  if (answer.kind !== 'objected') return answer.kind
  return confirmation !== null && !confirmation.passed ? 'confirmed' : null
}

/**
 * Why the case cannot close yet, in the order the parts are made; empty when it can, and when it ended without a disposal.
 * A closed case is looked at all the same: a rate must not believe the word.
 */
export function missingForClosing(state: FailureState, rules: FailureRules = standardRules): readonly ClosingPart[] {
  if (state.stage === 'cleared' || state.stage === 'released' || state.stage === 'withdrawn') return []
  const { answer, disposal } = state
  const objected = answer?.kind === 'objected'
  const witnesses = witnessesOf(disposal?.signers ?? [], rules)
  const is: { readonly [Part in ClosingPart]: boolean } = {
    retests: validRetests(state.retests).length < rules.retest.needed,
    notification: state.notification === null,
    answer: answer === null,
    referral: objected && state.referral === null,
    confirmation: objected && state.confirmation === null,
    basis: groundOf(state) === null,
    plan: state.plan === null,
    disposal: disposal === null,
    balance: disposal === null || !isBalanced(disposal),
    signers: disposal === null || witnesses.signers < rules.signers,
    supervisor: disposal === null || witnesses.supervisors < rules.supervisors,
    evidence: disposal === null || distinct(disposal.evidence) < rules.evidence,
  }
  return closingParts.filter((part) => is[part])
}

function isBalanced(quantities: Parameters<typeof balance>[0]): boolean {
  const remainder = balance(quantities)
  return remainder !== null && isZero(remainder)
}

/** A closed case's plan, disposal and basis, all three certain. Throws while the case is open. */
export function dispositionOf(state: FailureState) {
  const { plan, disposal } = state
  const basis = legalBasisOf(state)
  if (state.stage !== 'closed' || plan === null || disposal === null || basis === null) {
    throw new Error(`Case ${state.caseNo} is ${state.stage}, not closed`)
  }
  return { plan, disposal, basis }
}

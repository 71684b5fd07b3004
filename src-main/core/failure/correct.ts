/** Corrections of a case's facts: a slip of the pen is set right beside the original, never over it; a measured value never. */
import { epochOf, type Moment } from '../time.ts'
import type { FailureState } from './failure.ts'
import { isBlank } from './names.ts'
import type { Refusal } from './refusal.ts'
import { ofConfirmation, ofLaboratory } from './refuse.ts'
import type { FailureRules } from './rules.ts'

/**
 * What may be set right: names, numbers and places that were written down. Not the times and quantities that clocks and
 * balances were decided by, not the laboratory's verdict, and no value of an instrument.
 */
export const factNames = [
  'notification.noticeNo',
  'notification.receiver',
  'answer.signer',
  'answer.reason',
  'seal.place',
  'referral.laboratory',
  'referral.sealNo',
  'confirmation.reportNo',
  'confirmation.laboratory',
  'confirmation.method',
  'confirmation.value',
  'confirmation.unit',
  'plan.reportedTo',
  'disposal.place',
  'outlet.plate',
  'outlet.plant',
  'outlet.receiptNo',
  'trace.supplier',
  'trace.supplierContact',
  'trace.certificateNo',
  'trace.batch',
  'trace.soldTo',
] as const
export type FactName = (typeof factNames)[number]

export interface Correction {
  readonly fact: FactName
  readonly before: string
  readonly after: string
  readonly why: string
  readonly at: Moment
  readonly by: string
}

/** What a fact says now, corrections left aside; null: not recorded, or a laboratory's signed file said it. */
export function factOf(state: FailureState, fact: FactName): string | null {
  const { notification, answer, seal, referral, confirmation, plan, disposal, trace } = state
  const typed = confirmation?.file === undefined ? confirmation : null
  const outlet = disposal?.outlet ?? null
  switch (fact) {
    case 'notification.noticeNo':
      return notification?.noticeNo ?? null
    case 'notification.receiver':
      // A drawn signature was given under this name.
      return notification?.receipt?.kind === 'screen' ? null : (notification?.receiver ?? null)
    case 'answer.signer':
      return answer === null || answer.kind === 'deadline-passed' ? null : answer.signer
    case 'answer.reason':
      return answer?.kind === 'objected' ? answer.reason : null
    case 'seal.place':
      return seal?.place ?? null
    case 'referral.laboratory':
      return referral?.laboratory ?? null
    case 'referral.sealNo':
      return referral?.sealNo ?? null
    case 'confirmation.reportNo':
      return typed?.reportNo ?? null
    case 'confirmation.laboratory':
      return typed?.laboratory ?? null
    case 'confirmation.method':
      return typed?.method ?? null
    case 'confirmation.value':
      return typed?.value ?? null
    case 'confirmation.unit':
      return typed?.unit ?? null
    case 'plan.reportedTo':
      return plan?.reportedTo ?? null
    case 'disposal.place':
      return disposal?.place ?? null
    case 'outlet.plate':
      return outlet?.plate ?? null
    case 'outlet.plant':
      return outlet?.plant ?? null
    case 'outlet.receiptNo':
      return outlet?.receiptNo ?? null
    case 'trace.supplier':
    case 'trace.supplierContact':
    case 'trace.certificateNo':
    case 'trace.batch':
    case 'trace.soldTo':
      return trace?.[traceField(fact)] ?? null
  }
}

type TraceField = 'supplier' | 'supplierContact' | 'certificateNo' | 'batch' | 'soldTo'

function traceField(fact: Extract<FactName, `trace.${string}`>): TraceField {
  return fact.slice('trace.'.length) as TraceField
}

/** As it reads now, every correction taken. */
export function factNow(state: FailureState, corrections: readonly Correction[], fact: FactName): string | null {
  const written = factOf(state, fact)
  return written === null
    ? null
    : (corrections.findLast((one) => one.fact === fact && stands(state, one))?.after ?? written)
}

/** What was recorded anew later (another seal, another plan) is no longer what the correction spoke of. */
function stands(state: FailureState, { fact, at }: Correction): boolean {
  const [part = ''] = fact.split('.')
  const recorded = recordedAt(state)[part]
  return recorded === undefined || epochOf(at) >= epochOf(recorded)
}

function recordedAt({ seal, plan, trace }: FailureState): Readonly<Record<string, Moment | undefined>> {
  return { seal: seal?.at, plan: plan?.at, trace: trace?.at }
}

/** The facts that may be corrected now, with what they say. */
export function correctable(
  state: FailureState,
  corrections: readonly Correction[],
): readonly { readonly fact: FactName; readonly now: string }[] {
  return factNames.flatMap((fact) => {
    const now = factNow(state, corrections, fact)
    return now === null ? [] : [{ fact, now }]
  })
}

export function correctionRefused(
  state: FailureState,
  earlier: readonly Correction[],
  said: Omit<Correction, 'at'>,
  rules: FailureRules,
): Refusal | null {
  const now = factNow(state, earlier, said.fact)
  if (now === null) return `fact-unknown: ${said.fact}`
  if (isBlank(said.by)) return 'name-missing: by'
  if (isBlank(said.why)) return 'text-missing: why'
  if (isBlank(said.after)) return 'text-missing: after'
  if (said.before !== now) return 'fact-changed-meanwhile'
  if (said.after.trim() === now.trim()) return 'fact-unchanged'
  return lawRefuses(state, said, rules)
}

/** What the law refused when it was first written down, it refuses as a correction. */
function lawRefuses(
  { confirmation }: FailureState,
  { fact, after }: Pick<Correction, 'fact' | 'after'>,
  rules: FailureRules,
): Refusal | null {
  if (fact === 'referral.laboratory') return ofLaboratory(after, rules)
  if (confirmation === null || (fact !== 'confirmation.method' && fact !== 'confirmation.laboratory')) return null
  const { at: _, by: __, ...said } = confirmation
  const changed = fact === 'confirmation.method' ? { ...said, method: after } : { ...said, laboratory: after }
  return ofConfirmation({ kind: 'confirm', ...changed }, rules)
}

/** Which steps a stage knows, and which of them a person may take now. The order of the law as one table. */
import { epochOf, type Moment } from '../time.ts'
import type { FailureStepKind, Tested } from './event.ts'
import type { FailureState } from './failure.ts'
import { type FailureStage, failureStages } from './stage.ts'

/** The stage each event belongs to. A retest comes from the analyzer; everything else is a person's, a claim taken back among it. */
export const takenIn: { readonly [Kind in FailureStepKind | Tested['kind']]: readonly FailureStage[] } = {
  retested: ['retest-due'],
  'result-withdrawn': ['retest-due'],
  'serve-notice': ['notify-due'],
  accept: ['objection-open'],
  object: ['objection-open'],
  'let-deadline-pass': ['objection-open'],
  refer: ['referral-due'],
  confirm: ['referred'],
  dispose: ['disposal-planned'],
  // Time or place may change before the disposal; each plan is reported and kept.
  'plan-disposal': ['disposal-due', 'disposal-planned'],
  close: ['disposed'],
  // From the moment the sale is to stop until the goods are gone.
  seal: ['notify-due', 'objection-open', 'referral-due', 'referred', 'disposal-due', 'disposal-planned'],
  trace: ['notify-due', 'objection-open', 'referral-due', 'referred', 'disposal-due', 'disposal-planned', 'disposed'],
}

/** Recorded beside the order of the law: they move no stage and stop no clock. */
export const sideKinds = ['seal', 'trace'] as const satisfies readonly FailureStepKind[]
export type SideKind = (typeof sideKinds)[number]

export function isSide(kind: string): kind is SideKind {
  return sideKinds.some((side) => side === kind)
}

/** What may be recorded beside the next step. */
export function sidesOf({ stage }: Pick<FailureState, 'stage'>): readonly SideKind[] {
  return sideKinds.filter((kind) => takenIn[kind].includes(stage))
}

const stepKinds = Object.keys(takenIn).filter(
  (kind) => kind !== 'retested' && kind !== 'result-withdrawn' && !isSide(kind),
) as FailureStepKind[]

/** The kinds of step of a stage, the main one first, clocks left aside. */
export const stepsOf: ReadonlyMap<FailureStage, readonly FailureStepKind[]> = new Map(
  failureStages.map((stage) => [stage, stepKinds.filter((kind) => takenIn[kind].includes(stage))]),
)

/**
 * The kinds of step allowed now, the main one first. An objection counts up to and including the last moment of the four
 * hours; only after it may the deadline pass. Empty while retests are due and when the case has ended.
 */
export function allowed(state: FailureState, at: Moment): readonly FailureStepKind[] {
  const steps = stepsOf.get(state.stage) ?? []
  if (state.stage !== 'objection-open') return steps
  return objectionEnded(state, at)
    ? ['let-deadline-pass', 'accept']
    : steps.filter((kind) => kind !== 'let-deadline-pass')
}

/** Strictly after the last moment of the objection clock. */
export function objectionEnded(state: FailureState, at: Moment): boolean {
  return state.stage === 'objection-open' && state.clock !== null && epochOf(at) > epochOf(state.clock.dueAt)
}

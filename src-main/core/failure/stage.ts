/** The stages of a failed sample's case, in order of the law, and the four in which it has ended. */

export const failureStages = [
  'retest-due',
  'cleared',
  'notify-due',
  'objection-open',
  'referral-due',
  'referred',
  'released',
  'disposal-due',
  'disposal-planned',
  'disposed',
  'closed',
  'withdrawn',
] as const
export type FailureStage = (typeof failureStages)[number]

/** 复测阴性, 复检合格, 已结案, 认领已撤销: nothing can happen to a case any more. */
export const endedStages = ['cleared', 'released', 'closed', 'withdrawn'] as const satisfies readonly FailureStage[]

export function isEnded(stage: FailureStage): boolean {
  return endedStages.some((ended) => ended === stage)
}

/**
 * The goods must go: undisputed, deadline passed, or confirmed. The denominator of the destruction rate; a case in 复检 is
 * not yet among them.
 */
export const disposalStages = [
  'disposal-due',
  'disposal-planned',
  'disposed',
  'closed',
] as const satisfies readonly FailureStage[]

export function isDisposalDue(stage: FailureStage): boolean {
  return disposalStages.some((due) => due === stage)
}

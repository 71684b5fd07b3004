/** A failed sample's case: opened at the first positive or suspect result, moved step by step, replayed from its records. */
import { assertNever, type FailureId, type ResultId, type SampleId } from '../ids.ts'
import { epochOf, type Moment } from '../time.ts'
import { clockAfter, stageAfter } from './decide.ts'
import type {
  Disposal,
  FailureClock,
  FailureEvent,
  FailureRecord,
  FailureStep,
  Opening,
  Retested,
  Tested,
} from './event.ts'
import type { Refusal } from './refusal.ts'
import { refusalOf } from './refuse.ts'
import { withoutResult } from './retest.ts'
import { type FailureRules, standardRules } from './rules.ts'
import type { FailureStage } from './stage.ts'

export type { FailureRules, RetestPolicy } from './rules.ts'

type Of<Kind extends FailureStep['kind']> = Omit<Extract<FailureStep, { kind: Kind }>, 'kind'> & {
  readonly at: Moment
  readonly by: string
}

/** How the stall holder answered the notice, or that four hours went by without an answer. */
export type Answer =
  | ({ readonly kind: 'accepted' } & Of<'accept'>)
  | ({ readonly kind: 'objected' } & Of<'object'>)
  | ({ readonly kind: 'deadline-passed' } & Of<'let-deadline-pass'>)

export interface FailureState {
  readonly id: FailureId
  readonly caseNo: string
  readonly sampleId: SampleId
  readonly item: string
  readonly firstResultId: ResultId
  readonly stage: FailureStage
  readonly clock: FailureClock | null
  readonly openedAt: Moment
  /** The latest moment of its records: no step of a person is taken before it. */
  readonly movedAt: Moment
  /** When the retests were decided (快检阳性 or 阴性); null while they are due. */
  readonly decidedAt: Moment | null
  /** The first result was withdrawn: the retests alone speak for the case. */
  readonly firstWithdrawn: boolean
  /** All of them that stand, also those that do not count. */
  readonly retests: readonly Retested[]
  readonly notification: Of<'serve-notice'> | null
  readonly answer: Answer | null
  readonly referral: Of<'refer'> | null
  readonly confirmation: Of<'confirm'> | null
  /** The plan in force; an earlier one stays in the records. */
  readonly plan: Of<'plan-disposal'> | null
  readonly disposal: (Disposal & { readonly at: Moment; readonly by: string }) | null
  /** The latest ones; earlier ones stay in the records. */
  readonly seal: Of<'seal'> | null
  readonly trace: Of<'trace'> | null
  readonly closedAt: Moment | null
}

export type Moved =
  | { readonly kind: 'moved'; readonly state: FailureState; readonly event: FailureRecord }
  | { readonly kind: 'refused'; readonly reason: Refusal }

/** Opens a case at the FIRST positive or suspect result, so that nothing falls through between two tests. */
export function openFailure(opening: Opening & { readonly at: Moment }): FailureState {
  return replayFailure([openingRecord(opening, opening.at, 'station')])
}

/** The first record of every case; keep it before any other. */
export function openingRecord(opening: Opening, at: Moment, by: string): FailureRecord {
  const { id, caseNo, sampleId, resultId, item } = opening
  return { at, by, event: { kind: 'opened', id, caseNo, sampleId, resultId, item }, to: 'retest-due', clock: null }
}

/**
 * Moves a case by one event, or refuses with a reason (`code` or `code: detail`) and changes nothing.
 * `at` is now, at the site; `by` the person (or the port, for a retest).
 */
export function step(
  state: FailureState,
  event: FailureStep | Tested,
  at: Moment,
  by: string,
  rules: FailureRules = standardRules,
): Moved {
  const reason = refusalOf(state, event, at, by, rules)
  if (reason !== null) return { kind: 'refused', reason }
  const to = stageAfter(state, event, rules)
  const record: FailureRecord = { at, by, event, to, clock: clockAfter(state, event, rules) }
  return { kind: 'moved', state: afterRecord(state, record), event: record }
}

/** A case from its records, oldest first; equals the states `step` gave one by one. Throws when the first is no opening. */
export function replayFailure(records: readonly FailureRecord[]): FailureState {
  const [first, ...others] = records
  if (first === undefined) throw new Error('A case without records')
  return others.reduce(afterRecord, openedBy(first))
}

function openedBy({ at, event, to, clock }: FailureRecord): FailureState {
  if (event.kind !== 'opened') throw new Error(`A case begins with ${event.kind}`)
  return {
    id: event.id,
    caseNo: event.caseNo,
    sampleId: event.sampleId,
    item: event.item,
    firstResultId: event.resultId,
    stage: to,
    clock,
    openedAt: at,
    movedAt: at,
    decidedAt: null,
    firstWithdrawn: false,
    retests: [],
    notification: null,
    answer: null,
    referral: null,
    confirmation: null,
    plan: null,
    disposal: null,
    seal: null,
    trace: null,
    closedAt: null,
  }
}

/** Applies what was decided; decides nothing itself. */
export function afterRecord(before: FailureState, record: FailureRecord): FailureState {
  const movedAt = epochOf(record.at) < epochOf(before.movedAt) ? before.movedAt : record.at
  const state = { ...before, stage: record.to, clock: record.clock, movedAt }
  return { ...state, ...learned(state, record.event, record) }
}

function learned(state: FailureState, event: FailureEvent, { at, by, to }: FailureRecord): Partial<FailureState> {
  switch (event.kind) {
    case 'opened':
      throw new Error(`Case ${state.caseNo} was opened twice`)
    case 'retested':
      return { retests: [...state.retests, event], decidedAt: to === 'retest-due' ? null : at }
    case 'result-withdrawn':
      return withoutResult(state, event.resultId)
    case 'serve-notice':
      return { notification: { ...bare(event), at, by } }
    case 'accept':
      return { answer: { ...bare(event), kind: 'accepted', at, by } }
    case 'object':
      return { answer: { ...bare(event), kind: 'objected', at, by } }
    case 'let-deadline-pass':
      return { answer: { kind: 'deadline-passed', at, by } }
    case 'refer':
      return { referral: { ...bare(event), at, by } }
    case 'confirm':
      return { confirmation: { ...bare(event), at, by } }
    case 'plan-disposal':
      return { plan: { ...bare(event), at, by } }
    case 'dispose':
      return { disposal: { ...bare(event), at, by } }
    case 'close':
      return { closedAt: at }
    case 'seal':
      return { seal: { ...bare(event), at, by } }
    case 'trace':
      return { trace: { ...bare(event), at, by } }
    default:
      return assertNever(event)
  }
}

function bare<E extends FailureEvent>(event: E): Omit<E, 'kind'> {
  const { kind: _, ...rest } = event
  return rest
}

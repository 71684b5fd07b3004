/** Corrections of a case's facts: a slip of the pen is set right beside the original, never over it; a measured value never. */
import { epochOf, later, type Moment } from '../time.ts'
import { isSide } from './allowed.ts'
import type { FailureClock, FailureRecord } from './event.ts'
import { type FactName, factIn, factsOf, isReadable, isRecordedBy, mayBeBlank, partOf, withFact } from './facts.ts'
import { afterRecord, type FailureState, replayFailure } from './failure.ts'
import { isBlank } from './names.ts'
import type { Refusal } from './refusal.ts'
import { refusalOf } from './refuse.ts'
import { disposalMethods, type FailureRules } from './rules.ts'
import type { FailureStage } from './stage.ts'

export interface Change {
  readonly fact: FactName
  readonly before: string
  readonly after: string
}

export interface Correction extends Change {
  readonly why: string
  readonly at: Moment
  readonly by: string
}

/** What is set right at once: quantities that balance only together are changed together. */
export interface Correcting extends Omit<Correction, keyof Change> {
  readonly changes: readonly Change[]
  /** The laboratory that signed its result says so itself, by another file of its key. */
  readonly signed?: boolean | undefined
}

/** What a fact says; null: not recorded, or something was signed under it that a pen here cannot change. */
export function factOf(state: FailureState, fact: FactName, signed = false): string | null {
  const { notification, confirmation } = state
  const part = state[partOf(fact)]
  if (part === null) return null
  // A drawn signature was given under this name, at the station's own time.
  const drawn = notification?.receipt?.kind === 'screen'
  if (drawn && (fact === 'notification.receiver' || fact === 'notification.receivedAt')) return null
  // A laboratory's signed file said it.
  if (partOf(fact) === 'confirmation' && confirmation?.file !== undefined && !signed) return null
  return factIn(part, fact)
}

/** The facts that may be corrected now, with what they say. */
export function correctable(state: FailureState): readonly { readonly fact: FactName; readonly now: string }[] {
  return factsOf(state).flatMap((fact) => {
    const now = factOf(state, fact)
    return now === null ? [] : [{ fact, now }]
  })
}

/** While the goods still lie there, another conclusion of the laboratory can be followed. */
const untouched: readonly FailureStage[] = ['disposal-due', 'disposal-planned']

/** A case as it reads now: what is decided from here on rests on this. */
export function correctedState(records: readonly FailureRecord[], corrections: readonly Correction[]): FailureState {
  const state = replayFailure(correctedRecords(records, corrections))
  if (state.confirmation?.passed !== true || !untouched.includes(state.stage)) return state
  const moved = corrections.findLast(({ fact }) => fact === 'confirmation.passed')?.at ?? state.movedAt
  const movedAt = epochOf(moved) < epochOf(state.movedAt) ? state.movedAt : moved
  return { ...state, stage: 'released', clock: null, movedAt }
}

/** A correction is of the record that stood then: what was recorded anew later (another seal, another plan) is not touched. */
function correctedRecords(records: readonly FailureRecord[], corrections: readonly Correction[]) {
  const read = [...records]
  for (const { fact, before, after, at } of corrections) {
    const index = read.findLastIndex((one) => isRecordedBy(fact, one.event.kind) && epochOf(one.at) <= epochOf(at))
    const record = read[index]
    if (record === undefined || factIn(record.event, fact) !== before) continue
    read[index] = { ...record, event: withFact(record.event, fact, after) }
  }
  let clock: FailureClock | null = null
  return read.map((record, index): FailureRecord => {
    if (!isSide(record.event.kind)) clock = clockOf(record, records[index] ?? record)
    return { ...record, clock }
  })
}

/** A clock runs from the corrected time, as long as it was decided to run. */
function clockOf({ event, clock }: FailureRecord, original: FailureRecord): FailureClock | null {
  if (clock === null) return null
  if (event.kind === 'plan-disposal') return { ...clock, dueAt: event.plannedAt }
  if (event.kind !== 'serve-notice' || original.event.kind !== 'serve-notice') return clock
  const length = epochOf(clock.dueAt) - epochOf(original.event.receivedAt)
  return { ...clock, dueAt: later(event.receivedAt, length) }
}

export function correctionRefused(
  records: readonly FailureRecord[],
  earlier: readonly Correction[],
  { changes, why, at, by, signed = false }: Correcting,
  rules: FailureRules,
): Refusal | null {
  const state = correctedState(records, earlier)
  if (isBlank(by)) return 'name-missing: by'
  if (isBlank(why)) return 'text-missing: why'
  if (epochOf(at) < epochOf(state.movedAt)) return 'clock-went-back'
  if (changes.length === 0 || new Set(changes.map(({ fact }) => fact)).size < changes.length) return 'fact-unchanged'
  for (const change of changes) {
    const refused = changeRefused(state, change, signed)
    if (refused !== null) return refused
  }
  const now = changes.map((change) => ({ ...change, why, at, by }))
  return lawRefuses(records, earlier, [...earlier, ...now], rules)
}

function changeRefused(state: FailureState, { fact, before, after }: Change, signed: boolean): Refusal | null {
  const now = factOf(state, fact, signed)
  if (now === null) return `fact-unknown: ${fact}`
  if (isBlank(after) && !mayBeBlank(fact)) return 'text-missing: after'
  if (before !== now) return 'fact-changed-meanwhile'
  if (after.trim() === now.trim()) return 'fact-unchanged'
  if (!isReadable(fact, after)) return `fact-unreadable: ${fact}`
  if (fact !== 'confirmation.passed' || untouched.includes(state.stage)) return null
  return state.stage === 'released' ? 'conclusion-released' : 'conclusion-disposed'
}

/**
 * What the law refuses when it is written down it refuses as a correction, and no step that was taken since may become one
 * that could not have been taken: an objection after its four hours, a disposal of less than was sealed.
 */
function lawRefuses(
  records: readonly FailureRecord[],
  before: readonly Correction[],
  after: readonly Correction[],
  rules: FailureRules,
): Refusal | null {
  // Which ways a site allows was decided when the goods went; a rule that came later does not speak here.
  const then = { ...rules, allowedMethods: disposalMethods }
  const was = refusalsOf(correctedRecords(records, before), then)
  const now = correctedRecords(records, after)
  const refused = refusalsOf(now, then)
  const index = refused.findIndex((reason, at) => reason !== null && reason !== was[at])
  const [reason, record] = [refused[index], now[index]]
  if (reason == null || record === undefined) return null
  const own = after.slice(before.length).some(({ fact }) => isRecordedBy(fact, record.event.kind))
  return own ? reason : `then-refused: ${reason}`
}

/** For each record why it would not have been taken; null: it would. */
function refusalsOf(records: readonly FailureRecord[], rules: FailureRules): readonly (Refusal | null)[] {
  const [first, ...others] = records
  if (first === undefined) throw new Error('A case without records')
  let state = replayFailure([first])
  const reasons = others.map((record) => {
    const { event, at, by } = record
    const reason = event.kind === 'opened' ? null : refusalOf(state, event, at, by, rules)
    state = afterRecord(state, record)
    return reason
  })
  return [null, ...reasons]
}

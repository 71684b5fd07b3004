/** What a new result or a closed case makes us owe, to whom, and whether it may leave yet. */

import type { FailureState } from '../failure/failure.ts'
import type { EntryId } from '../ids.ts'
import { assertNever } from '../ids.ts'
import type { Verdict } from '../judge/verdict.ts'
import { isControl } from '../sample/control.ts'
import type { Moment } from '../time.ts'
import type { HeldReason, NewEntry } from './entry.ts'
import { type FailureFacts, payloadOf, payloadOfFailure, type ResultFacts } from './payload.ts'

/** A fresh id for the entry of one platform; asked once for each. */
export type EntryIdFor = (platform: string) => EntryId

/**
 * One entry for each platform, or none: a control or a training run reaches no platform at all. A result that says neither
 * negative nor positive is owed but held with its reason, because no platform has an honest code for it.
 */
export function entriesFor(
  facts: ResultFacts,
  platforms: readonly string[],
  idFor: EntryIdFor,
  at: Moment,
): readonly NewEntry[] {
  if (isControl(facts.sampleKind, facts.control)) return []
  const held = heldBecause(facts.verdict)
  return platforms.map((platform) => {
    const id = idFor(platform)
    return {
      id,
      platform,
      subject: { kind: 'result', id: String(facts.resultId) },
      payload: payloadOf(id, facts),
      state: held === null ? 'waiting' : 'held',
      reason: held,
      nextAt: held === null ? at : null,
    }
  })
}

/** The destruction of a closed case, owed to each platform. Throws for a case that is not closed. */
export function entriesForFailure(
  state: FailureState,
  facts: FailureFacts,
  platforms: readonly string[],
  idFor: EntryIdFor,
  at: Moment,
): readonly NewEntry[] {
  return platforms.map((platform) => {
    const id = idFor(platform)
    return {
      id,
      platform,
      subject: { kind: 'failure', id: state.id },
      payload: payloadOfFailure(id, state, facts),
      state: 'waiting',
      reason: null,
      nextAt: at,
    }
  })
}

function heldBecause(verdict: Verdict): HeldReason | null {
  switch (verdict) {
    case 'negative':
    case 'positive':
      return null
    case 'undecided':
    case 'suspect':
    case 'invalid':
      return verdict
    default:
      return assertNever(verdict)
  }
}

/** After an attempt: acknowledged for ever, parked for a person, or due again later under the same id. */
import { assertNever, type EntryId } from '../ids.ts'
import { later, type Moment } from '../time.ts'
import type { Entry, EntryState } from './entry.ts'

/**
 * How one attempt ended for one entry. `recordId` is the id the platform answered about: an acknowledgement of another
 * record proves nothing about this one. `afterMs` is the pause the platform asked for. `reason` is `code` or `code: detail`.
 */
export type AttemptOutcome =
  | { readonly kind: 'acknowledged'; readonly recordId: EntryId; readonly receipt: string | null }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number | undefined }
  | { readonly kind: 'unknown'; readonly reason: string }

/** What the entry becomes. `outcome` is what the attempt counts as, after doubtful acknowledgements are taken for unknown. */
export interface Advance {
  readonly outcome: AttemptOutcome['kind']
  readonly state: EntryState
  readonly tries: number
  readonly nextAt: Moment | null
  readonly receipt: string | null
  readonly reason: string | null
}

/** Bounds of the pause between two tries, milliseconds. */
export const backoffBounds = { least: 1_000, first: 5_000, most: 600_000 } as const

/**
 * Milliseconds to wait after `tries` attempts (1 or more): exponential with full jitter, so that a thousand rooms that lost
 * the platform at one moment do not return at one moment. The ceiling is 5 s, 10 s, 20 s ... 10 min; `random` is 0 to 1.
 */
export function backoff(tries: number, random: number): number {
  const { least, first, most } = backoffBounds
  const ceiling = Math.min(most, first * 2 ** Math.min(Math.max(tries, 1) - 1, 30))
  return Math.round(least + (ceiling - least) * Math.min(Math.max(random, 0), 1))
}

/**
 * Decides what an attempt makes of an entry. A time-out after sending may mean that the platform has it: the same id goes
 * out again and the platform recognises it. An acknowledged entry stays as it is, whatever a late answer says.
 * Throws when a held entry was attempted: nothing held may leave.
 */
export function afterAttempt(entry: Entry, outcome: AttemptOutcome, at: Moment, random: number): Advance {
  if (entry.state === 'held') throw new Error(`Entry ${entry.id} is held and must not be sent`)
  const tries = entry.tries + 1
  if (entry.state === 'acknowledged') {
    return {
      outcome: outcome.kind,
      state: 'acknowledged',
      tries,
      nextAt: null,
      receipt: entry.receipt,
      reason: entry.reason,
    }
  }
  switch (outcome.kind) {
    case 'acknowledged': {
      const doubt = doubtOf(entry, outcome)
      if (doubt !== null) return again('unknown', doubt, tries, at, random)
      return {
        outcome: 'acknowledged',
        state: 'acknowledged',
        tries,
        nextAt: null,
        receipt: outcome.receipt,
        reason: null,
      }
    }
    case 'refused':
      return { outcome: 'refused', state: 'parked', tries, nextAt: null, receipt: null, reason: outcome.reason }
    case 'retry':
      return again('retry', outcome.reason, tries, at, random, outcome.afterMs)
    case 'unknown':
      return again('unknown', outcome.reason, tries, at, random)
    default:
      return assertNever(outcome)
  }
}

function doubtOf(entry: Entry, outcome: Extract<AttemptOutcome, { kind: 'acknowledged' }>): string | null {
  if (outcome.recordId !== entry.id) return `other-record: ${outcome.recordId}`
  return outcome.receipt === null || outcome.receipt.trim() === '' ? 'receipt-missing' : null
}

function again(
  outcome: 'retry' | 'unknown',
  reason: string,
  tries: number,
  at: Moment,
  random: number,
  afterMs = 0,
): Advance {
  const pause = Math.max(backoff(tries, random), afterMs)
  return { outcome, state: 'waiting', tries, nextAt: later(at, pause), receipt: null, reason }
}

/** A person asks to try now: a waiting or parked entry is due at once, under the same id; others are left alone (null). */
export function retryNow(entry: Entry, at: Moment): Pick<Entry, 'state' | 'nextAt' | 'reason'> | null {
  if (entry.state !== 'waiting' && entry.state !== 'parked') return null
  return { state: 'waiting', nextAt: at, reason: entry.reason }
}

/** What every platform file provides: records -> request, answer -> outcome. Pure; `upload/send.ts` does the talking. */
import type { EntryId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'

/** One thing we owe a platform. `payload` is the canonical JSON object text written when the entry was made; it never changes. */
export interface OwedRecord {
  readonly id: EntryId
  readonly payload: string
}

/**
 * How one attempt ended for one record.
 * `refused`: the platform understood and will never take it, a person must look.
 * `retry`: it was certainly not taken; `unknown`: it may have been taken. Both go out again under the same id.
 * `reason` is `code` or `code: detail`. `afterMs` is the wait the platform asked for, if it did.
 */
export type SendOutcome =
  | { readonly kind: 'acknowledged'; readonly receipt: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number | undefined }
  | { readonly kind: 'unknown'; readonly reason: string }

export interface RequestContext {
  /** Name of the station as the platform knows it. */
  readonly station: string
  readonly sentAt: Moment
}

export interface PlatformRequest {
  readonly method: 'POST'
  /** Appended to the platform's address; empty when the address is complete. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PlatformAnswer {
  readonly status: number
  /** The `Retry-After` header, if any: seconds or an HTTP date. */
  readonly retryAfter: string | null
  readonly body: string
  readonly receivedAt: Moment
}

/** `each`: one outcome for every record asked about. `split`: the platform will not take them together; send halves. */
export type AnswerReading =
  | { readonly kind: 'each'; readonly outcomes: ReadonlyMap<EntryId, SendOutcome> }
  | { readonly kind: 'split'; readonly reason: string }

export interface Platform {
  readonly kind: string
  /** Largest number of records in one request. */
  readonly longest: number
  readonly request: (records: readonly OwedRecord[], context: RequestContext) => PlatformRequest
  readonly read: (answer: PlatformAnswer, records: readonly OwedRecord[]) => AnswerReading
}

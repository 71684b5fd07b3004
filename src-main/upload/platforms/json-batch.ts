/** The open JSON batch contract (docs/json-batch.md): entries -> one POST, answer -> one outcome per recordId. Pure. */
import type { EntryId } from '#core/ids.ts'
import { epochOf, localText, type Moment } from '#core/time.ts'
import type {
  AnswerReading,
  OwedRecord,
  Platform,
  PlatformAnswer,
  PlatformRequest,
  RequestContext,
  SendOutcome,
} from './platform.ts'

const LONGEST_RECEIPT = 200
const LONGEST_REASON = 300
/** A platform may ask for a pause, but not for one that outlives a shift. */
const LONGEST_PAUSE_MS = 3_600_000

/** Records -> `{"station","sentAt","records":[{"recordId",...payload}]}`. The record's id is always the entry's own. */
export function request(records: readonly OwedRecord[], context: RequestContext): PlatformRequest {
  const body = {
    station: context.station,
    sentAt: zonedText(context.sentAt),
    records: records.map((record) => ({ ...payloadObject(record), recordId: record.id })),
  }
  return {
    method: 'POST',
    path: '',
    headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
    body: JSON.stringify(body),
  }
}

/**
 * An answer -> one outcome per record asked about, matched by recordId and nothing else: never by position or count.
 * A receipt for another record than the one sent is how a lost record comes to be shown as delivered.
 */
export function read(answer: PlatformAnswer, records: readonly OwedRecord[]): AnswerReading {
  const { status } = answer
  if (status >= 200 && status < 300) return { kind: 'each', outcomes: outcomesOf(answer.body, records) }
  // One record can spoil a batch: halves are sent until it stands alone, and only that one is refused.
  if (status === 400 || status === 413 || status === 422) {
    const reason = status === 413 ? 'too-large' : `http-${status}`
    if (records.length > 1) return { kind: 'split', reason }
    return forEach(records, { kind: 'refused', reason })
  }
  if (status === 401 || status === 403) return forEach(records, { kind: 'retry', reason: `auth: http-${status}` })
  // A redirect is never followed: the token and the records belong to the configured address only.
  if (status >= 300 && status < 400) return forEach(records, { kind: 'retry', reason: `redirected: http-${status}` })
  return forEach(records, { kind: 'retry', reason: `http-${status}`, afterMs: pauseOf(answer) })
}

export const jsonBatch: Platform = { kind: 'json-batch', longest: 100, request, read }

function outcomesOf(body: string, records: readonly OwedRecord[]): ReadonlyMap<EntryId, SendOutcome> {
  const results = resultsOf(body)
  const outcomes = new Map<EntryId, SendOutcome>()
  for (const { id } of records) {
    if (results === null) outcomes.set(id, { kind: 'unknown', reason: 'malformed-answer' })
    else outcomes.set(id, outcomeOf(results.filter((result) => result.recordId === id)))
  }
  return outcomes
}

/** What all lines about one record say together: lines that contradict each other prove nothing. */
function outcomeOf(lines: readonly Record<string, unknown>[]): SendOutcome {
  const [first, ...others] = lines.map(outcomeOfLine)
  if (first === undefined) return { kind: 'unknown', reason: 'not-answered' }
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first))
  return same ? first : { kind: 'unknown', reason: 'contradictory-answer' }
}

function outcomeOfLine(line: Record<string, unknown>): SendOutcome {
  const reason = textOf(line.reason, LONGEST_REASON)
  switch (line.status) {
    case 'ok':
    case 'exists': {
      const receipt = textOf(line.receipt, LONGEST_RECEIPT + 1)
      if (receipt === '') return { kind: 'unknown', reason: 'receipt-missing' }
      if (receipt.length > LONGEST_RECEIPT) return { kind: 'unknown', reason: 'receipt-too-long' }
      return { kind: 'acknowledged', receipt }
    }
    case 'refused':
      return { kind: 'refused', reason: reason === '' ? 'refused' : `refused: ${reason}` }
    case 'wait':
      return { kind: 'retry', reason: reason === '' ? 'platform-waits' : `platform-waits: ${reason}` }
    default:
      return { kind: 'unknown', reason: `unknown-status: ${textOf(line.status, 40)}` }
  }
}

/** The lines of an answer that are objects with a recordId; null when the whole is not what the contract says. */
function resultsOf(body: string): readonly Record<string, unknown>[] | null {
  const answer = parsed(body)
  if (!isObject(answer) || !Array.isArray(answer.results)) return null
  return answer.results.filter(isObject).filter((line) => typeof line.recordId === 'string')
}

function payloadObject(record: OwedRecord): Record<string, unknown> {
  const payload = parsed(record.payload)
  if (!isObject(payload)) throw new Error(`Outbox entry ${record.id}: payload is not a JSON object`)
  return payload
}

function forEach(records: readonly OwedRecord[], outcome: SendOutcome): AnswerReading {
  return { kind: 'each', outcomes: new Map(records.map((record) => [record.id, outcome])) }
}

/** RFC 9110 section 10.2.3 (2022): Retry-After is a number of seconds or an HTTP date. */
function pauseOf(answer: PlatformAnswer): number | undefined {
  const asked = answer.retryAfter?.trim()
  if (asked === undefined || asked === '') return undefined
  const ms = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - epochOf(answer.receivedAt)
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_PAUSE_MS) : undefined
}

/** `2026-03-01T08:05:00+08:00`. */
function zonedText(moment: Moment): string {
  const minutes = Math.abs(moment.offset)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${localText(moment)}${moment.offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text of a platform on its way to a screen: one line, no control characters, cut. */
function textOf(value: unknown, longest: number): string {
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  return String(value)
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, longest)
}

/** SEND: one batch of owed records to one platform, and what is known about each of them afterwards. The only file that opens a line to a platform. */
import { createHash } from 'node:crypto'
import type { EntryId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { exchange } from './exchange.ts'
import type { OwedRecord, Platform, PlatformRequest, SendOutcome } from './platforms/platform.ts'

export interface Batch {
  /** The platform's address, whole: `https://host/path`. */
  readonly url: string
  readonly token?: string | undefined
  readonly station: string
  readonly entries: readonly OwedRecord[]
  readonly platform: Platform
  /** The whole exchange, from connecting to the last byte of the answer, milliseconds. */
  readonly timeoutMs: number
  readonly now: () => Moment
  /** Stops an exchange that is under way, as when the station closes: its records are `unknown`. */
  readonly signal?: AbortSignal | undefined
  readonly fetch?: typeof globalThis.fetch | undefined
}

/** One attempt for one record, ready to be appended to the attempts. */
export interface Sent {
  readonly id: EntryId
  readonly outcome: SendOutcome
  /** When the request was handed to the network. */
  readonly at: Moment
  /** SHA-256 (hex) of the request body exactly as sent. */
  readonly requestSha256: string
  /** The platform's answer, cut to 4 KB, the token blotted out; empty when none came. */
  readonly answer: string
  readonly ms: number
}

const LONGEST_KEPT_ANSWER = 4096

/**
 * Sends the records and answers with exactly one `Sent` for each, in order. Never throws for what a network or a
 * platform does. A batch the platform will not take together (413, 400, 422) is halved until the record that spoils
 * it stands alone. More records than the platform's `longest` go in several requests, one after another.
 */
export async function sendBatch(batch: Batch): Promise<readonly Sent[]> {
  const sent: Sent[] = []
  for (let from = 0; from < batch.entries.length; from += batch.platform.longest) {
    sent.push(...(await sendTogether(batch, batch.entries.slice(from, from + batch.platform.longest))))
  }
  return sent
}

async function sendTogether(batch: Batch, records: readonly OwedRecord[]): Promise<readonly Sent[]> {
  const at = batch.now()
  const asked = batch.platform.request(records, { station: batch.station, sentAt: at })
  const heard = await exchange({
    ...lineTo(batch, asked),
    timeoutMs: batch.timeoutMs,
    signal: batch.signal,
    fetch: batch.fetch,
  })
  const attempt = { at, requestSha256: sha256(asked.body), ms: heard.ms }
  if (heard.kind !== 'answered') {
    return records.map(({ id }) => ({
      id,
      outcome: { kind: heard.kind, reason: heard.reason },
      answer: '',
      ...attempt,
    }))
  }
  const answered = { ...attempt, answer: keptAnswer(`HTTP ${heard.status}\n${heard.body}`, batch.token) }
  if (heard.cut) {
    return records.map(({ id }) => ({ id, outcome: { kind: 'unknown', reason: 'answer-too-long' }, ...answered }))
  }
  const reading = batch.platform.read({ ...heard, receivedAt: batch.now() }, records)
  if (reading.kind === 'each') {
    const silence: SendOutcome = { kind: 'unknown', reason: 'not-answered' }
    return records.map(({ id }) => ({ id, outcome: reading.outcomes.get(id) ?? silence, ...answered }))
  }
  if (records.length === 1) {
    return records.map(({ id }) => ({ id, outcome: { kind: 'refused', reason: reading.reason }, ...answered }))
  }
  const middle = Math.ceil(records.length / 2)
  return [
    ...(await sendTogether(batch, records.slice(0, middle))),
    ...(await sendTogether(batch, records.slice(middle))),
  ]
}

function lineTo(batch: Batch, asked: PlatformRequest) {
  const headers = new Headers(asked.headers)
  if (batch.token !== undefined && batch.token !== '') headers.set('authorization', `Bearer ${batch.token}`)
  return { url: batch.url + asked.path, method: asked.method, headers, body: asked.body }
}

/** An answer is kept for people to read: a platform that echoes our token must not put it into the journal. */
function keptAnswer(answer: string, token: string | undefined): string {
  const clean = token === undefined || token === '' ? answer : answer.replaceAll(token, '***')
  return clean.slice(0, LONGEST_KEPT_ANSWER)
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

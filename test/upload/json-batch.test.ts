/** The JSON batch contract, pure: what is asked, and what each kind of answer proves about each record. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { EntryId } from '#core/ids.ts'
import { jsonBatch, read, request } from '#upload/platforms/json-batch.ts'
import type { PlatformAnswer, SendOutcome } from '#upload/platforms/platform.ts'

const id = (text: string) => text as EntryId
const at = { utc: '2026-03-01T00:05:00.000Z', offset: 480 }
const records = ['E-1', 'E-2', 'E-3'].map((name) => ({
  id: id(name),
  payload: JSON.stringify({ recordId: name, value: '12.30' }),
}))
const answer = (change: Partial<PlatformAnswer>): PlatformAnswer => ({
  status: 200,
  retryAfter: null,
  body: '',
  receivedAt: at,
  ...change,
})
const results = (...lines: object[]) => answer({ body: JSON.stringify({ results: lines }) })

function outcomes(heard: PlatformAnswer): Record<string, SendOutcome> {
  const reading = read(heard, records)
  if (reading.kind !== 'each') throw new Error(`expected one outcome each, got ${reading.kind}`)
  return Object.fromEntries(reading.outcomes)
}

describe('json-batch request', () => {
  it('is one POST with station, time at the site and the records under their own ids', () => {
    const asked = request(records, { station: '康巴什快检室', sentAt: at })
    expect(asked.method).toBe('POST')
    expect(JSON.parse(asked.body)).toEqual({
      station: '康巴什快检室',
      sentAt: '2026-03-01T08:05:00+08:00',
      records: records.map(({ id: recordId }) => ({ recordId, value: '12.30' })),
    })
  })

  it('sends the entry under its own id whatever the payload calls itself', () => {
    const asked = request([{ id: id('E-1'), payload: '{"recordId":"other"}' }], { station: 's', sentAt: at })
    expect(JSON.parse(asked.body).records).toEqual([{ recordId: 'E-1' }])
  })

  it('takes a payload that is no object for a bug', () => {
    expect(() => request([{ id: id('E-1'), payload: '[]' }], { station: 's', sentAt: at })).toThrow('E-1')
  })

  it('names an offset west of Greenwich and one that is no whole hour', () => {
    const sentAt = (offset: number) => JSON.parse(request([], { station: 's', sentAt: { ...at, offset } }).body).sentAt
    expect(sentAt(-210)).toBe('2026-02-28T20:35:00-03:30')
  })
})

describe('json-batch answer', () => {
  it('acknowledges by recordId, never by position', () => {
    expect(
      outcomes(
        results({ recordId: 'E-3', status: 'ok', receipt: 'R3' }, { recordId: 'E-1', status: 'exists', receipt: 'R1' }),
      ),
    ).toEqual({
      'E-1': { kind: 'acknowledged', receipt: 'R1' },
      'E-2': { kind: 'unknown', reason: 'not-answered' },
      'E-3': { kind: 'acknowledged', receipt: 'R3' },
    })
  })

  it('ignores records that were not asked about', () => {
    const heard = outcomes(results({ recordId: 'E-9', status: 'ok', receipt: 'R9' }))
    expect(Object.keys(heard)).toEqual(['E-1', 'E-2', 'E-3'])
    expect(Object.values(heard).every(({ kind }) => kind === 'unknown')).toBe(true)
  })

  it.each([
    [{ status: 'ok' }, { kind: 'unknown', reason: 'receipt-missing' }],
    [
      { status: 'exists', receipt: '  ' },
      { kind: 'unknown', reason: 'receipt-missing' },
    ],
    [
      { status: 'ok', receipt: 'x'.repeat(201) },
      { kind: 'unknown', reason: 'receipt-too-long' },
    ],
    [
      { status: 'ok', receipt: 20260301 },
      { kind: 'acknowledged', receipt: '20260301' },
    ],
    [
      { status: 'refused', reason: '样品编号\n不存在' },
      { kind: 'refused', reason: 'refused: 样品编号 不存在' },
    ],
    [{ status: 'refused' }, { kind: 'refused', reason: 'refused' }],
    [
      { status: 'wait', reason: '排队中' },
      { kind: 'retry', reason: 'platform-waits: 排队中' },
    ],
    [
      { status: 'OK', receipt: 'R' },
      { kind: 'unknown', reason: 'unknown-status: OK' },
    ],
    [{ receipt: 'R' }, { kind: 'unknown', reason: 'unknown-status: ' }],
  ])('reads %j as %j', (line, outcome) => {
    expect(outcomes(results({ recordId: 'E-1', ...line }))['E-1']).toEqual(outcome)
  })

  it('believes a line said twice and not two lines that contradict each other', () => {
    const ok = { recordId: 'E-1', status: 'ok', receipt: 'R1' }
    expect(outcomes(results(ok, { ...ok, status: 'exists' }))['E-1']).toEqual({ kind: 'acknowledged', receipt: 'R1' })
    for (const other of [
      { ...ok, receipt: 'R2' },
      { ...ok, status: 'refused' },
    ]) {
      expect(outcomes(results(ok, other))['E-1']).toEqual({ kind: 'unknown', reason: 'contradictory-answer' })
    }
  })

  it.each(['', '<html>', 'null', '[]', '{}', '{"results":{}}', '{"results":null}'])(
    'takes the body %j for no answer at all',
    (body) => {
      expect(outcomes(answer({ body }))['E-2']).toEqual({ kind: 'unknown', reason: 'malformed-answer' })
    },
  )

  it('steps over lines that are nothing', () => {
    const heard = outcomes(
      answer({ body: '{"results":[null,1,[],{"recordId":1},{"recordId":"E-2","status":"ok","receipt":"R2"}]}' }),
    )
    expect(heard['E-2']).toEqual({ kind: 'acknowledged', receipt: 'R2' })
    expect(heard['E-1']).toEqual({ kind: 'unknown', reason: 'not-answered' })
  })

  it.each([
    [401, 'auth: http-401'],
    [403, 'auth: http-403'],
    [302, 'redirected: http-302'],
    [404, 'http-404'],
    [408, 'http-408'],
    [429, 'http-429'],
    [500, 'http-500'],
    [503, 'http-503'],
  ])('tries again after %i', (status, reason) => {
    expect(
      outcomes(answer({ status, body: '{"results":[{"recordId":"E-1","status":"ok","receipt":"R1"}]}' }))['E-1'],
    ).toMatchObject({ kind: 'retry', reason })
  })

  it.each([
    ['7', 7_000],
    ['Sun, 01 Mar 2026 00:06:00 GMT', 60_000],
    ['999999', 3_600_000],
    ['soon', undefined],
    ['Sun, 01 Mar 2026 00:04:00 GMT', undefined],
    [null, undefined],
  ])('waits as long as Retry-After %j asks', (retryAfter, afterMs) => {
    expect(outcomes(answer({ status: 503, retryAfter }))['E-1']).toEqual({ kind: 'retry', reason: 'http-503', afterMs })
  })

  it.each([400, 413, 422])('asks for halves after %i and refuses only a record that stands alone', (status) => {
    expect(read(answer({ status }), records).kind).toBe('split')
    const alone = read(answer({ status }), records.slice(0, 1))
    expect(alone.kind === 'each' && alone.outcomes.get(id('E-1'))?.kind).toBe('refused')
  })
})

describe('json-batch samples', () => {
  const folder = `${process.cwd()}/src-main/upload/platforms/samples`
  it.each(readdirSync(folder))('reads %s as it says', (name) => {
    const sample = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
    const entries = sample.entries.map((entry: { id: string; payload: object }) => ({
      id: id(entry.id),
      payload: JSON.stringify(entry.payload),
    }))
    expect(JSON.parse(jsonBatch.request(entries, sample.context).body)).toEqual(sample.request)
    const reading = jsonBatch.read(
      { ...sample.answer, body: JSON.stringify(sample.answer.body), receivedAt: sample.context.sentAt },
      entries,
    )
    expect(reading.kind === 'each' ? Object.fromEntries(reading.outcomes) : reading).toEqual(sample.outcomes)
  })
})

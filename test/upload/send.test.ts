/** Sending over real HTTP to a platform that lies, stalls, repeats, refuses and drops the line. */
import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { EntryId } from '#core/ids.ts'
import { momentOf } from '#core/time.ts'
import { type FakePlatform, type PlatformMode, startFakePlatform } from '#test/fakes/platform.ts'
import { acknowledgeAsDemo } from '#upload/demo.ts'
import { jsonBatch } from '#upload/platforms/json-batch.ts'
import { type Batch, type Sent, sendBatch } from '#upload/send.ts'
import { senderOf } from '#upload/sender.ts'

const now = () => momentOf(Date.parse('2026-03-01T00:05:00.000Z'))
const owed = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `E-${i + 1}` as EntryId,
    payload: JSON.stringify({ recordId: `E-${i + 1}`, value: `${i}.50` }),
  }))

let platform: FakePlatform | null = null
afterEach(async () => {
  await platform?.close()
  platform = null
})

async function start(mode: PlatformMode | PlatformMode[], token?: string): Promise<FakePlatform> {
  platform = await startFakePlatform({ mode, ...(token === undefined ? {} : { token }) })
  return platform
}

function send(url: string, count: number, change: Partial<Batch> = {}): Promise<readonly Sent[]> {
  return sendBatch({
    url,
    station: '一号站',
    entries: owed(count),
    platform: jsonBatch,
    timeoutMs: 5_000,
    now,
    ...change,
  })
}

const kinds = (sent: readonly Sent[]) => sent.map(({ outcome }) => outcome.kind)
const reasons = (sent: readonly Sent[]) => [
  ...new Set(sent.map(({ outcome }) => (outcome.kind === 'acknowledged' ? outcome.receipt : outcome.reason))),
]

describe('an honest platform', () => {
  it('acknowledges each record with a receipt of its own, and the attempt can be proved', async () => {
    const { url, stored, requests } = await start('honest')
    const sent = await send(url, 3)
    expect(sent.map(({ id }) => id)).toEqual(['E-1', 'E-2', 'E-3'])
    for (const { id, outcome, requestSha256, answer } of sent) {
      expect(outcome).toEqual({ kind: 'acknowledged', receipt: stored.get(id)?.receipt })
      expect(requestSha256).toBe(
        createHash('sha256')
          .update(requests[0]?.body ?? '')
          .digest('hex'),
      )
      expect(answer).toMatch(/^HTTP 200\n\{"results":/)
    }
  })

  it('takes more than it allows in one request in several', async () => {
    const { url, stored, requests } = await start('honest')
    expect(new Set(kinds(await send(url, 101)))).toEqual(new Set(['acknowledged']))
    expect([stored.size, requests.length]).toEqual([101, 2])
  })

  it('gets the token, and the journal does not', async () => {
    const fake = await start('honest', 'secret-token')
    expect(reasons(await send(fake.url, 1))).toEqual(['auth: http-401'])
    expect(kinds(await send(fake.url, 1, { token: 'secret-token' }))).toEqual(['acknowledged'])
    const echo: typeof globalThis.fetch = async () => new Response('you said Bearer secret-token')
    const [sent] = await send(fake.url, 1, { token: 'secret-token', fetch: echo })
    expect(sent?.answer).toBe('HTTP 200\nyou said Bearer ***')
  })
})

describe('a platform that fails', () => {
  it.each<[PlatformMode, Sent['outcome']['kind'], string]>([
    ['drop', 'unknown', 'connection-lost: UND_ERR_SOCKET'],
    ['drop-stored', 'unknown', 'connection-lost: UND_ERR_SOCKET'],
    ['drop-half', 'unknown', 'connection-lost: UND_ERR_SOCKET'],
    ['lie-other-ids', 'unknown', 'not-answered'],
    ['lie-no-receipt', 'unknown', 'receipt-missing'],
    ['garbage', 'unknown', 'malformed-answer'],
    ['endless', 'unknown', 'answer-too-long'],
    ['wait', 'retry', 'platform-waits: 排队中'],
    ['busy', 'retry', 'http-503'],
    ['failing', 'retry', 'http-500'],
    ['redirect', 'retry', 'redirected: http-307'],
    ['closed', 'retry', 'auth: http-401'],
  ])('%s: every record is %s (%s)', async (mode, kind, reason) => {
    const sent = await send((await start(mode)).url, 2)
    expect(kinds(sent)).toEqual([kind, kind])
    expect(reasons(sent)).toEqual([reason])
  })

  it.each<PlatformMode>(['drop-stored', 'drop-half', 'lie-no-receipt', 'repeat-only', 'lie-other-ids'])(
    '%s, then honest: each record is stored exactly once and acknowledged with the stored receipt',
    async (mode) => {
      const { url, stored } = await start([mode, 'honest'])
      expect(kinds(await send(url, 3))).not.toContain('acknowledged')
      const sent = await send(url, 3)
      expect(sent.map(({ outcome }) => outcome)).toEqual(
        sent.map(({ id }) => ({ kind: 'acknowledged', receipt: stored.get(id)?.receipt })),
      )
      expect(stored.size).toBe(3)
    },
  )

  it('is unknown when it never answers: it may have the records', async () => {
    const sent = await send((await start('stall')).url, 2, { timeoutMs: 100 })
    expect(reasons(sent)).toEqual(['timeout'])
    expect(kinds(sent)).toEqual(['unknown', 'unknown'])
  })

  it('is unknown when the station stops in the middle', async () => {
    const { url } = await start('stall')
    const stop = new AbortController()
    const sending = send(url, 1, { signal: stop.signal })
    stop.abort()
    expect(reasons(await sending)).toEqual(['stopped'])
  })

  it('keeps its pause', async () => {
    const [sent] = await send((await start('busy')).url, 1)
    expect(sent?.outcome).toEqual({ kind: 'retry', reason: 'http-503', afterMs: 7_000 })
  })

  it('answers twice and with old records: the batch is believed once', async () => {
    const { url, stored } = await start('repeat')
    await send(url, 2)
    expect(kinds(await send(url, 3))).toEqual(['acknowledged', 'acknowledged', 'acknowledged'])
    expect(stored.size).toBe(3)
  })

  it('refuses one and takes the others', async () => {
    const fake = await start('refuse-some')
    fake.refuses = ({ recordId }) => (recordId === 'E-2' ? '样品编号不存在' : null)
    const sent = await send(fake.url, 3)
    expect(kinds(sent)).toEqual(['acknowledged', 'refused', 'acknowledged'])
    expect(sent[1]?.outcome).toEqual({ kind: 'refused', reason: 'refused: 样品编号不存在' })
  })

  it('takes small batches only: halves are sent, in order, none twice', async () => {
    const { url, stored } = await start('small')
    const sent = await send(url, 7)
    expect(sent.map(({ id }) => id)).toEqual(owed(7).map(({ id }) => id))
    expect(new Set(kinds(sent))).toEqual(new Set(['acknowledged']))
    expect([...stored.values()].map(({ arrivals }) => arrivals)).toEqual(Array(7).fill(1))
  })

  it('rejects a batch for one record: that one is parked, the others arrive', async () => {
    const fake = await start('picky')
    fake.refuses = ({ recordId }) => (recordId === 'E-5' ? 'bad' : null)
    const sent = await send(fake.url, 8)
    expect(sent.filter(({ outcome }) => outcome.kind === 'refused').map(({ id }) => id)).toEqual(['E-5'])
    expect(fake.stored.size).toBe(7)
  })

  it('that is not there, has no name or an address that is none: certainly not sent', async () => {
    const free = await freePort()
    expect(reasons(await send(`http://127.0.0.1:${free}/`, 1))).toEqual(['unreachable: ECONNREFUSED'])
    for (const url of ['', 'nowhere', 'file:///etc/passwd', 'http://user:secret@127.0.0.1/']) {
      const sent = await send(url, 1)
      expect([kinds(sent), reasons(sent)]).toEqual([['retry'], ['address-invalid']])
    }
  })
})

describe('the demonstration platform', () => {
  it('gives receipts that say so, the same for the same record, and opens no line', async () => {
    const { url, requests } = await start('honest')
    const sender = senderOf({ kind: 'json-batch', url }, { station: 's', demo: true, now })
    const [first, second] = [await sender(owed(2)), acknowledgeAsDemo(owed(2), now)]
    expect(kinds(first)).toEqual(['acknowledged', 'acknowledged'])
    expect(reasons(first)).toEqual(reasons(second))
    for (const receipt of reasons(first)) expect(receipt).toMatch(/^演示-[0-9A-F]{8}$/)
    expect(requests).toHaveLength(0)
  })

  it('a real station sends for real', async () => {
    const { url, stored } = await start('honest')
    await senderOf({ kind: 'json-batch', url }, { station: 's', demo: false, now })(owed(2))
    expect(stored.size).toBe(2)
  })
})

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

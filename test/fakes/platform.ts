/** A supervision platform on this machine: the fixed contract over real HTTP, honest or lying on request. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * `stall` never answers; `slow` answers after `slowMs`; `repeat` answers each record twice and every older record again;
 * `repeat-only` answers with older records only; `refuse-some` refuses records `refuses` says; `drop` closes the line before
 * storing, `drop-stored` after storing, `drop-half` in the middle of the answer (stored); `lie-other-ids` acknowledges ids never sent;
 * `lie-no-receipt` says ok without a receipt; `lie-not-stored` says ok and stores nothing; `wait` asks for patience;
 * `busy` is 503 with Retry-After; `garbage` is 200 without JSON; `endless` is an answer that never stops;
 * `small` refuses more than two records with 413; `picky` answers 400 to the whole batch when `refuses` hits one;
 * `redirect` points elsewhere; `closed` asks for a token that is never right.
 */
export type PlatformMode =
  | 'honest'
  | 'stall'
  | 'slow'
  | 'repeat'
  | 'repeat-only'
  | 'refuse-some'
  | 'drop'
  | 'drop-stored'
  | 'drop-half'
  | 'lie-other-ids'
  | 'lie-no-receipt'
  | 'lie-not-stored'
  | 'wait'
  | 'busy'
  | 'failing'
  | 'garbage'
  | 'endless'
  | 'small'
  | 'picky'
  | 'redirect'
  | 'closed'

export interface StoredRecord {
  readonly recordId: string
  readonly receipt: string
  readonly record: Readonly<Record<string, unknown>>
  /** How often the same id arrived. The record itself is stored once. */
  arrivals: number
}

export interface FakePlatform {
  readonly url: string
  /** Change it at any moment; a list is used up one by one, its last mode stays. */
  mode: PlatformMode | PlatformMode[]
  refuses: (record: Readonly<Record<string, unknown>>) => string | null
  slowMs: number
  /** By recordId: what the platform really has. "Exactly once" is: one entry, whatever `arrivals` says. */
  readonly stored: ReadonlyMap<string, StoredRecord>
  /** Every request body that arrived whole, with its headers. */
  readonly requests: readonly {
    readonly body: string
    readonly headers: Readonly<Record<string, string | string[] | undefined>>
  }[]
  readonly close: () => Promise<void>
}

/** Starts on a free port of 127.0.0.1. With `token`, requests without it get 401. */
export async function startFakePlatform(
  options: { readonly token?: string; readonly mode?: PlatformMode | PlatformMode[]; readonly port?: number } = {},
): Promise<FakePlatform> {
  const stored = new Map<string, StoredRecord>()
  const requests: { body: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((asked, answer) => {
    handle(asked, answer).catch(() => asked.socket.destroy())
  })

  async function handle(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await bodyOf(asked)
    requests.push({ body, headers: asked.headers })
    const mode = nextMode()
    if (
      mode === 'closed' ||
      (options.token !== undefined && asked.headers.authorization !== `Bearer ${options.token}`)
    ) {
      return respond(answer, 401, '{"error":"token"}')
    }
    const records = recordsOf(body)
    if (asked.method !== 'POST' || records === null) return respond(answer, 400, '{"error":"not the contract"}')
    await play(mode, records, asked, answer)
  }

  async function play(
    mode: PlatformMode,
    records: readonly Received[],
    asked: IncomingMessage,
    answer: ServerResponse,
  ): Promise<void> {
    const older = [...stored.values()].map(exists)
    switch (mode) {
      case 'honest':
        return results(answer, records.map(take))
      case 'stall':
        return
      case 'slow':
        await new Promise((done) => setTimeout(done, fake.slowMs))
        return results(answer, records.map(take))
      case 'repeat': {
        const taken = records.map(take)
        return results(answer, [...older, ...taken, ...taken])
      }
      case 'repeat-only':
        records.map(take)
        return results(answer, older)
      case 'refuse-some':
        return results(
          answer,
          records.map((record) => {
            const reason = fake.refuses(record)
            return reason === null ? take(record) : { recordId: record.recordId, status: 'refused', reason }
          }),
        )
      case 'drop':
        asked.socket.destroy()
        return
      case 'drop-stored':
        records.map(take)
        asked.socket.destroy()
        return
      case 'drop-half': {
        const text = JSON.stringify({ results: records.map(take) })
        answer.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        answer.write(text.slice(0, Math.floor(text.length / 2)), () => asked.socket.destroy())
        return
      }
      case 'lie-other-ids':
        return results(
          answer,
          records.map((record) => ({ recordId: `${record.recordId}-other`, status: 'ok', receipt: 'R-0' })),
        )
      case 'lie-no-receipt':
        return results(
          answer,
          records.map(({ recordId }) => ({ recordId, status: 'ok' })),
        )
      case 'lie-not-stored':
        return results(
          answer,
          records.map(({ recordId }) => ({ recordId, status: 'ok', receipt: receiptOf(recordId) })),
        )
      case 'wait':
        return results(
          answer,
          records.map(({ recordId }) => ({ recordId, status: 'wait', reason: '排队中' })),
        )
      case 'busy':
        return respond(answer, 503, 'busy', { 'retry-after': '7' })
      case 'failing':
        return respond(answer, 500, '{"error":"internal"}')
      case 'garbage':
        return respond(answer, 200, '<html>登录</html>')
      case 'endless':
        return pour(answer)
      case 'small':
        return records.length > 2 ? respond(answer, 413, 'too large') : results(answer, records.map(take))
      case 'picky':
        return records.some((record) => fake.refuses(record) !== null)
          ? respond(answer, 400, 'bad batch')
          : results(answer, records.map(take))
      case 'redirect':
        return respond(answer, 307, '', { location: 'http://127.0.0.1:9/elsewhere' })
      case 'closed':
        return respond(answer, 401, '')
    }
  }

  function nextMode(): PlatformMode {
    if (!Array.isArray(fake.mode)) return fake.mode
    return (fake.mode.length > 1 ? fake.mode.shift() : fake.mode[0]) ?? 'honest'
  }

  function take(record: Received): object {
    const known = stored.get(record.recordId)
    if (known !== undefined) {
      known.arrivals += 1
      return exists(known)
    }
    stored.set(record.recordId, { recordId: record.recordId, receipt: receiptOf(record.recordId), record, arrivals: 1 })
    return { recordId: record.recordId, status: 'ok', receipt: receiptOf(record.recordId) }
  }

  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  const fake: FakePlatform = {
    url: `http://127.0.0.1:${port}/records`,
    mode: options.mode ?? 'honest',
    refuses: () => null,
    slowMs: 200,
    stored,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
  return fake
}

type Received = Readonly<Record<string, unknown>> & { readonly recordId: string }

function exists({ recordId, receipt }: StoredRecord): object {
  return { recordId, status: 'exists', receipt }
}

function receiptOf(recordId: string): string {
  return `R-${createHash('sha256').update(recordId).digest('hex').slice(0, 12)}`
}

/** The records of a request that keeps the contract, else null. */
function recordsOf(body: string): readonly Received[] | null {
  try {
    const { station, sentAt, records } = JSON.parse(body) as { station?: unknown; sentAt?: unknown; records?: unknown }
    if (typeof station !== 'string' || typeof sentAt !== 'string' || !Array.isArray(records)) return null
    return records.every(isReceived) ? records : null
  } catch {
    return null
  }
}

function isReceived(record: unknown): record is Received {
  return typeof record === 'object' && record !== null && 'recordId' in record && typeof record.recordId === 'string'
}

async function bodyOf(asked: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of asked) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function results(answer: ServerResponse, lines: readonly object[]): void {
  respond(answer, 200, JSON.stringify({ results: lines }))
}

function respond(answer: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  answer.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  answer.end(body)
}

/** Writes until the other side hangs up. */
function pour(answer: ServerResponse): void {
  answer.writeHead(200, { 'content-type': 'application/json' })
  const chunk = Buffer.alloc(65_536, 0x20)
  const more = () => {
    if (answer.destroyed) return
    while (answer.write(chunk));
  }
  answer.on('drain', more)
  more()
}

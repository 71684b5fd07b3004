/** SHOW on the market's network: the board and nothing else, read-only, for anyone who stands in the same network. Off until it is called. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { Fault } from '#core/fault.ts'
import type { Moment } from '#core/time.ts'
import { boardScript, boardStyle } from './board-assets.ts'
import { boardData, type ShownNotice } from './board-data.ts'
import { boardPage } from './board-page.ts'

export interface ServeBoardOptions {
  /** `0.0.0.0` for the network, `127.0.0.1` for this machine. */
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Asked at each request: the standing approved notice and since when the station is silent. */
  readonly content: () => { readonly shown: ShownNotice | null; readonly silentSince: Moment | null }
  /** Requests one address may make in ten seconds. A board makes two. */
  readonly requestsPerTenSeconds?: number | undefined
}

export interface ServedBoard {
  readonly port: number
  /** Where it can be opened, network addresses first: `http://192.168.1.20:8920/`. */
  readonly addresses: readonly string[]
  readonly close: () => Promise<void>
}

/** No script, style or picture from elsewhere, no form, no frame: a board that is broken into has nothing to give. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
  'cache-control': 'no-store',
} as const

/** Errors: Fault `port.in-use` when another program listens there, `port.denied` when the system forbids the port. */
export async function serveBoard(options: ServeBoardOptions): Promise<ServedBoard> {
  const allowed = new Set<string>()
  const limit = rateLimit(options.requestsPerTenSeconds ?? 60)
  const server = createServer(
    {
      maxHeaderSize: 8192,
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 5_000,
    },
    (asked, answer) => {
      const refused = refusal(asked, allowed, limit)
      if (refused !== null) refuse(asked, answer, refused)
      else send(answer, replyOrExcuse(asked.url, options))
    },
  )
  server.maxConnections = 128
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  const hosts = hostsOf(options.host)
  for (const host of [...hosts, 'localhost']) allowed.add(`${host}:${port}`)
  return {
    port,
    addresses: hosts.map((host) => `http://${host}:${port}/`),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** Four addresses, compared as they were sent: nothing is decoded, so nothing can be climbed out of. */
function replyTo(url: string | undefined, options: ServeBoardOptions): Reply {
  const { shown, silentSince } = options.content()
  switch (url) {
    case '/':
      return { status: 200, type: 'text/html', body: boardPage(shown, { silentSince }) }
    case '/board.json': {
      const board = shown === null ? null : boardData(shown)
      return { status: 200, type: 'application/json', body: JSON.stringify({ board, silentSince }) }
    }
    case '/board.css':
      return { status: 200, type: 'text/css', body: boardStyle }
    case '/board.js':
      return { status: 200, type: 'text/javascript', body: boardScript }
    default:
      return { status: 404, type: 'text/plain', body: '没有这个页面' }
  }
}

/** A board in the market never ends the station: what cannot be shown now is asked for again in 15 s. */
function replyOrExcuse(url: string | undefined, options: ServeBoardOptions): Reply {
  try {
    return replyTo(url, options)
  } catch {
    return { status: 503, type: 'text/plain', body: '暂时不能显示,请稍候' }
  }
}

interface Refusal {
  readonly status: 400 | 405 | 421 | 429
  readonly words: string
}

/** The Host header must be one of our own addresses: a name that an attacker points here is refused (DNS rebinding). */
function refusal(
  asked: IncomingMessage,
  allowed: ReadonlySet<string>,
  limit: (address: string) => boolean,
): Refusal | null {
  if (!allowed.has((asked.headers.host ?? '').toLowerCase())) return { status: 421, words: '地址不对' }
  if (!limit(asked.socket.remoteAddress ?? '')) return { status: 429, words: '请求太频繁' }
  if (asked.method !== 'GET') return { status: 405, words: '只能查看' }
  const carries = asked.headers['transfer-encoding'] !== undefined || Number(asked.headers['content-length'] ?? 0) !== 0
  return carries ? { status: 400, words: '请求不应带内容' } : null
}

/** A refused request may still be pouring: its line is closed with the answer. */
function refuse(asked: IncomingMessage, answer: ServerResponse, { status, words }: Refusal): void {
  answer.setHeader('connection', 'close')
  if (status === 405) answer.setHeader('allow', 'GET')
  answer.once('finish', () => asked.socket.destroySoon())
  send(answer, { status, type: 'text/plain', body: words })
}

function send(answer: ServerResponse, { status, type, body }: Reply): void {
  const length = Buffer.byteLength(body)
  answer.writeHead(status, { ...headers, 'content-type': `${type}; charset=utf-8`, 'content-length': length })
  answer.end(body)
}

/** Counts by address in windows of ten seconds; a flood of addresses empties the table instead of filling the memory. */
function rateLimit(most: number): (address: string) => boolean {
  let counts = new Map<string, number>()
  let until = 0
  return (address) => {
    const now = performance.now()
    if (now >= until || counts.size > 10_000) {
      counts = new Map()
      until = now + 10_000
    }
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    return count <= most
  }
}

/** The machine's own addresses as they stand in a Host header. */
function hostsOf(host: string): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [isIPv6(host) ? `[${host}]` : host]
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const outside = own.filter((each) => each.family === 'IPv4' && !each.internal).map((each) => each.address)
  return [...outside, '127.0.0.1']
}

function listen(server: Server, { host, port }: ServeBoardOptions): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') failed(new Fault('port.in-use', `${host}:${port}`))
      else if (error.code === 'EACCES') failed(new Fault('port.denied', `${host}:${port}`))
      else if (error.code === 'EADDRNOTAVAIL') failed(new Fault('port.unknown', `${host}:${port}`))
      else failed(error)
    })
    server.listen(port, host, listening)
  })
}

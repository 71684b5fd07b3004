/** The contract over HTTP for a browser or a program on this machine: pages, /rpc, /api and /openapi.json at 127.0.0.1. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { OpenAPIHandler } from '@orpc/openapi/node'
import type { AnyRouter } from '@orpc/server'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'
import { Fault, type FaultCode } from '#core/fault.ts'
import { listPages, pageHeaders } from '../pages.ts'
import { answersInFaults, faultAnswer } from './answer-faults.ts'
import { guardFor } from './guard.ts'
import { openApiDocument } from './openapi.ts'
import { httpCaller } from './person-cookie.ts'
import { refusedPage } from './refused-page.ts'

export interface ServeOptions {
  /** The implemented contract. */
  readonly router: AnyRouter
  /** 0 picks a free port. */
  readonly port: number
  /** Folder of the built pages, `dist/renderer`; without it the API alone is served. */
  readonly pages: string
  /** The printed secret: opens the pages once, stays valid as `Authorization: Bearer` for programs. */
  readonly token: string
  readonly version: string
  /** Told of bugs, never of refused requests. */
  readonly onBug: (error: unknown) => void
}

export interface HttpStation {
  /** `http://127.0.0.1:<port>` */
  readonly address: string
  /** The address with the one-time token: what a person opens. */
  readonly url: string
  readonly port: number
  /** Ends open streams too. */
  close(): Promise<void>
}

/** Evidence photos travel as base64 inside JSON: 10 MB of picture is 14 MB of text. */
const LARGEST_BODY = 16 * 1024 * 1024
const HOST = '127.0.0.1'

/** Listens on the loopback address only. Errors: `port.in-use`. */
export async function serveHttp(options: ServeOptions): Promise<HttpStation> {
  const pages = listPages(options.pages)
  const headers = pageHeaders("'self'")
  const handling = { plugins: [new BodyLimitPlugin({ maxBodySize: LARGEST_BODY })], ...answersInFaults(options.onBug) }
  const rpc = new RPCHandler(options.router, { ...handling })
  const api = new OpenAPIHandler(options.router, { ...handling })
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      options.onBug(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await listen(server, options.port)
  const bound = server.address()
  const port = bound !== null && typeof bound === 'object' ? bound.port : options.port
  const address = `http://${HOST}:${port}`
  const guard = guardFor(port, options.token)
  const document = openApiDocument(address, options.version)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.setHeader('cache-control', 'no-store')
    const here = guard.fromHere(request.headers)
    if (here.kind === 'no')
      return refuse(request, response, 403, here.why === 'host' ? 'serve.wrong-host' : 'serve.wrong-origin')
    const path = request.url ?? ''
    if (!path.startsWith('/') || !URL.canParse(path, address)) return refuse(request, response, 400, 'input.invalid')
    // `//name` would be read as another host.
    const url = new URL(path.replace(/^\/+/, '/'), address)
    const token = url.searchParams.get('token')
    if (token !== null && url.pathname === '/' && request.method === 'GET') return exchange(request, response, token)
    if (guard.known(request.headers).kind === 'no') return refuse(request, response, 401, 'serve.no-session')
    // Announced too large: refused before a byte is read. A body that does not say its length is cut by the plugin.
    if (Number(request.headers['content-length']) > LARGEST_BODY)
      return refuse(request, response, 413, 'input.too-large')
    const context = { caller: httpCaller(port, request, response) }
    if (url.pathname.startsWith('/rpc/') && (await rpc.handle(request, response, { prefix: '/rpc', context })).matched)
      return
    if (url.pathname.startsWith('/api/') && (await api.handle(request, response, { prefix: '/api', context })).matched)
      return
    if (url.pathname === '/openapi.json') return sendJson(response, 200, await document)
    const page = pages.get(url.pathname)
    if (page === undefined || (request.method !== 'GET' && request.method !== 'HEAD'))
      return refuse(request, response, 404, 'not-found')
    const body = await readFile(page.file)
    response.writeHead(200, { 'content-type': page.mime, 'content-length': body.byteLength })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  /** The token leaves the address bar at once: it must not stay in the history. Someone already inside just enters. */
  function exchange(request: IncomingMessage, response: ServerResponse, token: string): void {
    const cookie = guard.redeem(token)
    if (cookie !== null) response.setHeader('set-cookie', cookie)
    else if (guard.known(request.headers).kind === 'no') {
      refuse(request, response, 401, 'serve.no-session')
      return
    }
    response.writeHead(303, { location: '/' })
    response.end()
  }

  return {
    address,
    url: `${address}/?token=${options.token}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      reject(taken ? new Fault('port.in-use', `${HOST}:${port}`) : error)
    })
    server.listen(port, HOST, () => resolve())
  })
}

/** A person gets a page, a program gets JSON; both the same code and sentences. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: FaultCode): void {
  const fault = faultAnswer(code, '')
  if ((request.headers.accept ?? '').includes('text/html')) {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    response.end(refusedPage(fault))
  } else sendJson(response, status, { code: 'FAULT', status, data: fault })
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}

/** A real server on a free port with real pages on disk, and a request that sets any header (fetch forbids Host and Origin). */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type OutgoingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HttpStation, serveHttp } from '#serve/serve-http.ts'
import { smallRouter } from './small-router.ts'

export const TOKEN = 'a-token-of-this-test-only'

export interface Serving {
  readonly http: HttpStation
  readonly bugs: unknown[]
  readonly seen: { left: boolean }
  close(): Promise<void>
}

export async function serving(): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'station-serve-'))
  const pages = join(folder, 'renderer')
  mkdirSync(join(pages, 'assets'), { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>快检站</title>')
  writeFileSync(join(pages, 'assets/app.js'), 'export {}')
  writeFileSync(join(pages, 'assets/notes.txt'), 'not a page')
  writeFileSync(join(folder, 'secret.html'), 'outside the pages')
  const bugs: unknown[] = []
  const seen = { left: false }
  const http = await serveHttp({
    router: smallRouter(seen),
    port: 0,
    pages,
    token: TOKEN,
    version: '9.9.9',
    onBug: (bug) => bugs.push(bug),
  })
  return {
    http,
    bugs,
    seen,
    close: async () => {
      await http.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
}

/** `path` goes on the wire untouched: no client tidies `..` away. */
export function ask(
  http: HttpStation,
  path: string,
  headers: OutgoingHttpHeaders = {},
  body?: { readonly method: string; readonly text: string },
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: http.port, path, method: body?.method ?? 'GET', headers, agent: false },
      (reply) => {
        let text = ''
        reply.setEncoding('utf8')
        reply.on('data', (chunk: string) => {
          text += chunk
        })
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }))
        reply.on('error', reject)
      },
    )
    asked.on('error', reject)
    asked.end(body?.text)
  })
}

export const bearer = { authorization: `Bearer ${TOKEN}` }

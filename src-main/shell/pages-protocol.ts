/** `app://station/`: the only address a window may show; files of the build and nothing else. */
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { listPages, pageHeaders } from '../pages.ts'

export const PAGE_ORIGIN = 'app://station'

/** Before `app` is ready: makes `app:` a proper origin, so that CSP, storage and same-origin rules hold for it. */
export function declarePages(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
}

/** `folder`: the built pages. An address that is not on the list is 404, whatever it looks like. */
export function servePages(folder: string): void {
  const pages = listPages(folder)
  const headers = pageHeaders("'none'")
  protocol.handle('app', async (request) => {
    const page = request.method === 'GET' && isOurs(request.url) ? pages.get(new URL(request.url).pathname) : undefined
    if (page === undefined) return new Response('', { status: 404, headers })
    return new Response(new Uint8Array(await readFile(page.file)), {
      headers: { ...headers, 'content-type': page.mime },
    })
  })
}

/** True for an address of our own pages. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  // `origin` of a non-special scheme is "null" under Node's URL, so the parts are compared.
  return `${url.protocol}//${url.host}` === PAGE_ORIGIN
}

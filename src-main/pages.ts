/** The built pages as a closed list, and the headers they travel with; the desktop protocol and the local HTTP server both serve from here. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface Page {
  readonly file: string
  readonly mime: string
}

/** What a build of ours may contain; a file of any other kind is not served. */
const mimes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
}

/**
 * Every servable file under `folder` by its address (`/`, `/assets/app.js`). The list is made once: a request is looked up in
 * it and never touches a path, so no `..`, encoding or link in an address can reach another file. Empty when the folder is absent.
 */
export function listPages(folder: string): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>()
  for (const address of addressesIn(folder)) {
    const mime = mimes[address.slice(address.lastIndexOf('.') + 1)]
    if (mime === undefined) continue
    const page: Page = { file: join(folder, address), mime }
    pages.set(address, page)
    if (address === '/index.html') pages.set('/', page)
  }
  return pages
}

/** Walked by hand: inside the packaged archive `readdirSync` knows no `recursive`. */
function addressesIn(folder: string, above = ''): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const address = `${above}/${entry.name}`
    if (entry.isDirectory()) return addressesIn(join(folder, entry.name), address)
    return entry.isFile() ? [address] : []
  })
}

/**
 * `connect`: where the page may call: its own server in a browser, nowhere in the desktop window (it has a MessagePort).
 * Inline styles are allowed because antd writes its sheets at run time; scripts only as files of the build.
 */
export function pageHeaders(connect: "'self'" | "'none'"): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      'media-src blob:',
      "font-src 'self'",
      `connect-src ${connect}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  }
}

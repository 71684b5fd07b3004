/** The closed list of pages: what a folder of the build becomes, and what never gets on it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listPages, pageHeaders } from '../src-main/pages.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-pages-'))
  mkdirSync(join(folder, 'assets/deep'), { recursive: true })
  for (const name of ['index.html', 'assets/app.js', 'assets/deep/a.css', 'assets/app.js.map', 'secret.sqlite'])
    writeFileSync(join(folder, name), name)
  symlinkSync('/etc/hostname', join(folder, 'assets/link.html'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('knows the files of the build by their exact address', () => {
  expect([...listPages(folder).keys()].sort()).toEqual(['/', '/assets/app.js', '/assets/deep/a.css', '/index.html'])
  expect(listPages(folder).get('/')?.mime).toBe('text/html; charset=utf-8')
  expect(listPages(folder).get('/assets/app.js')?.file).toBe(join(folder, 'assets/app.js'))
})

it('is empty when nothing was built', () => {
  expect(listPages(join(folder, 'nowhere')).size).toBe(0)
})

it('allows scripts of the build alone, and calls only where told', () => {
  for (const connect of ["'none'", "'self'"] as const) {
    const policy = pageHeaders(connect)['content-security-policy'] ?? ''
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        `connect-src ${connect}`,
        "frame-ancestors 'none'",
      ]),
    )
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
  }
})

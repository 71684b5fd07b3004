/** The same pages in a browser on `station serve`: the one-time address, the session, the policy, and a foreign page kept out. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { type Browsing, builtPages, launchBrowser, type Served, serveStation } from './harness.ts'

describe.skipIf(!needs('chromium'))('the browser shell (needs chromium)', () => {
  let folder: string
  let served: Served
  let browsing: Browsing
  let stranger: Server
  const refusals: string[] = []

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-browser-'))
    served = await serveStation(['--demo', '--db', join(folder, 'demo.sqlite')])
    browsing = await launchBrowser(served.url)
    browsing.page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refusals.push(message.text())
    })
    stranger = createServer((_request, response) => response.end('<!doctype html><title>stranger</title>'))
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    stranger?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('opens by the one-time address, which leaves the address bar at once', async () => {
    expect(browsing.page.url()).not.toContain('token')
    await expect.poll(() => browsing.page.locator('#root').innerText()).not.toBe('')
  })

  it('is not opened by it a second time, in another browser', async () => {
    const second = await browsing.browser.newContext()
    const page = await second.newPage()
    const reply = await page.goto(served.url)
    expect(reply?.status()).toBe(401)
    expect(await page.innerText('body')).toContain('serve.no-session')
    await second.close()
  })

  it('survives a reload on its session and breaks its own policy nowhere', async () => {
    const reply = await browsing.page.reload()
    expect(reply?.status()).toBe(200)
    await expect.poll(() => browsing.page.locator('#root').innerText()).not.toBe('')
    expect(refusals).toEqual([])
  })

  it('answers no page of another address, though the cookie would travel', async () => {
    const page = browsing.page
    await page.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`)
    const origin = new URL(served.url).origin
    const outcome = await page.evaluate(async (address) => {
      const tries = [
        fetch(`${address}/api/day/overview`, { credentials: 'include' }),
        fetch(`${address}/rpc/day/overview`, { method: 'POST', credentials: 'include', body: '{}' }),
        fetch(`${address}/rpc/day/overview`, { method: 'POST', credentials: 'include', mode: 'no-cors', body: '{}' }),
      ]
      return Promise.all(
        tries.map((one) =>
          one.then(
            (reply) => `${reply.type} ${reply.status}`,
            () => 'refused',
          ),
        ),
      )
    }, origin)
    // An opaque answer tells the page nothing; that it was a refusal is seen by the server test.
    expect(outcome).toEqual(['refused', 'refused', expect.stringMatching(/^(refused|opaque 0)$/)])
  })
})

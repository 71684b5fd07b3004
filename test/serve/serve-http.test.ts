/** The contract over HTTP: who is let in, what is refused, and that every refusal is a coded fault. */
import { once } from 'node:events'
import { request } from 'node:http'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '#core/fault.ts'
import { serveHttp } from '#serve/serve-http.ts'
import type { Contract } from '../../src-main/contract/index.ts'
import { ask, bearer, type Serving, serving, TOKEN } from './serving.ts'
import { smallRouter } from './small-router.ts'

let here: Serving
beforeAll(async () => {
  here = await serving()
})
afterAll(() => here.close())

const codeOf = (text: string): unknown => (JSON.parse(text) as { data?: { code?: unknown } }).data?.code

describe('who is let in', () => {
  it('lets nobody in without token or session', async () => {
    for (const path of ['/', '/index.html', '/assets/app.js', '/openapi.json', '/api/day/trend', '/rpc/day/trend']) {
      const reply = await ask(here.http, path)
      expect([path, reply.status]).toEqual([path, 401])
      expect(codeOf(reply.text)).toBe('serve.no-session')
    }
  })

  it('trades the token for a session once, and takes it out of the address', async () => {
    const own = await serving()
    const first = await ask(own.http, `/?token=${TOKEN}`)
    expect(first.status).toBe(303)
    expect(first.headers.location).toBe('/')
    const set = String(first.headers['set-cookie'])
    expect(set).toMatch(/HttpOnly; SameSite=Strict; Path=\//)
    const cookie = set.split(';')[0] ?? ''
    expect((await ask(own.http, '/', { cookie })).text).toContain('快检站')
    expect((await ask(own.http, `/?token=${TOKEN}`)).status).toBe(401)
    // A reload by the one who is already inside is no second use.
    expect((await ask(own.http, `/?token=${TOKEN}`, { cookie })).status).toBe(303)
    expect((await ask(own.http, '/', { cookie: `${cookie.split('=')[0]}=guessed` })).status).toBe(401)
    await own.close()
  })

  it('refuses a wrong token and does not use it up', async () => {
    const own = await serving()
    expect((await ask(own.http, '/?token=wrong')).status).toBe(401)
    expect((await ask(own.http, `/?token=${TOKEN}`)).status).toBe(303)
    await own.close()
  })

  it('keeps the token valid for programs', async () => {
    expect((await ask(here.http, '/api/day/trend', bearer)).status).toBe(200)
    expect((await ask(here.http, '/api/day/trend', bearer)).status).toBe(200)
    expect((await ask(here.http, '/api/day/trend', { authorization: 'Bearer wrong' })).status).toBe(401)
  })

  it('refuses another Host: a foreign name may resolve to this machine', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${here.http.port}`,
      '127.0.0.1',
      `127.0.0.1:${here.http.port + 1}`,
      `[::1]:${here.http.port}`,
    ]) {
      const reply = await ask(here.http, '/api/day/trend', { ...bearer, host })
      expect([host, reply.status, codeOf(reply.text)]).toEqual([host, 403, 'serve.wrong-host'])
    }
    expect((await ask(here.http, '/api/day/trend', { ...bearer, host: `localhost:${here.http.port}` })).status).toBe(
      200,
    )
  })

  it('refuses another Origin, with or without the secret', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      `https://127.0.0.1:${here.http.port}`,
      `http://127.0.0.1:${here.http.port + 1}`,
    ]) {
      const reply = await ask(here.http, '/rpc/day/trend', { ...bearer, origin }, { method: 'POST', text: '{}' })
      expect([origin, reply.status, codeOf(reply.text)]).toEqual([origin, 403, 'serve.wrong-origin'])
    }
    for (const site of ['cross-site', 'same-site']) {
      expect((await ask(here.http, '/assets/app.js', { ...bearer, 'sec-fetch-site': site })).status).toBe(403)
    }
    expect(
      (
        await ask(here.http, '/api/day/trend', {
          ...bearer,
          origin: here.http.address,
          'sec-fetch-site': 'same-origin',
        })
      ).status,
    ).toBe(200)
  })

  it('tells a person in a page what it tells a program in JSON', async () => {
    const reply = await ask(here.http, '/', { accept: 'text/html' })
    expect(reply.headers['content-type']).toMatch('text/html')
    expect(reply.text).toContain('serve.no-session')
    expect(reply.text).toContain('重新启动')
  })
})

describe('pages', () => {
  it('serves the list and nothing beside it', async () => {
    expect((await ask(here.http, '/assets/app.js', bearer)).headers['content-type']).toBe(
      'text/javascript; charset=utf-8',
    )
    for (const path of [
      '/../secret.html',
      '/assets/../../secret.html',
      '/%2e%2e/secret.html',
      '/..%2fsecret.html',
      '/assets',
      '/assets/',
      '/assets/notes.txt',
      '/index.html/',
      '//secret.html',
      '/\\..\\secret.html',
      '/assets/app.js%00.html',
    ]) {
      const reply = await ask(here.http, path, bearer)
      expect([path, reply.status]).toEqual([path, 404])
      expect(reply.text).not.toContain('outside')
    }
    expect((await ask(here.http, 'http://evil.example/', bearer)).status).toBe(400)
    expect((await ask(here.http, '/', bearer, { method: 'POST', text: '' })).status).toBe(404)
  })

  it('sends the policy with every answer, refusals included', async () => {
    for (const headers of [bearer, {}, { host: 'evil.example' }]) {
      const reply = await ask(here.http, '/', headers)
      const policy = String(reply.headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("connect-src 'self'")
      expect(policy).not.toMatch(/script-src[^;]*unsafe/)
      expect(reply.headers['x-content-type-options']).toBe('nosniff')
      expect(reply.headers['x-frame-options']).toBe('DENY')
      expect(reply.headers['cache-control']).toBe('no-store')
      expect(reply.headers['access-control-allow-origin']).toBeUndefined()
    }
  })
})

describe('the contract', () => {
  it('answers over /rpc to the typed client and over /api to anyone', async () => {
    const client: ContractRouterClient<Contract> = createORPCClient(
      new RPCLink({ url: `${here.http.address}/rpc`, headers: bearer }),
    )
    const trend = [{ hour: 8, negative: 3, positive: 1, other: 0 }]
    expect(await client.day.trend({})).toEqual(trend)
    expect(JSON.parse((await ask(here.http, '/api/day/trend', bearer)).text)).toEqual(trend)
  })

  it('refuses a wrong argument with a coded fault, both ways', async () => {
    const wrong = await ask(here.http, '/api/day/trend?day=yesterday', bearer)
    expect([wrong.status, codeOf(wrong.text)]).toEqual([422, 'input.invalid'])
    expect(wrong.text).toContain('day: ')
    const rpc = await ask(
      here.http,
      '/rpc/day/trend',
      { ...bearer, 'content-type': 'application/json' },
      { method: 'POST', text: '{"json":{"day":7}}' },
    )
    expect(rpc.status).toBe(422)
    expect(rpc.text).toContain('"input.invalid"')
  })

  it('refuses what is not JSON at all', async () => {
    for (const path of ['/rpc/failure/addEvidence', '/api/failure/F1/evidence']) {
      const reply = await ask(
        here.http,
        path,
        { ...bearer, 'content-type': 'application/json' },
        { method: 'POST', text: '{"half' },
      )
      expect([path, reply.status]).toEqual([path, 400])
      expect(reply.text).toContain('"input.invalid"')
    }
  })

  it('hands on a fault with its three sentences, defined for the typed client', async () => {
    const client: ContractRouterClient<Contract> = createORPCClient(
      new RPCLink({ url: `${here.http.address}/rpc`, headers: bearer }),
    )
    const error: unknown = await client.failure.get({ id: 'F9' }).catch((refused: unknown) => refused)
    expect(error).toMatchObject({
      defined: true,
      code: 'FAULT',
      data: { code: 'not-found', detail: 'F9', next: expect.stringMatching(/./) },
    })
    expect((await ask(here.http, '/api/failure/F9', bearer)).status).toBe(422)
  })

  it('tells a bug to the log and not to the caller', async () => {
    const reply = await ask(here.http, '/api/settings', bearer)
    expect(reply.status).toBe(500)
    expect(reply.text).not.toContain('13800000000')
    expect(here.bugs.map(String)).toContain('Error: a bug with a secret: 王某 13800000000')
  })

  it('refuses a body over 16 MiB, announced or streamed, and goes on living', async () => {
    const path = '/api/failure/F1/evidence'
    const headers = { ...bearer, 'content-type': 'application/json' }
    const small = JSON.stringify({ by: '李', name: 'a.png', mime: 'image/png', content: 'x'.repeat(1000) })
    expect((await ask(here.http, path, headers, { method: 'POST', text: small })).status).toBe(200)
    expect(await tooMuch(path, { ...headers, 'content-length': 64 * 1024 * 1024 })).toBe('input.too-large')
    expect(await tooMuch(path, { ...headers, 'transfer-encoding': 'chunked' })).toBeOneOf(['input.too-large', 'cut'])
    expect((await ask(here.http, path, headers, { method: 'POST', text: small })).status).toBe(200)
  })

  it('streams events as they happen and hears the listener leave', async () => {
    const client: ContractRouterClient<Contract> = createORPCClient(
      new RPCLink({ url: `${here.http.address}/rpc`, headers: bearer }),
    )
    const told: string[] = []
    for await (const event of await client.events.follow({})) {
      told.push(event.kind)
      if (told.length === 2) break
    }
    expect(told).toEqual(['settings.changed', 'port.changed'])
    await expect.poll(() => here.seen.left).toBe(true)
  })

  it('describes itself: every path of the contract, with bodies', async () => {
    const document = JSON.parse((await ask(here.http, '/openapi.json', bearer)).text) as {
      openapi: string
      info: { version: string }
      servers: { url: string }[]
      paths: Record<string, Record<string, { requestBody?: unknown; responses: Record<string, unknown> }>>
    }
    expect(document.openapi).toMatch(/^3\.1/)
    expect(document.info.version).toBe('9.9.9')
    expect(document.servers).toEqual([{ url: `${here.http.address}/api` }])
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/day/overview', '/failure/{id}/step', '/events', '/notice/{id}/print']),
    )
    expect(document.paths['/failure/{id}/step']?.post?.requestBody).toBeDefined()
    expect(document.paths['/day/overview']?.get?.responses['422']).toBeDefined()
  })
})

describe('the address', () => {
  it('is the loopback one', () => {
    expect(here.http.address).toBe(`http://127.0.0.1:${here.http.port}`)
    expect(here.http.url).toBe(`${here.http.address}/?token=${TOKEN}`)
  })

  it('that is taken is a fault', async () => {
    const error: unknown = await serveHttp({
      router: smallRouter(),
      port: here.http.port,
      pages: '/nowhere',
      token: TOKEN,
      version: '',
      onBug: () => {},
    }).catch((refused: unknown) => refused)
    expect(isFault(error) && error.code).toBe('port.in-use')
  })
})

/** Sends until the server answers; the code of its fault, or `cut`. */
async function tooMuch(path: string, headers: Record<string, string | number>): Promise<unknown> {
  const asked = request({ host: '127.0.0.1', port: here.http.port, path, method: 'POST', headers, agent: false })
  const answered = once(asked, 'response') as Promise<[NodeJS.ReadableStream]>
  let more = true
  const block = 'x'.repeat(256 * 1024)
  const send = () => {
    while (more && asked.write(block));
  }
  asked.on('drain', send)
  asked.write('{"content":"')
  send()
  try {
    const [reply] = await answered
    more = false
    let text = ''
    for await (const chunk of reply) text += String(chunk)
    return codeOf(text)
  } catch {
    // Without an announced length the server may cut the line while we are still sending.
    return 'cut'
  } finally {
    more = false
    asked.on('error', () => {})
    asked.destroy()
  }
}

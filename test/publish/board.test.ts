/** The board: what the public reads, over real HTTP, with nothing else to be had from it. */
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { isFault } from '#core/fault.ts'
import type { NoticeContent, NoticeRow } from '#core/notice/notice.ts'
import { handlings } from '#core/notice/publishable.ts'
import { boardData, ROWS_A_PAGE } from '#publish/board-data.ts'
import { boardFile, boardPage } from '#publish/board-page.ts'
import { type ServeBoardOptions, type ServedBoard, serveBoard } from '#publish/serve-board.ts'

const sha256 = '3f2a9c01'.repeat(8)
const talking = { silentSince: null }

function contentOf(rows: readonly Partial<NoticeRow>[], change: Partial<NoticeContent> = {}): NoticeContent {
  return {
    noticeNo: 'GS-20260301-01',
    site: '康巴什农贸市场快检室',
    day: '2026-03-01',
    totals: { tested: 12, passed: 11, open: 1 },
    rows: rows.map((row, i) => ({
      sampleNo: `20260301-${String(i + 1).padStart(4, '0')}`,
      food: '韭菜',
      stallCode: `A-${i + 1}`,
      stallName: '王记蔬菜',
      item: '恩诺沙星',
      method: 'KJ 201905',
      value: '未检出',
      wording: 'negative',
      handling: null,
      testedAt: '2026-03-01T07:05:00',
      ...row,
    })),
    complaintPhone: '0477-12315',
    demo: false,
    ...change,
  }
}

const many = (count: number) => contentOf(Array.from({ length: count }, () => ({})))

describe('board data', () => {
  it('cuts a notice into pages of ten and loses no row', () => {
    expect(boardData({ content: many(21), sha256 }).pages.map((page) => page.length)).toEqual([
      ROWS_A_PAGE,
      ROWS_A_PAGE,
      1,
    ])
    expect(boardData({ content: many(10), sha256 }).pages).toHaveLength(1)
    expect(boardData({ content: many(0), sha256 }).pages).toEqual([])
  })

  it('keeps failures and their handling in sight, each handling in words', () => {
    const rows = handlings.map((handling) => ({ wording: 'positive-unconfirmed' as const, handling }))
    const { failures } = boardData({ content: contentOf([{}, ...rows]), sha256 })
    expect(failures).toHaveLength(handlings.length)
    for (const { handling } of failures) expect(handling).toMatch(/^[一-鿿,]+$/)
    expect(failures.map(({ handling }) => handling)).not.toContain('处置中')
    const unknown = contentOf([{ wording: 'failed', handling: 'a-code-of-next-year' }])
    expect(boardData({ content: unknown, sha256 }).failures[0]?.handling).toBe('处置中')
  })

  it('calls a quick-test positive unconfirmed, by sign, word and tone', () => {
    const { failures } = boardData({
      content: contentOf([{ wording: 'positive-unconfirmed', handling: 'sale-suspended' }]),
      sha256,
    })
    expect(failures[0]).toMatchObject({ sign: '▲', word: '快检阳性(待确认)', tone: 'bad', handling: '已暂停销售' })
  })

  it('shortens the time by the day', () => {
    const content = contentOf([{}, { testedAt: '2026-02-28T17:40:00' }])
    expect(boardData({ content, sha256 }).pages[0]?.map(({ time }) => time)).toEqual(['07:05', '02-28 17:40'])
  })
})

describe('board page', () => {
  it('shows market, day, totals, rows, phone, sentence and hash', () => {
    const page = boardPage({ content: many(12), sha256 }, talking)
    for (const said of [
      '康巴什农贸市场快检室',
      '2026年3月1日',
      '>12<',
      '>11<',
      'A-12',
      '韭菜',
      '阴性(合格)',
      '第 2/2 页',
      '投诉举报电话 0477-12315',
      '快速检测(筛查)结果,仅对所检样品负责',
      sha256,
      '<svg class="qr"',
    ])
      expect(page).toContain(said)
    expect(page.replaceAll('不作为食品检验报告', '')).not.toMatch(/检验报告|检验合格|CMA/)
    expect(page).not.toContain('演示数据')
  })

  it('escapes every text that a person typed', () => {
    const evil = '<script>alert(1)</script>"\'&'
    const content = contentOf(
      [
        {
          food: evil,
          stallName: evil,
          stallCode: evil,
          item: evil,
          value: evil,
          wording: 'failed',
          handling: 'destroyed',
        },
      ],
      { site: evil, complaintPhone: evil, noticeNo: evil },
    )
    const page = boardPage({ content, sha256: evil }, talking)
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('"\'&')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;')
  })

  it('says since when the station is silent, that a demonstration is one, and that nothing is published yet', () => {
    const silentSince = { utc: '2026-03-01T00:05:00.000Z', offset: 480 }
    expect(boardPage({ content: many(1), sha256 }, { silentSince })).toContain('快检站自 3月1日 08:05 起没有新数据')
    expect(boardPage({ content: many(1), sha256 }, talking)).not.toContain('起没有新数据')
    expect(boardPage({ content: { ...many(1), demo: true }, sha256 }, talking)).toContain('演示数据')
    expect(boardPage(null, { silentSince })).toMatch(/今日结果尚未公示[\s\S]*3月1日 08:05/)
  })

  it('as a file stands alone', () => {
    const file = boardFile({ content: many(3), sha256 }, talking)
    expect(file).not.toMatch(/(src|href)="?(?!"?data:,)/)
    expect(file).toContain('font-size: 2.75rem')
  })
})

let board: ServedBoard | null = null
afterEach(async () => {
  await board?.close()
  board = null
})

async function serve(change: Partial<ServeBoardOptions> = {}): Promise<ServedBoard> {
  board = await serveBoard({
    host: '127.0.0.1',
    port: 0,
    content: () => ({ shown: { content: many(2), sha256 }, silentSince: null }),
    ...change,
  })
  return board
}

interface Heard {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

function ask(
  port: number,
  path: string,
  change: { readonly method?: string; readonly host?: string; readonly body?: string } = {},
): Promise<Heard> {
  return new Promise((heard, failed) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: change.method ?? 'GET',
        headers: {
          host: change.host ?? `127.0.0.1:${port}`,
          ...(change.body === undefined ? {} : { 'content-length': change.body.length }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk) => chunks.push(chunk))
        answer.on('end', () =>
          heard({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
        )
      },
    )
    asked.on('error', failed)
    asked.end(change.body)
  })
}

/** Says the words on a bare line and hears all that comes until the line is closed. */
function talk(port: number, words: string): Promise<string> {
  return new Promise((heard) => {
    let text = ''
    const line = connect(port, '127.0.0.1', () => line.write(words))
    line.on('data', (chunk) => {
      text += chunk
    })
    line.on('error', () => {})
    line.on('close', () => heard(text))
  })
}

describe('served board', () => {
  it('gives the page, its data, style and script under strict headers', async () => {
    const { port, addresses } = await serve()
    expect(addresses).toEqual([`http://127.0.0.1:${port}/`])
    const types = {
      '/': 'text/html',
      '/board.json': 'application/json',
      '/board.css': 'text/css',
      '/board.js': 'text/javascript',
    }
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await ask(port, path)
      expect([path, status]).toEqual([path, 200])
      expect(headers['content-type']).toContain(type)
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'; script-src 'self'/)
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
    expect(JSON.parse((await ask(port, '/board.json')).body)).toMatchObject({
      silentSince: null,
      board: { sha256, noticeNo: 'GS-20260301-01' },
    })
  })

  it('shows at each request what stands then', async () => {
    let rows = 1
    const { port } = await serve({
      content: () => ({ shown: rows === 0 ? null : { content: many(rows), sha256 }, silentSince: null }),
    })
    expect((await ask(port, '/')).body).not.toContain('>A-2<')
    rows = 2
    expect((await ask(port, '/')).body).toContain('>A-2<')
    rows = 0
    expect(JSON.parse((await ask(port, '/board.json')).body).board).toBeNull()
  })

  it.each([
    '/index.html',
    '/rpc',
    '/api',
    '/board.json?x=1',
    '//',
    '/../etc/passwd',
    '/%2e%2e/package.json',
    '/board.css/',
  ])('has nothing at %s', async (path) => {
    expect((await ask((await serve()).port, path)).status).toBe(404)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])('refuses %s', async (method) => {
    const { status, headers } = await ask((await serve()).port, '/', { method })
    expect(status).toBe(405)
    expect(headers.allow).toBe('GET')
  })

  it('refuses a GET that carries something', async () => {
    expect((await ask((await serve()).port, '/', { body: 'x' })).status).toBe(400)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1'])(
    'refuses the Host %j: a foreign name that was pointed here',
    async (host) => {
      expect((await ask((await serve()).port, '/', { host })).status).toBe(421)
    },
  )

  it('refuses a request that names no Host', async () => {
    const { port } = await serve()
    expect(await talk(port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /)
  })

  it('goes on when what it shows cannot be read for a moment', async () => {
    let broken = true
    const { port } = await serve({
      content: () => {
        if (broken) throw new Error('database is locked')
        return { shown: null, silentSince: null }
      },
    })
    const { status, body } = await ask(port, '/')
    expect(status).toBe(503)
    expect(body).not.toContain('database')
    broken = false
    expect((await ask(port, '/')).status).toBe(200)
  })

  it('answers to localhost', async () => {
    const { port } = await serve()
    expect((await ask(port, '/', { host: `LOCALHOST:${port}` })).status).toBe(200)
  })

  it('on the network answers to the addresses it names', async () => {
    const { port, addresses } = await serve({ host: '0.0.0.0' })
    expect(addresses.at(-1)).toBe(`http://127.0.0.1:${port}/`)
    for (const address of addresses) expect((await fetch(address)).status).toBe(200)
    expect((await ask(port, '/', { host: `0.0.0.0:${port}` })).status).toBe(421)
  })

  it('tires of an address that asks too often', async () => {
    const { port } = await serve({ requestsPerTenSeconds: 5 })
    const statuses: number[] = []
    for (let i = 0; i < 7; i++) statuses.push((await ask(port, '/')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  })

  it('closes the line on an endless header', async () => {
    const { port } = await serve()
    const heard = await talk(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'x'.repeat(20_000)}`)
    expect(heard).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('says which fault keeps it from listening', async () => {
    const { port } = await serve()
    const fault = await serveBoard({
      host: '127.0.0.1',
      port,
      content: () => ({ shown: null, silentSince: null }),
    }).catch((error: unknown) => error)
    expect(isFault(fault) && fault.code).toBe('port.in-use')
  })

  it('is gone when it is closed', async () => {
    const served = await serve()
    await ask(served.port, '/')
    await served.close()
    board = null
    await expect(ask(served.port, '/')).rejects.toThrow()
  })
})

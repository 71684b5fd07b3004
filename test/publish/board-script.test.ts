/** The board in a real browser: it turns its pages, takes in news, and says when the station is gone. */
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NoticeContent } from '#core/notice/notice.ts'
import { type ServedBoard, serveBoard } from '#publish/serve-board.ts'
import { needs } from '#test/fakes/needs.ts'

const long = '内蒙古羊后腿肉带骨冷鲜分割'

function contentOf(rows: number, food: string): NoticeContent {
  return {
    noticeNo: 'GS-20260301-01',
    site: '康巴什农贸市场快检室',
    day: '2026-03-01',
    totals: { tested: rows, passed: rows - 5, open: 5 },
    rows: Array.from({ length: rows }, (_, i) => ({
      sampleNo: `20260301-${i}`,
      food,
      stallCode: `A-${i + 1}`,
      stallName: '诚信果蔬水产经营部',
      item: '有机磷和氨基甲酸酯类农药残留',
      method: 'GB/T 5009.199-2003',
      value: '12.30 %',
      wording: i % 5 === 0 ? ('positive-unconfirmed' as const) : ('negative' as const),
      handling: i % 5 === 0 ? 'sale-suspended' : null,
      testedAt: '2026-03-01T07:05:00',
    })),
    complaintPhone: '0477-12315',
    demo: true,
  }
}

describe.skipIf(!needs('chromium'))('board in a browser (needs chromium)', () => {
  let browser: Browser
  let page: Page
  let board: ServedBoard
  let shown = { content: contentOf(25, '韭菜'), sha256: 'aa'.repeat(32) }
  let silentSince: { readonly utc: string; readonly offset: number } | null = null
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
    board = await serveBoard({ host: '127.0.0.1', port: 0, content: () => ({ shown, silentSince }) })
    page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.clock.install()
  })

  afterAll(async () => {
    await browser?.close()
    await board?.close()
  })

  const pageMark = () => page.locator('.page:not([hidden]) th.time').textContent()
  const failuresShown = () => page.locator('.failures li:not([hidden])').allTextContents()

  it('shows ten rows at 44 px, the second page after 8 s, and the first again after the last', async () => {
    await page.goto(board.addresses[0] ?? '')
    expect(await page.locator('.page:not([hidden]) tbody tr').count()).toBe(10)
    const size = await page
      .locator('tbody td')
      .first()
      .evaluate((cell) => getComputedStyle(cell).fontSize)
    expect(size).toBe('44px')
    expect(await pageMark()).toBe('第 1/3 页')
    const first = await failuresShown()
    await page.clock.runFor(8_000)
    expect(await pageMark()).toBe('第 2/3 页')
    expect(await failuresShown()).not.toEqual(first)
    await page.clock.runFor(16_000)
    expect(await pageMark()).toBe('第 1/3 页')
  })

  it('keeps everything on the screen, silent or not, nothing over another and no sign cut off', async () => {
    for (const silent of [null, { utc: '2026-03-01T00:05:00.000Z', offset: 480 }]) {
      silentSince = silent
      shown = { content: contentOf(25, long), sha256: 'ab'.repeat(32) }
      await page.goto(board.addresses[0] ?? '')
      const table = await page.locator('.page:not([hidden]) table').boundingBox()
      const failures = await page.locator('.failures').boundingBox()
      const footer = await page.locator('footer').boundingBox()
      if (table === null || failures === null || footer === null) throw new Error('the board is not whole')
      expect(table.y + table.height).toBeLessThanOrEqual(failures.y + 1)
      expect(failures.y + failures.height).toBeLessThanOrEqual(footer.y + 1)
      expect(footer.y + footer.height).toBeLessThanOrEqual(1080)
      const cut = await page
        .locator('td.verdict')
        .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length)
      expect(cut).toBe(0)
      const handling = await page.locator('.failures li:not([hidden]) .handling').first().boundingBox()
      expect((handling?.x ?? 1920) + (handling?.width ?? 0)).toBeLessThan(1872)
    }
    silentSince = null
  })

  it('takes in news without being opened again, and says when the station is gone', async () => {
    shown = { content: contentOf(3, '豇豆'), sha256: 'bb'.repeat(32) }
    await page.clock.runFor(15_000)
    await page.locator(`main[data-sha256="${shown.sha256}"]`).waitFor()
    expect(await page.locator('tbody').textContent()).toContain('豇豆')
    expect(await page.locator('#lost').isVisible()).toBe(false)
    expect(complaints).toEqual([])
    await board.close()
    await page.clock.runFor(15_000)
    await page.locator('#lost').waitFor({ state: 'visible' })
    expect(await page.locator('tbody').textContent()).toContain('豇豆')
  })
})

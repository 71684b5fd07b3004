/** A reading that waits is claimed with its proposal by two presses of Enter, in a browser and without a mouse. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { type Browsing, builtPages, launchBrowser, type Served, serveStation } from './harness.ts'

import { blankFirst, measure, register } from './journey.ts'
import { fillPlate, runOf, wellOf } from './plate-steps.ts'
import { shot } from './shots.ts'
import { standingReader } from './standing-reader.ts'

describe.skipIf(!needs('chromium'))('claiming a reading in a browser (needs chromium)', () => {
  let folder: string
  let served: Served
  let browsing: Browsing
  let sampleNo = ''

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-claim-'))
    const config = join(folder, 'config.json')
    const transport = { kind: 'tcp-server', port: 0 }
    const ports = [
      { name: 'p1', driver: 'dayuan/tl-310', transport, method: 'GB/T 5009.199-2003' },
      { name: 'p2', driver: 'generic/lis2', transport },
    ]
    writeFileSync(config, JSON.stringify({ ports, platforms: [] }))
    served = await serveStation(['--db', join(folder, 'room.sqlite'), '--config', config])
    browsing = await launchBrowser(served.url)
    browsing.page.setDefaultTimeout(10_000)
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const lineOf = (name: string) => `tcp://${served.ports.find((port) => port.name === name)?.address}`
  const speak = (number: string, value: string) => measure(lineOf('p2'), number, value)

  it('a short number counts once; the same number again waits with the proposal that it is a repeat', async () => {
    const { page } = browsing
    sampleNo = await register(page, 'A-12', '韭菜', '12.5')
    await blankFirst(page, lineOf('p2'), 'p2')
    await speak('1', '12.30')
    await page.getByRole('row').filter({ hasText: '韭菜' }).getByText('阴性').first().waitFor()
    await speak('1', '14.10')
    await page.goto(`${new URL(page.url()).origin}/#/sample/claim`)
    await page.getByRole('row').filter({ hasText: '14.10' }).getByText('是 0001 的复测?').waitFor()
  })

  it('a page that was left on overnight asks for the new day by itself', async () => {
    const session = await browsing.page.context().storageState()
    const page = await browsing.browser.newPage({ storageState: session })
    await page.clock.install()
    await page.goto(new URL(browsing.page.url()).origin)
    await page.getByRole('heading', { name: /^今日/ }).first().waitFor()
    let asked = 0
    page.on('request', (request) => {
      if (request.url().includes('/rpc/day/overview')) asked += 1
    })
    await page.clock.fastForward('20:00')
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(0)
    await page.close()
  })

  it('two presses of Enter claim it', async () => {
    const { page } = browsing
    await page.getByRole('link', { name: /^认领 .*14\.10/ }).focus()
    await page.keyboard.press('Enter')
    await focused(page, `认领给 ${sampleNo}`)
    expect(await page.getByLabel('认领原因').inputValue()).toBe('是 0001 的复测')
    await page.keyboard.press('Enter')
    await page.getByText('✓ 没有待认领的读数').waitFor()
  })

  it('is taken back by keyboard: the reading waits again, the result is struck through and counts nowhere', async () => {
    const { page } = browsing
    const settled = page.getByRole('table', { name: '处理过的读数' })
    await settled.getByRole('button', { name: '撤销…' }).focus()
    await page.keyboard.press('Enter')
    await inFocus(page.getByLabel('撤销原因'))
    await page.keyboard.type('看错了样品袋')
    await page.keyboard.press('Enter')
    await page
      .getByRole('row')
      .filter({ hasText: '14.10' })
      .getByText(/是 0001 的复测/)
      .waitFor()
    await settled.getByText('已撤销认领,不算').waitFor()
    await page.keyboard.press('Control+1')
    const struck = page.getByRole('row').filter({ hasText: '14.10' })
    await struck.getByText(/已撤销认领,不算 · .+:看错了样品袋/).waitFor()
    expect(
      await struck
        .locator('td')
        .first()
        .evaluate((cell) => getComputedStyle(cell).textDecorationLine),
    ).toBe('line-through')
    await page.getByText('全部').filter({ hasText: '1' }).first().waitFor()
  })

  it('is claimed once more', async () => {
    const { page } = browsing
    await page.goto(`${new URL(page.url()).origin}/#/sample/claim`)
    await page.getByRole('link', { name: /^认领 .*14\.10/ }).focus()
    await page.keyboard.press('Enter')
    await focused(page, `认领给 ${sampleNo}`)
    await page.keyboard.press('Enter')
    await page.getByText('✓ 没有待认领的读数').waitFor()
  })

  it('a plate that was read as soon as it was filled is claimed by one look and one press', async () => {
    const { page } = browsing
    const samples = [await register(page, 'A-12', '菠菜', '3'), await register(page, 'A-12', '芹菜', '3')]
    await fillPlate(page, samples, ['放空白对照'])
    const reader = standingReader(lineOf('p1'))
    try {
      reader.measure(await runOf(page, (channel) => (channel === '1' ? '1.20' : channel === '2' ? '12.40' : '63.20')))
      await page.getByText('3 个通道的读数没有自动认上').waitFor()
      await shot(page, 'plate-claims')
      await page.getByRole('button', { name: '核对过,这 3 个都是这一板的' }).click()
      await page.getByText('全部出数').first().waitFor()
      await wellOf(page, 2).getByText('阴性').waitFor()
      await wellOf(page, 3).getByText('阳性').waitFor()
      await shot(page, 'plate-claimed')
    } finally {
      await reader.switchOff()
    }
  })
})

/** The button that Enter would press now. */
async function focused(page: Page, name: string): Promise<void> {
  await inFocus(page.getByRole('button', { name }))
}

async function inFocus(place: Locator): Promise<void> {
  await place.waitFor()
  await expect.poll(() => place.evaluate((element) => element === document.activeElement), { timeout: 5000 }).toBe(true)
}

/** The whole way of one failure in a browser on `station serve`, the analyzer speaking over TCP. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { type FakePlatform, startFakePlatform } from '#test/fakes/platform.ts'
import { type Browsing, builtPages, launchBrowser, type Served, serveStation } from './harness.ts'
import { journey } from './journey.ts'

describe.skipIf(!needs('chromium'))('one failure in a browser (needs chromium)', () => {
  let folder: string
  let platform: FakePlatform
  let served: Served
  let browsing: Browsing

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-journey-'))
    platform = await startFakePlatform({ mode: ['failing', 'drop-stored', 'honest'] })
    const config = join(folder, 'config.json')
    writeFileSync(
      config,
      JSON.stringify({
        ports: [
          {
            name: 'p1',
            driver: 'generic/lis2',
            numbering: 'ours',
            transport: { kind: 'tcp-server', port: 0 },
          },
        ],
        platforms: [{ name: '区平台', kind: 'json-batch', url: platform.url }],
      }),
    )
    served = await serveStation(['--db', join(folder, 'room.sqlite'), '--config', config])
    browsing = await launchBrowser(served.url)
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    await platform?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  journey(() => ({
    page: browsing.page,
    analyzer: `tcp://${served.ports[0]?.address}`,
    platform,
    nextWindow: () => browsing.page.context().waitForEvent('page'),
  }))

  it('saves the whole case as one file and its hashes by one click', async () => {
    const { page } = browsing
    await page.keyboard.press('Control+4')
    await page.getByText('全部', { exact: true }).click()
    await page.getByRole('row').filter({ hasText: '豇豆' }).getByRole('link').first().click()
    const saved: Download[] = []
    page.on('download', (download) => saved.push(download))
    await page.getByRole('button', { name: '保存案卷' }).click()
    await expect.poll(() => saved.length, { timeout: 20_000 }).toBe(2)
    const [file, hashes] = await Promise.all(saved.map(async (one) => readFileSync(await one.path())))
    if (file === undefined || hashes === undefined) throw new Error('not saved')
    expect(file.subarray(0, 5).toString()).toBe('%PDF-')
    expect(hashes.toString('utf8')).toContain(createHash('sha256').update(file).digest('hex'))
  })

  it('sets a local clock in the settings', async () => {
    const { page } = browsing
    await page.keyboard.press('Control+8')
    await page.getByRole('radio', { name: '检测点' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByLabel('监管人员到场(小时)').fill('2')
    await page.getByRole('button', { name: '保存处置时限' }).click()
    await expect.poll(() => page.getByRole('button', { name: '保存处置时限' }).isDisabled()).toBe(true)
    expect(await page.getByLabel('监管人员到场(小时)').inputValue()).toBe('2')
  })
})

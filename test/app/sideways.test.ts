/** Nothing scrolls sideways on the smallest screen: every main page in both sizes of type, with demonstration data and long names in it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogNames } from '#core/catalog/list.ts'
import { needs } from '#test/fakes/needs.ts'
import { type Browsing, builtPages, launchBrowser, type Served, serveStation } from './harness.ts'
import { overhanging, shot } from './shots.ts'

const pages = [
  ...['day', 'sample', 'sample/row', 'sample/plan', 'sample/plate', 'sample/claim', 'strip'],
  ...['port', 'port/农残仪1', 'learn', 'learn/receive', 'learn/fields'],
  ...['control', 'control/chart', 'control/blind', 'control/policy'],
  ...['failure', 'failure?tab=referral', 'outbox', 'notice', 'kpi', 'ledger', 'paper'],
  ...['site', 'rules', 'platform', 'people', 'health', 'audit'].map((section) => `settings/${section}`),
  ...['catalog/stall?do=open', 'catalog/stall?do=import', 'catalog/stall?do=new'],
  ...catalogNames.map((list) => `catalog/${list}`),
]
/** Where a list leads to a record: the record's page is looked at too. */
const records = ['day', 'sample', 'sample/claim', 'failure', 'outbox', 'catalog/stall'] as const

describe.skipIf(!needs('chromium'))('no page scrolls sideways at 1366x768 (needs chromium)', () => {
  let folder: string
  let served: Served
  let browsing: Browsing
  let page: Page

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-sideways-'))
    served = await serveStation(['--demo', '--db', join(folder, 'room.sqlite')])
    browsing = await launchBrowser(served.url)
    page = browsing.page
    page.setDefaultTimeout(20_000)
    await fetch(`${new URL(served.url).origin}/api/sample`, {
      method: 'POST',
      headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        stallCode: 'A-12',
        food: '早市现摘本地露地种植散装韭菜(第二批)',
        nature: 'supervision',
        kind: 'ordinary',
        takenBy: '阿依古丽·买买提江',
      }),
    })
    // The demonstration has a case, a claim and results to show before anything is measured.
    for (const at of ['sample', 'failure', 'sample/claim', 'outbox']) {
      await show(at)
      await page.locator('.ledger-anchor, .claims a').first().waitFor()
    }
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(['normal', 'large'])('in %s type', async (size) => {
    await page.evaluate((chosen) => window.localStorage.setItem('kuaijian.size', chosen), size)
    await page.reload()
    const seen: string[] = []
    for (const at of pages) {
      await show(at)
      seen.push(...(await sideways(`${size} ${at}`)))
      if (!(records as readonly string[]).includes(at)) continue
      const href = await page.locator('.ledger-anchor, .claims a').first().getAttribute('href')
      if (href === null) throw new Error(`no record on ${at}`)
      await show(href.slice(2))
      seen.push(...(await sideways(`${size} ${at}-record`)))
    }
    expect(seen).toEqual([])
  })

  async function show(at: string): Promise<void> {
    await page.evaluate((hash) => {
      window.location.hash = `#/${hash}`
      return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    }, at)
    await page.locator('.desk h1').waitFor()
    await page.waitForFunction(() => document.querySelector('.desk .waiting') === null)
  }

  async function sideways(name: string): Promise<readonly string[]> {
    await shot(page, `${name.replaceAll(/\W/g, '-')}`)
    return (await overhanging(page)).map((words) => `${name}: ${words}`)
  }
})

/** The counter in the morning, in Chromium: twenty samples by scanner and keys, counted; a plate; and nothing typed lost when the station is killed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import type { Contract } from '../../src-main/contract/index.ts'
import { type Browsing, builtPages, launchBrowser, type Served, savedBy, serveStation } from './harness.ts'
import { drawOn } from './pen.ts'

type Client = ContractRouterClient<Contract>
const by = '操作员'
const foods = ['韭菜', '菠菜', '芹菜', '豇豆', '黄瓜'] as const
const codes = Array.from({ length: 20 }, (_, i) => `A-${i + 1}`)

describe.skipIf(!needs('chromium'))('a morning at the counter (needs chromium)', () => {
  let folder: string
  let args: readonly string[]
  let served: Served
  let browsing: Browsing
  let client: Client

  async function open(): Promise<void> {
    served = await serveStation(args)
    browsing = await launchBrowser(served.url)
    const url = `${new URL(served.url).origin}/rpc`
    client = createORPCClient(new RPCLink({ url, headers: { authorization: `Bearer ${served.token}` } }))
    await browsing.page.getByRole('heading', { name: /^今日/ }).first().waitFor()
  }

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-counter-'))
    const config = join(folder, 'config.json')
    const port = { name: 'p1', driver: 'generic/lis2', transport: { kind: 'tcp-server', port: 0 } }
    writeFileSync(config, JSON.stringify({ ports: [port], platforms: [] }))
    args = ['--db', join(folder, 'room.sqlite'), '--config', config]
    await open()
    // What the stalls bring: their habits.
    const lines = codes.map((stallCode, i) => ({ stallCode, food: foods[i % foods.length] ?? '韭菜' }))
    await client.sample.registerRow({ lines, takenBy: by })
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('shows on an empty day what should be tested', async () => {
    const plan = browsing.page.getByRole('region', { name: '今日计划' })
    await plan.getByText('蔬菜').waitFor()
  })

  it('registers twenty samples with three actions each: the stall’s code, a number, Enter', async () => {
    const { page } = browsing
    const counted = counting(page)
    const waited: { keys: number; saved: number }[] = []
    // The first scan comes from another desk: a scanner works on any screen.
    for (const [i, code] of codes.entries()) {
      if (i > 0) expect(await focused(page)).toBe('摊位')
      await counted.scan(code)
      const scanned = performance.now()
      await page.getByRole('button', { name: `选 ${foods[i % foods.length]}`, exact: true }).waitFor()
      await expect.poll(() => focused(page), { interval: 5 }).toBe('样品')
      const offered = performance.now()
      await counted.press('1')
      await counted.press('Enter')
      await page
        .getByRole('status')
        .filter({ hasText: '✓ 已登记' })
        .filter({ hasText: `· ${code} ` })
        .waitFor()
      waited.push({ keys: offered - scanned, saved: performance.now() - offered })
    }
    expect(counted.actions()).toBe(60)
    process.stdout.write(`${machineTime(waited)}\n`)
    const { rows } = await client.sample.list({ limit: 100 })
    expect(rows).toHaveLength(40)
    expect(
      rows
        .slice(0, 20)
        .map(({ stall, food }) => [stall?.code, food])
        .reverse(),
    ).toEqual(codes.map((code, i) => [code, foods[i % foods.length]]))
  }, 120_000)

  it('takes at most six actions without a scanner, and says before Enter that it was registered today', async () => {
    const { page } = browsing
    const counted = counting(page)
    await counted.press('F3')
    await counted.type('A-1')
    await counted.press('Enter')
    await expect.poll(() => focused(page)).toBe('样品')
    await counted.type('jc')
    const choice = page.getByRole('button', { name: '选 韭菜', exact: true })
    await choice.waitFor()
    await counted.press(((await choice.innerText()).match(/\d/) ?? ['1'])[0])
    await page.getByText(/已登记过这个摊位的韭菜/).waitFor()
    await counted.press('Enter')
    await page.getByRole('status').filter({ hasText: '✓ 已登记' }).filter({ hasText: '· A-1 ' }).waitFor()
    expect((await client.sample.list({ limit: 100 })).rows).toHaveLength(41)
    expect(counted.actions()).toBeLessThanOrEqual(6)
  })

  it('shows no numbered food before the stall’s habits are there, which come first among them', async () => {
    const { page } = browsing
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/rpc/sample/habits', async (route) => {
      await held
      await route.continue()
    })
    await page.keyboard.press('F3')
    await page.keyboard.type('A-6')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('样品')
    await page.keyboard.type('jc')
    await page.waitForTimeout(300)
    expect(await page.getByRole('button', { name: /^选 / }).count()).toBe(0)
    letGo()
    await page.getByRole('button', { name: '选 韭菜', exact: true }).waitFor()
    await page.unroute('**/rpc/sample/habits')
    await page.keyboard.press('1')
    const food = page.getByRole('form', { name: '登记样品' }).getByLabel('样品', { exact: true })
    expect(await food.inputValue()).toBe('韭菜')
    await food.fill('')
  })

  it('takes a stall’s sign that is scanned into the food for what it is', async () => {
    const { page } = browsing
    await page.keyboard.press('F3')
    await page.keyboard.type('A-1')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('样品')
    await page.keyboard.type('A-2')
    await page.keyboard.press('Enter')
    const form = page.getByRole('form', { name: '登记样品' })
    await expect.poll(() => form.getByLabel('摊位').inputValue()).toBe('A-2')
    expect((await client.sample.list({ limit: 100 })).rows).toHaveLength(41)
  })

  it('prints the label of what was just registered', async () => {
    const { page } = browsing
    await page.getByRole('img', { name: /^标签:/ }).waitFor()
    const pdf = await savedBy(page, () => page.keyboard.press('F7'))
    if (needs('pdftotext')) expect(textOf(pdf)).toContain('韭菜')
  })

  it('opens the registration with a sign nobody knows, scanned on any desk and over a plate', async () => {
    const { page } = browsing
    const stall = page.getByRole('form', { name: '登记样品' }).getByLabel('摊位')
    for (const [desk, code] of [
      ['Control+1', 'Q-1'],
      ['F4', 'Q-2'],
    ] as const) {
      await page.keyboard.press(desk)
      await (desk === 'F4'
        ? page.getByRole('button', { name: '放空白对照' })
        : page.getByRole('heading', { name: /^今日/, level: 1 })
      ).waitFor()
      await page.keyboard.type(code, { delay: 2 })
      await page.keyboard.press('Enter')
      await expect.poll(() => stall.inputValue().catch(() => '')).toBe(code)
      await page.getByText('新摊位,登记时建档').waitFor()
      await expect.poll(() => focused(page)).toBe('样品')
    }
    expect((await client.sample.stalls({})).some(({ code }) => code.startsWith('Q-'))).toBe(false)
  })

  it('fills a plate of twelve by scanning in order, a blank first', async () => {
    const { page } = browsing
    const { rows } = await client.sample.list({ limit: 11 })
    await page.keyboard.press('F4')
    await page.getByRole('button', { name: '放空白对照' }).click()
    const wells = page.getByRole('list', { name: '通道' }).getByRole('listitem')
    const filled = wells.filter({ hasText: '取下' })
    await expect.poll(() => filled.count()).toBe(1)
    for (const [i, { sampleNo }] of rows.entries()) {
      await page.keyboard.type(sampleNo, { delay: 2 })
      await page.keyboard.press('Enter')
      await expect.poll(() => filled.count()).toBe(i + 2)
    }
    expect(await wells.count()).toBe(12)
    expect(await first(wells).innerText()).toContain('空白')
    // Taken down again, its place is scanned for a sample that the plate has: a question, answered by a key.
    await page.getByRole('button', { name: /^取下 12 号通道的/ }).click()
    await expect.poll(() => filled.count()).toBe(11)
    await page.keyboard.type(rows[0]?.sampleNo ?? '', { delay: 2 })
    await page.keyboard.press('Enter')
    await page.getByText(/同一样品已在 2 号通道,作平行样/).waitFor()
    expect(await filled.count()).toBe(11)
    await page.keyboard.press('F8')
    await expect.poll(() => filled.count()).toBe(12)
    expect(await wells.nth(1).innerText()).toContain('平行 12')
    expect(await wells.nth(11).innerText()).toContain('平行 2')
    await page.keyboard.type(rows[0]?.sampleNo ?? '')
    await page.keyboard.press('Enter')
    await page.getByText('这一板放满了').waitFor()
  })

  it('completes a sheet, refuses what cannot be, is signed by two and printed; a change asks for the signatures again', async () => {
    const { page } = browsing
    const { rows } = await client.sample.list({ limit: 1, search: 'A-20' })
    await page.goto(`${new URL(page.url()).origin}/#/sample/${rows[0]?.id}`)
    await page.getByRole('button', { name: '补充或改正' }).click()
    const form = page.getByRole('form', { name: '样品信息单' })
    await form.getByLabel('进货日期').fill('2026-02-30')
    await form.getByText('没有这一天').waitFor()
    await form.getByLabel('样品数量').fill('-1')
    await form.getByText('不能是负数').waitFor()
    expect(await form.getByRole('button', { name: /^保存/ }).isDisabled()).toBe(true)
    await form.getByLabel('进货日期').fill('2026-01-30')
    await form.getByLabel('样品数量').fill('')
    await form.getByLabel('合格证编号').fill('HGZ-0')
    // The scanner's own Enter saves nothing yet.
    await page.keyboard.type('HGZ-1-20260130', { delay: 2 })
    await page.keyboard.press('Enter')
    expect(await form.getByLabel('合格证编号').inputValue()).toBe('HGZ-1-20260130')
    await form.getByRole('button', { name: '保存 2 处改动' }).click()
    await form.waitFor({ state: 'hidden' })
    await page.locator('.facts').getByText('HGZ-1').waitFor()
    for (const [signer, name] of [
      ['采样人员', null],
      ['被检测单位(摊位)', '王五'],
    ] as const) {
      const place = page.getByRole('region', { name: signer })
      if (name !== null) await place.getByLabel('姓名').fill(name)
      await drawOn(page, place.getByRole('img', { name: /签名区$/ }))
      await place.getByRole('button', { name: '确认签名' }).click()
      await place.getByRole('img', { name: /的签名$/ }).waitFor()
    }
    const pdf = await savedBy(page, () => page.getByRole('button', { name: '打印信息单' }).click())
    if (needs('pdftotext')) for (const words of ['样品信息单', 'HGZ-1', '王五']) expect(textOf(pdf)).toContain(words)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(64, 48, 2)) })
    await page.getByRole('img', { name: '样品 a.png' }).waitFor()
    await expect.poll(() => page.getByText('签名之后信息单有改动').count()).toBe(2)
  }, 60_000)

  it('keeps what is typed when the station is killed in the middle of a word', async () => {
    const { page } = browsing
    await page.keyboard.press('Control+2')
    await page.keyboard.press('F3')
    const form = (where: Page) => where.getByRole('form', { name: '登记样品' })
    await form(page).getByLabel('摊位').fill('Z-77')
    await form(page).getByLabel('商户名称').fill('新来的水产')
    await form(page).getByLabel('产地').fill('湖北洪湖')
    await form(page).getByLabel('样品', { exact: true }).fill('鲈')
    await expect
      .poll(async () => JSON.stringify((await client.draft.get({ name: 'register', by })).draft?.data ?? null))
      .toContain('鲈')
    const ended = new Promise((resolve) => served.process.once('exit', resolve))
    served.process.kill('SIGKILL')
    await ended
    await browsing.close()

    await open()
    await browsing.page.keyboard.press('F3')
    const again = form(browsing.page)
    await expect.poll(() => again.getByLabel('样品', { exact: true }).inputValue()).toBe('鲈')
    expect(await again.getByLabel('摊位').inputValue()).toBe('Z-77')
    expect(await again.getByLabel('商户名称').inputValue()).toBe('新来的水产')
    expect(await again.getByLabel('产地').inputValue()).toBe('湖北洪湖')
    await browsing.page.getByText('上次没登记完的内容,已恢复').waitFor()
    // Finished, the draft is gone.
    await again.getByLabel('样品', { exact: true }).fill('鲈鱼')
    await again.getByLabel('样品', { exact: true }).press('Enter')
    await browsing.page.getByRole('status').filter({ hasText: '✓ 已登记' }).waitFor()
    await expect.poll(async () => (await client.draft.get({ name: 'register', by })).draft).toBeNull()
  }, 60_000)

  it('lets a scan take the place of what a field holds: a restored stall, a food, the search, the plate', async () => {
    const { page } = browsing
    const scan = async (code: string) => {
      await page.keyboard.type(code, { delay: 2 })
      await page.keyboard.press('Enter')
    }
    const form = page.getByRole('form', { name: '登记样品' })
    const [stall, food] = [form.getByLabel('摊位'), form.getByLabel('样品', { exact: true })]
    await page.keyboard.press('F3')
    await stall.fill('Z-8')
    await form.getByLabel('商户名称').fill('老店')
    await form.getByLabel('库存').fill('12.5')
    await expect
      .poll(async () => JSON.stringify((await client.draft.get({ name: 'register', by })).draft?.data ?? null))
      .toContain('老店')
    await page.reload()
    await page.getByText('上次没登记完的内容,已恢复').waitFor()
    expect(await stall.inputValue()).toBe('Z-8')
    await stall.focus()
    await page.keyboard.press('End')
    await scan('NEW-STALL-12')
    expect(await stall.inputValue()).toBe('NEW-STALL-12')
    // What was said of the last stall's sample is not this one's.
    expect(await form.getByLabel('商户名称').inputValue()).toBe('')
    expect(await form.getByLabel('库存').inputValue()).toBe('')
    // A person who types on, however quickly, adds to it; without shift the stall is the same.
    await stall.focus()
    await page.keyboard.press('End')
    await page.keyboard.type('34', { delay: 70 })
    expect(await stall.inputValue()).toBe('NEW-STALL-1234')
    for (const leaving of ['Tab', 'Enter']) {
      await stall.fill('')
      await page.keyboard.type('a-1', { delay: 70 })
      await page.keyboard.press(leaving)
      await expect.poll(() => stall.inputValue()).toBe('A-1')
    }
    // A sign that begins with a digit is no choice among the foods, and one that nobody knows is no food.
    await page.getByRole('button', { name: '选 韭菜', exact: true }).waitFor()
    const registered = (await client.sample.list({ limit: 100 })).rows.length
    await scan('1-EAST-07')
    await expect.poll(() => stall.inputValue()).toBe('1-EAST-07')
    expect(await food.inputValue()).toBe('')
    await page.keyboard.type('xyz', { delay: 70 })
    await page.keyboard.press('Enter')
    await form.getByText('没有这样的样品').waitFor()
    expect((await client.sample.list({ limit: 100 })).rows).toHaveLength(registered)

    await page.keyboard.press('F2')
    const search = page.getByRole('search').getByRole('textbox')
    await scan('20200101-0001')
    await page.getByText('没有找到').waitFor()
    await scan('20200101-0002')
    expect(await search.inputValue()).toBe('20200101-0002')

    await page.keyboard.press('F4')
    const box = page.getByRole('textbox', { name: '样品号', exact: true })
    await box.fill('77')
    await scan('20200101-0003')
    expect(await box.inputValue()).toBe('20200101-0003')
  }, 60_000)
})

/** The accessible name of what has the cursor. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    return activeElement instanceof HTMLInputElement ? (activeElement.labels?.[0]?.textContent ?? '') : ''
  })
}

/** What the machine takes of a registration's ten seconds; for the log. */
function machineTime(waited: readonly { readonly keys: number; readonly saved: number }[]): string {
  const words = (['keys', 'saved'] as const).map((what) => {
    const sorted = waited.map((one) => one[what]).sort((a, b) => a - b)
    return `${what} ${Math.round(sorted[sorted.length >> 1] ?? 0)} ms, at most ${Math.round(sorted.at(-1) ?? 0)} ms`
  })
  return `scan to the stall's ${words.join('; two keys to ')}`
}

/** A scan, a word or a key pressed is one action. */
function counting(page: Page) {
  let actions = 0
  return {
    actions: () => actions,
    scan: async (code: string) => {
      actions += 1
      await page.keyboard.type(code, { delay: 2 })
      await page.keyboard.press('Enter')
    },
    type: async (text: string) => {
      actions += 1
      await page.keyboard.type(text)
    },
    press: async (key: string) => {
      actions += 1
      await page.keyboard.press(key)
    },
  }
}

function first(locator: Locator): Locator {
  return locator.first()
}

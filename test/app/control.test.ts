/** Quality control and strips read by eye in the browser: a blocked batch let pass, a strip read in time, a strip refused late. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { driverById } from '#drivers/index.ts'
import { simulate } from '#ports/simulate.ts'
import { needs } from '#test/fakes/needs.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { type Browsing, builtPages, launchBrowser, type Served, serveStation } from './harness.ts'
import { shot } from './shots.ts'

const item = '有机磷和氨基甲酸酯类'
const port = '农残仪1'
/** Works by plate. */
const reader = '农残仪2'

describe.skipIf(!needs('chromium'))('quality control in a browser (needs chromium)', () => {
  let folder: string
  let served: Served
  let browsing: Browsing
  let page: Page

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-control-'))
    const lis2 = { driver: 'generic/lis2', transport: { kind: 'tcp-server', port: 0 }, method: 'GB/T 5009.199-2003' }
    const ports = [port, reader].map((name) => ({ name, ...lis2 }))
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ ports }))
    served = await serveStation(['--db', join(folder, 'room.sqlite'), '--config', join(folder, 'config.json')])
    browsing = await launchBrowser(served.url)
    page = browsing.page
    page.setDefaultTimeout(15_000)
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function registered(
    food: string,
    kind = 'ordinary',
  ): Promise<{ readonly id: string; readonly sampleNo: string }> {
    const answer = await fetch(`${new URL(served.url).origin}/api/sample`, {
      method: 'POST',
      headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ stallCode: 'A-12', food, kind, takenBy: '王敏' }),
    })
    return (await answer.json()) as { readonly id: string; readonly sampleNo: string }
  }

  async function measured(sampleNo: string, value: string, on = port): Promise<void> {
    const driver = driverById('generic/lis2')
    const address = served.ports.find(({ name }) => name === on)?.address
    if (driver === undefined || address === undefined) throw new Error('no analyzer')
    const rest = { flag: null, measuredAt: null, channel: null, control: false, recordKey: null, foodHint: null }
    const reading = { sampleNo, item, value, unit: '%', ...rest }
    await simulate({ instrument: driver.instrument([reading]), to: `tcp://${address}`, link: driver.link })
  }

  const open = (hash: string) =>
    page.evaluate((wanted) => {
      window.location.hash = wanted
    }, hash)

  it('the lot in use is chosen once and stands with what follows', async () => {
    await open('#/port')
    await page.getByRole('button', { name: '质控与试剂批号' }).click()
    await page.getByRole('button', { name: `${port} 选试剂` }).click()
    await page.getByLabel('试剂批号', { exact: true }).fill('20260801')
    await page.getByLabel('试剂名称').fill('农残速测试剂盒')
    await page.getByLabel('检测人', { exact: true }).fill('王敏')
    await page.getByRole('button', { name: '从现在起用这一批' }).click()
    await page.getByText('批号 20260801').waitFor()
  })

  it('a plate without a blank says so before the start, is 无效, and is run again with one', async () => {
    const samples = [await registered('芹菜'), await registered('豇豆')]
    await open(`#/sample/plate/${encodeURIComponent(reader)}`)
    for (const [at, { sampleNo }] of samples.entries()) {
      await page.getByRole('textbox', { name: '样品号', exact: true }).fill(sampleNo)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: `取下 ${at + 1} 号通道的 ${sampleNo}` }).waitFor()
    }
    await page.getByText('现在没有合格的空白对照,这一板的结果会判无效').waitFor()
    await shot(page, 'plate-lacks-blank')
    for (const { sampleNo } of samples) await measured(sampleNo, '12.30', reader)
    await page.getByText('这一板 2 个结果判无效').waitFor()
    expect(await page.locator('.well-invalid').count()).toBe(2)
    await shot(page, 'plate-without-blank')
    await page.getByRole('button', { name: '这 2 个放到下一板' }).click()
    await page.getByRole('button', { name: '换上下一板(3 个样品)' }).click()
    await page.getByText('已上机,等第一个读数').waitFor()
    // The blank is told last: the others wait for it and are judged with it.
    for (const { sampleNo } of samples) await measured(sampleNo, '11.80', reader)
    await page.getByText('2 个通道已经读到,等空白对照(1 号通道)出数后一起判定').waitFor()
    await shot(page, 'plate-awaits-blank')
    const blank = await page.getByRole('list', { name: '通道' }).getByRole('listitem').first().innerText()
    const number = /\b\d{4}\b/.exec(blank)?.[0] ?? ''
    await measured(`${samples[0]?.sampleNo.slice(0, -4)}${number}`, '1.20', reader)
    await expect.poll(() => page.locator('.well-negative').count(), { timeout: 15_000 }).toBe(3)
    await open('#/control')
  })

  it('a batch without a blank is 无效, and a second person lets it pass', async () => {
    const { sampleNo } = await registered('菠菜')
    await measured(sampleNo, '12.30')
    await page.getByRole('button', { name: '今日批次' }).click()
    await page.getByText('其中 1 个因条件判无效').waitFor()
    await page.getByRole('button', { name: /第二人签字放行/ }).click()
    await page.getByLabel('为什么还要测').fill('空白管打翻,已核对试剂')
    await page.getByRole('textbox', { name: '放行人' }).fill('王敏')
    await page.getByRole('button', { name: /签字放行 1 项/ }).click()
    await page.getByText('做检测的人不能给自己放行').waitFor()
    await page.getByRole('textbox', { name: '放行人' }).fill('站长')
    await page.getByRole('button', { name: /签字放行 1 项/ }).click()
    await page.getByRole('table', { name: '放行记录' }).getByText('空白管打翻').waitFor()

    const next = await registered('韭菜')
    await measured(next.sampleNo, '8.20')
    await open('#/day')
    await page.getByRole('link', { name: /韭菜/ }).click()
    await page.getByText('站长 放行:空白管打翻').waitFor()
    expect(await page.locator('.result-card').innerText()).toContain('20260801')
  })

  async function startStrip(id: string, from: string, until: string): Promise<void> {
    await open(`#/strip/${id}`)
    await page.getByLabel('试剂批号').fill('C20260901')
    await page.getByLabel('试剂名称').fill('氯霉素胶体金卡')
    await page.getByLabel('检测项目').fill('氯霉素')
    await page.getByLabel('最早几分钟可以看').fill(from)
    await page.getByLabel('最晚几分钟之前看').fill(until)
    await page.getByRole('button', { name: /^开始计时/ }).click()
  }

  it('a strip is refused before its time, read within it with both photos, and says 人工判读 everywhere', async () => {
    const { id } = await registered('草鱼')
    await startStrip(id, '0.1', '5')
    await page.getByText('还不能看,再等').waitFor()
    expect(await page.getByRole('button', { name: /记录判读结果/ }).isDisabled()).toBe(true)
    await page.getByText('现在判读,还剩').waitFor()
    await page.getByRole('button', { name: /阴性/ }).click()
    expect(await page.getByRole('button', { name: /^记录:/ }).isDisabled()).toBe(true)
    const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(32, 32, 2)) }
    await page.getByLabel('添加样品照片').setInputFiles(file)
    await page.getByLabel('添加试纸条照片').setInputFiles(file)
    await page.getByRole('button', { name: /^记录:/ }).click()
    await page.getByRole('region', { name: '这个样品用过的试纸条' }).getByText('人工判读').waitFor()
    await open(`#/sample/${id}`)
    await page.locator('.sample-reading').getByText('人工判读').waitFor()
  })

  it('the second reader is not shown what the first one chose', async () => {
    const call = (method: string, path: string, body?: unknown) =>
      fetch(`${new URL(served.url).origin}/api${path}`, {
        method,
        headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    const { policy } = (await (await call('GET', '/control/policy')).json()) as { readonly policy: object }
    const say = (twoReaders: boolean) =>
      call('POST', '/control/policy', { policy: { ...policy, twoReaders }, by: '站长' })
    await say(true)
    const { id } = await registered('鲈鱼')
    await startStrip(id, '0', '5')
    await page.getByRole('button', { name: /阴性/ }).click()
    const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(32, 32, 2)) }
    await page.getByLabel('添加样品照片').setInputFiles(file)
    await page.getByLabel('添加试纸条照片').setInputFiles(file)
    await page.getByRole('button', { name: /^记录:/ }).click()
    await page.getByText('第二个人判读').waitFor()
    expect(await page.locator('.strip-word[aria-pressed=true]').count()).toBe(0)
    await page.getByRole('button', { name: '记录判读结果' }).waitFor()
    await say(false)
  })

  it('past its time there is nothing to choose: it becomes 无效, and a new strip can be started', async () => {
    const { id } = await registered('鲫鱼')
    await startStrip(id, '0', '0.1')
    await page.getByText('✕ 过了判读时间').waitFor()
    expect(await page.getByRole('button', { name: /阴性/ }).count()).toBe(0)
    await page.getByRole('button', { name: /记为无效,换新条重测/ }).click()
    await page.getByText('过了判读时间,记为无效').waitFor()
    await page.getByRole('button', { name: /^开始计时/ }).waitFor()
    await open(`#/sample/${id}`)
    await page.locator('.sample-reading .verdict-invalid').waitFor()
  })
})

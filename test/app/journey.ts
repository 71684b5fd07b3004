/** One failure from its registration to its receipt, walked through the pages as an operator would; the same in every shell. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { Fault } from '#core/fault.ts'
import type { Reading } from '#core/reading/reading.ts'
import { driverById } from '#drivers/index.ts'
import { simulate } from '#ports/simulate.ts'
import { needs } from '#test/fakes/needs.ts'
import type { FakePlatform } from '#test/fakes/platform.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { closeCase, dispose as disposeAll, openCase, planDisposal, takeStep } from './case-steps.ts'
import { savedBy } from './harness.ts'

export interface Stage {
  readonly page: Page
  /** Where the analyzer speaks to: `tcp://...` or its end of a serial cable. */
  readonly analyzer: string
  readonly platform: FakePlatform
  /** The window that Ctrl+Shift+B opens for the second screen. */
  readonly nextWindow: () => Promise<Page>
}

/** The tests of the journey, each standing on the one before. */
export function journey(at: () => Stage): void {
  let failed = ''
  let passed = ''

  it('starts on the day desk, empty, and says what to do first', async () => {
    await at().page.getByRole('heading', { name: /^今日/ }).first().waitFor()
    await at().page.getByText('演示数据').waitFor({ state: 'detached' })
    await at().page.getByRole('link', { name: '▲ 用试剂的先测空白对照' }).waitFor()
  })

  it('asks for a blank before the first test, and gives it a number by one key', async () => {
    await blankFirst(at().page, at().analyzer)
  })

  it('registers two samples by keyboard', async () => {
    passed = await register(at().page, 'A-12', '韭菜', '12.5')
    failed = await register(at().page, 'B-03', '豇豆', '12.5')
    expect(failed).not.toBe(passed)
  })

  it('shows a negative and a positive as they arrive, the boundary being positive', async () => {
    const { page } = at()
    await page.keyboard.press('Control+1')
    await measure(at().analyzer, passed, '49.99')
    await measure(at().analyzer, failed, '50.00')
    await page.getByRole('row').filter({ hasText: '豇豆' }).getByText('阳性').first().waitFor()
    await page.getByRole('row').filter({ hasText: '韭菜' }).getByText('阴性').first().waitFor()
    await page.getByText('待复测').first().waitFor()
  })

  it('makes it a case after two positive repeats', async () => {
    await measure(at().analyzer, failed, '55.10')
    await measure(at().analyzer, failed, '61.30')
    await at()
      .page.getByText(/送达告知书/)
      .first()
      .waitFor()
  })

  it('goes by the lawful steps to a closed case and its destruction record', async () => {
    const pdf = await dispose(at(), failed)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    if (needs('pdftotext')) {
      const text = textOf(pdf).replace(/\s/g, '')
      for (const word of ['销毁记录', failed, '豇豆', '12.5', '市场垃圾处理间', '王敏', '李四', '50.00'])
        expect(text).toContain(word)
    }
  })

  it('uploads everything exactly once through a platform that fails and drops, receipts stored', async () => {
    const { page, platform } = at()
    // Four results and one destruction; the platform failed once and then stored without answering.
    await expect.poll(() => platform.stored.size, { timeout: 60_000 }).toBe(5)
    await page.keyboard.press('Control+5')
    await expect
      .poll(() => page.getByRole('row').filter({ hasText: '已收讫' }).count(), { timeout: 60_000 })
      .toBeGreaterThanOrEqual(5)
    expect(platform.stored.size).toBe(5)
  })

  it('publishes the day on the board and on paper under one hash', async () => {
    const pdf = await publish(at().page)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    if (needs('pdftotext')) {
      const text = textOf(pdf).replace(/\s/g, '')
      for (const word of ['食品快速检测结果公示', '韭菜', '豇豆', '快检阳性(待确认)']) expect(text).toContain(word)
      expect(text).not.toContain('李四')
    }
  })

  it('shows the approved notice, and nobody by name, on the second screen', async () => {
    const opened = at().nextWindow()
    await at()
      .page.getByRole('button', { name: /^在第二块屏上打开公示屏/ })
      .click()
    const board = await opened
    for (const words of ['快检阳性(待确认)', '韭菜', 'B-03']) await board.getByText(words).first().waitFor()
    expect(await board.locator('body').innerText()).not.toContain('李四')
    await board.close()
  })
}

/** What the page asks for before a device's first test of the day: F8 gives the blank a number, and the device measures it. */
export async function blankFirst(page: Page, analyzer: string, port = 'p1'): Promise<void> {
  await page.getByRole('navigation', { name: '工作台' }).waitFor()
  // What a device says before its line is open is heard by nobody.
  await page.getByText(/仪器 (\d+)\/\1 在线/).waitFor()
  await page.keyboard.press('F3')
  const asked = page.getByText(`${port} 今天还没有合格的空白对照`)
  await asked.waitFor()
  await page.keyboard.press('F8')
  const said = page.getByRole('status').filter({ hasText: '✓ 已登记' }).filter({ hasText: '空白对照' })
  await measure(analyzer, (await said.getByRole('link').innerText()).trim(), '1.10')
  await asked.waitFor({ state: 'detached' })
}

/** What a LIS2 reader with an enzyme kit would send. */
export async function measure(analyzer: string, sampleNo: string, value: string): Promise<void> {
  const driver = driverById('generic/lis2')
  if (driver === undefined) throw new Error('generic/lis2 is missing')
  const reading: Reading = {
    sampleNo,
    item: '有机磷和氨基甲酸酯类',
    value,
    unit: '%',
    flag: null,
    measuredAt: null,
    channel: null,
    control: false,
    recordKey: null,
    foodHint: null,
  }
  // Seen once in many runs: the lock of the line this process had open last was not given back yet.
  for (let tries = 0; ; tries += 1) {
    try {
      await simulate({ instrument: driver.instrument([reading]), to: analyzer, link: driver.link })
      return
    } catch (error) {
      if (tries === 20 || !(error instanceof Fault) || error.code !== 'port.busy') throw error
      await sleep(250)
    }
  }
}

/** F3, stall, food, Enter; returns the number on the label. */
export async function register(page: Page, stall: string, food: string, stockKg: string): Promise<string> {
  // A key pressed before the first picture is heard by nobody.
  await page.getByRole('navigation', { name: '工作台' }).waitFor()
  await page.keyboard.press('F3')
  const form = page.getByRole('form', { name: '登记样品' })
  await form.getByLabel('摊位').fill(stall)
  await form.getByLabel('库存').fill(stockKg)
  await form.getByLabel('样品', { exact: true }).fill(food)
  await form.getByLabel('样品', { exact: true }).press('Enter')
  // The list comes a moment after the registration: its line of this food carries the number, an earlier line another one.
  const line = page.getByRole('row').filter({ hasText: food }).filter({ hasText: stall })
  const number = line.getByText(/^\d{8}-\d{4}$/).first()
  await number.waitFor()
  return (await number.innerText()).trim()
}

/** From the first positive to the closed case. Returns the bytes of the destruction record. */
async function dispose(stage: Stage, sampleNo: string): Promise<Buffer> {
  const { page } = stage
  await openCase(page, sampleNo)
  await takeStep(page, '登记告知书已送达', async () => {
    await page.getByLabel('签收人').fill('李四')
    await page.getByRole('checkbox', { name: /已暂停销售/ }).check()
    await page.getByRole('button', { name: '登记送达,四小时开始计时' }).click()
  })
  // Eye and focus are at the step that came next, and Enter opens its form.
  const here = () => page.evaluate(() => document.activeElement?.matches('li[aria-current="step"]'))
  await expect.poll(here).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await takeStep(page, '登记经营户无异议', async () => {
    await page.getByLabel('经营户签字人').fill('李四')
    await page.getByRole('button', { name: '登记无异议,转处置' }).click()
  })
  await planDisposal(page)
  await disposeAll(page, '12.5', [{ name: '王敏' }, { name: '李四' }, { name: '赵强' }])
  return closeCase(page)
}

/** The day's notice, approved as it stands. Returns the bytes of the paper. */
async function publish(page: Page): Promise<Buffer> {
  await page.keyboard.press('Control+6')
  await page.getByRole('button', { name: /^批准并公示/ }).click()
  await page
    .getByText(/GS-\d{8}-\d\d/)
    .first()
    .waitFor()
  return save(page, /PDF|打印/)
}

async function save(page: Page, button: string | RegExp): Promise<Buffer> {
  return savedBy(page, () => page.getByRole('button', { name: button }).first().click())
}

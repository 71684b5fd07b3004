/** A case walked by its lawful steps through the pages: seal, notice signed on the screen, objection, referral, disposal. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { savedBy } from './harness.ts'
import { drawOn } from './pen.ts'

/** Opens the form of the next step, fills it, and waits until it is taken. */
export async function takeStep(page: Page, name: string, fill: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: false }).last().click()
  await page.getByRole('dialog').waitFor()
  await fill()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

export async function openCase(page: Page, sampleNo: string): Promise<void> {
  await page.keyboard.press('Control+4')
  await page.getByRole('row').filter({ hasText: sampleNo }).getByRole('link').first().click()
}

export async function seal(page: Page, kg: string): Promise<void> {
  await takeStep(page, '登记封存', async () => {
    await page.getByLabel('封存数量').fill(kg)
    await page.getByLabel('封存地点').fill('市场冷库')
    await page.getByLabel('封条号').fill('FC-1 FC-2')
    await page.getByRole('button', { name: `登记封存 ${kg} kg` }).click()
  })
}

/** The receiver reads the notice on the screen and signs there; before the stroke nothing can be registered. */
export async function serveOnScreen(page: Page, receiver: string): Promise<void> {
  await takeStep(page, '登记告知书已送达', async () => {
    const dialog = page.getByRole('dialog')
    await dialog.getByText('屏上签收').click()
    await dialog.getByText('四小时内申请复检').first().waitFor()
    await dialog.getByLabel('签收人', { exact: true }).fill(receiver)
    await dialog.getByRole('checkbox', { name: /已暂停销售/ }).check()
    expect(await dialog.getByRole('button', { name: '登记送达,四小时开始计时' }).isDisabled()).toBe(true)
    await drawOn(page, dialog.getByRole('img', { name: /请在这里签名/ }))
    await dialog.getByRole('button', { name: '登记送达,四小时开始计时' }).click()
  })
  await page.getByText('屏上签收').first().waitFor()
}

export async function object(page: Page, holder: string): Promise<void> {
  await takeStep(page, '登记经营户提出异议', async () => {
    await page.getByLabel('经营户签字人').fill(holder)
    await page.getByLabel('异议理由').fill('不认可快检结果')
    await page.getByRole('button', { name: '登记异议,转送检' }).click()
  })
}

/** Returns the bytes of the file for the laboratory. */
export async function refer(page: Page, laboratory: string): Promise<Buffer> {
  await takeStep(page, '登记封样送检', async () => {
    await page.getByLabel('复检机构').fill(laboratory)
    await page.getByLabel('封签号').fill('FT-7')
    await page.getByLabel('送检量').fill('0.5 公斤')
    await page.getByRole('button', { name: '登记送检', exact: true }).click()
  })
  return savedBy(page, () => page.getByRole('button', { name: '导出送检文件' }).click())
}

/** In the laboratory's own station: the room's file in, the answer's file out. */
export async function answerReferral(page: Page, referral: string, from: string, food: string): Promise<Buffer> {
  await page.keyboard.press('Control+4')
  await page.getByText('送检', { exact: true }).click()
  await page.locator('input[type=file]').setInputFiles(referral)
  const dialog = page.getByRole('dialog')
  for (const said of [from, 'FT-7', food]) await dialog.getByText(said).first().waitFor()
  await dialog.getByRole('button', { name: /登记收样$/ }).click()
  const line = page.getByRole('row').filter({ hasText: food })
  await line.getByRole('button', { name: '登记结果' }).click()
  await page.getByLabel('报告编号').fill('JC-2026-0311')
  await page.getByLabel('检验方法').fill('KJ 201710')
  await page.getByLabel('结果', { exact: true }).fill('0.12')
  await page.getByLabel('单位', { exact: true }).fill('mg/kg')
  await page.getByText('▲ 不合格').click()
  await page.getByRole('button', { name: '登记不合格', exact: true }).click()
  await page.getByText('复检不得采用快速检测方法').first().waitFor()
  await page.getByLabel('检验方法').fill('GB 23200.113-2018')
  await page.getByRole('button', { name: '登记不合格', exact: true }).click()
  await line.getByText('JC-2026-0311').waitFor()
  return savedBy(page, () => line.getByRole('button', { name: '导出结果文件' }).click())
}

export async function planDisposal(page: Page): Promise<void> {
  await takeStep(page, '安排处置', async () => {
    await page.getByLabel('地点').fill('市场垃圾处理间')
    await page.getByLabel('已报告给').fill('康巴什市场监管所')
    await page.getByRole('button', { name: '登记安排:销毁' }).click()
  })
}

export interface Signer {
  readonly name: string
  /** Of who has an account. */
  readonly pin?: string
}

/** Photo, balance to 0.00 kg, three names; whoever has an account signs by PIN. */
export async function dispose(page: Page, kg: string, signers: readonly Signer[]): Promise<void> {
  const exactly = kg.replace('.', String.raw`\.`)
  await takeStep(page, '记录现场处置', async () => {
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^还差:/ }).waitFor()
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'scale.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(320, 240, 2)) })
    await dialog.getByRole('img', { name: /^现场照片/ }).waitFor()
    await dialog.getByRole('button', { name: new RegExp(`^剩下的 ${exactly}0? kg 全部`) }).click()
    for (const [at, { name }] of signers.entries()) await dialog.getByLabel(`第 ${at + 1} 人姓名`).fill(name)
    for (const { name, pin } of signers) if (pin !== undefined) await dialog.getByLabel(`${name} 的 PIN`).fill(pin)
    await dialog.getByRole('button', { name: new RegExp(`^销毁 ${exactly}0?\\skg,记录在案$`) }).click()
  })
}

/** Returns the bytes of the destruction record. */
export async function closeCase(page: Page): Promise<Buffer> {
  await takeStep(page, '核对完毕,结案', async () => {
    await page.getByRole('button', { name: '结案,销毁记录定稿' }).click()
  })
  return savedBy(page, () => page.getByRole('button', { name: '保存销毁记录 PDF' }).first().click())
}

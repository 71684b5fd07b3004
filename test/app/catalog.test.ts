/** Master data through the pages: a stall's file by keyboard, a file of stalls tried and taken, its history, its completeness, an export. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeGbk } from '#drivers/kit/text.ts'
import { needs } from '#test/fakes/needs.ts'
import { type Browsing, builtPages, launchBrowser, type Served, savedBy, serveStation } from './harness.ts'

const rows = [
  '摊位号,商户名称,联系电话,入场日期,颜色',
  'A-12,王记果蔬,13800138000,2026-01-05,红',
  'B-01,李记水产,,2026-02-30,',
  'B-02,赵记,,2026年2月1日,',
]

describe.skipIf(!needs('chromium'))('master data in a browser (needs chromium)', () => {
  let folder: string
  let served: Served
  let browsing: Browsing

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-catalog-'))
    served = await serveStation(['--db', join(folder, 'room.sqlite')])
    browsing = await launchBrowser(served.url)
    browsing.page.setDefaultTimeout(15_000)
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is reached from the settings; a new file is filled in by keyboard and a wrong check digit only warns', async () => {
    const { page } = browsing
    await page.getByText('Ctrl+8').waitFor()
    await page.keyboard.press('Control+8')
    await page.getByRole('link', { name: /经营户档案/ }).click()
    await page.getByRole('button', { name: '新建经营户' }).click()
    await page.getByLabel('摊位号 *').focus()
    await page.keyboard.type('A-12')
    await page.keyboard.press('Tab')
    await page.keyboard.type('王记蔬菜')
    await page.getByLabel('统一社会信用代码', { exact: true }).fill('92330602MA2FDLC842')
    await page.getByText('▲ 校验位不对').waitFor()
    await page.getByLabel('身份证号').fill('11010519491231002X')
    await page.getByLabel('身份证号').press('Enter')
    await page.getByText('✓ 已保存').or(page.getByText('手工录入')).first().waitFor()
    expect(await page.getByLabel('身份证号').inputValue()).toBe('1101**********002X')
    expect(await page.content()).not.toContain('11010519491231002X')
  })

  it('a file in GB18030 is tried first, its bad row named, then taken; the entry shows before and after', async () => {
    const { page } = browsing
    await page.getByRole('button', { name: '回到经营户档案' }).click()
    await page.getByRole('button', { name: '导入' }).click()
    const buffer = Buffer.from(encodeGbk(rows.join('\r\n')))
    await page.locator('input[type=file]').setInputFiles({ name: '台账.csv', mimeType: 'text/csv', buffer })
    await page.getByText('✕ 入场日期:没有这一天(2026-02-30)').waitFor()
    await page.getByText('没有用到的列:颜色').waitFor()
    const troubles = await savedBy(page, () => page.getByRole('button', { name: '下载有问题的行' }).click())
    expect(troubles.toString('utf8')).toContain('3,B-01,未导入')
    await page.getByRole('button', { name: '导入 2 行' }).click()
    await page.getByText('✓ 已导入:新增 1,修改 1,跳过 1').waitFor()
    await page.getByRole('button', { name: '回到经营户档案' }).click()
    await page.getByLabel('在经营户档案中查找').fill('wjgs')
    await page.getByRole('link', { name: '经营户 王记果蔬' }).press('Enter')
    await page.getByText('文件导入').first().waitFor()
    expect(await page.getByRole('table', { name: '历史,最新在前' }).innerText()).toMatch(
      /经营户名称:\s*王记蔬菜\s*→\s*王记果蔬/,
    )
  })

  it('how many files are complete is a number that opens the list', async () => {
    const { page } = browsing
    await page.keyboard.press('Escape')
    await page.getByText('档案完整').waitFor()
    await page.getByRole('link', { name: /2 份待补全/ }).click()
    expect(await page.getByRole('table', { name: '待补全的档案' }).innerText()).toContain('赵记')
  })

  it('a list is saved as a file that a spreadsheet opens', async () => {
    const { page } = browsing
    await page.getByRole('button', { name: '回到经营户档案' }).click()
    await page.getByRole('button', { name: '导出' }).click()
    const bytes = await savedBy(page, () => page.getByRole('button', { name: 'CSV(UTF-8)' }).click())
    const text = bytes.toString('utf8')
    expect(text).toContain('A-12,王记果蔬')
    expect(text).toContain('1101**********002X')
  })
})

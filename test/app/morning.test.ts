/** A market's morning in the desktop program, and the county laboratory's side of it: people with accounts, 20 samples, four plates, one case to its end. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { type FakePlatform, startFakePlatform } from '#test/fakes/platform.ts'
import { type PtyCable, ptyCable } from '#test/fakes/port-pty.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { closeCase, dispose, object, openCase, planDisposal, refer, seal, serveOnScreen } from './case-steps.ts'
import { type CountyLab, countyLab } from './county-lab.ts'
import { type Desktop, launchElectron, savedBy } from './harness.ts'
import { named } from './named-station.ts'
import { addAccount, changeHands, firstAccount, firstDay, nowWorking, signOut } from './people-steps.ts'
import { changePlate, fillPlate, runOf, wellOf } from './plate-steps.ts'
import { shot } from './shots.ts'
import { type StandingReader, standingReader } from './standing-reader.ts'

const room = '康巴什市场快检室'
const item = '有机磷和氨基甲酸酯类'
const administrator = { name: '赵管理', password: '春天的菠菜要洗三遍', pin: '7391' }
const manager = { name: '李站长', password: '秋天的萝卜要晒一晒', pin: '5826' }
const operator = { name: '王敏', password: '夏天的豇豆要煮熟透', pin: '4071' }
const given = '管理员给的临时密码'
const initials = [
  ['jc', '韭菜'],
  ['bc', '菠菜'],
  ['qc', '芹菜'],
  ['jd', '豇豆'],
] as const
/** The fourth sample, a cowpea, reads positive; its channel is the sixth, after blank and positive control. */
const positive = 3

describe.skipIf(!needs('electron') || !needs('socat') || !needs('chromium') || !needs('pdftotext'))(
  'a market’s morning (needs electron, socat, chromium, pdftotext)',
  () => {
    let folder: string
    let platform: FakePlatform
    let cable: PtyCable
    let reader: StandingReader
    let desktop: Desktop
    let county: CountyLab
    let page: Page
    const samples: string[] = []
    const failed = () => samples[positive] ?? ''

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'station-morning-'))
      platform = await startFakePlatform({ mode: ['failing', 'drop-stored', 'honest'] })
      cable = await ptyCable()
      const port = {
        name: '农残仪1',
        driver: 'dayuan/tl-310',
        numbering: 'ours',
        transport: { kind: 'serial', path: cable.station },
        method: 'GB/T 5009.199-2003',
      }
      const platforms = [{ name: '区平台', kind: 'json-batch', url: platform.url }]
      writeFileSync(join(folder, 'config.json'), JSON.stringify({ ports: [port], platforms }))
      named(join(folder, 'station.sqlite'), room, 'market')
      county = await countyLab(folder)
      reader = standingReader(cable.analyzer)
      desktop = await launchElectron({ folder, args: ['--real'] })
      page = desktop.page
      page.setDefaultTimeout(30_000)
      // The smallest screen the station is made for.
      await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768))
    })
    afterAll(async () => {
      await desktop?.close()
      await reader?.switchOff()
      await county?.close()
      await cable?.remove()
      await platform?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await shot(page, 'failed')
    })

    it('has its people: who administers, who leads and who tests', async () => {
      await firstAccount(page, administrator)
      await addAccount(page, manager.name, given, '站长')
      await addAccount(page, operator.name, given)
      await shot(page, '01-people')
      await signOut(page, administrator.name)
      await firstDay(page, manager, given)
      await signOut(page, manager.name)
      await firstDay(page, operator, given)
    })

    it('has its rules changed by who leads: an item whose blank is never waived', async () => {
      await changeHands(page, operator.name, manager)
      await page.keyboard.press('Control+3')
      await page.getByRole('button', { name: '质控与试剂批号' }).click()
      await page.getByRole('button', { name: '检测条件规则' }).click()
      await page.getByLabel('要空白对照的项目').fill(item)
      await page.getByRole('button', { name: '必须有空白' }).click()
      await page.getByRole('button', { name: '保存规则' }).click()
      await page.getByText(`${manager.name} 修改`).waitFor()
      await shot(page, '02-policy')
      await changeHands(page, manager.name, operator)
    })

    it('registers twenty samples by scanner and keys', async () => {
      await page.keyboard.press('F3')
      for (let at = 0; at < 20; at++) {
        const [keys, food] = initials[at % initials.length] ?? initials[0]
        await cursorAt(page, '摊位')
        await page.keyboard.type(`A-${at + 1}`, { delay: 2 })
        await page.keyboard.press('Enter')
        await cursorAt(page, '样品')
        if (at === positive) {
          await page.getByLabel('库存').fill('12.5')
          await page.getByRole('textbox', { name: '样品', exact: true }).focus()
        }
        await page.keyboard.type(keys)
        const choice = page.getByRole('button', { name: `选 ${food}`, exact: true })
        await page.keyboard.press(/\d/.exec(await choice.innerText())?.[0] ?? '1')
        await page.keyboard.press('Enter')
        const said = page
          .getByRole('status')
          .filter({ hasText: '✓ 已登记' })
          .filter({ hasText: `· A-${at + 1} ` })
        samples.push((await said.getByRole('link').innerText()).trim())
      }
      expect(new Set(samples).size).toBe(20)
      await shot(page, '03-registered')
    })

    it('reads the first plate of twelve: ten samples, one of them positive', async () => {
      await fillPlate(page, samples.slice(0, 10), ['放空白对照', '放阳性质控'])
      await shot(page, '04-plate-filled')
      reader.measure(await runOf(page, (channel) => usual(channel, channel === '6' ? '63.2' : '12.4')))
      await page.getByText('全部出数').first().waitFor()
      await wellOf(page, 6).getByText('阳性').waitFor()
      await shot(page, '05-plate-read')
    })

    it('makes nothing of a plate whose blank fails', async () => {
      await fillPlate(page, samples.slice(10), ['放空白对照', '放阳性质控'])
      await changePlate(page)
      reader.measure(await runOf(page, (channel) => (channel === '1' ? '71.5' : usual(channel, '9.8'))))
      await expect.poll(() => page.locator('.well-invalid').count(), { timeout: 30_000 }).toBe(10)
      await shot(page, '06-blank-failed')
      await page.keyboard.press('Control+3')
      await page.getByRole('button', { name: '质控与试剂批号' }).click()
      await page.getByText('其中 10 个因条件判无效').waitFor()
      await shot(page, '07-batch-blocked')
    })

    it('counts the same ten again under a blank that passes', async () => {
      await page.keyboard.press('F4')
      await page.getByText('空白不合格').waitFor()
      await page.getByRole('button', { name: '这 10 个放到下一板' }).click()
      await page.getByRole('button', { name: '换上下一板(12 个样品)' }).waitFor()
      await changePlate(page)
      reader.measure(await runOf(page, (channel) => usual(channel, '8.6')))
      await expect.poll(() => page.locator('.well-negative').count(), { timeout: 30_000 }).toBe(12)
      await shot(page, '08-rerun')
    })

    it('confirms the positive by two repeats side by side, without a question', async () => {
      await fillPlate(page, [failed(), failed()], ['放空白对照'])
      await changePlate(page)
      await wellOf(page, 2).getByText('平行 3').waitFor()
      const repeats: Readonly<Record<string, string>> = { '1': '2.1', '2': '58.7' }
      reader.measure(await runOf(page, (channel) => repeats[channel] ?? '61.1'))
      await wellOf(page, 2).getByText('58.7').waitFor()
      await wellOf(page, 3).getByText('61.1').waitFor()
      await shot(page, '09-two-repeats')
      await page.keyboard.press('Control+1')
      await page
        .getByText(/送达告知书/)
        .first()
        .waitFor()
      await shot(page, '09-day')
    })

    it('seals, serves the notice on the screen, hears the objection and refers the sample', async () => {
      await openCase(page, failed())
      await shot(page, '10-case')
      await seal(page, '12')
      await serveOnScreen(page, '李强')
      await object(page, '李强')
      writeFileSync(county.referral, await refer(page, '县检验检测中心'))
      await shot(page, '11-referred')
    })

    it('is answered by the technician of the county, who also sees how good the quick test is', async () => {
      writeFileSync(county.answer, await county.answered(room, '豇豆'))
    })

    it('takes the laboratory’s file: now it is 不合格', async () => {
      await page.getByRole('button', { name: '登记复检结论' }).last().click()
      await page.getByRole('dialog').locator('input[type=file]').setInputFiles(county.answer)
      await shot(page, '15-answer')
      await page.getByRole('button', { name: '签名对得上,登记不合格,转处置' }).click()
      await page.getByText('实验室签名文件').first().waitFor()
    })

    it('destroys what is left before three people, two of them by PIN, and closes', async () => {
      await planDisposal(page)
      await dispose(page, '12.5', [operator, { name: '李强' }, manager])
      await shot(page, '16-disposed')
      const record = textOf(await closeCase(page))
      for (const said of [
        '销毁记录',
        failed(),
        '12.5',
        '市场垃圾处理间',
        'FC-1、FC-2',
        'JC-2026-0311',
        operator.name,
        '李强',
        manager.name,
        '63.2',
      ])
        expect(record).toContain(said)
      await shot(page, '17-closed')
    })

    it('publishes the day by who leads, on the board and on paper', async () => {
      await changeHands(page, operator.name, manager)
      await page.keyboard.press('Control+6')
      await page.getByRole('button', { name: '批准并公示 20 条' }).click()
      await page
        .getByText(/GS-\d{8}-\d\d/)
        .first()
        .waitFor()
      await shot(page, '18-notice')
      const paper = textOf(await savedBy(page, () => page.getByRole('button', { name: /打印公示单 PDF/ }).click()))
      for (const said of ['食品快速检测结果公示', 'A-4', '豇豆', '不合格']) expect(paper).toContain(said)
      expect(paper).not.toContain('李强')
      await page.keyboard.press('Escape')
      const opened = desktop.app.waitForEvent('window')
      await page.keyboard.press('Control+Shift+B')
      const board = await opened
      await board.getByText('A-4').first().waitFor()
      await shot(board, '19-board')
      await board.close()
    })

    it('has uploaded everything exactly once and no control, and ends with three full rates', async () => {
      // Ten results, ten repeats after the failed blank, two retests, one destruction; what was 无效 is held.
      await expect.poll(() => platform.stored.size, { timeout: 60_000 }).toBe(23)
      for (const name of ['上传', '公示', '销毁']) {
        const rate = page.locator('a.rate').filter({ hasText: name })
        await expect.poll(() => rate.innerText(), { timeout: 60_000 }).toContain('100.00')
      }
      expect(platform.stored.size).toBe(23)
      const records = [...platform.stored.values()].map(({ record }) => JSON.stringify(record))
      for (const record of records) expect(record).not.toMatch(/空白对照|阳性质控|71\.5/)
      await page.keyboard.press('Control+5')
      await shot(page, '20-outbox')
      await page.keyboard.press('Control+1')
      await nowWorking(page, manager.name)
      await shot(page, '21-end')
    })
  },
)

/** A blank and a positive control as they should read; the rest as said. */
function usual(channel: string, value: string): string {
  return channel === '1' ? '1.2' : channel === '2' ? '84.5' : value
}

async function cursorAt(page: Page, label: string): Promise<void> {
  const name = () =>
    page.evaluate(() => {
      const { activeElement } = document
      return activeElement instanceof HTMLInputElement ? (activeElement.labels?.[0]?.textContent ?? '') : ''
    })
  await expect.poll(name, { timeout: 20_000 }).toBe(label)
}

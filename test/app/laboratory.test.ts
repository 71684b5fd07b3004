/** Objection, laboratory, destruction, by hand in two windows: the room's and the county laboratory's, two files between them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { answerReferral, object, openCase, refer, seal, serveOnScreen } from './case-steps.ts'
import { type Browsing, builtPages, launchBrowser, type Served, savedBy, serveStation } from './harness.ts'
import { blankFirst, measure, register } from './journey.ts'
import { named } from './named-station.ts'

/** A film that begins as MP4 does; longer than one piece. */
function film(): Buffer {
  const bytes = Buffer.alloc(5_000_000, 7)
  bytes.write('ftypisom', 4, 'latin1')
  return bytes
}

describe.skipIf(!needs('chromium') || !needs('pdftotext'))('a room and a laboratory (needs chromium)', () => {
  let folder: string
  let room: Served
  let laboratory: Served
  let here: Browsing
  let there: Browsing
  let referral: string
  let result: string
  const at = () => here.page

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-laboratory-'))
    const config = join(folder, 'config.json')
    const ports = [{ name: 'p1', driver: 'generic/lis2', transport: { kind: 'tcp-server', port: 0 } }]
    writeFileSync(config, JSON.stringify({ ports, platforms: [] }))
    named(join(folder, 'laboratory.sqlite'), '县检验检测中心', 'county-lab')
    named(join(folder, 'room.sqlite'), '康巴什市场快检室', 'market')
    room = await serveStation(['--db', join(folder, 'room.sqlite'), '--config', config])
    laboratory = await serveStation(['--db', join(folder, 'laboratory.sqlite')])
    here = await launchBrowser(room.url)
    there = await launchBrowser(laboratory.url)
  })
  afterAll(async () => {
    await here?.close()
    await there?.close()
    await room?.close()
    await laboratory?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('serves the notice on the screen: what is shown is signed, and the four hours begin', async () => {
    const page = at()
    const analyzer = `tcp://${room.ports[0]?.address}`
    await blankFirst(page, analyzer)
    const sampleNo = await register(page, 'B-03', '豇豆', '12.5')
    for (const value of ['63.20', '58.75', '61.10']) await measure(analyzer, sampleNo, value)
    await openCase(page, sampleNo)
    await seal(page, '12')
    await serveOnScreen(page, '李强')
    const notice = textOf(await savedBy(page, () => page.getByRole('button', { name: '保存告知书 PDF' }).click()))
    expect(notice).toMatch(/签名时所示内容SHA-256[0-9a-f]{64}/)
  })

  it('refers the sample and hands the laboratory a file', async () => {
    const page = at()
    await object(page, '李强')
    referral = join(folder, 'one.kjreferral')
    writeFileSync(referral, await refer(page, '县检验检测中心'))
    const paper = textOf(await savedBy(page, () => page.getByRole('button', { name: '保存送检单 PDF' }).click()))
    for (const said of ['送检单', '豇豆', 'FT-7', '0.5公斤', '不认可快检结果', '抽样单编号'])
      expect(paper).toContain(said)
  })

  it('is received by the laboratory without typing, tested, and answered with a file', async () => {
    result = join(folder, 'one.kjresult')
    writeFileSync(result, await answerReferral(there.page, referral, '康巴什市场快检室', '豇豆'))
  })

  it('goes back into the case, and an altered answer does not', async () => {
    const page = at()
    const altered = join(folder, 'altered.kjresult')
    writeFileSync(altered, readFileSync(result, 'utf8').replace('"passed":false', '"passed":true'))
    await page.getByRole('button', { name: '登记复检结论' }).last().click()
    const dialog = page.getByRole('dialog').first()
    await dialog.locator('input[type=file]').setInputFiles(altered)
    await dialog.getByText('这个文件被改动过').waitFor()
    await dialog.locator('input[type=file]').setInputFiles(result)
    await page.getByRole('button', { name: '签名对得上,登记不合格,转处置' }).click()
    await page.getByText('实验室签名文件').first().waitFor()
  })

  it('follows the laboratory when it sets its result right, the first one struck through', async () => {
    const desk = there.page
    const line = desk.getByRole('row').filter({ hasText: '豇豆' })
    await line.getByRole('button', { name: '更正结果' }).click()
    await desk.getByLabel('结果', { exact: true }).fill('0.15')
    await desk.getByLabel('为什么更正').fill('稀释倍数算错')
    await desk.getByRole('button', { name: '更正为不合格' }).click()
    await line.locator('del', { hasText: '0.12' }).waitFor()
    const again = join(folder, 'again.kjresult')
    writeFileSync(again, await savedBy(desk, () => line.getByRole('button', { name: '导出结果文件' }).click()))
    const page = at()
    await page.locator('.legal input[type=file]').setInputFiles(again)
    await page.getByText('稀释倍数算错').waitFor()
    await page.getByRole('button', { name: '签名对得上,更正为不合格,原结果保留' }).click()
    await page
      .locator('del', { hasText: /^0\.12$/ })
      .first()
      .waitFor()
  })

  it('ends in a destruction record with seal, kinds, plant, film and a correction', async () => {
    const page = at()
    await page.getByRole('button', { name: '安排处置' }).last().click()
    await page.getByLabel('地点').fill('市场垃圾处理间')
    await page.getByLabel('已报告给').fill('康巴什市场监管所')
    await page.getByText('染色毁形').click()
    await page.getByRole('button', { name: '登记安排:染色毁形' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '记录现场处置' }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[type=file]').setInputFiles([
      { name: 'scale.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(320, 240, 2)) },
      { name: 'fire.mp4', mimeType: 'video/mp4', buffer: film() },
    ])
    await dialog.getByRole('button', { name: /视频 5\.0 MB/ }).waitFor()
    await dialog.getByRole('button', { name: /^剩下的 12\.50? kg 全部/ }).click()
    await dialog.getByLabel('处理单位').fill('康洁无害化处理厂')
    await dialog.getByLabel('车牌号').fill('蒙K12345')
    await dialog.getByLabel('单据号').fill('D-88')
    await dialog.getByLabel('第 1 人姓名').fill('王敏')
    await dialog.getByLabel('第 2 人姓名').fill('李强')
    await dialog.getByLabel('第 3 人姓名').fill('赵强')
    await dialog.getByRole('button', { name: /^染色毁形 12\.50?\skg,记录在案$/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '更正写错的一项' }).click()
    await page.getByLabel('更正哪一项').click()
    await page.getByTitle('单据号:D-88').click()
    await page.getByLabel('更正为').fill('D-89')
    await page.getByLabel('为什么更正').fill('抄错一位')
    await page.getByRole('button', { name: '登记更正,原记录保留' }).click()
    await page.locator('del', { hasText: 'D-88' }).first().waitFor()
    await page.getByRole('button', { name: '更正:现场处置并取证' }).click()
    await page.getByLabel('更正哪一项').click()
    await page.getByTitle('处置数量(一起对平)').click()
    await page.getByLabel('处置,公斤').fill('12.4')
    await page.getByLabel('为什么更正').fill('秤读错')
    await page.getByRole('button', { name: '还差:数量对平' }).waitFor()
    await page.getByLabel('留样,公斤').fill('0.1')
    await page.getByRole('button', { name: '登记更正,原记录保留' }).click()
    await page
      .locator('del', { hasText: /^12\.50?\skg$/ })
      .first()
      .waitFor()
    await page.getByRole('button', { name: '核对完毕,结案' }).last().click()
    await page.getByRole('button', { name: '结案,销毁记录定稿' }).click()
    const record = textOf(await savedBy(page, () => page.getByRole('button', { name: '保存销毁记录 PDF' }).click()))
    for (const said of [
      '染色毁形',
      '康洁无害化处理厂',
      '蒙K12345',
      'FC-1、FC-2',
      'JC-2026-0311',
      '0.15mg/kg',
      '稀释倍数算错',
      'D-89',
      '抄错一位',
      '12.4公斤',
      '秤读错',
      'fire.mp4',
      '5.0MB',
    ])
      expect(record).toContain(said)
  })

  it('and the ledgers of that time name it', async () => {
    const page = at()
    await page.getByRole('button', { name: '返回', exact: true }).click()
    await page.getByRole('link', { name: '台账 →' }).click()
    for (const [name, said] of [
      ['检测原始记录', '63.20'],
      ['不合格处置台账', 'JC-2026-0311'],
    ] as const) {
      const button = page.getByRole('button', { name: `保存${name} PDF` })
      await button.waitFor()
      const text = textOf(await savedBy(page, () => button.click()))
      expect(text).toContain(name)
      expect(text).toContain(said)
    }
    await page.getByLabel('从').fill('2020-01-01')
    await page.getByText('时间太长,最多三个月').waitFor()
  })
})

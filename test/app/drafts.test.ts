/** Nothing typed is lost when the program dies: a step of a case, a setting, an account; and no password is ever among it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { type Browsing, builtPages, launchBrowser, type Served, serveStation } from './harness.ts'
import { blankFirst, measure, register } from './journey.ts'

const PASSWORD = '秋天的萝卜要削皮'
const PIN = '73914'

describe.skipIf(!needs('chromium'))('a form outlives the program (needs chromium)', () => {
  let folder: string
  let args: readonly string[]
  let served: Served
  let browsing: Browsing
  let sampleNo: string

  async function open(): Promise<void> {
    served = await serveStation(args)
    browsing = await launchBrowser(served.url)
    await browsing.page.getByRole('heading', { name: /^今日/ }).first().waitFor()
  }
  async function kill(): Promise<void> {
    const ended = new Promise((resolve) => served.process.once('exit', resolve))
    served.process.kill('SIGKILL')
    await ended
    await browsing.close()
  }
  /** What stands in the table, read beside the station. */
  function drafts(): readonly { readonly name: string; readonly data: string }[] {
    const db = new Database(join(folder, 'room.sqlite'), { readonly: true })
    try {
      return db
        .prepare<[], { readonly name: string; readonly data: string }>('SELECT name, data FROM drafts ORDER BY name')
        .all()
    } finally {
      db.close()
    }
  }
  const holding = (words: string) => expect.poll(() => drafts().some(({ data }) => data.includes(words))).toBe(true)
  const servingOf = async (page: Page) => {
    await page.keyboard.press('Control+4')
    await page.getByRole('row').filter({ hasText: sampleNo }).getByRole('link').first().click()
    await page.getByRole('button', { name: '登记告知书已送达' }).last().click()
    return page.getByRole('dialog')
  }

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-drafts-'))
    const config = join(folder, 'config.json')
    const ports = [{ name: 'p1', driver: 'generic/lis2', transport: { kind: 'tcp-server', port: 0 } }]
    writeFileSync(config, JSON.stringify({ ports, platforms: [] }))
    args = ['--db', join(folder, 'room.sqlite'), '--config', config]
    await open()
    const analyzer = `tcp://${served.ports[0]?.address}`
    await blankFirst(browsing.page, analyzer)
    sampleNo = await register(browsing.page, 'B-03', '豇豆', '12.5')
    for (const value of ['63.20', '58.75', '61.10']) await measure(analyzer, sampleNo, value)
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('a step of a case: killed in the middle, the words are there; taken, they are gone', async () => {
    const before = await servingOf(browsing.page)
    await before.getByText('拒绝签收').click()
    await before.getByLabel('应签收人').fill('李四')
    await before.getByLabel('见证人').fill('市场管理员赵')
    await before.getByLabel('拒签理由').fill('说不是他的货')
    await holding('说不是他的货')
    await kill()

    await open()
    const { page } = browsing
    const after = await servingOf(page)
    await after.getByText('已恢复上次没写完的内容').waitFor()
    expect(await after.getByLabel('应签收人').inputValue()).toBe('李四')
    expect(await after.getByLabel('见证人').inputValue()).toBe('市场管理员赵')
    expect(await after.getByLabel('拒签理由').inputValue()).toBe('说不是他的货')
    // A declaration is made anew.
    await after.getByRole('checkbox', { name: /已暂停销售/ }).check()
    await after.getByRole('button', { name: '登记拒签,四小时开始计时' }).click()
    await after.waitFor({ state: 'hidden' })
    await expect.poll(drafts).toEqual([])
  }, 60_000)

  it('a step that one person began is seen by the next, who goes on with it', async () => {
    const { page } = browsing
    const objecting = async (name: string) => {
      // Another name at the same desk.
      await page.evaluate((who) => window.localStorage.setItem('kuaijian.operator', who), name)
      await page.reload()
      await page.getByRole('button', { name: '登记经营户提出异议' }).click()
      return page.getByRole('dialog')
    }
    await (await objecting('王敏')).getByLabel('异议理由').fill('不认可快检结果')
    await holding('不认可快检结果')
    const next = await objecting('李站长')
    await next.getByText(/王敏 有一份未完成的草稿\(\d\d-\d\d \d\d:\d\d\)/).waitFor()
    expect(await next.getByLabel('异议理由').inputValue()).toBe('')
    await next.getByRole('button', { name: '接过来写,换掉我写的' }).click()
    await expect.poll(() => next.getByLabel('异议理由').inputValue()).toBe('不认可快检结果')
    await next.getByText(/有一份未完成的草稿/).waitFor({ state: 'detached' })
    if (process.env.PICTURES !== undefined) await page.screenshot({ path: join(process.env.PICTURES, 'taken.png') })
    await next.getByRole('button', { name: '清空' }).click()
    await expect.poll(drafts).toEqual([])
    await page.evaluate(() => window.localStorage.removeItem('kuaijian.operator'))
    await page.reload()
  }, 60_000)

  it('an account half made: the name is there, the password and the PIN are nowhere in the database', async () => {
    const people = async (page: Page) => {
      await page.getByRole('link', { name: '还没有账号,谁都能操作' }).click()
      await page.getByText('建好第一个账号后').waitFor()
    }
    await people(browsing.page)
    await browsing.page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await browsing.page.getByLabel('再输一次密码').fill(PASSWORD)
    await browsing.page.getByLabel('PIN(4 到 8 位数字)').fill(PIN)
    await browsing.page.getByLabel('姓名').fill('赵管理')
    await holding('赵管理')
    await kill()
    for (const file of readdirSync(folder).filter((name) => name.startsWith('room.sqlite'))) {
      const bytes = readFileSync(join(folder, file)).toString('utf8')
      expect(bytes.includes(PASSWORD) || bytes.includes(PIN), file).toBe(false)
    }

    await open()
    const { page } = browsing
    await people(page)
    await expect.poll(() => page.getByLabel('姓名').inputValue()).toBe('赵管理')
    expect(await page.getByLabel('密码', { exact: true }).inputValue()).toBe('')
    await page.getByRole('button', { name: '清空' }).click()
    await expect.poll(() => page.getByLabel('姓名').inputValue()).not.toBe('赵管理')
    await expect.poll(drafts).toEqual([])
  }, 60_000)
})

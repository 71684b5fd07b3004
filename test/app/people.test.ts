/** People at the desk, in a browser: first account, sign out, wrong PIN, quick change, the lock, and who is written down. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { type Browsing, builtPages, launchBrowser, type Served, serveStation } from './harness.ts'
import { addAccount, changeHands, who as whoOn } from './people-steps.ts'
import { overhanging, shot } from './shots.ts'

const PASSWORD = '春天的菠菜要洗三遍'
const GIVEN = '管理员给的临时密码'
const OWN = '夏天的豇豆要煮熟透'

describe.skipIf(!needs('chromium'))('people in a browser (needs chromium)', () => {
  let folder: string
  let served: Served
  let browsing: Browsing
  let page: Page

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-people-'))
    served = await serveStation(['--db', join(folder, 'room.sqlite')])
    browsing = await launchBrowser(served.url)
    page = browsing.page
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const desk = () => page.getByRole('heading', { name: /^今日/ }).first()
  const who = (name: string) => whoOn(page, name)
  const lockScreen = () => page.getByRole('dialog', { name: '画面已锁定' })

  it('without an account it says so at the bottom line and in the settings', async () => {
    await desk().waitFor()
    await page.getByRole('link', { name: '还没有账号,谁都能操作' }).click()
    await page.getByText('建好第一个账号后').waitFor()
  })

  it('the first account: a weak PIN is refused in words, then its maker is signed in', async () => {
    await page.getByLabel('姓名').fill('赵管理')
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByLabel('再输一次密码').fill(PASSWORD)
    await page.getByLabel('PIN(4 到 8 位数字)').fill('1234')
    await page.getByRole('button', { name: '建立账号并登录' }).click()
    await page.getByText('PIN 不能是连续的数字').waitFor()
    await page.getByLabel('PIN(4 到 8 位数字)').fill('7391')
    await page.getByRole('button', { name: '建立账号并登录' }).click()
    await page.getByRole('table', { name: '谁可以做什么' }).waitFor()
    await who('赵管理').waitFor()
  })

  it('the table of rights fits beside the accounts in large type', async () => {
    await page.evaluate(() => window.localStorage.setItem('kuaijian.size', 'large'))
    await page.reload()
    await page.getByRole('table', { name: '谁可以做什么' }).waitFor()
    await page.getByRole('row').filter({ hasText: '赵管理' }).waitFor()
    await shot(page, 'people-large')
    expect(await overhanging(page)).toEqual([])
    await page.evaluate(() => window.localStorage.removeItem('kuaijian.size'))
    await page.reload()
  })

  it('a second account with a password for the first time only', async () => {
    await addAccount(page, '王敏', GIVEN)
  })

  it('signs out; the other one signs in and must choose her own password', async () => {
    await who('赵管理').click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('main', { name: '登录' }).waitFor()
    await page.getByRole('button', { name: '王敏' }).click()
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByText('密码或 PIN 不对').waitFor()
    await page.getByLabel('密码', { exact: true }).fill(GIVEN)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '王敏,先换成自己的密码' }).waitFor()
    await page.getByLabel('现在的密码').fill(GIVEN)
    await page.getByLabel('新密码', { exact: true }).fill(OWN)
    await page.getByLabel('再输一次新密码').fill(OWN)
    await page.getByRole('button', { name: '换成新密码' }).click()
    await who('王敏').click()
    await page.getByText('还没有 PIN').waitFor()
    await page.getByRole('link', { name: '我的密码和 PIN' }).click()
    await page.getByLabel('登录密码').fill(OWN)
    await page.getByLabel('新 PIN', { exact: true }).fill('4071')
    await page.getByLabel('再输一次 PIN').fill('4071')
    await page.getByRole('button', { name: '设置 PIN' }).click()
    await page.getByText('✓ PIN 已设置').waitFor()
    // An operator manages nobody: neither the list nor the audit is offered.
    expect(await page.getByRole('button', { name: '添加账号…' }).count()).toBe(0)
  })

  it('what is registered carries the name of who is signed in', async () => {
    await page.keyboard.press('F3')
    const form = page.getByRole('form', { name: '登记样品' })
    await form.getByLabel('摊位').fill('A-12')
    await form.getByLabel('库存').fill('12.5')
    await form.getByLabel('样品', { exact: true }).fill('韭菜')
    await form.getByLabel('样品', { exact: true }).press('Enter')
    await page.getByRole('row').filter({ hasText: '韭菜' }).first().waitFor()
    expect((await samples(page)).map(({ takenBy }) => takenBy)).toEqual(['王敏'])
  })

  it('tells who may not connect a platform who does', async () => {
    await page.keyboard.press('Control+5')
    await page.getByText('请站长或管理员').waitFor()
    expect(await page.getByRole('link', { name: '怎样接上平台' }).count()).toBe(0)
  })

  it('locks by key; neither keys nor a wrong PIN reach the desk beneath', async () => {
    await page.keyboard.press('Control+1')
    await desk().waitFor()
    await page.keyboard.press('Control+Shift+L')
    await lockScreen().waitFor()
    for (const _ of [1, 2, 3]) await page.keyboard.press('Escape')
    await page.keyboard.press('Control+2')
    expect(await lockScreen().isVisible()).toBe(true)
    expect(new URL(page.url()).hash).not.toContain('sample')
    await page.keyboard.type('9999')
    await page.keyboard.press('Enter')
    await lockScreen().getByText('密码或 PIN 不对').waitFor()
  })

  it('opens to a PIN on the large keys', async () => {
    for (const key of ['4', '0', '7', '1']) await lockScreen().getByRole('button', { name: key, exact: true }).click()
    await lockScreen().getByRole('button', { name: '继续工作' }).click()
    await lockScreen().waitFor({ state: 'detached' })
    await desk().waitFor()
    await who('王敏').waitFor()
  })

  it('changes hands by PIN, at the top right', async () => {
    await changeHands(page, '王敏', { name: '赵管理', pin: '7391' })
    await page.keyboard.press('Control+8')
    await page.getByRole('radio', { name: '检测点' }).focus()
    await page.keyboard.press('ArrowLeft')
    await page.getByText('用 PIN 换人').first().waitFor()
  })

  it('without a platform the outbox leads whoever may to where one is connected', async () => {
    await page.keyboard.press('Control+5')
    await page.getByRole('link', { name: '怎样接上平台' }).press('Enter')
    await page.getByRole('region', { name: '接上一个平台' }).getByText('json-batch').first().waitFor()
  })

  it('a reload keeps the person, whose session no script can read; without it the password is asked', async () => {
    await page.reload()
    await who('赵管理').waitFor()
    const [, cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    expect(await page.evaluate(() => document.cookie)).toBe('')
    await page.context().clearCookies({ name: /^person-/ })
    await page.reload()
    await page.getByRole('main', { name: '登录' }).waitFor()
  })
})

async function samples(page: Page): Promise<readonly { readonly takenBy: string }[]> {
  return page.evaluate(async () => {
    const reply = await fetch('/rpc/sample/list', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: {} }),
    })
    const { json } = (await reply.json()) as { json: { rows: { takenBy: string }[] } }
    return json.rows
  })
}

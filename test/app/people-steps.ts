/** People at the desk, walked through the pages: the first account, another one, its owner's first day, and a change of hands by PIN. */
import type { Page } from 'playwright-core'

export interface Account {
  readonly name: string
  readonly password: string
  readonly pin: string
}

/** In an open room: the first account is made on the page of people, and its maker is signed in. */
export async function firstAccount(page: Page, { name, password, pin }: Account): Promise<void> {
  await page.getByRole('link', { name: '还没有账号,谁都能操作' }).click()
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('再输一次密码').fill(password)
  await page.getByLabel('PIN(4 到 8 位数字)').fill(pin)
  await page.getByRole('button', { name: '建立账号并登录' }).click()
  await page.getByRole('table', { name: '谁可以做什么' }).waitFor()
  await nowWorking(page, name)
}

/** By an administrator; the password is for the first time only. Without `role` an operator. */
export async function addAccount(page: Page, name: string, given: string, role = '操作员'): Promise<void> {
  await page.getByRole('button', { name: '添加账号…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill(name)
  await dialog.getByLabel('临时密码').fill(given)
  if (role !== '操作员') {
    await dialog.getByRole('checkbox', { name: /^操作员/ }).uncheck()
    await dialog.getByRole('checkbox', { name: new RegExp(`^${role}`) }).check()
  }
  await dialog.getByRole('button', { name: '添加账号', exact: true }).click()
  await page.getByRole('row').filter({ hasText: name }).getByText('待本人改密码').waitFor()
}

/** From the page that asks who works: the given password, an own one, and a PIN. */
export async function firstDay(page: Page, { name, password, pin }: Account, given: string): Promise<void> {
  await page.getByRole('main', { name: '登录' }).getByRole('button', { name }).click()
  await page.getByLabel('密码', { exact: true }).fill(given)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: `${name},先换成自己的密码` }).waitFor()
  await page.getByLabel('现在的密码').fill(given)
  await page.getByLabel('新密码', { exact: true }).fill(password)
  await page.getByLabel('再输一次新密码').fill(password)
  await page.getByRole('button', { name: '换成新密码' }).click()
  await who(page, name).click()
  await page.getByText('还没有 PIN').waitFor()
  await page.getByRole('link', { name: '我的密码和 PIN' }).click()
  await page.getByLabel('登录密码').fill(password)
  await page.getByLabel('新 PIN', { exact: true }).fill(pin)
  await page.getByLabel('再输一次 PIN').fill(pin)
  await page.getByRole('button', { name: '设置 PIN' }).click()
  await page.getByText('✓ PIN 已设置').waitFor()
}

export async function signOut(page: Page, name: string): Promise<void> {
  await who(page, name).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('main', { name: '登录' }).waitFor()
}

/** At the top right, by the PIN of whoever takes over. */
export async function changeHands(
  page: Page,
  from: string,
  { name, pin }: Pick<Account, 'name' | 'pin'>,
): Promise<void> {
  await who(page, from).click()
  await page.getByRole('button', { name: '换人(PIN)' }).click()
  await page.getByRole('dialog').getByRole('button', { name }).click()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await nowWorking(page, name)
}

export async function nowWorking(page: Page, name: string): Promise<void> {
  await who(page, name).waitFor()
}

export function who(page: Page, name: string) {
  return page.getByRole('button', { name: `当前操作员 ${name}` })
}

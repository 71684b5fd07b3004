/** The county laboratory's own station in a browser: its blind samples and controls of before, its technician, and the referral it answers. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Contract } from '../../src-main/contract/index.ts'
import { answerReferral } from './case-steps.ts'
import { launchBrowser, serveStation } from './harness.ts'
import { measure } from './journey.ts'
import { named } from './named-station.ts'
import { addAccount, firstAccount, firstDay, signOut } from './people-steps.ts'
import { shot } from './shots.ts'

const administrator = { name: '周主任', password: '天平要每天校一校', pin: '6204' }
const technician = { name: '孙技术', password: '标准曲线要五个点', pin: '9153' }
const given = '主任给的临时密码'
const item = '有机磷和氨基甲酸酯类'

/** What the quick test said of each blind sample and what is true; the last truth is told by the technician. */
const blinds = [
  ['62.10', 'positive'],
  ['71.40', 'positive'],
  ['12.30', 'negative'],
  ['8.90', 'negative'],
] as const

export interface CountyLab {
  /** Where the room's file and the laboratory's answer are carried to. */
  readonly referral: string
  readonly answer: string
  /** The technician's hour: figures, charts, the referral. Returns the bytes of the answer. */
  answered(from: string, food: string): Promise<Buffer>
  close(): Promise<void>
}

export async function countyLab(folder: string): Promise<CountyLab> {
  const db = join(folder, 'county.sqlite')
  const config = join(folder, 'county.json')
  const port = { name: '农残仪', driver: 'generic/lis2', transport: { kind: 'tcp-server', port: 0 } }
  writeFileSync(config, JSON.stringify({ ports: [{ ...port, method: 'GB/T 5009.199-2003' }], platforms: [] }))
  named(db, '县检验检测中心', 'county-lab')
  const served = await serveStation(['--db', db, '--config', config])
  await before(served)
  const { page, close } = await launchBrowser(served.url)
  page.setDefaultTimeout(30_000)
  const referral = join(folder, 'one.kjreferral')
  return {
    referral,
    answer: join(folder, 'one.kjresult'),
    async answered(from, food) {
      await firstAccount(page, administrator)
      await addAccount(page, technician.name, given, '技术员')
      await signOut(page, administrator.name)
      await firstDay(page, technician, given)
      await figures(page)
      const answer = await answerReferral(page, referral, from, food)
      await shot(page, '14-referral-answered')
      return answer
    },
    async close() {
      await close()
      await served.close()
    },
  }
}

/** What was there before the first account: blind samples with their truths but one, and blanks of the week. */
async function before(served: Awaited<ReturnType<typeof serveStation>>): Promise<void> {
  const url = `${new URL(served.url).origin}/rpc`
  const client: ContractRouterClient<Contract> = createORPCClient(
    new RPCLink({ url, headers: { authorization: `Bearer ${served.token}` } }),
  )
  const by = technician.name
  const analyzer = `tcp://${served.ports[0]?.address}`
  const tested = async (kind: 'blank' | 'blind', food: string, value: string) => {
    const { id, sampleNo } = await client.sample.register({ stallCode: '质控', food, kind, takenBy: by })
    await measure(analyzer, sampleNo, value)
    return id
  }
  for (const value of ['1.10', '1.40', '0.90']) await tested('blank', '空白对照', value)
  for (const [at, [value, truth]] of blinds.entries()) {
    const sampleId = await tested('blind', '菠菜', value)
    if (at === blinds.length - 1) return
    await vi.waitFor(async () => expect((await client.control.blind({})).tests).toHaveLength(at + 1), {
      timeout: 20_000,
    })
    await client.control.sayTruth({ sampleId, item, truth, laboratory: '省院', reportNo: `MY-${at + 1}`, by })
  }
}

/** The last truth is told; the four cells and the chart of the blanks say how good the quick test is. */
async function figures(page: Page): Promise<void> {
  await page.keyboard.press('Control+3')
  await page.getByRole('button', { name: '质控与试剂批号' }).click()
  await page.getByRole('button', { name: '盲样与比对' }).click()
  await page.getByRole('button', { name: '填结论' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('✓ 阴性').click()
  await dialog.getByLabel('实验室', { exact: true }).fill('省院')
  await dialog.getByLabel('报告或盲样编号').fill('MY-4')
  await dialog.getByRole('button', { name: '登记结论,以后不能改' }).click()
  await dialog.waitFor({ state: 'hidden' })
  for (const name of ['都是阳性 2 个,看是哪些', '都是阴性 2 个,看是哪些'])
    await page.getByRole('button', { name }).waitFor()
  await page.getByText('100.00 %').first().waitFor()
  await shot(page, '12-blind')
  await page.getByRole('button', { name: '质控图' }).click()
  const values = page.getByRole('table', { name: '质控数值' }).getByRole('row')
  await expect.poll(() => values.count(), { timeout: 20_000 }).toBeGreaterThan(1)
  await page.getByLabel('平均值').fill('1.10')
  await page.getByLabel('标准差', { exact: true }).fill('0.30')
  await page.getByRole('button', { name: '按这个靶值画' }).click()
  await page.getByText(/平均 1\.10? .*按靶值/).waitFor()
  await shot(page, '13-chart')
}

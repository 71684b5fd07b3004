/** A sample registered at a person's pace, by scanner and by keys alone: a real browser on a served station with years in its database. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { builtAt, isBuilt } from '../../scripts/built.mjs'
import { benchFolder } from './bench-world.ts'
import { type Answer, type Benchmark, figure, notMeasured, percentile } from './figure.ts'
import { averageK, type Paced, Person, withKey } from './pace.ts'
import { startChild } from './station-child.ts'
import { tenYears } from './ten-years.ts'
import { chromiumHere } from './visible.ts'

const NAME = 'registration'
/** Seconds a registration may take with a scanner. */
const LIMIT = 10

export const registration: Benchmark = {
  name: NAME,
  async measure({ quick }) {
    const program = chromiumHere()
    if (program === null) return [notMeasured(NAME, 'no chromium on the path')]
    if (builtAt() === 0) return [notMeasured(NAME, 'the pages are not built: npm run build')]
    const samples = quick ? 20_000 : 300_000
    const count = quick ? 2 : 20
    const { folder, remove } = benchFolder()
    copyFileSync(
      tenYears(samples, (words) => process.stderr.write(`${words}\n`)),
      join(folder, 'station.sqlite'),
    )
    const child = await startChild(folder, { ports: [], platforms: [] })
    const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
      await page.goto(child.url)
      await page.getByText('今日结果').first().waitFor()
      await page.keyboard.press('F3')
      await page.waitForFunction(() => document.activeElement?.closest('[data-place=stall]') != null)
      const stalls = Array.from({ length: 2 * count }, (_, index) => index + 1)
      const note = `${count} samples among ${samples}, Chromium headless${isBuilt() ? '' : '; pages built from an older source'}`
      return [
        ...figuresOf('scanner', await each(stalls.slice(0, count), (stall) => byScanner(page, stall)), note),
        ...figuresOf('keys alone', await each(stalls.slice(count), (stall) => byKeys(page, stall)), note),
      ]
    } finally {
      await browser.close()
      await child.close()
      remove()
    }
  },
}

/** The sign, the number of what the stall brings, Enter. */
async function byScanner(page: Page, stall: number): Promise<Paced> {
  const before = await registered(page)
  const person = new Person(page)
  await person.scan(`A-${stall}`)
  const offered = await person.sees(usual(page, stall))
  await person.home()
  const at = stall % offered.length
  await person.press(String(at + 1))
  await person.sees(holds(page, offered[at] ?? ''))
  await person.press('Enter')
  await person.sees(done(page, stall, before))
  return person.paced()
}

const initials = [
  ['番茄', 'fq'],
  ['黄瓜', 'hg'],
  ['辣椒', 'lj'],
  ['茄子', 'qz'],
  ['菠菜', 'bc'],
] as const

/** The stall's code without shift, Enter, the initials of the food, its number, Enter. */
async function byKeys(page: Page, stall: number): Promise<Paced> {
  const [food, letters] = initials[stall % initials.length] ?? initials[0]
  const before = await registered(page)
  const person = new Person(page)
  await person.press(...`a-${stall}`)
  await person.press('Enter')
  await person.sees(usual(page, stall))
  await person.press(...letters)
  const number = await person.sees(numberOf(page, food))
  await person.press(number)
  await person.sees(holds(page, food))
  await person.press('Enter')
  await person.sees(done(page, stall, before))
  return person.paced()
}

async function each(stalls: readonly number[], way: (stall: number) => Promise<Paced>): Promise<readonly Paced[]> {
  const all: Paced[] = []
  for (const stall of stalls) all.push(await way(stall))
  return all
}

function figuresOf(by: string, paced: readonly Paced[], note: string): readonly Answer[] {
  const name = `${NAME} by ${by}`
  const seconds = paced.map((one) => one.seconds)
  const program = paced.map((one) => one.program)
  const average = percentile(
    paced.map((one) => withKey(one, averageK)),
    0.5,
  )
  const isScanner = by === 'scanner'
  const aim = isScanner ? { aim: `<= ${LIMIT} s` } : {}
  return [
    figure(`${name}: actions`, Math.max(...paced.map(({ actions }) => actions)), 'actions', {
      aim: isScanner ? '<= 3' : '<= 6',
    }),
    figure(`${name} p50`, percentile(seconds, 0.5), 's', {
      ...aim,
      note: `worst typist's keys by the keystroke-level model, a model and no person; ${average.toFixed(1)} s with an average typist's; ${note}`,
    }),
    figure(`${name} p95`, percentile(seconds, 0.95), 's', aim),
    figure(`${name} max`, Math.max(...seconds), 's', aim),
    figure(`${name}: of that the program p50`, percentile(program, 0.5), 's'),
    figure(`${name}: of that the program p95`, percentile(program, 0.95), 's'),
    figure(`${name}: of that the program max`, Math.max(...program), 's'),
    figure(`${name}: under ${LIMIT} s`, seconds.filter((one) => one < LIMIT).length, `of ${paced.length}`),
  ]
}

/** The number that was registered last; empty: none yet. */
function registered(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('.registered a')?.textContent ?? '')
}

/** The stall's foods stand under their numbers and the cursor waits for one of them. */
async function usual(page: Page, stall: number): Promise<readonly string[]> {
  const shown = await page.waitForFunction((name) => {
    const isTold = document.querySelector('.habits .legend')?.textContent === `${name} 常检:`
    if (!isTold || document.activeElement?.closest('[data-place=food]') == null) return null
    return [...document.querySelectorAll('.habits button')].map((key) => key.getAttribute('aria-label')?.slice(2) ?? '')
  }, `绿丰果蔬${stall}`)
  return (await shown.jsonValue()) ?? []
}

async function numberOf(page: Page, food: string): Promise<string> {
  const shown = await page.waitForFunction(
    (name) => document.querySelector(`.habits button[aria-label="选 ${name}"] .habit-key`)?.textContent,
    food,
  )
  return String(await shown.jsonValue())
}

function holds(page: Page, food: string): Promise<unknown> {
  return page.waitForFunction(
    (name) => document.querySelector<HTMLInputElement>('[data-place=food] input')?.value === name,
    food,
  )
}

/** ✓ 已登记, another number than before, of this stall; and the line is free. */
function done(page: Page, stall: number, before: string): Promise<unknown> {
  return page.waitForFunction(
    ([code, last]) => {
      const told = document.querySelector('.registered')
      const number = told?.querySelector('a')?.textContent
      const isNew = number != null && number !== last && told?.textContent?.includes(`· ${code} `) === true
      return isNew && document.activeElement?.closest('[data-place=stall]') != null
    },
    [`A-${stall}`, before] as const,
  )
}

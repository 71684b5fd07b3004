/** From the last byte on a TCP wire to the row a person sees in the page: a real browser on a served station. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { SampleKind } from '#core/sample/sample.ts'
import { localText, momentOf } from '#core/time.ts'
import { driver } from '#drivers/dayuan/dy-723pc/driver.ts'
import { recordBytes } from '#drivers/dayuan/dy-723pc/record.ts'
import { builtAt, isBuilt } from '../../scripts/built.mjs'
import { benchFolder, passing } from './bench-world.ts'
import { type Benchmark, figure, notMeasured, percentile } from './figure.ts'
import { connected } from './latency.ts'
import { type StationChild, startChild } from './station-child.ts'

const NAME = 'last byte to visible'

export const visible: Benchmark = {
  name: 'visible',
  async measure({ quick }) {
    const program = chromiumHere()
    if (program === null) return [notMeasured(NAME, 'no chromium on the path')]
    if (builtAt() === 0) return [notMeasured(NAME, 'the pages are not built: npm run build')]
    const count = quick ? 4 : 151
    const { folder, remove } = benchFolder()
    const child = await startChild(folder, {
      ports: [{ name: 'bench', driver: driver.id, transport: { kind: 'tcp-server', port: 0 } }],
      platforms: [],
    })
    const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const times = await measureIn(child, browser, count)
      const note = `${count - 1} results one by one, Chromium headless, until the frame after the row stands in the page${isBuilt() ? '' : '; pages built from an older source'}`
      return [
        figure(`${NAME} p50`, percentile(times, 0.5), 'ms', { note }),
        figure(`${NAME} p99`, percentile(times, 0.99), 'ms', { aim: '<= 100 ms' }),
      ]
    } finally {
      await browser.close()
      await child.close()
      remove()
    }
  },
}

async function measureIn(child: StationChild, browser: Browser, count: number): Promise<readonly number[]> {
  const numbers: string[] = []
  for (let index = 0; index < count; index++) numbers.push(await register(child, index === 0 ? 'blank' : 'ordinary'))
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  await page.goto(child.url)
  await page.getByText('今日结果').first().waitFor()
  const socket = await connected(child.ports[0]?.address ?? '')
  const times: number[] = []
  for (const [index, sampleNo] of numbers.entries()) {
    const now = localText(momentOf(Date.now()))
    const bytes = recordBytes(passing(now, String(Number(sampleNo.slice(-4))), index), index + 1)
    const shown = await watch(page, sampleNo.slice(-4))
    const start = performance.timeOrigin + performance.now()
    socket.write(bytes)
    const took = (await shown()) - start
    // The first row replaces the words of an empty day.
    if (index > 0) times.push(took)
  }
  socket.destroy()
  return times
}

/** The running number of the sample that was registered over the station's own HTTP API; a blank first, for what follows to be valid. */
async function register(child: StationChild, kind: SampleKind): Promise<string> {
  const body = { stallCode: 'A-01', stallName: '绿丰果蔬', food: '韭菜', kind, takenBy: '王敏' }
  const answer = await fetch(new URL('/api/sample', child.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${child.token}` },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`a sample was not registered: ${answer.status} ${await answer.text()}`)
  const { sampleNo } = (await answer.json()) as { readonly sampleNo: string }
  return sampleNo
}

/** Looks in the page for a row with that text; the second call answers when it was shown, on the clock all processes share. */
async function watch(page: Page, text: string): Promise<() => Promise<number>> {
  const handle = await page.evaluateHandle((wanted) => {
    const found = () =>
      [...document.querySelectorAll('tbody tr, [role=row]')].some((row) => row.textContent?.includes(wanted))
    const shown = new Promise<number>((resolve) => {
      const look = () => {
        if (!found()) return
        observer.disconnect()
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())))
      }
      const observer = new MutationObserver(look)
      observer.observe(document.body, { childList: true, subtree: true, characterData: true })
      look()
    })
    return { shown }
  }, text)
  return () => handle.evaluate(({ shown }) => shown)
}

export function chromiumHere(): string | null {
  const files = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => ['chromium', 'google-chrome'].map((name) => join(folder, name)))
  return files.find((file) => existsSync(file)) ?? null
}

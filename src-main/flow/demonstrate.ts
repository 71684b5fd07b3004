/** The demonstration: virtual analyzers that speak real bytes over real ports, so that a first start shows a working morning. */
import type { Reading } from '#core/reading/reading.ts'
import { dayOf, localText } from '#core/time.ts'
import { driverById } from '#drivers/index.ts'
import { simulate } from '#ports/simulate.ts'
import { entryOf } from '#storage/catalog.ts'
import { openClaimCount } from '#storage/claims.ts'
import { kitInUse } from '#storage/kit-uses.ts'
import { demoBlanks, readDemoStrip, registerDemoBlank, startDemoStrip } from './demo-desks.ts'
import { DEMO_SITE, demoMarket } from './demo-market.ts'
import { type DemoTest, demoMorning, PESTICIDES } from './demo-morning.ts'
import { demoPlates, registerDemo } from './demo-plate.ts'
import type { HeldPorts } from './hold-ports.ts'
import { chooseKit } from './kit-in-use.ts'
import { saveSite, siteOf } from './site.ts'
import type { World } from './world.ts'

/** The first dozen come quickly, so that a newcomer sees results within the minute; then the pace of a real room. */
const FIRST = 14
const QUICK_MS = 700
/** Two records of one number in the same second would be one record that contradicts itself. */
const REPEAT_MS = 1_100
const CALM_MS = 12_000
const BLANK_MS = 150

export interface Demonstration {
  close(): Promise<void>
}

const analyzers = [
  { name: '农残仪1', driver: 'dayuan/lz-4000t' },
  { name: '农残仪2', driver: 'dayuan/dy-723pc' },
  { name: '胶体金读数仪', driver: 'generic/lis2', method: '胶体金免疫层析法' },
] as const

export async function demonstrate(world: World, ports: HeldPorts): Promise<Demonstration> {
  demoMarket(world)
  demoSite(world)
  demoKits(world)
  for (const analyzer of analyzers) {
    await ports.hold({ ...analyzer, numbering: 'ours', transport: { kind: 'tcp-server', port: 0 } }, true)
  }
  const stop = new AbortController()
  const running = run(world, ports, stop.signal).catch((error: unknown) => {
    if (!stop.signal.aborted) world.log.error({ error: String(error) }, 'the demonstration ended')
  })
  return {
    close: async () => {
      stop.abort()
      await running
    },
  }
}

/** The market's own entry is this room; also where an earlier demonstration kept it apart. */
function demoSite(world: World): void {
  const { code, publishBefore } = siteOf(world)
  const own = entryOf(world.db, 'site', DEMO_SITE)
  if (code !== null || own === undefined) return
  const { name, kind, opener = '', testingBody = '', complaintPhone = '' } = own.data
  const site = { code: own.key, name, kind, opener, testingBody, complaintPhone, publishBefore, operator: '王敏' }
  saveSite(world, site, '演示', 'demo')
}

/** What lies on the demonstration's bench; a card reader has a kit for each item. Chosen once, like at the start of a day. */
const bench = [
  { port: '农残仪1', item: null, kit: 'YM-01', lot: 'Y2610', bufferLot: null },
  { port: '农残仪2', item: null, kit: 'YM-01', lot: 'Y2610', bufferLot: null },
  { port: '胶体金读数仪', item: '氯霉素', kit: 'JTJ-01', lot: 'C26081', bufferLot: 'B26081' },
  { port: '胶体金读数仪', item: '孔雀石绿', kit: 'JTJ-02', lot: 'M26051', bufferLot: 'B26051' },
] as const

function demoKits(world: World): void {
  for (const use of bench) {
    if (kitInUse(world.db, use.port, use.item) === undefined) chooseKit(world, { ...use, operator: '王敏', by: '演示' })
  }
}

async function run(world: World, ports: HeldPorts, signal: AbortSignal): Promise<void> {
  const plates = demoPlates(world, analyzers[1].name)
  let strip = startDemoStrip(world)
  let done = 0
  let blankOn = ''
  for (const test of demoMorning()) {
    if (signal.aborted) return
    const port = analyzers[test.analyzer]?.name ?? analyzers[0].name
    // The plates bring their own; the cards carry a control line each.
    if (test.analyzer === 0 && blankOn !== dayOf(world.now())) {
      blankOn = dayOf(world.now())
      await measure(world, ports, port, blankLike(test), registerDemoBlank(world), signal)
      await pause(BLANK_MS, signal)
    }
    const placed = test.analyzer === 1 ? plates.next().value : undefined
    const well = placed ?? { test, sampleNo: registerDemo(world, test) }
    for (const value of well.test.values) {
      await measure(world, ports, port, { ...well.test, value }, well.sampleNo, signal)
      await pause(done >= FIRST ? CALM_MS / 3 : well.test.values.length > 1 ? REPEAT_MS : QUICK_MS, signal)
    }
    done += 1
    if (done === FIRST) await otherDesks(world, ports, test, signal)
    if (strip !== null && readDemoStrip(world, strip)) strip = null
    if (done > FIRST) await pause(CALM_MS, signal)
  }
}

/** Blanks for a chart, and a number that nobody registered; not again while the one of an earlier start waits. */
async function otherDesks(world: World, ports: HeldPorts, like: DemoTest, signal: AbortSignal): Promise<void> {
  if (openClaimCount(world.db) > 0) return
  const port = analyzers[0].name
  const test = blankLike({ ...like, analyzer: 0, item: PESTICIDES, unit: '%' })
  for (const { sampleNo, value } of demoBlanks(world)) {
    if (signal.aborted) return
    await measure(world, ports, port, { ...test, value }, sampleNo, signal)
    await pause(BLANK_MS, signal)
  }
  await measure(world, ports, port, { ...test, food: '菠菜', value: '12.60' }, '0999', signal)
}

function blankLike(test: DemoTest) {
  return { ...test, food: '空白对照', value: '1.20' }
}

/** One measurement as that analyzer reports it: by running number, by channel, or by the whole sample number. */
async function measure(
  world: World,
  ports: HeldPorts,
  port: string,
  test: DemoTest & { readonly value: string },
  sampleNo: string,
  signal: AbortSignal,
): Promise<void> {
  const { plan, port: open } = ports.get(port)
  const driver = driverById(plan.driver)
  const address = open.address()
  if (driver === undefined || address === null) return
  const running = String(Number(sampleNo.slice(-4)))
  const reading: Reading = {
    sampleNo: test.analyzer === 2 ? sampleNo : running,
    item: test.item,
    value: test.value,
    unit: test.unit,
    flag: null,
    measuredAt: localText(world.now()),
    channel: test.analyzer === 1 ? test.channel : null,
    control: false,
    recordKey: null,
    foodHint: test.food.slice(0, 3),
  }
  await simulate({
    instrument: driver.instrument([reading]),
    to: `tcp://${address}`,
    link: driver.link,
    signal,
    log: world.log,
  })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}

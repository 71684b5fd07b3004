/** Every driver over real wires: its virtual analyzer on one end, its port on the other, handshake included. */
import { describe, expect, it, vi } from 'vitest'
import { Fault } from '#core/fault.ts'
import type { Driver } from '#drivers/index.ts'
import { drivers } from '#drivers/index.ts'
import { simulate } from '#ports/simulate.ts'
import { numbersIn, sayable } from '#test/drivers/sayable.ts'
import { needs } from '#test/fakes/needs.ts'
import { ptyCable } from '#test/fakes/port-pty.ts'
import { eventually, giveBack, opened, type TestPort } from './opened.ts'

const COUNT = 3
/** The day of the test's clock. */
const DAY = '2025-03-10'
/** Drivers at once: most of the time each waits for the pace of its line. */
const SIDE_BY_SIDE = 24

/** The analyzer stays on the wire until the port has heard it all, as a reader does that is asked again and again. */
async function playInto(here: TestPort, driver: Driver, to: string, bytesPerSecond?: number): Promise<void> {
  const readings = sayable(driver, COUNT, DAY)
  const stop = new AbortController()
  const speed = bytesPerSecond === undefined ? {} : { bytesPerSecond }
  const playing = simulate({
    instrument: driver.instrument(readings),
    to,
    link: driver.link,
    stay: true,
    signal: stop.signal,
    ...speed,
  })
  // Some are asked every few seconds, and a question sent before they were on the line is lost.
  await vi.waitFor(() => expect(numbersIn(here.keeper.outcomes), driver.id).toHaveLength(COUNT), {
    timeout: 60_000,
    interval: 50,
  })
  stop.abort()
  await playing
  expect(numbersIn(here.keeper.outcomes), driver.id).toEqual(readings.map(({ value }) => Number(value)))
  expect(
    here.keeper.outcomes.filter((one) => one.kind === 'damaged'),
    driver.id,
  ).toEqual([])
}

async function eachDriver(play: (driver: Driver) => Promise<void>): Promise<void> {
  const waiting = [...drivers]
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await play(next)
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
}

describe('every driver', () => {
  it('over TCP, whole and in order', { timeout: 120_000 }, async () => {
    await eachDriver(async (driver) => {
      const here = await opened({ kind: 'tcp-server', port: 0 }, { driver })
      await playInto(here, driver, `tcp://${here.port.address()}`)
    })
  })

  it.skipIf(!needs('socat'))(
    'over a serial line at the pace of 115,200 baud (needs socat)',
    { timeout: 120_000 },
    async () => {
      await eachDriver(async (driver) => {
        const { station, analyzer, remove } = await ptyCable()
        giveBack(() => remove())
        const here = await opened({ kind: 'serial', path: station }, { driver })
        await playInto(here, driver, analyzer, 11_520)
      })
    },
  )
})

describe('generic/lis2 in trouble', () => {
  const driver = drivers.find((one) => one.id === 'generic/lis2')
  const readings = driver === undefined ? [] : sayable(driver, COUNT, DAY)

  it('is told NAK while the disk is full, and nothing is lost once there is room', async () => {
    if (driver === undefined) throw new Error('generic/lis2 is not in the list')
    const here = await opened({ kind: 'tcp-server', port: 0 }, { driver })
    let refusals = 0
    const full = new Fault('disk.full')
    const keep = here.keeper.keep.bind(here.keeper)
    here.keeper.keep = (bytes) => {
      refusals += 1
      if (refusals <= 3) throw full
      return keep(bytes)
    }
    const counts = await simulate({ instrument: driver.instrument(readings), to: `tcp://${here.port.address()}` })
    await eventually(() => expect(here.keeper.said()).toHaveLength(readings.length))
    expect(numbersIn(here.keeper.outcomes)).toEqual(readings.map(({ value }) => Number(value)))
    expect(counts).toMatchObject({ sent: readings.length, refused: 0 })
    expect(here.port.fault()).toBeNull()
  })

  it('is called damaged when the cable is pulled before the message ended, never half a result', async () => {
    if (driver === undefined) throw new Error('generic/lis2 is not in the list')
    const here = await opened({ kind: 'tcp-server', port: 0 }, { driver })
    const stop = new AbortController()
    const playing = simulate({
      instrument: driver.instrument(readings.slice(0, 1)),
      to: `tcp://${here.port.address()}`,
      bytesPerSecond: 400,
      signal: stop.signal,
    })
    await eventually(() => expect(here.keeper.frames.length).toBeGreaterThan(0))
    stop.abort()
    await playing
    await eventually(() => expect(here.keeper.outcomes.length).toBeGreaterThan(0))
    expect(here.keeper.outcomes.filter((one) => one.kind === 'reading')).toEqual([])
    expect(here.keeper.settlements.every((one) => one.interrupted)).toBe(true)
  })
})

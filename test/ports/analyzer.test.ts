/** Every driver over real wires: its virtual analyzer on one end, its port on the other, handshake included. */
import { describe, expect, it } from 'vitest'
import { Fault } from '#core/fault.ts'
import type { Reading } from '#core/reading/reading.ts'
import type { Driver } from '#drivers/index.ts'
import { drivers } from '#drivers/index.ts'
import { simulate } from '#ports/simulate.ts'
import { needs } from '#test/fakes/needs.ts'
import { readingsOf } from '#test/fakes/port-line.ts'
import { type PtyCable, ptyCable } from '#test/fakes/port-pty.ts'
import { eventually, giveBack, opened, type TestPort } from './opened.ts'

/** Twenty readings of the day the test's clock shows, as any of the models can say them. */
const readings: readonly Reading[] = readingsOf(Array.from({ length: 20 }, (_, n) => `${n + 1}.50`)).map((one, n) => ({
  ...one,
  sampleNo: String(n + 1),
  item: '有机磷和氨基甲酸酯类',
  unit: '%',
  measuredAt: `2025-03-10T09:${String(n).padStart(2, '0')}:00`,
  foodHint: '白菜',
}))

/** The analyzer stays on the wire until the port has heard it all, as a reader does that is asked again and again. */
async function playInto(here: TestPort, driver: Driver, to: string, bytesPerSecond?: number): Promise<void> {
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
  await eventually(() => expect(here.keeper.outcomes.length).toBeGreaterThanOrEqual(readings.length))
  stop.abort()
  await playing
}

function heardAll(here: TestPort): void {
  const heard = here.keeper.outcomes.filter((one) => one.kind === 'reading').map((one) => one.reading)
  expect(heard.map((one) => one.sampleNo)).toEqual(readings.map((one) => one.sampleNo))
  expect(heard.map((one) => Number(one.value))).toEqual(readings.map((one) => Number(one.value)))
  expect(here.keeper.outcomes.filter((one) => one.kind === 'damaged')).toEqual([])
}

async function cable(): Promise<PtyCable> {
  const made = await ptyCable()
  giveBack(() => made.remove())
  return made
}

describe.each(drivers.map((driver) => ({ id: driver.id, driver })))('$id', ({ driver }) => {
  it('over TCP, whole and in order', async () => {
    const here = await opened({ kind: 'tcp-server', port: 0 }, { driver })
    await playInto(here, driver, `tcp://${here.port.address()}`)
    heardAll(here)
  })

  it.skipIf(!needs('socat'))('over a serial line at the pace of 115,200 baud (needs socat)', async () => {
    const { station, analyzer } = await cable()
    const here = await opened({ kind: 'serial', path: station }, { driver })
    await playInto(here, driver, analyzer, 11_520)
    heardAll(here)
  })
})

describe('generic/lis2 in trouble', () => {
  const driver = drivers.find((one) => one.id === 'generic/lis2')

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
    heardAll(here)
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

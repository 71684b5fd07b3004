/** A held port as the desks see it: its line, its device, its clock, its calibration and its week. */
import type { DriverView, PortView } from '#contract/port.ts'
import { clockOffsetOf, type Timed } from '#core/reading/clock-offset.ts'
import { dayOf, later, localText, momentOf } from '#core/time.ts'
import type { Driver, Link } from '#drivers/kit/driver.ts'
import type { HeldPort } from '#flow/hold-ports.ts'
import { driverFor, teacherOf } from '#flow/known-drivers.ts'
import { calibrationOf, calibrationState } from '#flow/port-calibration.ts'
import { factsOf } from '#flow/port-facts.ts'
import { knownIdentity } from '#flow/port-identity.ts'
import type { World } from '#flow/world.ts'
import { countsOfPort } from '#storage/frames.ts'
import { newestReadings, type PortReading, portUse } from '#storage/port-readings.ts'
import { faultCard } from './implementer.ts'

const DAY_MS = 86_400_000
/** Enough to tell a slow clock from records read late. */
const CLOCK_READINGS = 20

export function portView(world: World, { plan, driver, port, virtual }: HeldPort): PortView {
  const fault = port.fault()
  const retryAt = port.retryAt()
  const calibration = calibrationOf(world, plan.name)
  const clock = clockOffsetOf(newestReadings(world.db, plan.name, CLOCK_READINGS).map(timed))
  const { itemNames, numbering = null } = factsOf(world, plan.name)
  return {
    name: plan.name,
    driver: driverView(world, driver),
    transport: plan.transport,
    method: driver.method ?? plan.method ?? null,
    address: port.address(),
    state: port.state(),
    fault: fault === null ? null : faultCard(fault),
    retryAt: retryAt === null ? null : momentOf(retryAt),
    virtual,
    ...countsOfPort(world.db, plan.name),
    identity: identityView(world, plan.name),
    clockOffset: clock.seconds,
    clockWrong: clock.wrong,
    calibration,
    calibrationDue: calibrationState(world, calibration),
    week: daysOfUse(world, plan.name, 7).map(({ readings }) => readings),
    itemNames: { ...itemNames },
    numbering,
  }
}

function identityView(world: World, port: string): PortView['identity'] {
  const known = knownIdentity(world, port)
  const { stranger } = factsOf(world, port)
  return known === null ? null : { known, said: stranger ?? known, differs: stranger !== null }
}

export function timed({ heardAt, reading }: PortReading): Timed {
  return { measuredAt: reading.measuredAt, arrivedAt: localText(heardAt) }
}

/** So many days up to today, days without a reading included. */
export function daysOfUse(world: World, port: string, days: number) {
  const now = world.now()
  const first = later(now, -(days - 1) * DAY_MS)
  const since = new Date(Date.parse(`${dayOf(first)}T00:00:00.000Z`) - now.offset * 60_000).toISOString()
  const used = new Map(portUse(world.db, port, since, now.offset).map((one) => [one.day, one]))
  return Array.from({ length: days }, (_, index) => {
    const day = dayOf(later(first, index * DAY_MS))
    return used.get(day) ?? { day, readings: 0, invalid: 0 }
  })
}

export function driverView(world: World, driver: Driver): DriverView {
  const { id, vendor, model, title, alsoSoldAs, category, evidence, source, guard, repeats, link, method } = driver
  return {
    id,
    vendor,
    model,
    title,
    alsoSoldAs: [...alsoSoldAs],
    category,
    evidence,
    source,
    guard,
    repeats,
    sisters: driver.sisters.map((sister) => ({ id: sister, title: driverFor(world, sister)?.title ?? sister })),
    items: driver.items.map((item) => ({ ...item })),
    method,
    baudRate: link.baudRate,
    link: linkText(link),
    learnedBy: teacherOf(world, id),
  }
}

/** `9600 8N1` */
function linkText({ baudRate, dataBits, parity, stopBits }: Link): string {
  return `${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`
}

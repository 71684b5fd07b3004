/** Answers for the instruments: the ports held, what they heard, and what the system could offer. */
import { readMeasured } from '#core/judge/measured.ts'
import { offsetOf } from '#core/reading/clock-offset.ts'
import { hasNoValue, lineEventOf } from '#core/reading/event.ts'
import { later } from '#core/time.ts'
import { diagnosePort } from '#flow/diagnose-port.ts'
import type { HeldPort } from '#flow/hold-ports.ts'
import { knownDrivers } from '#flow/known-drivers.ts'
import { saveCalibration } from '#flow/port-calibration.ts'
import { nameItems, sayNumbering } from '#flow/port-facts.ts'
import { acceptIdentity } from '#flow/port-identity.ts'
import { serialPorts } from '#flow/serial-ports.ts'
import type { World } from '#flow/world.ts'
import { framesOfPort } from '#storage/frames.ts'
import { controlsOfPort, newestReadings } from '#storage/port-readings.ts'
import type { Desk } from './desk.ts'
import { faultCard, os } from './implementer.ts'
import { daysOfUse, driverView, portView, timed } from './port-view.ts'
import { visibleText } from './visible-text.ts'

export function portAnswers({ world, ports }: Desk) {
  const view = (held: HeldPort) => portView(world, held)
  return {
    list: os.port.list.handler(() => ports.list().map(view)),
    methods: os.port.methods.handler(() => world.pack.methods.map(({ name }) => name)),
    drivers: os.port.drivers.handler(() => knownDrivers(world).map((driver) => driverView(world, driver))),
    available: os.port.available.handler(async () => {
      const { ports: found, fault } = await serialPorts()
      return {
        ports: found.map((one) => ({ ...one })),
        fault: fault === null ? null : faultCard(fault),
      }
    }),
    add: os.port.add.handler(async ({ input }) =>
      view(
        await ports.add(
          {
            name: input.name,
            driver: input.driver,
            transport: input.transport,
            method: input.method,
            numbering: input.numbering,
          },
          input.by,
          input.modelConfirmed,
        ),
      ),
    ),
    remove: os.port.remove.handler(async ({ input }) => {
      await ports.remove(input.name, input.by)
      return { removed: true }
    }),
    reopen: os.port.reopen.handler(async ({ input }) => {
      const held = ports.get(input.name)
      await held.port.reopen()
      return view(held)
    }),
    frames: os.port.frames.handler(({ input }) =>
      framesOfPort(world.db, input.name, input.limit).map(({ id, at, port, sha256, bytes, outcomes }) => ({
        id,
        heardAt: at,
        port,
        sha256,
        hex: Buffer.from(bytes).toString('hex'),
        text: visibleText(bytes),
        outcomes: outcomes.flatMap(({ kind, reason, value, from, until }) =>
          kind === 'part'
            ? []
            : [
                {
                  kind,
                  event: lineEventOf({ kind, reason, value }),
                  reason,
                  bytes: from === null || until === null ? null : { from, until },
                },
              ],
        ),
      })),
    ),
    live: os.port.live.handler(({ input }) =>
      ports
        .get(input.name)
        .port.tap()
        .map(({ at, dir, bytes }) => ({ at, dir, hex: Buffer.from(bytes).toString('hex'), text: visibleText(bytes) })),
    ),
    readings: os.port.readings.handler(({ input }) =>
      newestReadings(world.db, input.name, input.limit).map((one) => ({
        id: one.id,
        heardAt: one.heardAt,
        ...one.reading,
        offset: offsetOf(timed(one)),
        event: hasNoValue(one.reading) ? ('invalid' as const) : ('reading' as const),
      })),
    ),
    use: os.port.use.handler(({ input }) => daysOfUse(world, input.name, input.days)),
    drift: os.port.drift.handler(({ input }) => driftOf(world, input.name, input.days)),
    diagnose: os.port.diagnose.handler(async ({ input }) => [...(await diagnosePort(world, ports.get(input.name)))]),
    acceptIdentity: os.port.acceptIdentity.handler(({ input }) => {
      acceptIdentity(world, input.name, input.by)
      return view(ports.get(input.name))
    }),
    calibrate: os.port.calibrate.handler(({ input }) => {
      const held = ports.get(input.name)
      const { by, calibration, name } = input
      saveCalibration(world, name, calibration, { by, model: ports.get(name).driver.title })
      return view(held)
    }),
    nameItems: os.port.nameItems.handler(({ input }) => {
      const held = ports.get(input.name)
      nameItems(world, input.name, input.itemNames, input.by)
      return view(held)
    }),
    sayNumbering: os.port.sayNumbering.handler(({ input }) => {
      const held = ports.get(input.name)
      sayNumbering(world, input.name, input.numbering, input.by)
      return view(held)
    }),
  }
}

/** A control's number only: a word or a sentinel has no place on a curve. */
function driftOf(world: World, port: string, days: number) {
  const since = later(world.now(), -days * 86_400_000).utc
  const curves = new Map<
    string,
    { item: string; unit: string | null; channel: string; points: { at: string; value: number }[] }
  >()
  for (const { item, unit, channel, at, value } of controlsOfPort(world.db, port, since)) {
    const measured = readMeasured(value)
    if (measured.kind !== 'number') continue
    const key = `${item}\n${unit}\n${channel}`
    const curve = curves.get(key) ?? { item, unit, channel, points: [] }
    curve.points.push({ at, value: measured.value.toNumber() })
    curves.set(key, curve)
  }
  return [...curves.values()]
}

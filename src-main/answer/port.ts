/** Answers for the instruments: the ports held, what they heard, and what the system could offer. */
import type { PortView } from '#contract/port.ts'
import { momentOf } from '#core/time.ts'
import { drivers } from '#drivers/index.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { HeldPort } from '#flow/hold-ports.ts'
import { serialPorts } from '#flow/serial-ports.ts'
import { countsOfPort, framesOfPort } from '#storage/frames.ts'
import type { Desk } from './desk.ts'
import { faultCard, os } from './implementer.ts'
import { visibleText } from './visible-text.ts'

export function portAnswers({ world, ports }: Desk) {
  const view = (held: HeldPort): PortView => {
    const { plan, driver, port, virtual } = held
    const fault = port.fault()
    const retryAt = port.retryAt()
    return {
      name: plan.name,
      driver: driverView(driver),
      transport: plan.transport,
      method: driver.method ?? plan.method ?? null,
      address: port.address(),
      state: port.state(),
      fault: fault === null ? null : faultCard(fault),
      retryAt: retryAt === null ? null : momentOf(retryAt),
      virtual,
      ...countsOfPort(world.db, plan.name),
    }
  }
  return {
    list: os.port.list.handler(() => ports.list().map(view)),
    methods: os.port.methods.handler(() => world.pack.methods.map(({ name }) => name)),
    drivers: os.port.drivers.handler(() => drivers.map(driverView)),
    available: os.port.available.handler(async () => {
      const { ports: found, fault } = await serialPorts()
      return {
        ports: found.map(({ path, maker, usb }) => ({ path, maker, usb })),
        fault: fault === null ? null : faultCard(fault),
      }
    }),
    add: os.port.add.handler(async ({ input }) =>
      view(
        await ports.add(
          { name: input.name, driver: input.driver, transport: input.transport, method: input.method },
          input.by,
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
        outcomes: outcomes.flatMap(({ kind, reason }) => (kind === 'part' ? [] : [{ kind, reason }])),
      })),
    ),
  }
}

function driverView({ id, vendor, model, title, evidence, source, link, method }: Driver) {
  return { id, vendor, model, title, evidence, source, baudRate: link.baudRate, method }
}

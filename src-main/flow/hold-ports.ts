/** The ports the station holds: opened at start, added and removed by a person, each performing its driver's line. */
import { Fault } from '#core/fault.ts'
import type { Numbering } from '#core/sample/match.ts'
import { localText } from '#core/time.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { bindingOf, usbOf } from '#ports/binding.ts'
import { listSerialPorts } from '#ports/list.ts'
import { type OpenPort, openPort } from '#ports/open.ts'
import type { Retry } from '#ports/retry.ts'
import { openSlots } from '#ports/slots.ts'
import type { Transport } from '#ports/transport.ts'
import { appendAudit } from '#storage/audit.ts'
import { isFrameKept } from '#storage/frames.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import { keeperFor } from './keep-frame.ts'
import { driverFor } from './known-drivers.ts'
import { readItemNames, readNumbering, sayNumbering, setFacts } from './port-facts.ts'
import { sharedCommits } from './shared-commits.ts'
import type { World } from './world.ts'

export interface PortPlan {
  readonly name: string
  readonly driver: string
  readonly transport: Transport
  /** The kit's method, for an analyzer that cannot say it. */
  readonly method?: string | undefined
  /** Whose numbers it sends; what a person says later counts more. */
  readonly numbering?: Numbering | undefined
}

export interface HeldPort {
  readonly plan: PortPlan
  readonly driver: Driver
  readonly port: OpenPort
  /** Its analyzer is the program's own demonstration, not a machine. */
  readonly virtual: boolean
}

export interface HeldPorts {
  list(): readonly HeldPort[]
  /** Errors: `not-found`. */
  get(name: string): HeldPort
  /** Opens a port for this run; a cable that is not there is a state of the port, not an error. Errors: `driver.unknown`, `input.invalid`. */
  hold(plan: PortPlan, virtual?: boolean): Promise<HeldPort>
  /** Ports a person added, opened again at every start. */
  holdStored(): Promise<void>
  /** `modelConfirmed`: a person has read the model from the device. Errors: as `hold`; `driver.confirm` where sister models exist. */
  add(plan: PortPlan, by: string, modelConfirmed?: boolean): Promise<HeldPort>
  remove(name: string, by: string): Promise<void>
  close(): Promise<void>
}

const SETTING = 'ports'

export function holdPorts(world: World, retry: Partial<Retry> = {}): HeldPorts {
  const held = new Map<string, HeldPort>()
  const shared = sharedCommits(world)
  const wall = wallClock(world)
  const slots = openSlots(shared.together)
  const stored = () => readSetting<readonly PortPlan[]>(world.db, SETTING) ?? []

  function get(name: string): HeldPort {
    const found = held.get(name)
    if (found === undefined) throw new Fault('not-found', `端口 ${name}`)
    return found
  }

  async function hold(plan: PortPlan, virtual = false): Promise<HeldPort> {
    const driver = driverFor(world, plan.driver)
    if (driver === undefined) throw new Fault('driver.unknown', plan.driver)
    if (held.has(plan.name)) throw new Fault('input.invalid', `已经有名为 ${plan.name} 的端口`)
    setFacts(world, plan.name, {
      method: plan.method ?? null,
      itemNames: readItemNames(world, plan.name),
      numbering: readNumbering(world, plan.name) ?? plan.numbering ?? null,
    })
    const port = openPort({
      name: plan.name,
      driver,
      transport: plan.transport,
      keeper: keeperFor(shared.world, plan.name, driver),
      now: wall,
      log: world.log,
      tell: world.tell,
      retry,
      slots,
      heardBefore: (sha256) => isFrameKept(world.db, plan.name, sha256),
    })
    const one: HeldPort = { plan, driver, port, virtual }
    held.set(plan.name, one)
    await port.ready
    world.tell({ kind: 'port.changed', port: plan.name })
    return one
  }

  function store(plans: readonly PortPlan[], by: string, what: string): void {
    transaction(world.db, () => {
      writeSetting(world.db, SETTING, plans, world.now(), by)
      appendAudit(world.db, { at: world.now(), by, action: 'port', subject: SETTING, detail: what })
    })
  }

  return {
    list: () => [...held.values()],
    get,
    hold,
    holdStored: async () => {
      for (const plan of stored()) {
        if (!held.has(plan.name) && driverFor(world, plan.driver) !== undefined) await hold(plan)
      }
    },
    add: async (plan, by, modelConfirmed = false) => {
      const sisters = driverFor(world, plan.driver)?.sisters ?? []
      if (sisters.length > 0 && !modelConfirmed)
        throw new Fault('driver.confirm', `${plan.driver}: ${sisters.join(', ')}`)
      const bound = await withAdapter(plan)
      // Another device may have had this name: what was said of its numbers is not said of this one.
      const numbering = plan.numbering ?? null
      if (readNumbering(world, plan.name) !== numbering) sayNumbering(world, plan.name, numbering, by)
      const one = await hold(bound)
      store(
        [...stored(), bound],
        by,
        `add ${plan.name} as ${plan.driver}${modelConfirmed ? ', model read from the device' : ''}`,
      )
      return one
    },
    remove: async (name, by) => {
      const { port } = get(name)
      held.delete(name)
      await port.close()
      store(
        stored().filter((plan) => plan.name !== name),
        by,
        `remove ${name}`,
      )
      world.tell({ kind: 'port.changed', port: name })
    },
    close: async () => {
      await Promise.all([...held.values()].map(({ port }) => port.close()))
    },
  }
}

/** Asked for at every piece that any port hears; the same for a whole second. */
function wallClock(world: World): () => string {
  let last = ''
  let offset = Number.NaN
  let text = ''
  return () => {
    const now = world.now()
    const second = now.utc.slice(0, 19)
    if (second !== last || now.offset !== offset) text = localText(now)
    last = second
    offset = now.offset
    return text
  }
}

/** The adapter behind a chosen path, so that it is found again under another number; a path without one stays a path. */
async function withAdapter(plan: PortPlan): Promise<PortPlan> {
  const { transport } = plan
  if (transport.kind !== 'serial' || transport.usb !== undefined) return plan
  const { ports } = await listSerialPorts()
  const chosen = ports.find(({ path }) => path === transport.path)
  const usb = chosen === undefined ? undefined : usbOf(bindingOf(chosen, ports))
  return usb === undefined ? plan : { ...plan, transport: { ...transport, usb } }
}

/** Opens a port for a test, with fast retries, and gives everything back at the end. */
import { afterEach, vi } from 'vitest'
import type { Driver } from '#drivers/kit/driver.ts'
import { type OpenPort, openPort, type PortOptions } from '#ports/open.ts'
import type { Transport } from '#ports/transport.ts'
import { type KeptInMemory, keptInMemory, loggedInMemory } from '#test/fakes/port-keeper.ts'
import { plainDriver } from '#test/fakes/port-line.ts'

/** Generous, because the machine may be busy: a test waits for what must come and never measures how fast. */
vi.setConfig({ testTimeout: 30_000 })

export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 10 })
}

const toGiveBack: (() => Promise<unknown>)[] = []

/** Runs when the test ends, newest first. */
export function giveBack(work: () => Promise<unknown>): void {
  toGiveBack.push(work)
}

afterEach(async () => {
  for (let work = toGiveBack.pop(); work !== undefined; work = toGiveBack.pop()) await work()
})

export interface TestPort {
  readonly port: OpenPort
  readonly keeper: KeptInMemory
  /** The state at each `tell`, without repeats. */
  readonly states: string[]
  readonly words: readonly string[]
}

export async function opened(
  transport: Transport,
  options: Partial<PortOptions> & { readonly driver?: Driver } = {},
): Promise<TestPort> {
  const keeper = keptInMemory()
  const log = loggedInMemory()
  const states: string[] = []
  const port: OpenPort = openPort({
    name: 'p1',
    driver: plainDriver(),
    transport,
    keeper,
    now: () => '2025-03-10T09:30:00',
    log,
    tell: () => {
      const state = port.state()
      if (states.at(-1) !== state) states.push(state)
    },
    retry: { firstMs: 20, longestMs: 100, jitter: () => 0 },
    ...options,
  })
  giveBack(() => port.close())
  await port.ready
  return { port, keeper, states, words: log.words }
}

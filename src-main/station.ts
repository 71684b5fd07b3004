/** The station's start-up, readable as a list: open, recover, owe, hear, send, answer. It never imports Electron. */

import type { AnyRouter } from '@orpc/server'
import { answers } from '#answer/index.ts'
import { demonstrate } from '#flow/demonstrate.ts'
import { fillCatalog } from '#flow/fill-catalog.ts'
import { holdBoard } from '#flow/hold-board.ts'
import { type HeldPorts, holdPorts } from '#flow/hold-ports.ts'
import { finishImports } from '#flow/import-catalog.ts'
import { openLearning } from '#flow/learn.ts'
import { oweMissing } from '#flow/owe-platforms.ts'
import { recover } from '#flow/recover.ts'
import { type Sending, startSending } from '#flow/send-outbox.ts'
import { openSessions } from '#flow/session.ts'
import { watchClock } from '#flow/watch-clock.ts'
import type { Log, World } from '#flow/world.ts'
import type { StationConfig } from './config.ts'
import { openWorld } from './world.ts'

export interface StationOptions {
  readonly file: string
  readonly demo: boolean
  readonly config: StationConfig
  readonly log: Log
}

export interface Station {
  readonly world: World
  readonly ports: HeldPorts
  /** The implemented contract, for whichever transport serves it. */
  readonly router: AnyRouter
  close(): Promise<void>
}

/** What was started is ended in reverse, also when the next one fails: nothing may keep a program alive that did not start. */
export async function startStation(options: StationOptions): Promise<Station> {
  const { world, follow, close: closeWorld } = openWorld(options)
  const ends: (() => unknown)[] = [closeWorld]
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    recover(world)
    fillCatalog(world)
    const importing = finishImports(world).catch((error: unknown) => {
      world.log.error({ error: String(error) }, 'an import could not be finished')
    })
    ends.push(() => importing)
    for (const platform of world.platforms) oweMissing(world, platform)

    const ports = holdPorts(world)
    ends.push(() => ports.close())
    for (const plan of options.config.ports) await ports.hold(plan)
    await ports.holdStored()

    const learning = openLearning(world)
    ends.push(() => learning.close())
    const sending: readonly Sending[] = world.platforms.map((platform) => startSending(world, platform))
    ends.push(() => Promise.all(sending.map((one) => one.close())))
    const unfollow = follow((news) => {
      if (news.kind === 'result.recorded' || news.kind === 'failure.moved') for (const one of sending) one.wake()
    })
    ends.push(unfollow)

    const board = holdBoard(world)
    ends.push(() => board.close())
    await board.restore()
    const clock = watchClock(world, Date.now, () => performance.now())
    const clockTimer = setInterval(() => clock.look(), 5_000)
    ends.push(() => clearInterval(clockTimer))
    const sessions = openSessions(world)
    const sessionTimer = setInterval(() => sessions.look(), 5_000)
    ends.push(() => clearInterval(sessionTimer))
    const demonstration = world.demo ? await demonstrate(world, ports) : null
    ends.push(() => demonstration?.close())

    return { world, ports, router: answers({ world, follow, ports, learning, sending, board, clock, sessions }), close }
  } catch (error) {
    await close()
    throw error
  }
}

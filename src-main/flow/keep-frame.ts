/** A frame arrives: keep it raw before anything else; then what its unit turned out to be is recorded at once. */

import type { FrameId } from '#core/ids.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { Step, Ticket } from '#drivers/kit/line.ts'
import { keepFrame } from '#storage/frames.ts'
import { transaction } from '#storage/open.ts'
import { identify } from './port-identity.ts'
import { type Taken, takeUnit } from './take-unit.ts'
import type { News, World } from './world.ts'

export type Settle = Extract<Step, { kind: 'settle' }>

/** What a port needs to perform a line: both are synchronous, so that a `send` after a `keep` is a promise kept. */
export interface FrameKeeper {
  /** Durable when it returns. Errors: `disk.full`, `database.*`; the caller answers the line with null. */
  keep(bytes: Uint8Array): Ticket
  settle(step: Settle): void
  identify(said: string): void
  together(work: () => void): void
}

/** `taken` hears what was recorded, after the transaction. */
export function keeperFor(
  outer: World,
  port: string,
  driver: Driver,
  taken: (outcomes: Taken) => void = () => {},
): FrameKeeper {
  let waiting: News[] | null = null
  // What is not yet durable is not yet told. Everything else is the outer world's own, as it is at that moment (its pack may change).
  const world: World = Object.create(outer, {
    tell: { value: (news: News) => (waiting === null ? outer.tell(news) : waiting.push(news)) },
  })
  return {
    together: (work) => {
      waiting = []
      try {
        transaction(outer.db, work)
      } catch (error) {
        waiting = null
        throw error
      }
      const told = waiting
      waiting = null
      for (const news of told) outer.tell(news)
    },
    keep: (bytes) => keepFrame(world.db, { port, driver: driver.id, bytes, at: world.now() }).id,
    settle: (step) => {
      const unit = {
        frames: step.frames as readonly FrameId[],
        outcomes: step.outcomes.map(({ frame, outcome }) => ({ frame: frame as FrameId, outcome })),
        interrupted: step.interrupted,
      }
      taken(takeUnit(world, port, driver, unit))
    },
    identify: (said) => identify(world, port, said),
  }
}

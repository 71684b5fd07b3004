/** A frame arrives: keep it raw before anything else; then what its unit turned out to be is recorded at once. */

import type { FrameId } from '#core/ids.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { Step, Ticket } from '#drivers/kit/line.ts'
import { keepFrame } from '#storage/frames.ts'
import { identify } from './port-identity.ts'
import { type Taken, takeUnit } from './take-unit.ts'
import type { World } from './world.ts'

export type Settle = Extract<Step, { kind: 'settle' }>

/** What a port needs to perform a line: both are synchronous; what they return from is durable, or will be with the transaction they are called in. */
export interface FrameKeeper {
  /** Errors: `disk.full`, `database.*`; the caller answers the line with null. */
  keep(bytes: Uint8Array): Ticket
  settle(step: Settle): void
  identify(said: string): void
}

/** `taken` hears what was recorded, in its transaction. */
export function keeperFor(
  world: World,
  port: string,
  driver: Driver,
  taken: (outcomes: Taken) => void = () => {},
): FrameKeeper {
  return {
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

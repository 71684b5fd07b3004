/** A frame arrives: keep it raw before anything else; then what its unit turned out to be is recorded at once. */

import type { FrameId } from '#core/ids.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { Step, Ticket } from '#drivers/kit/line.ts'
import { keepFrame } from '#storage/frames.ts'
import { identify } from './port-identity.ts'
import { type KeptFrame, type Taken, takeUnit, type Unit } from './take-unit.ts'
import type { World } from './world.ts'

export type Settle = Extract<Step, { kind: 'settle' }>

/** What a port needs to perform a line: both are synchronous; what they return from is durable, or will be with the transaction they are called in. */
export interface FrameKeeper {
  /** Errors: `disk.full`, `database.*`; the caller answers the line with null. */
  keep(bytes: Uint8Array): Ticket
  settle(step: Settle): void
  identify(said: string): void
}

/** Frames remembered until they are settled, so that their unit needs not read them again; the disk remembers all. */
const MOST_REMEMBERED = 1024

/** `taken` hears what was recorded, in its transaction. */
export function keeperFor(
  world: World,
  port: string,
  driver: Driver,
  taken: (outcomes: Taken) => void = () => {},
): FrameKeeper {
  const remembered = new Map<FrameId, KeptFrame>()
  return {
    keep: (bytes) => {
      const at = world.now()
      const { id, sha256 } = keepFrame(world.db, { port, driver: driver.id, bytes, at })
      if (remembered.size >= MOST_REMEMBERED) remembered.clear()
      remembered.set(id, { bytes, sha256, at })
      return id
    },
    settle: (step) => {
      const unit = {
        frames: step.frames as readonly FrameId[],
        outcomes: step.outcomes as Unit['outcomes'],
        interrupted: step.interrupted,
        remembered,
      }
      taken(takeUnit(world, port, driver, unit))
      for (const frame of unit.frames) remembered.delete(frame)
    },
    identify: (said) => identify(world, port, said),
  }
}

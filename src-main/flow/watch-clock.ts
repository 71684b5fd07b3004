/** A clock that jumps is noticed: the wall clock is compared with the steady one, and a jump is written down. */
import { appendAudit } from '#storage/audit.ts'
import type { World } from './world.ts'

/** More than this between two looks is a jump: set by hand, or corrected by the network. */
const TOLERANCE_MS = 60_000

export interface ClockWatch {
  /** One look; returns the jump in milliseconds when there was one, else null. */
  look(): number | null
  /** The last jump seen since start, milliseconds. */
  jumped(): number | null
}

/** `wall` is milliseconds since 1970, `steady` milliseconds since any start; both are read at each look. */
export function watchClock(world: World, wall: () => number, steady: () => number): ClockWatch {
  let difference = wall() - steady()
  let last: number | null = null
  return {
    look: () => {
      const now = wall() - steady()
      const jump = now - difference
      if (Math.abs(jump) < TOLERANCE_MS) return null
      difference = now
      last = Math.round(jump)
      world.log.warn({ ms: last }, 'the clock jumped')
      try {
        const at = world.now()
        appendAudit(world.db, { at, by: 'station', action: 'clock.jumped', subject: 'clock', detail: `${last} ms` })
      } catch (error) {
        // Looked at by a timer: a full disk must not end the station.
        world.log.error({ error: String(error) }, 'the jump could not be written down')
      }
      world.tell({ kind: 'settings.changed' })
      return last
    },
    jumped: () => last,
  }
}

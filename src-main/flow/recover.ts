/** After a crash: frames that were kept but never settled are read again, so that nothing acknowledged is missing. */
import { isFault } from '#core/fault.ts'
import { damaged } from '#core/reading/reading.ts'
import { localText } from '#core/time.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { Settlement } from '#ports/perform.ts'
import { replayBytes } from '#ports/replay.ts'
import { type UnsettledFrame, unsettledFrames } from '#storage/frames.ts'
import { keeperFor } from './keep-frame.ts'
import { driverFor, driverGone } from './known-drivers.ts'
import { takeUnit } from './take-unit.ts'
import type { World } from './world.ts'

/** Returns how many frames were settled. Run once at start, before any port opens. Only tests bring their own drivers. */
export function recover(
  world: World,
  driverOf: (id: string) => Driver | undefined = (id) => driverFor(world, id),
): number {
  const frames = unsettledFrames(world.db)
  const byPort = new Map<string, UnsettledFrame[]>()
  for (const frame of frames) {
    const line = `${frame.port}\n${frame.driver}`
    byPort.set(line, [...(byPort.get(line) ?? []), frame])
  }
  for (const [, kept] of byPort) readAgain(world, kept, driverOf)
  if (frames.length > 0)
    world.log.warn({ frames: frames.length }, 'frames kept before the program ended were read again')
  return frames.length
}

/** The driver's own line reads the kept bytes; instead of keeping them twice, it is given the tickets they already have. */
function readAgain(world: World, kept: readonly UnsettledFrame[], driverOf: (id: string) => Driver | undefined): void {
  const [first] = kept
  if (first === undefined) return
  const driver = driverOf(first.driver)
  let reason =
    driver === undefined
      ? `driver-unknown: ${first.driver}`
      : 'not-read-again: the driver found no frame in these bytes'
  const settled = new Set<number>()
  if (driver !== undefined) {
    const keeper = keeperFor(world, first.port, driver)
    const waiting = [...kept]
    try {
      replayBytes({
        line: driver.line(),
        chunks: kept.map(({ bytes }) => bytes),
        now: () => localText(world.now()),
        keeper: {
          keep: (bytes) => {
            const index = waiting.findIndex((frame) => Buffer.compare(frame.bytes, bytes) === 0)
            const [known] = index < 0 ? [] : waiting.splice(0, index + 1).slice(-1)
            return known === undefined ? keeper.keep(bytes) : known.id
          },
          settle: (step) => {
            keeper.settle({ ...step, outcomes: step.outcomes.map(unsureAfterCrash), interrupted: true })
            for (const id of step.frames) settled.add(id)
          },
        },
      })
    } catch (error) {
      if (isFault(error)) throw error
      // Live, a driver's bug is told and the port goes on; at a start it must not keep the whole station shut.
      world.log.error({ error: String(error), port: first.port }, 'a driver failed on kept frames')
      reason = `driver-failed: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  for (const frame of kept) {
    if (settled.has(frame.id)) continue
    const unit = { frames: [frame.id], outcomes: [{ frame: frame.id, outcome: damaged(reason) }], interrupted: true }
    takeUnit(world, frame.port, driver ?? driverGone(frame.driver), unit)
  }
}

/** Live, a stream joined in the middle is noise. Here it may be a whole line that a crash cut off from its settling: a person sees it. */
function unsureAfterCrash(told: Settlement['outcomes'][number]): Settlement['outcomes'][number] {
  const { frame, outcome } = told
  if (outcome.kind !== 'ignored' || !outcome.reason.startsWith('first-line')) return told
  return { frame, outcome: damaged('front-unsure: read again after the program ended; its front may be missing') }
}

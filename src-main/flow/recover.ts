/** After a crash: frames that were kept but never settled are read again, so that nothing acknowledged is missing. */
import { localText } from '#core/time.ts'
import { driverById } from '#drivers/index.ts'
import { damaged } from '#core/reading/reading.ts'
import { replayBytes } from '#ports/replay.ts'
import { type UnsettledFrame, unsettledFrames } from '#storage/frames.ts'
import { keeperFor } from './keep-frame.ts'
import { takeUnit } from './take-unit.ts'
import type { World } from './world.ts'

/** Returns how many frames were settled. Run once at start, before any port opens. */
export function recover(world: World): number {
  const frames = unsettledFrames(world.db)
  const byPort = new Map<string, UnsettledFrame[]>()
  for (const frame of frames) {
    const line = `${frame.port}\n${frame.driver}`
    byPort.set(line, [...(byPort.get(line) ?? []), frame])
  }
  for (const [, kept] of byPort) readAgain(world, kept)
  if (frames.length > 0) world.log.warn({ frames: frames.length }, 'frames kept before the program ended were read again')
  return frames.length
}

/** The driver's own line reads the kept bytes; instead of keeping them twice, it is given the tickets they already have. */
function readAgain(world: World, kept: readonly UnsettledFrame[]): void {
  const [first] = kept
  if (first === undefined) return
  const driver = driverById(first.driver)
  const settled = new Set<number>()
  if (driver !== undefined) {
    const keeper = keeperFor(world, first.port, driver)
    const waiting = [...kept]
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
          for (const id of step.frames) settled.add(id)
          keeper.settle({ ...step, interrupted: true })
        },
      },
    })
  }
  for (const frame of kept) {
    if (settled.has(frame.id)) continue
    const reason = driver === undefined ? `driver-unknown: ${first.driver}` : 'not-read-again: the driver found no frame in these bytes'
    const unit = { frames: [frame.id], outcomes: [{ frame: frame.id, outcome: damaged(reason) }], interrupted: true }
    takeUnit(world, frame.port, driver ?? { id: frame.driver, method: null }, unit)
  }
}

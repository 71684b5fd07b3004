/** `station replay`: a capture through ports/replay and the real flow into a database; one JSON object per outcome on stdout. */
import { readFileSync } from 'node:fs'
import { Fault } from '#core/fault.ts'
import type { FrameId } from '#core/ids.ts'
import type { Outcome } from '#core/reading/reading.ts'
import { localText } from '#core/time.ts'
import { keeperFor } from '#flow/keep-frame.ts'
import { recover } from '#flow/recover.ts'
import { inboundOf, RECORDING_FORMAT, readRecording } from '#ports/recording.ts'
import { replayBytes } from '#ports/replay.ts'
import { frameById } from '#storage/frames.ts'
import { openWorld } from '../world.ts'
import { terminalLog } from './log.ts'
import { knownDriver } from './samples.ts'

export function replay(file: string, options: { driver: string; db: string }): void {
  const driver = knownDriver(options.driver)
  const bytes = readBytes(file)
  const { world, close } = openWorld({
    file: options.db,
    demo: false,
    config: { ports: [], platforms: [] },
    log: terminalLog(),
  })
  try {
    recover(world)
    const print = (taken: readonly { readonly frame: FrameId; readonly outcome: Outcome }[]) => {
      for (const { frame, outcome } of taken)
        process.stdout.write(`${JSON.stringify(lineFor(outcome, () => frameById(world.db, frame).sha256))}\n`)
    }
    replayBytes({
      line: driver.line(),
      chunks: [bytes],
      keeper: keeperFor(world, 'replay', driver, print),
      now: () => localText(world.now()),
    })
  } finally {
    close()
  }
}

/** The terminal's shape of an outcome; `frame` is the SHA-256 of the raw frame a reading came from. */
function lineFor(outcome: Outcome, sha256: () => string): object {
  if (outcome.kind !== 'reading') return { kind: outcome.kind, reason: outcome.reason }
  const { sampleNo, item, value, unit, flag, measuredAt, channel, control } = outcome.reading
  return { kind: 'reading', frame: sha256(), sampleNo, item, value, unit, flag, measuredAt, channel, control }
}

/** A `.kjrec` recording gives what the instrument said; any other file is the instrument's bytes as they are. */
function readBytes(file: string): Uint8Array {
  try {
    const bytes = readFileSync(file)
    const recording = bytes.includes(RECORDING_FORMAT) ? readRecording(bytes.toString('utf8')) : null
    return recording === null ? bytes : inboundOf(recording)
  } catch (error) {
    throw new Fault('file.unreadable', `${file}: ${String(error)}`)
  }
}

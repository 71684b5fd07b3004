/** A unit is complete: its outcomes, readings, results, cases and debts become durable together, in one transaction. */
import { hash } from 'node:crypto'
import type { FrameId } from '#core/ids.ts'
import { type Again, isAgain } from '#core/reading/again.ts'
import { runsOf, toldOnce } from '#core/reading/alike.ts'
import type { ByteRange, Outcome, Reading } from '#core/reading/reading.ts'
import { isExpectedAgain } from '#core/reading/resent.ts'
import type { Moment } from '#core/time.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import { frameById } from '#storage/frames.ts'
import { joined } from '#storage/open.ts'
import { insertOutcome, insertParts, insertUnit, recentUnits, wasInterrupted } from '#storage/outcomes.ts'
import { countFrames } from '#storage/port-tally.ts'
import { insertReading, readingByRecordKey } from '#storage/readings.ts'
import type { UnitDriver } from './known-drivers.ts'
import { matchAndJudge } from './match-reading.ts'
import type { News, World } from './world.ts'

/** More messages than an analyzer sends in one session. */
const LONGEST_SESSION = 64

export interface Unit {
  readonly frames: readonly FrameId[]
  readonly outcomes: readonly { readonly frame: FrameId; readonly outcome: Outcome }[]
  readonly interrupted: boolean
  /** Frames as the caller still remembers them; what it does not is read from the disk. */
  readonly remembered?: ReadonlyMap<FrameId, KeptFrame> | undefined
}

export interface KeptFrame {
  readonly bytes: Uint8Array
  /** Hex. */
  readonly sha256: string
  readonly at: Moment
}

/** What became of a unit: the outcomes as recorded (a repeated record is `ignored`), for the terminal and the tests. */
export type Taken = readonly { readonly frame: FrameId; readonly outcome: Outcome }[]

type Frames = (id: FrameId) => KeptFrame

/** What recording needs all the way down. */
interface Recording {
  readonly world: World
  readonly port: string
  readonly driver: UnitDriver
  readonly frames: Frames
  readonly news: News[]
}

export function takeUnit(world: World, port: string, driver: UnitDriver, unit: Unit): Taken {
  const news: News[] = []
  const frames = (id: FrameId) => unit.remembered?.get(id) ?? frameById(world.db, id)
  const taken = joined(world.db, () => {
    const outcomes = isResent(world, port, driver, unit, frames) ? unit.outcomes.map(asResent) : unit.outcomes
    const recorded = runsOf(outcomes).flatMap((run) => recordRun({ world, port, driver, frames, news }, run))
    insertParts(world.db, partsOf(unit))
    countFrames(world.db, port, countsOf(unit.frames.length, recorded))
    return recorded
  })
  for (const one of news) world.tell(one)
  return taken
}

/** Frames without an outcome of their own. */
function partsOf({ frames, outcomes }: Unit): readonly FrameId[] {
  if (frames.length === 1 && outcomes.length > 0) return []
  const named = new Set(outcomes.map(({ frame }) => frame))
  return frames.filter((frame) => !named.has(frame))
}

/**
 * An analyzer whose line was cut before its own end sends the message again from the start. Only then, and only when every
 * byte is the same, is the second one the same message; two equal messages on a healthy line are two measurements.
 */
function isResent(world: World, port: string, driver: UnitDriver, unit: Unit, frames: Frames): boolean {
  // A balance sends nothing again: the same weight after a cable that was out is another weighing.
  if (driver.category !== 'analyzer') return false
  if (!unit.outcomes.some(({ outcome }) => outcome.kind === 'reading')) return false
  const sha256 = hashOf(unit.frames, frames)
  // Nearly always no: then nothing of what came before is read.
  const before = wasInterrupted(world.db, port, sha256) ? recentUnits(world.db, port, LONGEST_SESSION) : []
  insertUnit(world.db, { port, sha256, interrupted: unit.interrupted, at: world.now() })
  return isExpectedAgain(before, sha256)
}

function hashOf(ids: readonly FrameId[], frames: Frames): string {
  const [only] = ids
  if (ids.length === 1 && only !== undefined) return frames(only).sha256
  return hash('sha256', joinBytes(ids.map((id) => frames(id).bytes)))
}

/** A run is one outcome on the disk, and says how many it stands for: what is counted is what was recorded. */
function countsOf(frames: number, recorded: Taken) {
  const of = (kind: Outcome['kind']) => recorded.filter(({ outcome }) => outcome.kind === kind).length
  return { frames, readings: of('reading'), damaged: of('damaged') }
}

function asResent({ frame, outcome }: Unit['outcomes'][number]): Unit['outcomes'][number] {
  if (outcome.kind !== 'reading') return { frame, outcome }
  return { frame, outcome: { kind: 'ignored', reason: 'resent: the same message was kept before the line was lost' } }
}

function recordRun(recording: Recording, run: Taken): Taken {
  const once = toldOnce(run)
  if (once === undefined) return run
  const { frame } = once
  const outcome = record(recording, frame, once.outcome)
  return run.length === 1 ? [{ frame, outcome }] : run
}

function record(recording: Recording, frame: FrameId, outcome: Outcome): Outcome {
  if (outcome.kind === 'reading') return recordReading(recording, frame, outcome)
  const { world, port, news } = recording
  const { kind, reason, bytes } = outcome
  insertOutcome(world.db, { frameId: frame, kind, reason, readingId: null, bytes })
  if (outcome.kind === 'damaged') news.push({ kind: 'frame.damaged', port, reason: outcome.reason })
  return outcome
}

function recordReading(
  { world, port, driver, frames, news }: Recording,
  frame: FrameId,
  { reading: said, bytes, record: words }: Extract<Outcome, { kind: 'reading' }>,
): Outcome {
  const reading = driver.repeats === 'ask' ? keyedByBytes(frames(frame).bytes, said, bytes, words) : said
  const known =
    reading.recordKey === null ? undefined : readingByRecordKey(world.db, port, driver.id, reading.recordKey)
  // A record that does say who it is needs nobody's word, whatever its model usually does.
  const again = isAgain(known?.reading, reading, said.recordKey === null ? driver.repeats : 'key')
  if (again === 'repeated') {
    const reason = `repeated: record ${reading.recordKey} is reading ${known?.id}`
    insertOutcome(world.db, { frameId: frame, kind: 'ignored', reason, readingId: null, bytes })
    return { kind: 'ignored', reason }
  }
  // After a crash frames are read later than they came, and the plate may have changed since.
  const arrivedAt = frames(frame).at
  const readingId = insertReading(world.db, { frameId: frame, port, driver: driver.id, reading, at: arrivedAt })
  insertOutcome(world.db, { frameId: frame, kind: 'reading', reason: null, readingId, bytes })
  if (driver.category !== 'analyzer') news.push({ kind: 'port.changed', port })
  else {
    const doubt = doubtOf(again, known?.reading)
    news.push(...matchAndJudge(world, { readingId, reading, port, driver, arrivedAt, doubt }))
  }
  return { kind: 'reading', reading }
}

/** Why a person must look before this reading counts, `code: detail`; null when nothing speaks against it. */
function doubtOf(again: Again, known: Reading | undefined): string | null {
  if (again === 'conflict') return `record-conflict: ${known?.value ?? ''} ${known?.unit ?? ''}`.trim()
  return again === 'unsure' ? 'maybe-repeated' : null
}

/** A device that tells its memory again and numbers nothing: the record's own bytes are all there is to know it by. */
function keyedByBytes(
  bytes: Uint8Array,
  reading: Reading,
  range: ByteRange | undefined,
  words: string | undefined,
): Reading {
  if (reading.recordKey !== null) return reading
  if (words !== undefined) return { ...reading, recordKey: sha256Of(words) }
  const record = range === undefined ? bytes : bytes.subarray(range.from, range.until)
  return { ...reading, recordKey: sha256Of(record) }
}

function sha256Of(said: string | Uint8Array): string {
  return hash('sha256', said)
}

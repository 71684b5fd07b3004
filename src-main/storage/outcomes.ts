/** What frames turned out to be, and the units they came in; written once, in the transaction that understood them. */
import type { FrameId, ReadingId } from '#core/ids.ts'
import type { ByteRange } from '#core/reading/reading.ts'
import type { Moment } from '#core/time.ts'
import type { OutcomeKind } from './frames.ts'
import type { Db } from './sqlite.ts'
import { all, changeAny, insert, one } from './statements.ts'

export interface NewOutcome {
  readonly frameId: FrameId
  readonly kind: OutcomeKind
  readonly reason: string | null
  /** Set for a reading and for nothing else. */
  readonly readingId: ReadingId | null
  /** The bytes of its frame; null: all of them. */
  readonly bytes?: ByteRange | undefined
}

/** A frame with any outcome is settled. One frame may hold many readings: one outcome each. */
export function insertOutcome(db: Db, { frameId, kind, reason, readingId, bytes }: NewOutcome): void {
  insert(
    db,
    'INSERT INTO outcomes (frame_id, kind, reason, reading_id, from_byte, until_byte) VALUES (?, ?, ?, ?, ?, ?)',
    frameId,
    kind,
    reason,
    readingId,
    bytes?.from ?? null,
    bytes?.until ?? null,
  )
}

/** Frames of a unit that had no outcome of their own. */
export function insertParts(db: Db, frames: readonly FrameId[]): void {
  if (frames.length === 0) return
  const written = changeAny(
    db,
    "INSERT INTO outcomes (frame_id, kind) SELECT value, 'part' FROM json_each(?)",
    JSON.stringify(frames),
  )
  if (written !== frames.length) throw new Error(`Wrote ${written} parts instead of ${frames.length}`)
}

export interface Unit {
  readonly port: string
  /** Over the bytes of its frames, in order; hex. */
  readonly sha256: string
  /** Ended without the analyzer's own end, so it may come again as a whole. */
  readonly interrupted: boolean
  readonly at: Moment
}

export function insertUnit(db: Db, { port, sha256, interrupted, at }: Unit): void {
  insert(
    db,
    'INSERT INTO units (port, sha256, interrupted, heard_at, heard_zone) VALUES (?, ?, ?, ?, ?)',
    port,
    sha256,
    interrupted ? 1 : 0,
    at.utc,
    at.offset,
  )
}

/** The units a port heard last, newest first. */
export function recentUnits(db: Db, port: string, limit: number): readonly Unit[] {
  return all<{
    readonly sha256: string
    readonly interrupted: number
    readonly at: string
    readonly zone: number
  }>(
    db,
    'SELECT sha256, interrupted, heard_at AS at, heard_zone AS zone FROM units WHERE port = CAST(? AS TEXT) ORDER BY id DESC LIMIT ?',
    port,
    limit,
  ).map(({ sha256, interrupted, at, zone }) => ({
    port,
    sha256,
    interrupted: interrupted === 1,
    at: { utc: at, offset: zone },
  }))
}

/** Did this port ever hear these bytes as a unit that ended without the analyzer's own end? */
export function wasInterrupted(db: Db, port: string, sha256: string): boolean {
  const row = one<{ readonly heard: number }>(
    db,
    'SELECT 1 AS heard FROM units WHERE port = CAST(? AS TEXT) AND sha256 = CAST(? AS TEXT) AND interrupted = 1 LIMIT 1',
    port,
    sha256,
  )
  return row !== undefined
}

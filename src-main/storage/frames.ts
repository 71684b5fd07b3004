/** Raw frames, kept before anything else: bytes, moment and hash as they were heard. */
import { hash } from 'node:crypto'
import { Fault } from '#core/fault.ts'
import type { FrameId, ReadingId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { FRAMES_OF_PORT, noteFrame, type PortCounted } from './port-tally.ts'
import type { Db } from './sqlite.ts'
import { all, changeAny, insert, moment, one } from './statements.ts'
import { joined } from './transaction.ts'

export interface NewFrame {
  readonly port: string
  readonly driver: string
  readonly bytes: Uint8Array
  readonly at: Moment
}

export interface Frame extends NewFrame {
  readonly id: FrameId
  /** Hex. */
  readonly sha256: string
}

/** `part`: the frame belonged to a unit and had no outcome of its own. */
export type OutcomeKind = 'reading' | 'ignored' | 'damaged' | 'part'

export interface FrameWithOutcomes extends Frame {
  readonly outcomes: readonly {
    readonly kind: OutcomeKind
    readonly reason: string | null
    readonly readingId: ReadingId | null
    /** The value of a reading; null for the rest. */
    readonly value: string | null
    readonly from: number | null
    readonly until: number | null
  }[]
}

export type UnsettledFrame = Pick<Frame, 'id' | 'port' | 'driver' | 'bytes' | 'at'>

interface FrameRow {
  readonly id: FrameId
  readonly port: string
  readonly driver: string
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly at: string
  readonly zone: number
}

const COLUMNS = 'id, port, driver, bytes, sha256, heard_at AS at, heard_zone AS zone'

/** On disk when it returns, unless a transaction is open. Errors: `disk.full`, `database.*`: then the analyzer must hear NAK. */
export function keepFrame(
  db: Db,
  { port, driver, bytes, at }: NewFrame,
): { readonly id: FrameId; readonly sha256: string } {
  const sha256 = hash('sha256', bytes)
  const id = joined(db, () => {
    const kept = insert(
      db,
      'INSERT INTO frames (port, driver, bytes, sha256, heard_at, heard_zone) VALUES (?, ?, ?, ?, ?, ?)',
      port,
      driver,
      bytes,
      sha256,
      at.utc,
      at.offset,
    )
    noteFrame(db, port, kept as FrameId)
    return kept
  })
  return { id: id as FrameId, sha256 }
}

/** Whole files are few and looked for once at a start: by the port's newest frames, no index of hashes is worth its writes. */
export function isFrameKept(db: Db, port: string, sha256: string): boolean {
  const row = one<{ readonly kept: number }>(
    db,
    `SELECT 1 AS kept FROM ${FRAMES_OF_PORT} AND f.sha256 = CAST(? AS TEXT) LIMIT 1`,
    port,
    sha256,
  )
  return row !== undefined
}

/** Errors: `not-found`. */
export function frameById(db: Db, id: FrameId): Frame {
  const row = one<FrameRow>(db, `SELECT ${COLUMNS} FROM frames WHERE id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `frame ${id}`)
  return frameOf(row)
}

/** Newest first, each with what it turned out to be; no outcomes: not settled yet. */
export function framesOfPort(db: Db, port: string, limit: number): readonly FrameWithOutcomes[] {
  return all<FrameRow>(
    db,
    `SELECT f.id, f.port, driver, bytes, sha256, heard_at AS at, heard_zone AS zone FROM ${FRAMES_OF_PORT} ORDER BY b.block DESC, f.id DESC LIMIT ?`,
    port,
    limit,
  ).map((row) => ({
    ...frameOf(row),
    outcomes: all<FrameWithOutcomes['outcomes'][number]>(
      db,
      `SELECT o.kind, o.reason, o.reading_id AS readingId, r.value, o.from_byte AS "from", o.until_byte AS until
       FROM outcomes o LEFT JOIN readings r ON r.id = o.reading_id WHERE o.frame_id = ? ORDER BY o.id`,
      row.id,
    ),
  }))
}

/**
 * Frames that were kept and never settled, oldest first: what a killed process left. Remembers how far everything is
 * settled, so that the next start looks only at what came after.
 */
export function unsettledFrames(db: Db): readonly UnsettledFrame[] {
  const below = one<{ readonly below: number }>(db, "SELECT below FROM progress WHERE name = 'settled'")?.below ?? 0
  const rows = all<FrameRow>(
    db,
    `SELECT ${COLUMNS} FROM frames
     WHERE id >= ? AND NOT EXISTS (SELECT 1 FROM outcomes WHERE frame_id = frames.id) ORDER BY id`,
    below,
  )
  const last = one<{ readonly last: number | null }>(db, 'SELECT max(id) AS last FROM frames')?.last ?? 0
  const settled = rows[0]?.id ?? last + 1
  if (settled > below && !db.readonly) {
    changeAny(
      db,
      "INSERT INTO progress VALUES ('settled', ?) ON CONFLICT DO UPDATE SET below = excluded.below",
      settled,
    )
  }
  return rows.map(frameOf)
}

export interface PortCounts extends PortCounted {
  readonly lastHeardAt: Moment | null
}

export function countsOfPort(db: Db, port: string): PortCounts {
  const counts = new Map(
    all<{ readonly name: string; readonly value: number }>(
      db,
      'SELECT name, value FROM counters WHERE subject = ?',
      `port:${port}`,
    ).map(({ name, value }) => [name, value]),
  )
  const last = one<{ readonly at: string; readonly zone: number }>(
    db,
    `SELECT f.heard_at AS at, f.heard_zone AS zone FROM ${FRAMES_OF_PORT} ORDER BY b.block DESC, f.id DESC LIMIT 1`,
    port,
  )
  return {
    frames: counts.get('frames') ?? 0,
    readings: counts.get('readings') ?? 0,
    damaged: counts.get('damaged') ?? 0,
    lastHeardAt: last === undefined ? null : moment(last.at, last.zone),
  }
}

function frameOf({ at, zone, ...frame }: FrameRow): Frame {
  return { ...frame, at: moment(at, zone) }
}

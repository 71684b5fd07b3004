/**
 * What is written of each port beside its frames, once for each commit and not once for each frame: how many there were, and in which
 * blocks of 256 frames they lie. An index by port would be a page for each port in every commit; the blocks grow by a row a minute.
 */
import type { FrameId } from '#core/ids.ts'
import type { Db } from './sqlite.ts'
import { changeAny } from './statements.ts'
import { transaction } from './transaction.ts'

export interface PortCounted {
  readonly frames: number
  readonly readings: number
  readonly damaged: number
}

/** Frames of a port, by its blocks: bind the port; add an order by `b.block, f.id` and a limit. */
export const FRAMES_OF_PORT = `frame_blocks b CROSS JOIN frames f
  ON f.id BETWEEN b.block * 256 AND b.block * 256 + 255 AND f.port = b.port WHERE b.port = CAST(? AS TEXT)`

interface Tally {
  readonly counted: Map<string, { -readonly [Name in keyof PortCounted]: PortCounted[Name] }>
  readonly blocks: Map<string, Set<number>>
}

const open = new WeakMap<Db, Tally>()
/** The newest block of each port that is on the disk: nearly always the one asked for. */
const noted = new WeakMap<Db, Map<string, number>>()

/** One transaction: what `work` counts and keeps is noted at its end, with it or not at all. Errors: as `transaction`. */
export function tallied(db: Db, work: () => void): void {
  const tally: Tally = { counted: new Map(), blocks: new Map() }
  open.set(db, tally)
  try {
    transaction(db, () => {
      work()
      for (const [port, counted] of tally.counted) writeCounts(db, port, counted)
      for (const [port, blocks] of tally.blocks) for (const block of blocks) writeBlock(db, port, block)
    })
  } finally {
    open.delete(db)
  }
  const known = noted.get(db) ?? new Map<string, number>()
  for (const [port, blocks] of tally.blocks) known.set(port, Math.max(...blocks))
  noted.set(db, known)
}

/** In the transaction that keeps this frame. */
export function noteFrame(db: Db, port: string, id: FrameId): void {
  const block = Math.floor(id / 256)
  const tally = open.get(db)
  if (tally === undefined) return void writeBlock(db, port, block)
  if (noted.get(db)?.get(port) === block) return
  const blocks = tally.blocks.get(port)
  if (blocks === undefined) tally.blocks.set(port, new Set([block]))
  else blocks.add(block)
}

/** In the transaction that settles these frames. */
export function countFrames(db: Db, port: string, counted: PortCounted): void {
  const tally = open.get(db)
  const sum = tally?.counted.get(port)
  if (sum !== undefined) {
    sum.frames += counted.frames
    sum.readings += counted.readings
    sum.damaged += counted.damaged
  } else if (tally !== undefined) tally.counted.set(port, { ...counted })
  else writeCounts(db, port, counted)
}

function writeBlock(db: Db, port: string, block: number): void {
  changeAny(db, 'INSERT OR IGNORE INTO frame_blocks VALUES (?, ?)', port, block)
}

function writeCounts(db: Db, port: string, counted: PortCounted): void {
  for (const name of ['frames', 'readings', 'damaged'] as const) {
    if (counted[name] === 0) continue
    changeAny(
      db,
      "INSERT INTO counters VALUES ('port:' || ?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value",
      port,
      name,
      counted[name],
    )
  }
}

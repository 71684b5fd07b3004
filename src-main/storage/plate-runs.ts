/** What was heard of a plate's run: its readings that wait, its blank, and how a device names its channels. */
import type { ReadingId } from '#core/ids.ts'
import { dayOf } from '#core/time.ts'
import type { Plate } from './plates.ts'
import { FRAMES_OF_PORT } from './port-tally.ts'
import type { Db } from './sqlite.ts'
import { all, one } from './statements.ts'

/** A blank of this item was heard in its run, whatever it showed. */
export function wasBlankHeard(db: Db, { port, afterFrame, loadedAt, endedAt }: Plate, item: string): boolean {
  if (loadedAt === null) return false
  const row = one(
    db,
    `SELECT 1 FROM control_runs c CROSS JOIN readings g ON g.id = c.reading_id
     WHERE c.day >= CAST(? AS TEXT) AND c.port = CAST(? AS TEXT) AND c.item = CAST(? AS TEXT) AND c.kind = 'blank'
       AND g.frame_id > CAST(? AS INTEGER) AND g.heard_at <= CAST(? AS TEXT) LIMIT 1`,
    dayOf(loadedAt),
    port,
    item,
    afterFrame,
    endedAt?.utc ?? '9',
  )
  return row !== undefined
}

/** A frame that said something, or was damaged saying it, came since: from then on the plate is what it is. */
export function wasHeard(db: Db, { port, afterFrame }: Plate): boolean {
  if (afterFrame === null) return false
  const row = one(
    db,
    `SELECT 1 FROM ${FRAMES_OF_PORT} AND b.block >= CAST(? AS INTEGER) / 256 AND f.id > CAST(? AS INTEGER) AND EXISTS
       (SELECT 1 FROM outcomes o WHERE o.frame_id = f.id AND o.kind IN ('reading', 'damaged')) LIMIT 1`,
    port,
    afterFrame,
    afterFrame,
  )
  return row !== undefined
}

/** Channels of its run with a reading that is not judged yet. */
export function claimedChannels(
  db: Db,
  { port, afterFrame }: Plate,
): readonly { readonly channel: string; readonly readingId: ReadingId; readonly reason: string }[] {
  if (afterFrame === null) return []
  return all(
    db,
    `SELECT g.channel, g.id AS readingId, c.reason FROM claims c CROSS JOIN readings g ON g.id = c.reading_id
     WHERE c.settled = 0 AND g.port = ? AND g.frame_id > ? AND g.channel IS NOT NULL ORDER BY c.reading_id`,
    port,
    afterFrame,
  )
}

/** The names a device gave its channels in its last readings. */
export function channelsSeen(db: Db, port: string): readonly string[] {
  return all<{ readonly channel: string }>(
    db,
    `SELECT DISTINCT channel FROM (SELECT channel FROM readings WHERE port = ? AND channel IS NOT NULL ORDER BY heard_at DESC
     LIMIT 500)`,
    port,
  ).map(({ channel }) => channel)
}

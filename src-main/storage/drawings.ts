/** Receipts drawn on the screen: the drawing, and exactly what was shown above it. */
import { createHash } from 'node:crypto'
import type { FailureId } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { insert, moment, one } from './statements.ts'

export interface Drawing {
  readonly failureId: FailureId
  readonly signer: string
  /** Canonical JSON. */
  readonly shown: string
  readonly png: Uint8Array
  readonly at: Moment
}

export interface StoredDrawing extends Drawing {
  readonly shownSha256: string
  readonly sha256: string
}

export function insertDrawing(db: Db, { failureId, signer, shown, png, at }: Drawing): void {
  insert(
    db,
    `INSERT INTO drawings (failure_id, signer, shown, shown_sha256, sha256, drawn_at, drawn_zone, png)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    failureId,
    signer,
    shown,
    hashOf(shown),
    hashOf(png),
    at.utc,
    at.offset,
    png,
  )
}

/** The latest of a case. */
export function drawingOf(db: Db, failureId: FailureId): StoredDrawing | undefined {
  const row = one<Omit<StoredDrawing, 'at'> & { readonly at: string; readonly zone: number }>(
    db,
    `SELECT failure_id AS failureId, signer, shown, shown_sha256 AS shownSha256, sha256, png, drawn_at AS at,
     drawn_zone AS zone FROM drawings WHERE failure_id = ? ORDER BY id DESC LIMIT 1`,
    failureId,
  )
  if (row === undefined) return undefined
  const { at, zone, ...drawing } = row
  return { ...drawing, at: moment(at, zone) }
}

function hashOf(said: string | Uint8Array): string {
  return createHash('sha256').update(said).digest('hex')
}

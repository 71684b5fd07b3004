/** An entry as it stands in the table. */
import type { EntryId, FailureId } from '#core/ids.ts'
import type { Entry } from '#core/outbox/entry.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, type Bound, moment, momentOrNull } from './statements.ts'

/** A result's id is its number as text. */
export type EntrySubject =
  | { readonly kind: 'result'; readonly id: string }
  | { readonly kind: 'failure'; readonly id: FailureId }

export interface StoredEntry extends Entry {
  /** Grows with every entry; the key of pages. */
  readonly seq: number
  readonly subject: EntrySubject
  readonly createdAt: Moment
}

interface TableRow {
  readonly seq: number
  readonly id: EntryId
  readonly platform: string
  readonly resultId: number | null
  readonly failureId: FailureId | null
  readonly payload: string
  readonly state: Entry['state']
  readonly tries: number
  readonly nextAt: string | null
  readonly nextZone: number | null
  readonly receipt: string | null
  readonly reason: string | null
  readonly createdAt: string
  readonly createdZone: number
}

/** `where` from a closed set of texts, with its order and limit. */
export function entryRows(db: Db, where: string, ...values: readonly Bound[]): readonly StoredEntry[] {
  return all<TableRow>(
    db,
    `SELECT seq, id, platform, result_id AS resultId, failure_id AS failureId, payload, state, tries, next_at AS nextAt,
       next_zone AS nextZone, receipt, reason, created_at AS createdAt, created_zone AS createdZone FROM outbox WHERE ${where}`,
    ...values,
  ).map(entryOf)
}

function entryOf({ resultId, failureId, nextAt, nextZone, createdAt, createdZone, ...entry }: TableRow): StoredEntry {
  return {
    ...entry,
    subject: failureId === null ? { kind: 'result', id: String(resultId) } : { kind: 'failure', id: failureId },
    nextAt: momentOrNull(nextAt, nextZone),
    createdAt: moment(createdAt, createdZone),
  }
}

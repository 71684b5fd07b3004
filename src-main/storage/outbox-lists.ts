/** The outbox as its desk shows it: the ledger, the counts of a platform, the oldest debt. */
import type { FailureId } from '#core/ids.ts'
import { type EntryState, entryStates } from '#core/outbox/entry.ts'
import type { Moment } from '#core/time.ts'
import { entryRows, type StoredEntry } from './outbox-rows.ts'
import { keyBelow, newestOf, nextOf, type Page, type PageAsked } from './page.ts'
import type { Db } from './sqlite.ts'
import { all, moment, one } from './statements.ts'

export interface EntryQuery extends PageAsked {
  readonly platform?: string | undefined
  readonly state?: EntryState | undefined
}

/** Newest first. */
export function entriesPage(db: Db, query: EntryQuery): Page<StoredEntry> {
  const rows = newestEntries(db, query, query.limit + 1)
  return { rows: rows.slice(0, query.limit), next: nextOf(rows, query.limit, ({ seq }) => seq) }
}

function newestEntries(db: Db, { platform, state, after }: EntryQuery, limit: number): readonly StoredEntry[] {
  const below = keyBelow(after)
  if (platform === undefined && state === undefined)
    return entryRows(db, 'seq < ? ORDER BY seq DESC LIMIT ?', below, limit)
  const platforms = platform === undefined ? platformsOwed(db) : [platform]
  const states = state === undefined ? entryStates : [state]
  const lists = platforms.flatMap((one) =>
    states.map((each) =>
      entryRows(db, 'platform = ? AND state = ? AND seq < ? ORDER BY seq DESC LIMIT ?', one, each, below, limit),
    ),
  )
  return newestOf(lists, limit, ({ seq }) => seq)
}

/** Every platform anything was ever owed to. */
function platformsOwed(db: Db): readonly string[] {
  return all<{ readonly subject: string }>(
    db,
    "SELECT DISTINCT subject FROM counters WHERE subject >= 'platform:' AND subject < 'platform;'",
  ).map(({ subject }) => subject.slice('platform:'.length))
}

/** All four states, 0 included; from sums kept by triggers, so it costs the same at ten million. */
export function countsOfPlatform(db: Db, platform: string): Record<EntryState, number> {
  const counted = new Map(
    all<{ readonly name: string; readonly value: number }>(
      db,
      'SELECT name, value FROM counters WHERE subject = ?',
      `platform:${platform}`,
    ).map(({ name, value }) => [name, value]),
  )
  return Object.fromEntries(entryStates.map((state) => [state, counted.get(state) ?? 0])) as Record<EntryState, number>
}

/** Entries still to be sent, or refused and waiting for a person. */
export function unsentCount(db: Db): number {
  return (
    one<{ readonly unsent: number | null }>(
      db,
      `SELECT sum(value) AS unsent FROM counters
       WHERE subject >= 'platform:' AND subject < 'platform;' AND name IN ('waiting', 'parked')`,
    )?.unsent ?? 0
  )
}

/** When the oldest entry that is still to be sent (or waits for a person) was made; null when nothing is. */
export function oldestUnsent(db: Db, platform?: string): Moment | null {
  const row = one<{ readonly at: string; readonly zone: number }>(
    db,
    `SELECT created_at AS at, created_zone AS zone FROM outbox WHERE state IN ('waiting', 'parked')
     ${platform === undefined ? '' : 'AND platform = ?'} ORDER BY created_at LIMIT 1`,
    ...(platform === undefined ? [] : [platform]),
  )
  return row === undefined ? null : moment(row.at, row.zone)
}

export interface Receipt {
  readonly platform: string
  readonly receipt: string
  /** When the attempt that brought it was sent. */
  readonly at: Moment
}

/** The first receipt a platform gave for a case's destruction. */
export function receiptOfFailure(db: Db, failureId: FailureId): Receipt | undefined {
  const row = one<Omit<Receipt, 'at'> & { readonly at: string; readonly zone: number }>(
    db,
    `SELECT o.platform, a.receipt, a.sent_at AS at, a.sent_zone AS zone FROM outbox o JOIN attempts a ON a.entry = o.seq
     WHERE o.failure_id = ? AND o.state = 'acknowledged' AND a.outcome = 'acknowledged' AND a.receipt IS NOT NULL
     ORDER BY a.id LIMIT 1`,
    failureId,
  )
  if (row === undefined) return undefined
  const { at, zone, ...receipt } = row
  return { ...receipt, at: moment(at, zone) }
}

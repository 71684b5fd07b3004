/** Master data: every version of every entry for ever; the revision is one running number over all lists, so a record needs only that. */
import { type EntryData, keyOfLot } from '#core/catalog/catalog.ts'
import type { CatalogName, Data } from '#core/catalog/list.ts'
import type { Moment } from '#core/time.ts'
import type { Page } from './page.ts'
import type { Db } from './sqlite.ts'
import { all, containing, insert, moment, one } from './statements.ts'

/** Who brought the version: a person's form or file, the limit pack, the demonstration, a sample's registration, a port. */
export const entrySources = ['person', 'import', 'pack', 'demo', 'registration', 'port'] as const
export type EntrySource = (typeof entrySources)[number]

export interface Entry<L extends CatalogName = CatalogName> {
  readonly list: L
  readonly key: string
  /** Secrets stand masked in it. */
  readonly data: EntryData<L>
  /** The number of this version among all versions of all lists. */
  readonly revision: number
  readonly retired: boolean
  readonly source: EntrySource
  readonly by: string
  readonly at: Moment
}

export interface NewEntry {
  readonly list: CatalogName
  readonly key: string
  /** Secrets masked; `sealed` has them encrypted. */
  readonly data: Data
  readonly sealed: string | null
  readonly retired: boolean
  readonly source: EntrySource
  readonly by: string
  readonly at: Moment
  /** Lower case, never with a secret in it. */
  readonly searchText: string
}

interface EntryRow {
  readonly list: CatalogName
  readonly key: string
  readonly data: string
  readonly revision: number
  readonly retired: number
  readonly source: EntrySource
  readonly by: string
  readonly at: string
  readonly zone: number
}

const COLUMNS = `e.list, e.key, e.data, e.seq AS revision, e.retired, e.source, e.changed_by AS "by", e.changed_at AS at,
  e.changed_zone AS zone`
const CURRENT = `SELECT ${COLUMNS} FROM catalog_current c JOIN catalog_entries e ON e.seq = c.seq`

/** Another version, the current one from now on. Call it in the transaction of the deed; returns the revision. */
export function appendEntry(db: Db, entry: NewEntry): number {
  const retired = entry.retired ? 1 : 0
  const revision = insert(
    db,
    `INSERT INTO catalog_entries (list, key, data, sealed, retired, source, changed_by, changed_at, changed_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.list,
    entry.key,
    JSON.stringify(entry.data),
    entry.sealed,
    retired,
    entry.source,
    entry.by,
    entry.at.utc,
    entry.at.offset,
  )
  insert(
    db,
    `INSERT INTO catalog_current (list, key, seq, retired, search_text) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET seq = excluded.seq, retired = excluded.retired, search_text = excluded.search_text`,
    entry.list,
    entry.key,
    revision,
    retired,
    entry.searchText,
  )
  return revision
}

/** As it stands now, retired or not. */
export function entryOf<L extends CatalogName>(db: Db, list: L, key: string): Entry<L> | undefined {
  const row = one<EntryRow>(db, `${CURRENT} WHERE c.list = CAST(? AS TEXT) AND c.key = CAST(? AS TEXT)`, list, key)
  return row === undefined ? undefined : entryFrom<L>(row)
}

export function kitLotOf(db: Db, kit: string, lot: string): Entry<'kit-lot'> | undefined {
  return entryOf(db, 'kit-lot', keyOfLot(kit, lot))
}

/** In force now, by key; retired ones only when asked for. */
export function entriesOf<L extends CatalogName>(
  db: Db,
  list: L,
  { retired = false }: { readonly retired?: boolean } = {},
): readonly Entry<L>[] {
  return all<EntryRow>(db, `${CURRENT} WHERE c.list = ? AND c.retired <= ? ORDER BY c.key`, list, retired ? 1 : 0).map(
    (row) => entryFrom<L>(row),
  )
}

/** As it stood when the catalog was at that revision: what a record made under it meant. */
export function entryAt<L extends CatalogName>(db: Db, list: L, key: string, revision: number): Entry<L> | undefined {
  const row = one<EntryRow>(
    db,
    `SELECT ${COLUMNS} FROM catalog_entries e WHERE list = ? AND key = ? AND seq <= ? ORDER BY seq DESC LIMIT 1`,
    list,
    key,
    revision,
  )
  return row === undefined ? undefined : entryFrom<L>(row)
}

/** Every version of one entry, newest first. */
export function versionsOf<L extends CatalogName>(db: Db, list: L, key: string): readonly Entry<L>[] {
  return all<EntryRow>(
    db,
    `SELECT ${COLUMNS} FROM catalog_entries e WHERE list = ? AND key = ? ORDER BY seq DESC LIMIT 500`,
    list,
    key,
  ).map((row) => entryFrom<L>(row))
}

/** The newest revision; 0 before anything was entered. */
export function revisionNow(db: Db): number {
  return one<{ readonly seq: number | null }>(db, 'SELECT max(seq) AS seq FROM catalog_entries')?.seq ?? 0
}

/** The encrypted part of the current version. */
export function sealedOf(db: Db, list: CatalogName, key: string): string | null {
  const row = one<{ readonly sealed: string | null }>(
    db,
    'SELECT e.sealed FROM catalog_current c JOIN catalog_entries e ON e.seq = c.seq WHERE c.list = ? AND c.key = ?',
    list,
    key,
  )
  return row?.sealed ?? null
}

export interface EntriesAsked {
  readonly search: string
  readonly retired: boolean
  /** The key of the last row of the page before. */
  readonly after: string | null
  readonly limit: number
}

/** By key. `search` is found anywhere in the search text. */
export function entriesPage<L extends CatalogName>(
  db: Db,
  list: L,
  { search, retired, after, limit }: EntriesAsked,
): Page<Entry<L>> {
  const words = search.trim().toLowerCase()
  const rows = all<EntryRow>(
    db,
    `${CURRENT} WHERE c.list = ? AND c.key > ? AND c.retired <= ? AND c.search_text LIKE ? ESCAPE '\\' ORDER BY c.key LIMIT ?`,
    list,
    after ?? '',
    retired ? 1 : 0,
    containing(words),
    limit + 1,
  )
  const last = rows[limit - 1]
  return {
    rows: rows.slice(0, limit).map((row) => entryFrom<L>(row)),
    next: rows.length > limit && last !== undefined ? last.key : null,
  }
}

export function countEntries(db: Db, list: CatalogName): { readonly inForce: number; readonly retired: number } {
  const row = one<{ readonly inForce: number | null; readonly retired: number | null }>(
    db,
    'SELECT sum(retired = 0) AS inForce, sum(retired) AS retired FROM catalog_current WHERE list = ?',
    list,
  )
  return { inForce: row?.inForce ?? 0, retired: row?.retired ?? 0 }
}

/** The schema keeps JSON and list together as they were checked when they were written. */
function entryFrom<L extends CatalogName>({ data, at, zone, retired, ...row }: EntryRow): Entry<L> {
  return {
    ...row,
    list: row.list as L,
    data: JSON.parse(data) as EntryData<L>,
    retired: retired === 1,
    at: moment(at, zone),
  }
}

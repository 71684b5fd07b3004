/** Files of master data: rows wait staged, one row decides that they count, and whatever was decided is finished, also after a crash. */
import type { CatalogName, Data } from '#core/catalog/list.ts'
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, change, changeAny, insert, moment, one } from './statements.ts'

export interface ImportCounts {
  readonly rows: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly refused: number
}

export interface NewImport {
  readonly batch: string
  readonly list: CatalogName
  readonly fileName: string
  /** Of the file. */
  readonly sha256: string
  readonly counts: ImportCounts
  readonly by: string
  readonly at: Moment
}

export interface Import extends NewImport {
  readonly id: number
}

interface ImportRow extends Omit<Import, 'counts' | 'at'> {
  readonly counts: string
  readonly at: string
  readonly zone: number
}

export interface StagedEntry {
  readonly place: number
  readonly list: CatalogName
  readonly key: string
  readonly data: Data
  readonly sealed: string | null
}

export function stageEntry(db: Db, batch: string, { place, list, key, data, sealed }: StagedEntry): void {
  insert(
    db,
    'INSERT INTO catalog_staged (batch, place, list, key, data, sealed) VALUES (?, ?, ?, ?, ?, ?)',
    batch,
    place,
    list,
    key,
    JSON.stringify(data),
    sealed,
  )
}

/** From here on the staged rows of that batch count. */
export function insertImport(db: Db, { batch, list, fileName, sha256, counts, by, at }: NewImport): number {
  return insert(
    db,
    `INSERT INTO catalog_imports (batch, list, file_name, sha256, counts, done_by, done_at, done_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    batch,
    list,
    fileName,
    sha256,
    JSON.stringify(counts),
    by,
    at.utc,
    at.offset,
  )
}

/** The first staged rows of a batch, in the file's order. */
export function stagedEntries(db: Db, batch: string, limit: number): readonly StagedEntry[] {
  return all<Omit<StagedEntry, 'data'> & { readonly data: string }>(
    db,
    'SELECT place, list, key, data, sealed FROM catalog_staged WHERE batch = ? ORDER BY place LIMIT ?',
    batch,
    limit,
  ).map((row) => ({ ...row, data: JSON.parse(row.data) as Data }))
}

export function unstageEntry(db: Db, batch: string, place: number): void {
  change(db, 'DELETE FROM catalog_staged WHERE batch = ? AND place = ?', batch, place)
}

/** Rows of files that nobody ever confirmed: the program ended before, or the file was given up. */
export function forgetUnconfirmed(db: Db): number {
  return changeAny(db, 'DELETE FROM catalog_staged WHERE batch NOT IN (SELECT batch FROM catalog_imports)')
}

const SELECT = `SELECT id, batch, list, file_name AS fileName, sha256, counts, done_by AS "by", done_at AS at, done_zone AS zone
  FROM catalog_imports`

/** Decided and not finished. */
export function unfinishedImports(db: Db): readonly Import[] {
  return all<ImportRow>(db, `${SELECT} WHERE batch IN (SELECT DISTINCT batch FROM catalog_staged) ORDER BY id`).map(
    rowOf,
  )
}

/** Newest first. */
export function importsOf(db: Db, list: CatalogName, limit: number): readonly Import[] {
  return all<ImportRow>(db, `${SELECT} WHERE list = ? ORDER BY id DESC LIMIT ?`, list, limit).map(rowOf)
}

export function stagedLeft(db: Db, batch: string): number {
  return one<{ readonly n: number }>(db, 'SELECT count(*) AS n FROM catalog_staged WHERE batch = ?', batch)?.n ?? 0
}

function rowOf({ counts, at, zone, ...row }: ImportRow): Import {
  return { ...row, counts: JSON.parse(counts) as ImportCounts, at: moment(at, zone) }
}

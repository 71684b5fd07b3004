/** A file of master data, read and looked at row by row: what each would change, or why it cannot. Nothing is written here. */
import { createHash } from 'node:crypto'
import { fieldsOf } from '#core/catalog/catalog.ts'
import { keyIn } from '#core/catalog/check-entry.ts'
import { type CatalogName, type Data, type Finding, refused } from '#core/catalog/list.ts'
import { wordsFor } from '#core/catalog/words.ts'
import { Fault } from '#core/fault.ts'
import { entryOf } from '#storage/catalog.ts'
import type { ImportCounts } from '#storage/catalog-imports.ts'
import { checkContext } from './catalog-context.ts'
import { sealerOf } from './catalog-secret.ts'
import {
  type CatalogFile,
  type FileColumn,
  type FileRefused,
  type FileRow,
  readCatalogFile,
} from './read-catalog-file.ts'
import { type Prepared, type PrepareOptions, prepareEntry } from './save-entry.ts'
import type { World } from './world.ts'

export interface FileGiven {
  readonly list: CatalogName
  readonly name: string
  readonly bytes: Uint8Array
  readonly by: string
}

export type RowChange = 'new' | 'changed' | 'same' | 'refused'

export interface ReportRow {
  /** As a spreadsheet counts them, from 1. */
  readonly number: number
  readonly key: string
  readonly change: RowChange
  readonly findings: readonly Finding[]
  /** What differs from the entry on record, for a changed one; secrets masked. */
  readonly fields: readonly {
    readonly field: string
    readonly before: Data[string] | null
    readonly after: Data[string] | null
  }[]
}

export interface ImportReport {
  readonly list: CatalogName
  readonly sha256: string
  readonly file: Pick<CatalogFile, 'format' | 'charset' | 'sheet' | 'otherSheets'>
  readonly columns: readonly FileColumn[]
  readonly counts: ImportCounts & { readonly warned: number }
  readonly rows: readonly ReportRow[]
}

export interface Heard {
  /** A row that would change something, and its place among the rows. */
  readonly good: (prepared: Prepared, place: number) => void
  readonly progress: (done: number, total: number) => void
}

/** Every row read, checked and compared. Errors: `catalog.file` with the reason. */
export function* checkCatalogFile(
  world: World,
  { list, bytes }: FileGiven,
  { good, progress }: Heard,
): Generator<void, ImportReport, void> {
  const file = yield* readCatalogFile(list, bytes)
  if ('code' in file) throw new Fault('catalog.file', refusalText(file))
  const { columns, rows, ...about } = file
  const options = { context: checkContext(world), sealer: sealerOf(world), wordsOf: wordsFor(list) }
  const firstOf = new Map<string, number>()
  const report: ReportRow[] = []
  const counts = { rows: rows.length, new: 0, changed: 0, same: 0, refused: 0, warned: 0 }
  for (const [place, row] of rows.entries()) {
    const prepared = checkedRow(preparedRow(world, list, row, options), row, firstOf)
    if (prepared.change === 'new' || prepared.change === 'changed') good(prepared, place)
    counts[prepared.change] += 1
    if (prepared.change !== 'refused' && prepared.findings.length > 0) counts.warned += 1
    report.push(reported(prepared, row))
    if (place % 256 === 0) progress(place, rows.length)
    yield
  }
  const sha256 = yield* hashed(bytes)
  return { list, sha256, file: about, columns, counts, rows: report }
}

const HASH_STEP = 1024 * 1024

function* hashed(bytes: Uint8Array): Generator<void, string, void> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += HASH_STEP) {
    hash.update(bytes.subarray(at, at + HASH_STEP))
    yield
  }
  return hash.digest('hex')
}

/** A column that the file does not have, and a cell that is empty, leave what is on record: only a form takes a value away. */
function preparedRow(world: World, list: CatalogName, { cells }: FileRow, options: PrepareOptions): Prepared {
  const key = keyIn(list, cells)
  const entry = key === null ? undefined : entryOf(world.db, list, key)
  const recorded = key === null ? {} : { recorded: { key, entry } }
  return prepareEntry(world, list, { ...entry?.data, ...cells }, { ...options, ...recorded })
}

/** What only a file can have wrong: formulas, merged cells, a key that an earlier row has. */
function checkedRow(prepared: Prepared, { number, formulas, merged }: FileRow, firstOf: Map<string, number>): Prepared {
  const first = firstOf.get(prepared.key)
  const wrong = [
    ...formulas.map((field) => refused(field, 'formula')),
    ...merged.map((field) => refused(field, 'merged')),
    ...(first === undefined ? [] : [refused(fieldsOf(prepared.list)[0]?.[0] ?? '', 'twice-in-file', String(first))]),
  ]
  if (first === undefined && prepared.change !== 'refused') firstOf.set(prepared.key, number)
  return wrong.length === 0 ? prepared : { ...prepared, change: 'refused', findings: [...wrong, ...prepared.findings] }
}

function reported({ key, change, findings, data, before, list }: Prepared, { number }: FileRow): ReportRow {
  const was = before?.retired === false ? (before.data as Data) : {}
  const fields =
    change !== 'changed'
      ? []
      : fieldsOf(list).flatMap(([field]) =>
          JSON.stringify(was[field]) === JSON.stringify(data[field])
            ? []
            : [{ field, before: was[field] ?? null, after: data[field] ?? null }],
        )
  return { number, key, change, findings, fields }
}

function refusalText({ code, detail }: FileRefused): string {
  return detail === '' ? code : `${code}: ${detail}`
}

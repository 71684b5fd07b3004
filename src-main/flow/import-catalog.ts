/**
 * A file of master data: tried first, row by row, and nothing written; then taken as one. Its rows are staged in short transactions,
 * one row in `catalog_imports` decides (with the audit, in the same transaction), and what was decided is finished, if need be after the
 * next start. No turn is long and no transaction stays open over one: an analyzer's bytes are committed between any two of them.
 */
import { createHash } from 'node:crypto'
import { fieldsOf } from '#core/catalog/catalog.ts'
import { keyIn } from '#core/catalog/check-entry.ts'
import type { CatalogName, Data, Finding } from '#core/catalog/list.ts'
import { refused } from '#core/catalog/list.ts'
import { wordsFor } from '#core/catalog/words.ts'
import { Fault } from '#core/fault.ts'
import { appendAudit } from '#storage/audit.ts'
import { entryOf } from '#storage/catalog.ts'
import {
  forgetUnconfirmed,
  type ImportCounts,
  insertImport,
  stagedEntries,
  stagedLeft,
  stageEntry,
  unfinishedImports,
  unstageEntry,
} from '#storage/catalog-imports.ts'
import { type Db, transaction } from '#storage/open.ts'
import { checkContext } from './catalog-context.ts'
import { sealerOf } from './catalog-secret.ts'
import {
  type CatalogFile,
  type FileColumn,
  type FileRefused,
  type FileRow,
  readCatalogFile,
} from './read-catalog-file.ts'
import { appendImported, type Prepared, type PrepareOptions, prepareEntry, sealedWith } from './save-entry.ts'
import { inTurns, isTurnOver } from './time-slices.ts'
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

export interface ImportProgress {
  readonly list: CatalogName
  readonly phase: 'reading' | 'checking' | 'writing'
  readonly done: number
  readonly total: number
}

/** One file at a time for each station. */
const running = new WeakMap<Db, ImportProgress>()

export function importProgress(world: Pick<World, 'db'>): ImportProgress | null {
  return running.get(world.db) ?? null
}

/** Writes nothing. Errors: `catalog.file` with the reason, `catalog.busy`. */
export function tryImport(world: World, given: FileGiven): Promise<ImportReport> {
  return alone(world, given.list, () => inTurns(check(world, given, () => {})))
}

/** Good rows in, each bad one named in the report. Errors: `catalog.file`, `catalog.busy`. */
export function importFile(world: World, given: FileGiven): Promise<ImportReport> {
  return alone(world, given.list, async () => {
    const batch = world.newId()
    const report = await stage(world, given, batch)
    if (report.counts.new + report.counts.changed > 0) confirm(world, given, batch, report)
    await finish(world, batch, given.list, given.by)
    return report
  })
}

/** At start: files that were decided and not finished are finished; staged rows nobody decided on are forgotten. */
export async function finishImports(world: World): Promise<void> {
  transaction(world.db, () => forgetUnconfirmed(world.db))
  for (const { batch, list, by } of unfinishedImports(world.db)) {
    world.log.warn({ list, rows: stagedLeft(world.db, batch) }, 'an import that the program ended in is finished')
    await alone(world, list, () => finish(world, batch, list, by))
  }
}

async function alone<T>(world: World, list: CatalogName, work: () => Promise<T>): Promise<T> {
  if (running.has(world.db)) throw new Fault('catalog.busy', list)
  running.set(world.db, { list, phase: 'reading', done: 0, total: 0 })
  try {
    return await work()
  } finally {
    running.delete(world.db)
  }
}

/** Every row read, checked and compared; `good` gets those that would change something. */
function* check(
  world: World,
  { list, bytes, by }: FileGiven,
  good: (prepared: Prepared, place: number) => void,
): Generator<void, ImportReport, void> {
  const file = yield* readCatalogFile(list, bytes)
  if ('code' in file) throw new Fault('catalog.file', refusalText(file))
  const { columns, rows, ...about } = file
  const options = { context: checkContext(world), sealer: sealerOf(world, by), wordsOf: wordsFor(list) }
  const firstOf = new Map<string, number>()
  const report: ReportRow[] = []
  for (const [place, row] of rows.entries()) {
    const prepared = checkedRow(preparedRow(world, list, row, options), row, firstOf)
    if (prepared.change === 'new' || prepared.change === 'changed') good(prepared, place)
    report.push(reported(prepared, row))
    if (place % 256 === 0) running.set(world.db, { list, phase: 'checking', done: place, total: rows.length })
    yield
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { list, sha256, file: about, columns, counts: counted(report), rows: report }
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

function counted(rows: readonly ReportRow[]): ImportReport['counts'] {
  const of = (change: RowChange) => rows.filter((row) => row.change === change).length
  const warned = rows.filter(({ change, findings }) => change !== 'refused' && findings.length > 0).length
  return { rows: rows.length, new: of('new'), changed: of('changed'), same: of('same'), refused: of('refused'), warned }
}

/** Rows are collected while they are checked and staged in transactions of their own, none longer than a turn. */
async function stage(world: World, given: FileGiven, batch: string): Promise<ImportReport> {
  const sealer = sealerOf(world, given.by)
  const waiting: { readonly prepared: Prepared; readonly place: number }[] = []
  const steps = check(world, given, (prepared, place) => waiting.push({ prepared, place }))
  const report = await inTurns(steps)
  await inTurns(
    (function* () {
      for (let at = 0; at < waiting.length; yield) {
        at += transaction(world.db, () => {
          const began = performance.now()
          let done = 0
          for (const { prepared, place } of waiting.slice(at, at + CHUNK)) {
            const { list, key, data } = prepared
            stageEntry(world.db, batch, { place, list, key, data, sealed: sealedWith(sealer, prepared) })
            done++
            if (isTurnOver(began)) break
          }
          return done
        })
      }
    })(),
  )
  return report
}

const CHUNK = 500

/** The one step at which the file counts: before it nothing happened, after it everything will. */
function confirm(world: World, { list, name, by }: FileGiven, batch: string, { sha256, counts }: ImportReport): void {
  const { warned: _, ...kept } = counts
  const at = world.now()
  transaction(world.db, () => {
    insertImport(world.db, { batch, list, fileName: name, sha256, counts: kept, by, at })
    appendAudit(world.db, {
      at,
      by,
      action: 'catalog.import',
      subject: list,
      detail: JSON.stringify({ file: name, sha256, ...kept }),
    })
  })
}

async function finish(world: World, batch: string, list: CatalogName, by: string): Promise<void> {
  const total = stagedLeft(world.db, batch)
  await inTurns(
    (function* () {
      for (let left = total; left > 0; yield) {
        left -= transaction(world.db, () => applySome(world, batch, by))
        running.set(world.db, { list, phase: 'writing', done: total - left, total })
      }
    })(),
  )
  if (total > 0) world.tell({ kind: 'catalog.changed', list })
}

function applySome(world: World, batch: string, by: string): number {
  const began = performance.now()
  let done = 0
  for (const { place, ...staged } of stagedEntries(world.db, batch, CHUNK)) {
    appendImported(world, { ...staged, by })
    unstageEntry(world.db, batch, place)
    done++
    if (isTurnOver(began)) break
  }
  return done
}

function refusalText({ code, detail }: FileRefused): string {
  return detail === '' ? code : `${code}: ${detail}`
}

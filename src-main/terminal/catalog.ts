/** `station catalog`: master data from and to files, with the same dry run and the same report as the window's. */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { isCatalogName } from '#core/catalog/catalog.ts'
import { findingText } from '#core/catalog/finding-words.ts'
import { type CatalogName, catalogNames } from '#core/catalog/list.ts'
import { Fault } from '#core/fault.ts'
import { fillCatalog } from '#flow/fill-catalog.ts'
import { finishImports, type ImportReport, importFile, type ReportRow, tryImport } from '#flow/import-catalog.ts'
import { inTurns } from '#flow/time-slices.ts'
import { type FileFormat, fileFormats, writeCatalogFile, writeTemplate } from '#flow/write-catalog-file.ts'
import { openForReading } from '#storage/open.ts'
import { openWorld } from '../world.ts'
import { terminalLog } from './log.ts'
import { UsageError } from './usage.ts'

interface ImportOptions {
  readonly db: string
  readonly list: string
  readonly by: string
  readonly dryRun: boolean
}

/** A JSON line for each row that is not the same as on record, and one with the counts. */
export async function catalogImport(file: string, options: ImportOptions): Promise<void> {
  const list = listOf(options.list)
  const bytes = readBytes(file)
  const config = { ports: [], platforms: [] }
  const { world, close } = openWorld({ file: options.db, demo: false, config, log: terminalLog() })
  try {
    fillCatalog(world)
    await finishImports(world)
    const given = { list, name: basename(file), bytes, by: options.by }
    report(list, await (options.dryRun ? tryImport(world, given) : importFile(world, given)), options.dryRun)
  } finally {
    close()
  }
}

export async function catalogExport(
  file: string,
  options: { db: string; list: string; format: string },
): Promise<void> {
  const list = listOf(options.list)
  const format = formatOf(options.format)
  const storage = openForReading(options.db)
  try {
    writeFileSync(file, await inTurns(writeCatalogFile(storage.db, list, format)))
  } finally {
    storage.close()
  }
}

export async function catalogTemplate(file: string, options: { list: string; format: string }): Promise<void> {
  writeFileSync(file, await inTurns(writeTemplate(listOf(options.list), formatOf(options.format))))
}

function report(list: CatalogName, { counts, columns, rows }: ImportReport, dryRun: boolean): void {
  for (const row of rows) if (row.change !== 'same' || row.findings.length > 0) print(rowLine(list, row))
  print({
    list,
    dryRun,
    ...counts,
    unread: columns.filter(({ field }) => field === null).map(({ heading }) => heading),
  })
}

function rowLine(list: CatalogName, { number, key, change, findings, fields }: ReportRow): object {
  const said = findings.map((one) => ({
    level: one.level,
    field: one.field,
    code: one.code,
    says: findingText(list, one),
  }))
  return { row: number, key, change, findings: said, ...(fields.length === 0 ? {} : { fields }) }
}

function print(data: object): void {
  process.stdout.write(`${JSON.stringify(data)}\n`)
}

function listOf(name: string): CatalogName {
  if (!isCatalogName(name)) throw new UsageError(`--list ${name}: choose one of ${catalogNames.join('|')}`)
  return name
}

function formatOf(name: string): FileFormat {
  const format = fileFormats.find((one) => one === name)
  if (format === undefined) throw new UsageError(`--format ${name}: choose one of ${fileFormats.join('|')}`)
  return format
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Fault('file.unreadable', `${file}: ${String(error)}`)
  }
}

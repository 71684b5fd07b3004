/** Answers for the master data: lists, entries with their versions, completeness, and files in and out. */
import type { CatalogEntry, CatalogVersion, ChangedField, ImportReportView } from '#contract/catalog.ts'
import { fieldsOf, titleOf } from '#core/catalog/catalog.ts'
import { missingIn, stallStanding } from '#core/catalog/complete.ts'
import { type CatalogName, catalogNames, type Data, type Value } from '#core/catalog/list.ts'
import { listWords } from '#core/catalog/words.ts'
import { Fault } from '#core/fault.ts'
import { dayOf } from '#core/time.ts'
import { completenessOf } from '#flow/catalog-completeness.ts'
import { type ImportReport, importFile, importProgress, type ReportRow, tryImport } from '#flow/import-catalog.ts'
import { troublesCsv } from '#flow/import-troubles.ts'
import { retireEntry, saveEntry } from '#flow/save-entry.ts'
import { inTurns } from '#flow/time-slices.ts'
import { fileEnding, fileMime, writeCatalogFile, writeTemplate } from '#flow/write-catalog-file.ts'
import { countEntries, type Entry, entriesPage, entryOf, revisionNow, versionsOf } from '#storage/catalog.ts'
import { importsOf } from '#storage/catalog-imports.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { paperOf } from './paper.ts'

/** Rows of a report on a screen; all that matters is in the table of troubles. */
const MOST_ROWS = 300

export function catalogAnswers({ world }: Desk) {
  const { db } = world
  const view = (entry: Entry): CatalogEntry => entryView(entry, dayOf(world.now()))
  const given = (input: { list: CatalogName; name: string; content: string; by: string }) => ({
    list: input.list,
    name: input.name,
    bytes: Uint8Array.from(Buffer.from(input.content, 'base64')),
    by: input.by,
  })
  return {
    lists: os.catalog.lists.handler(() => ({
      lists: catalogNames.map((list) => ({ list, ...countEntries(db, list) })),
      revision: revisionNow(db),
    })),
    page: os.catalog.page.handler(({ input }) => {
      const { rows, next } = entriesPage(db, input.list, input)
      return { rows: rows.map(view), next }
    }),
    get: os.catalog.get.handler(({ input }) => {
      const entry = entryOf(db, input.list, input.key)
      if (entry === undefined) throw new Fault('not-found', `${input.list} ${input.key}`)
      return { entry: view(entry), versions: versionViews(input.list, versionsOf(db, input.list, input.key)) }
    }),
    save: os.catalog.save.handler(({ input }) => {
      const saved = saveEntry(world, input)
      const findings = saved.findings.map((one) => ({ ...one }))
      return saved.kind === 'refused'
        ? { kind: saved.kind, findings }
        : { kind: saved.kind, entry: view(saved.entry), findings }
    }),
    retire: os.catalog.retire.handler(({ input }) =>
      view(retireEntry(world, input.list, input.key, input.retired, input.by)),
    ),
    completeness: os.catalog.completeness.handler(async ({ input }) => {
      const { complete, active, open, archivable, duplicates } = await completenessOf(world, input.list)
      return {
        complete,
        active,
        open: open.map(view),
        archivable: archivable.map(view),
        duplicates: duplicates.map(({ reason, keys }) => ({ reason, keys: [...keys] })),
      }
    }),
    tryImport: os.catalog.tryImport.handler(async ({ input }) => reportView(await tryImport(world, given(input)))),
    import: os.catalog.import.handler(async ({ input }) => reportView(await importFile(world, given(input)))),
    progress: os.catalog.progress.handler(() => importProgress(world)),
    imports: os.catalog.imports.handler(({ input }) =>
      importsOf(db, input.list, 20).map(({ id, fileName, sha256, counts, by, at }) => ({
        id,
        fileName,
        sha256,
        counts,
        by,
        at,
      })),
    ),
    export: os.catalog.export.handler(async ({ input: { list, format, template } }) => {
      const bytes = await inTurns(template ? writeTemplate(list, format) : writeCatalogFile(db, list, format))
      const day = dayOf(world.now()).replaceAll('-', '')
      const name = `${listWords[list]}${template ? '-模板' : `-${day}`}.${fileEnding(format)}`
      return paperOf(name, bytes, fileMime[format])
    }),
  }
}

export function entryView({ list, key, data, revision, retired, source, by, at }: Entry, today: string): CatalogEntry {
  const said = data as Data
  return {
    list,
    key,
    title: titleOf(list, said),
    data: copied(said),
    revision,
    retired,
    source,
    by,
    at,
    missing: [...missingIn(list, said)],
    standing: list === 'stall' ? stallStanding(said, today) : null,
  }
}

/** Newest first, each with what it changed against the one before it. */
function versionViews(list: CatalogName, versions: readonly Entry[]): CatalogVersion[] {
  return versions.map(({ revision, by, at, source, retired, data }, index) => {
    const before = (versions[index + 1]?.data ?? {}) as Data
    return { revision, by, at, source, retired, changes: differing(list, before, data as Data) }
  })
}

function differing(list: CatalogName, before: Data, after: Data): ChangedField[] {
  return fieldsOf(list).flatMap(([field]) =>
    JSON.stringify(before[field]) === JSON.stringify(after[field])
      ? []
      : [{ field, before: orNull(before[field]), after: orNull(after[field]) }],
  )
}

function orNull(value: Value | null | undefined): ChangedField['before'] {
  if (value === undefined || value === null) return null
  return Array.isArray(value) ? [...value] : (value as string | number | boolean)
}

function copied(data: Data): CatalogEntry['data'] {
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [field, Array.isArray(value) ? [...value] : (value as string)]),
  )
}

function reportView({ list, sha256, file, columns, counts, rows }: ImportReport): ImportReportView {
  const telling = rows.filter(({ change, findings }) => change !== 'same' || findings.length > 0)
  const inOrder = [...telling].sort((a, b) => weight(a) - weight(b) || a.number - b.number)
  const troubled = telling.filter(({ findings }) => findings.length > 0)
  const troubles =
    troubled.length === 0 ? null : paperOf(`${listWords[list]}-导入问题.csv`, troublesCsv(list, troubled), fileMime.csv)
  return {
    list,
    sha256,
    file: { ...file, otherSheets: [...file.otherSheets] },
    columns: columns.map((column) => ({ ...column })),
    counts,
    rows: inOrder.slice(0, MOST_ROWS).map((row) => ({
      ...row,
      findings: row.findings.map((one) => ({ ...one })),
      fields: row.fields.map(({ field, before, after }) => ({ field, before: orNull(before), after: orNull(after) })),
    })),
    listed: inOrder.length <= MOST_ROWS,
    troubles,
  }
}

function weight({ change, findings }: ReportRow): number {
  return change === 'refused' ? 0 : findings.length > 0 ? 1 : change === 'changed' ? 2 : 3
}

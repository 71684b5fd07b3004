/** A list as a file: what is in force now, under the headings that an import reads again; or the headings alone, to be filled in. */
import { fieldsOf } from '#core/catalog/catalog.ts'
import type { CatalogName, Data } from '#core/catalog/list.ts'
import { cellOf, headingOf, listWords } from '#core/catalog/words.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import { writeWorkbook } from '#drivers/kit/table/write-workbook.ts'
import { encodeGb18030, encodeUtf8 } from '#drivers/kit/text.ts'
import type { Db } from '#storage/open.ts'
import { everyEntry } from './every-entry.ts'

export const fileFormats = ['xlsx', 'csv', 'csv-gb18030'] as const
export type FileFormat = (typeof fileFormats)[number]

/** The entries are read page by page, so that a long list holds nobody. Secrets go out masked, as they are kept beside their seal. */
export function writeCatalogFile(db: Db, list: CatalogName, format: FileFormat): Generator<void, Uint8Array, void> {
  return writeRows(list, format, entryRows(db, list), (field) => headingOf(list, field))
}

/** A star stands at what must be filled in. */
export function writeTemplate(list: CatalogName, format: FileFormat): Generator<void, Uint8Array, void> {
  const required = new Set(fieldsOf(list).flatMap(([field, declared]) => (declared.required === true ? [field] : [])))
  return writeRows(list, format, [], (field) => `${headingOf(list, field)}${required.has(field) ? '*' : ''}`)
}

export function fileEnding(format: FileFormat): string {
  return format === 'xlsx' ? 'xlsx' : 'csv'
}

export const fileMime: { readonly [Format in FileFormat]: string } = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  'csv-gb18030': 'text/csv; charset=gb18030',
}

function* entryRows(db: Db, list: CatalogName): Generator<readonly string[], void, void> {
  const fields = fieldsOf(list)
  for (const { data } of everyEntry(db, list))
    yield fields.map(([field, { kind }]) => cellOf(kind, (data as Data)[field]))
}

function writeRows(
  list: CatalogName,
  format: FileFormat,
  rows: Iterable<readonly string[]>,
  heading: (field: string) => string,
): Generator<void, Uint8Array, void> {
  const headings = fieldsOf(list).map(([field]) => heading(field))
  // A sheet's name cannot hold brackets of some kinds; the list's word has none of those.
  return format === 'xlsx' ? writeWorkbook({ name: listWords[list], headings, rows }) : csv(format, headings, rows)
}

function* csv(
  format: FileFormat,
  headings: readonly string[],
  rows: Iterable<readonly string[]>,
): Generator<void, Uint8Array, void> {
  const encode = format === 'csv' ? encodeUtf8 : encodeGb18030
  // Excel takes a CSV for UTF-8 only with a byte order mark.
  const pieces = [encode(`${format === 'csv' ? '\uFEFF' : ''}${csvRow(headings)}`)]
  for (const row of rows) {
    pieces.push(encode(csvRow(row)))
    yield
  }
  return joinBytes(pieces)
}

export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** Text that a spreadsheet would take for a formula gets an apostrophe, and so does one that begins with it: an import takes one away. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r']/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

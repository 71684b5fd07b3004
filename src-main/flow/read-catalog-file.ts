/** A CSV or Excel file of one list becomes rows under known headings, in steps. Nothing is guessed: what cannot be a cell's value is named. */

import { listNamed } from '#core/catalog/catalog.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { fieldNamed } from '#core/catalog/words.ts'
import { charsetSteps, openCsv } from '#drivers/kit/table/csv.ts'
import type { Merged } from '#drivers/kit/table/sheet.ts'
import { workbookSteps } from '#drivers/kit/table/workbook.ts'
import { isZip } from '#drivers/kit/table/zip-parts.ts'
import { type Charset, encodeUtf8 } from '#drivers/kit/text.ts'

export interface FileRow {
  /** As a spreadsheet counts them, from 1. */
  readonly number: number
  /** By field; only columns that the file has. */
  readonly cells: { readonly [field: string]: string }
  /** Fields whose cell is a formula, or part of a merged cell. */
  readonly formulas: readonly string[]
  readonly merged: readonly string[]
}

export interface FileColumn {
  readonly heading: string
  /** Null: no field of the list; the column is not read. */
  readonly field: string | null
}

export interface CatalogFile {
  readonly format: 'csv' | 'xlsx'
  readonly charset: Charset | null
  readonly sheet: string | null
  /** Sheets with cells that were not read. */
  readonly otherSheets: readonly string[]
  readonly columns: readonly FileColumn[]
  readonly rows: readonly FileRow[]
}

/** `unreadable`: the reader's own reason; the others say what the headings lack. */
export interface FileRefused {
  readonly code: 'unreadable' | 'not-a-table' | 'no-headings' | 'key-missing' | 'column-twice' | 'empty'
  readonly detail: string
}

/** A sheet of 100,000 stalls unpacks to about this much; more is no list of a room. */
const MOST_UNPACKED = 192 * 1024 * 1024
/** Titles and explanations above the headings. */
const MOST_ABOVE = 20

interface RawRow {
  readonly number: number
  readonly fields: readonly string[]
  /** Columns from 0. */
  readonly formulas: readonly number[]
  readonly merged: readonly number[]
}

interface RawFile extends Omit<CatalogFile, 'columns' | 'rows'> {
  readonly rows: readonly RawRow[]
}

export function* readCatalogFile(
  list: CatalogName,
  file: Uint8Array,
): Generator<void, CatalogFile | FileRefused, void> {
  if (file.length === 0) return { code: 'empty', detail: '' }
  const raw = isZip(file) ? yield* workbook(file) : yield* csv(list, narrowed(file))
  if ('code' in raw) return raw
  const found = headingsIn(list, raw.rows)
  if ('code' in found) return found
  const { columns, below } = found
  const rows: FileRow[] = []
  for (const row of raw.rows.slice(below)) {
    rows.push(rowUnder(columns, row, raw.format === 'csv'))
    yield
  }
  return { ...raw, columns, rows }
}

function* workbook(file: Uint8Array): Generator<void, RawFile | FileRefused, void> {
  const book = yield* workbookSteps(file, MOST_UNPACKED)
  if (typeof book === 'string') return { code: 'unreadable', detail: book }
  const rows: RawRow[] = []
  const merged = mergedByRow(book.merged)
  for (const { number, fields, formulas } of book.rows) {
    rows.push({ number, fields, formulas: formulas.map((column) => column - 1), merged: merged(number) })
    yield
  }
  return { format: 'xlsx', charset: null, sheet: book.sheet, otherSheets: book.others, rows }
}

/** Every place of a merged cell, its first one too: nobody can say whether the others mean the same value or none. */
function mergedByRow(all: readonly Merged[]): (row: number) => readonly number[] {
  const sorted = [...all].sort((a, b) => a.fromRow - b.fromRow)
  let open: readonly Merged[] = []
  let next = 0
  return (row) => {
    for (let one = sorted[next]; one !== undefined && one.fromRow <= row; one = sorted[++next]) open = [...open, one]
    if (open.length === 0) return []
    open = open.filter(({ untilRow }) => untilRow >= row)
    return open.flatMap(({ fromColumn, untilColumn }) =>
      Array.from({ length: Math.min(untilColumn - fromColumn + 1, 200) }, (_, at) => fromColumn - 1 + at),
    )
  }
}

/** What Excel calls Unicode text is UTF-16 behind a mark. */
function narrowed(file: Uint8Array): Uint8Array {
  const wide =
    file[0] === 0xff && file[1] === 0xfe ? 'utf-16le' : file[0] === 0xfe && file[1] === 0xff ? 'utf-16be' : null
  return wide === null ? file : encodeUtf8(new TextDecoder(wide).decode(file))
}

/** The first bytes of a workbook of Excel 97 to 2003, an OLE file. */
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0]

function* csv(list: CatalogName, file: Uint8Array): Generator<void, RawFile | FileRefused, void> {
  if (OLD_WORKBOOK.every((byte, at) => file[at] === byte)) return { code: 'not-a-table', detail: 'xls' }
  if (file.subarray(0, 65_536).includes(0)) return { code: 'not-a-table', detail: 'binary' }
  const known = yield* charsetSteps(file)
  const separator = likeliest(list, file)
  const { rows: cut } = openCsv(file, { charset: known.charset, separators: [separator] }, known)
  const rows: RawRow[] = []
  let number = 1
  let before = 0
  for (const { fields, from, until } of cut) {
    number += lineEnds(file, before, from)
    before = until
    rows.push({ number, fields, formulas: [], merged: [] })
    yield
  }
  return { format: 'csv', charset: known.charset, sheet: null, otherSheets: [], rows }
}

/** The one under which the first rows hold the most headings of the list. */
function likeliest(list: CatalogName, file: Uint8Array): string {
  const start = file.subarray(0, Math.min(file.length, 32_768))
  const scores = [',', '\t', ';'].map((separator) => {
    const known: number[] = []
    for (const { fields } of openCsv(start, { charset: null, separators: [separator] }).rows) {
      known.push(fields.filter((heading) => fieldNamed(list, heading) !== undefined).length)
      if (known.length === MOST_ABOVE) break
    }
    return { separator, score: Math.max(0, ...known) }
  })
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator
}

/** CR, LF or both together: empty lines are rows in a spreadsheet. */
function lineEnds(file: Uint8Array, from: number, until: number): number {
  let count = 0
  for (let at = from; at < until; at++) if (file[at] === 0x0a || (file[at] === 0x0d && file[at + 1] !== 0x0a)) count++
  return count
}

interface Headed {
  readonly columns: readonly FileColumn[]
  /** Index of the first row below them. */
  readonly below: number
}

/** The first row that names the key of the list. */
function headingsIn(list: CatalogName, rows: readonly RawRow[]): Headed | FileRefused {
  const { key } = listNamed(list)
  let best: readonly FileColumn[] = []
  for (const [at, { fields }] of rows.slice(0, MOST_ABOVE).entries()) {
    const columns = fields.map((heading) => ({ heading: heading.trim(), field: fieldNamed(list, heading) ?? null }))
    const said = columns.flatMap(({ field }) => field ?? [])
    const twice = said.find((field, index) => said.indexOf(field) !== index)
    if (key.every((field) => said.includes(field))) {
      if (twice === undefined) return { columns, below: at + 1 }
      return {
        code: 'column-twice',
        detail: columns
          .filter(({ field }) => field === twice)
          .map(({ heading }) => heading)
          .join(', '),
      }
    }
    if (said.length > best.filter(({ field }) => field !== null).length) best = columns
  }
  const found = best.flatMap(({ field }) => field ?? [])
  return found.length === 0
    ? { code: 'no-headings', detail: rows[0]?.fields.join(', ').slice(0, 120) ?? '' }
    : { code: 'key-missing', detail: key.filter((field) => !found.includes(field)).join(', ') }
}

function rowUnder(
  columns: readonly FileColumn[],
  { number, fields, formulas, merged }: RawRow,
  isCsv: boolean,
): FileRow {
  const cells: Record<string, string> = {}
  for (const [at, { field }] of columns.entries()) {
    const said = fields[at] ?? ''
    if (field !== null && said !== '') cells[field] = isCsv ? harmlessAgain(said) : said
  }
  const named = (places: readonly number[]) => [...new Set(places.flatMap((at) => columns[at]?.field ?? []))]
  return { number, cells, formulas: named(formulas), merged: named(merged) }
}

/** The apostrophe that an export puts before what a spreadsheet would take for a formula. */
function harmlessAgain(cell: string): string {
  return /^'[=+\-@'\t\r]/.test(cell) ? cell.slice(1) : cell
}

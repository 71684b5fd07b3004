/** A worksheet as rows of text: every cell in its own place, its value as a CSV of it would show it (ECMA-376-1, 18.3.1.4). */
import { type NumberKind, numberText } from './cell-number.ts'
import { broken, Unreadable } from './unreadable.ts'
import { type Attributes, xmlSteps } from './xml.ts'

const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
/** Places in all rows together, empty ones too: one cell far to the right must not make each row that wide. */
const MOST_PLACES = 4_000_000

/** What cells refer to. */
export interface Book {
  readonly strings: readonly string[]
  /** By the number of a cell's style. */
  readonly kinds: readonly NumberKind[]
  readonly is1904: boolean
}

export interface SheetRow {
  /** As Excel counts them, from 1. */
  readonly number: number
  readonly fields: readonly string[]
  /** Columns, from 1, whose value is a formula's: what some program last worked out. */
  readonly formulas: readonly number[]
}

/** Cells shown as one; only the first of them has a value. Rows and columns from 1, ends included. */
export interface Merged {
  readonly fromRow: number
  readonly untilRow: number
  readonly fromColumn: number
  readonly untilColumn: number
}

export interface Sheet {
  /** Empty rows are no rows; all have the same width. */
  readonly rows: readonly SheetRow[]
  /** Cells with a formula and no value: the program that wrote them did not work them out. */
  readonly unworked: number
  readonly merged: readonly Merged[]
}

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string | null
  inline: string | null
  formula: boolean
}

/** Throws `Unreadable`. */
export function* sheetSteps(xml: string, part: string, book: Book): Generator<void, Sheet, void> {
  const rows: { readonly number: number; readonly fields: string[]; readonly formulas: number[] }[] = []
  const merged: Merged[] = []
  let number = 0
  let column = 0
  let fields: string[] = []
  let formulas: number[] = []
  let cell: Cell | null = null
  let width = 0
  let unworked = 0

  yield* xmlSteps(xml, part, {
    open(path, attributes) {
      if (path === ROW) {
        number = rowNumber(attributes.get('r'), number, part)
        column = 0
        fields = []
        formulas = []
      } else if (path === CELL) {
        column = columnNumber(attributes.get('r'), number, column, part)
        cell = cellOf(column, attributes)
      } else if (path === MERGED) {
        merged.push(mergedCells(attributes.get('ref') ?? '', part))
      }
    },
    close(path, text) {
      if (cell !== null && path.startsWith(CELL)) {
        if (path === `${CELL}/v`) cell.value = text
        else if (path === `${CELL}/f`) cell.formula = true
        else if (path === `${CELL}/is/t` || path === `${CELL}/is/r/t`) cell.inline = (cell.inline ?? '') + text
        else if (path === CELL) {
          const said = cellText(cell, book, part)
          if (cell.formula) formulas.push(cell.column)
          if (said === null) unworked++
          else if (said !== '') put(fields, cell.column, said)
          cell = null
        }
      } else if (path === ROW && (formulas.length > 0 || fields.some((field) => field.trim() !== ''))) {
        rows.push({ number, fields, formulas })
        width = Math.max(width, fields.length)
        if (width * rows.length > MOST_PLACES) throw new Unreadable(`file-too-long: ${part} has too many cells`)
      }
    },
  })
  for (const row of rows) while (row.fields.length < width) row.fields.push('')
  return { rows, unworked, merged }
}

const ROW = 'worksheet/sheetData/row'
const CELL = `${ROW}/c`
const MERGED = 'worksheet/mergeCells/mergeCell'

/** `B3:D3`. */
function mergedCells(said: string, part: string): Merged {
  const [, from = '', fromRow, until = '', untilRow] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(said) ?? []
  if (untilRow === undefined) throw broken(`${part}: merged cells ${said.slice(0, 20)}`)
  return {
    fromRow: Number(fromRow),
    untilRow: Number(untilRow),
    fromColumn: lettersOf(from),
    untilColumn: lettersOf(until),
  }
}

/** Without a number it is the next one. Rows or cells that go back would say one place twice. */
function rowNumber(said: string | undefined, before: number, part: string): number {
  const number = said === undefined ? before + 1 : /^[1-9]\d{0,6}$/.test(said) ? Number(said) : 0
  if (number <= before || number > MOST_ROWS) throw broken(`${part}: row ${said ?? number} after row ${before}`)
  return number
}

function columnNumber(said: string | undefined, row: number, before: number, part: string): number {
  if (said === undefined) return before + 1
  const [, letters = '', number] = /^([A-Z]{1,3})(\d{1,7})$/.exec(said) ?? []
  const column = lettersOf(letters)
  if (Number(number) !== row || column <= before || column > MOST_COLUMNS)
    throw broken(`${part}: cell ${said.slice(0, 12)} in row ${row} after column ${before}`)
  return column
}

/** `A` is 1, `AA` is 27. */
function lettersOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

function cellOf(column: number, attributes: Attributes): Cell {
  const style = Number(attributes.get('s') ?? 0)
  return { column, type: attributes.get('t') ?? 'n', style, value: null, inline: null, formula: false }
}

function put(fields: string[], column: number, text: string): void {
  while (fields.length < column - 1) fields.push('')
  fields[column - 1] = text
}

/** Null: a formula whose value is not there. */
function cellText({ type, style, value, inline, formula }: Cell, book: Book, part: string): string | null {
  if (type === 'inlineStr') return unescaped(inline ?? '')
  if (value === null || (value === '' && formula && type !== 'str')) return formula ? null : ''
  switch (type) {
    case 'n':
      return value.trim() === '' ? '' : numberText(value.trim(), kindOf(style, book, part), book.is1904)
    case 's':
      return stringAt(value.trim(), book, part)
    case 'str':
      return unescaped(value)
    case 'b':
      return value.trim() === '1' ? 'TRUE' : 'FALSE'
    case 'd':
      return value
        .trim()
        .replace('T', ' ')
        .replace(/\.\d+$/, '')
    case 'e':
      return value.trim()
    default:
      throw broken(`${part}: a cell of type ${type.slice(0, 12)}`)
  }
}

/** Style 0 may go without a list of styles; any other has to be there, for a date without it is a number. */
function kindOf(style: number, { kinds }: Book, part: string): NumberKind {
  const kind = kinds[style]
  if (kind === undefined && style !== 0) throw broken(`${part}: style ${style} is missing`)
  return kind ?? 'plain'
}

function stringAt(said: string, { strings }: Book, part: string): string {
  const text = /^\d{1,7}$/.test(said) ? strings[Number(said)] : undefined
  if (text === undefined) throw broken(`${part}: text ${said.slice(0, 12)} is missing`)
  return text
}

/** `_x000D_`: how a text holds what XML cannot (ECMA-376-1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

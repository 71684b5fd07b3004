/** CSV as RFC 4180 and as Excel writes it: `,` `;` or tab, quotes, BOM, UTF-8 or GB18030. Each row knows its bytes. */
import { latinOf } from '../bytes.ts'
import { type Charset, decodeText } from '../text.ts'

const QUOTE = 0x22
const CR = 0x0d
const LF = 0x0a
/** A quote not closed within so many bytes is a stray one, and must not swallow the rows behind it. */
const LONGEST_QUOTED = 4096

export interface CsvRow {
  /** As written, quotes resolved, blanks kept. */
  readonly fields: readonly string[]
  /** Its bytes, without the line end. */
  readonly from: number
  readonly until: number
  /** A line end follows; without one the last field may be cut. */
  readonly ended: boolean
}

export interface Csv {
  /** Empty lines are no rows. */
  readonly rows: readonly CsvRow[]
  readonly separator: string
  readonly charset: Charset
  readonly lossy: boolean
}

export interface CsvOptions {
  /** Null: strict UTF-8, else GB18030. */
  readonly charset: Charset | null
  /** ASCII characters to choose from, the likelier first. */
  readonly separators: readonly string[]
}

export function readCsv(bytes: Uint8Array, options: CsvOptions): Csv {
  const { charset, separator, lossy, rows } = openCsv(bytes, options)
  return { rows: [...rows], separator, charset, lossy }
}

/** The same with the rows cut when they are asked for: a long file must not hold whoever reads it. */
export interface OpenCsv extends Omit<Csv, 'rows'> {
  readonly rows: Generator<CsvRow, void, void>
}

/** No charset used here has a quote, separator or line end inside a character, so rows are cut before anything is decoded. */
export function openCsv(
  bytes: Uint8Array,
  { charset: setting, separators }: CsvOptions,
  known?: KnownCharset,
): OpenCsv {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const { charset, lossy } = known ?? decodeText(bytes.subarray(start, lastEnd(bytes, start)), setting)
  const said = /^sep=([,;\t|])\r?\n/.exec(latinOf(bytes.subarray(start, start + 8)))
  const separator = said?.[1] ?? likeliest(bytes.subarray(start), separators)
  return { rows: rowsFrom(bytes, start + (said?.[0].length ?? 0), separator, charset), separator, charset, lossy }
}

export type KnownCharset = Pick<Csv, 'charset' | 'lossy'>

/** Bytes of text looked at between two pauses. */
const CHARSET_STEP = 256 * 1024

/** Strict UTF-8, else GB18030, told for a long text in steps: each ends behind a line end, which is no part of any character. */
export function* charsetSteps(bytes: Uint8Array): Generator<void, KnownCharset, void> {
  if ((yield* reads(bytes, 'utf-8')) === 'whole') return { charset: 'utf-8', lossy: false }
  return { charset: 'gb18030', lossy: (yield* reads(bytes, 'gb18030')) === 'lossy' }
}

function* reads(bytes: Uint8Array, charset: Charset): Generator<void, 'whole' | 'lossy', void> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + CHARSET_STEP >= bytes.length ? bytes.length : bytes.lastIndexOf(LF, at + CHARSET_STEP) + 1
    const until = end > at ? end : bytes.length
    if (decodeText(bytes.subarray(at, until), charset).lossy) return 'lossy'
    at = until
    yield
  }
  return 'whole'
}

function* rowsFrom(
  bytes: Uint8Array,
  start: number,
  separator: string,
  charset: Charset,
): Generator<CsvRow, void, void> {
  for (let at = start; at < bytes.length; ) {
    const { cells, until } = cut(bytes, at, separator.charCodeAt(0))
    const ended = until < bytes.length
    if (until > at) yield { fields: cells.map((cell) => textOf(bytes, cell, charset)), from: at, until, ended }
    at = until + 1
  }
}

/** Half a character at the end of a cut file must not make another charset of the rows before it. */
function lastEnd(bytes: Uint8Array, start: number): number {
  const end = Math.max(bytes.lastIndexOf(CR), bytes.lastIndexOf(LF))
  return end > start ? end : bytes.length
}

/** The one that most of the first lines hold equally often: a decimal comma stands in numbers and not in headings. */
function likeliest(bytes: Uint8Array, separators: readonly string[]): string {
  const lines = latinOf(bytes.subarray(0, 16_384))
    .split(/[\r\n]+/)
    .slice(0, 20)
  const scores = separators.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0)
    const agreeing = counts.map((count) => counts.filter((other) => other === count).length * 100 + count)
    return { separator, score: Math.max(0, ...agreeing) }
  })
  return scores.reduce((best, one) => (one.score > best.score ? one : best), {
    separator: separators[0] ?? ',',
    score: 0,
  }).separator
}

interface Cell {
  readonly from: number
  readonly until: number
  readonly quoted: boolean
}

function cut(
  bytes: Uint8Array,
  from: number,
  separator: number,
): { readonly cells: readonly Cell[]; readonly until: number } {
  const cells: Cell[] = []
  for (let at = from; ; ) {
    const closing = bytes[at] === QUOTE ? closingQuote(bytes, at, separator) : -1
    let until = closing < 0 ? at : closing + 1
    while (until < bytes.length && bytes[until] !== separator && bytes[until] !== CR && bytes[until] !== LF) until++
    cells.push(closing < 0 ? { from: at, until, quoted: false } : { from: at + 1, until: closing, quoted: true })
    if (bytes[until] !== separator || until >= bytes.length) return { cells, until }
    at = until + 1
  }
}

/** Two quotes in a quoted field are one. -1 when none closes it, or something else than the field's end stands behind it. */
function closingQuote(bytes: Uint8Array, from: number, separator: number): number {
  const most = Math.min(bytes.length, from + LONGEST_QUOTED)
  for (let at = from + 1; at < most; at++) {
    if (bytes[at] !== QUOTE) continue
    const next = bytes[at + 1]
    if (next !== QUOTE) return next === undefined || next === separator || next === CR || next === LF ? at : -1
    at++
  }
  return -1
}

function textOf(bytes: Uint8Array, { from, until, quoted }: Cell, charset: Charset): string {
  const { text } = decodeText(bytes.subarray(from, until), charset)
  return quoted ? text.replaceAll('""', '"') : text
}

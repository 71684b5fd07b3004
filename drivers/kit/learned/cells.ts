/** A frame cut into cells: which characters of which line belong to which field. Bounded, and with rules of its own only. */
import { type Charset, decodeText } from '../text.ts'
import type { Column, Framing, Split } from './format.ts'
import { type Span, trimmed } from './parts.ts'

const CR = 0x0d
const LF = 0x0a
const STX = 0x02
const ETX = 0x03

export interface CutRecord {
  /** The record as text; lines of a block are joined by LF. */
  readonly text: string
  /** Bytes of the record without its ends. */
  readonly bytes: number
  /** Cells by line; with labels one list for the whole record, in the order of the labels, null where one is missing. */
  readonly lines: readonly (readonly (Span | null)[])[]
}

/** The lines of a frame, without end bytes and without empty ones. A `fixed` frame is one line as it is. */
export function bodiesOf(framing: Framing, frame: Uint8Array): readonly Uint8Array[] {
  if (framing.kind === 'fixed') return [frame]
  const ends = new Set([CR, LF, ...framing.alsoEnds])
  const bodies: Uint8Array[] = []
  let from = 0
  for (let at = 0; at <= frame.length; at++) {
    if (at < frame.length && !ends.has(frame[at] ?? 0)) continue
    if (at > from) bodies.push(withoutStart(frame.subarray(from, at), framing.alsoEnds))
    from = at + 1
  }
  return bodies.filter((body) => body.length > 0)
}

/** A line between STX and ETX: the STX is no part of its text. */
function withoutStart(line: Uint8Array, alsoEnds: readonly number[]): Uint8Array {
  return line[0] === STX && alsoEnds.includes(ETX) ? line.subarray(1) : line
}

export function cutRecord(bodies: readonly Uint8Array[], split: Split, charset: Charset | null): CutRecord {
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0)
  if (split.kind === 'columns') return { ...cutColumns(bodies[0] ?? new Uint8Array(), split.columns, charset), bytes }
  const texts = bodies.map((body) => decodeText(body, charset).text)
  const text = texts.join('\n')
  if (split.kind === 'labels') return { text, bytes, lines: [labelled(texts, split)] }
  let from = 0
  const lines = texts.map((line) => {
    const cells = cellsOf(line, split).map((cell) => ({ from: cell.from + from, until: cell.until + from }))
    from += line.length + 1
    return cells
  })
  return { text, bytes, lines }
}

function cellsOf(line: string, split: Exclude<Split, { kind: 'columns' | 'labels' }>): readonly Span[] {
  if (split.kind === 'whole') return [trimmed(line, 0, line.length)]
  return split.kind === 'blanks' ? byBlanks(line) : byDelimiter(line, split.delimiter)
}

/** A sign apart belongs to its number: `-   12.3` is one cell. */
function byBlanks(line: string): readonly Span[] {
  const found: Span[] = []
  for (const match of line.matchAll(/(?<![^\s\u00a0])[+-][ \t]+(?=[\d.])[^\s\u00a0]+|[^\s\u00a0]+/g)) {
    found.push({ from: match.index, until: match.index + match[0].length })
  }
  return found
}

/** A cell in double quotes may hold the delimiter. */
function byDelimiter(line: string, delimiter: string): readonly Span[] {
  const found: Span[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at <= line.length; at++) {
    const character = line.charAt(at)
    if (character === '"' && (quoted || line.slice(from, at).trim() === '')) quoted = !quoted
    const ended = at === line.length || (!quoted && line.startsWith(delimiter, at))
    if (!ended) continue
    found.push(unquoted(line, trimmed(line, from, at)))
    from = at + delimiter.length
    at = Math.max(at, from - 1)
  }
  return found
}

function unquoted(line: string, { from, until }: Span): Span {
  const inQuotes = until - from >= 2 && line.charAt(from) === '"' && line.charAt(until - 1) === '"'
  return inQuotes ? trimmed(line, from + 1, until - 1) : { from, until }
}

/** A field that has grown into its neighbour, where a blank used to part them: neither can be read. */
export function grownTogether(body: Uint8Array, columns: readonly Column[]): boolean {
  return columns.some(({ until, touches }, index) => {
    const next = columns[index + 1]
    if (touches || next === undefined || next.from >= body.length) return false
    return body.subarray(until - 1, next.from + 1).every((byte) => byte !== 0x20 && byte !== 0)
  })
}

/** Each column is decoded by itself: half a character in one may not swallow the next. */
function cutColumns(
  body: Uint8Array,
  columns: readonly Column[],
  charset: Charset | null,
): Pick<CutRecord, 'text' | 'lines'> {
  let text = ''
  let at = 0
  const cells: Span[] = []
  const take = (until: number): Span => {
    const from = text.length
    text += decodeText(body.subarray(at, until), charset).text
    at = Math.max(at, until)
    return trimmed(text, from, text.length)
  }
  for (const column of columns) {
    // A line that ends before a column has no such cell.
    if (column.from >= body.length) break
    if (column.from > at) take(column.from)
    cells.push(take(column.until))
  }
  if (at < body.length) take(body.length)
  return { text, lines: [cells] }
}

export interface LabelledPair {
  readonly label: string
  readonly value: Span
}

/** The pairs of one line; what has no mark is none. */
export function pairsOf(line: string, mark: string, between: string | null): readonly LabelledPair[] {
  const pieces = between === null ? [{ from: 0, until: line.length }] : piecesOf(line, between)
  return pieces.flatMap(({ from, until }) => {
    const at = markAt(line, mark, from, until)
    if (at < 0) return []
    const label = trimmed(line, from, at)
    if (label.from === label.until) return []
    return [{ label: line.slice(label.from, label.until), value: trimmed(line, at + mark.length, until) }]
  })
}

function piecesOf(line: string, between: string): readonly Span[] {
  return between.trim() === '' ? byBlanks(line) : byDelimiter(line, between)
}

/** `:` and `：` are typed for one another; a clock's colon is not the first one of its line. */
function markAt(line: string, mark: string, from: number, until: number): number {
  const marks = mark === ':' || mark === '：' ? [':', '：'] : [mark]
  const found = marks.map((one) => line.indexOf(one, from)).filter((at) => at >= 0 && at < until)
  return found.length === 0 ? -1 : Math.min(...found)
}

function labelled(texts: readonly string[], split: Extract<Split, { kind: 'labels' }>): readonly (Span | null)[] {
  const found = new Map<string, Span>()
  let from = 0
  for (const line of texts) {
    for (const { label, value } of pairsOf(line, split.mark, split.between)) {
      // Said twice in one record: the first counts, a later one could be another table.
      if (!found.has(label)) found.set(label, { from: from + value.from, until: from + value.until })
    }
    from += line.length + 1
  }
  return split.labels.map((label) => found.get(label) ?? null)
}

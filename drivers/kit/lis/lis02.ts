/** LIS02-A2 / ASTM E1394: the text of a message becomes a tree of records. Stands between `lis01.ts` and a driver's fields. */

import type { ByteRange } from '#core/reading/reading.ts'
import { joinBytes } from '../bytes.ts'
import type { Ticket } from '../line.ts'
import { decodeText } from '../text.ts'
import type { TextFrame } from './lis01-unit.ts'

/** Taken from the header, never assumed: `H|\^&` mostly, `H|@^\` from GeneXpert. An absent one is empty. */
export interface Delimiters {
  readonly field: string
  readonly repeat: string
  readonly component: string
  readonly escape: string
}

export interface LisRecord {
  /** `H`, `P`, `O`, `R`, `C`, `Q`, `M`, `S`, `L`, or whatever stands there. */
  readonly type: string
  /** As sent, escapes still in; `fields[0]` is the type, so that `fields[n - 1]` is the standard's field n. */
  readonly fields: readonly string[]
  readonly text: string
  /** The frame where the record ended. */
  readonly frame: Ticket
  /** Its bytes there, where that frame holds more than this record. */
  readonly bytes: ByteRange | undefined
  /** Comments and maker's records, which belong to the record before them. */
  readonly remarks: LisRecord[]
}

/** A result under its order and patient; null where the message named none. */
export interface LisResult {
  readonly record: LisRecord
  readonly order: LisRecord | null
  readonly patient: LisRecord | null
}

/** From a header to the record before the next header. */
export interface LisMessage {
  readonly header: LisRecord | null
  readonly delimiters: Delimiters
  readonly records: readonly LisRecord[]
  readonly results: readonly LisResult[]
  /** Its last record is L. */
  readonly ended: boolean
  readonly lossy: boolean
  readonly frame: Ticket
}

const standard: Delimiters = { field: '|', repeat: '\\', component: '^', escape: '&' }
const CR = 0x0d
const LF = 0x0a
const crBytes = Uint8Array.of(CR)

interface Piece {
  readonly bytes: Uint8Array
  readonly frame: Ticket
  readonly range: ByteRange | undefined
}

interface Row {
  readonly text: string
  readonly frame: Ticket
  readonly range: ByteRange | undefined
}

/** STX and the frame number stand before the text. */
const BEFORE_TEXT = 2

/** Joins the frames, decodes once for the whole text, and splits: a character may lie over two frames. */
export function messagesOf(frames: readonly TextFrame[]): readonly LisMessage[] {
  const pieces = recordBytes(frames)
  // No charset has CR inside a character, so the text falls into exactly the same pieces.
  const { text, lossy } = decodeText(joinBytes(pieces.flatMap(({ bytes }) => [bytes, crBytes])))
  const lines = text.split('\r')
  const messages: Row[][] = []
  pieces.forEach(({ frame, range }, index) => {
    const row = { text: lines[index] ?? '', frame, range }
    if (row.text.startsWith('H') || messages.length === 0) messages.push([])
    messages.at(-1)?.push(row)
  })
  return messages.map((rows) => messageOf(rows, lossy))
}

/** Records end in CR; some line conversions leave LF or CR LF. An ETX ends a record that forgot its CR. */
function recordBytes(frames: readonly TextFrame[]): readonly Piece[] {
  const records: Piece[] = []
  let open: Uint8Array[] = []
  const close = ({ ticket, text }: TextFrame, from: number, until: number) => {
    const bytes = joinBytes(open)
    open = []
    const range = { from: BEFORE_TEXT + from, until: BEFORE_TEXT + until }
    // One CR more than the record is the frame of a single record.
    if (bytes.length > 0)
      records.push({ bytes, frame: ticket, range: until - from >= text.length - 1 ? undefined : range })
  }
  for (const frame of frames) {
    const { text, last } = frame
    let from = 0
    for (let at = 0; at < text.length; at++) {
      if (text[at] !== CR && text[at] !== LF) continue
      open.push(text.subarray(from, at))
      close(frame, from, at)
      from = at + 1
    }
    open.push(text.subarray(from))
    if (last) close(frame, from, text.length)
  }
  const lastFrame = frames.at(-1)
  if (lastFrame !== undefined) close(lastFrame, 0, lastFrame.text.length)
  return records
}

function messageOf(lines: readonly Row[], lossy: boolean): LisMessage {
  const first = lines[0]
  const header = first?.text.startsWith('H') === true
  const delimiters = header ? delimitersOf(first.text) : standard
  const records = lines.map(({ text, frame, range }): LisRecord => {
    const fields = text.split(delimiters.field)
    return { type: (fields[0] ?? '').trim(), fields, text, frame, bytes: range, remarks: [] }
  })
  return {
    header: header ? (records[0] ?? null) : null,
    delimiters,
    records,
    results: resultsOf(records),
    ended: records.at(-1)?.type === 'L',
    lossy,
    frame: records.at(-1)?.frame ?? 0,
  }
}

/** R belongs to the last O, O to the last P, C and M to the record before them (LIS02-A2 5.2). */
function resultsOf(records: readonly LisRecord[]): readonly LisResult[] {
  const results: LisResult[] = []
  let patient: LisRecord | null = null
  let order: LisRecord | null = null
  let before: LisRecord | null = null
  for (const record of records) {
    if (record.type === 'C' || record.type === 'M') {
      before?.remarks.push(record)
      continue
    }
    before = record
    if (record.type === 'P') {
      patient = record
      order = null
    }
    if (record.type === 'O') order = record
    if (record.type === 'R') results.push({ record, order, patient })
  }
  return results
}

/** The second character separates fields; the rest of that field are repeat, component and escape. */
export function delimitersOf(header: string): Delimiters {
  const field = header[1] ?? standard.field
  const [repeat = '', component = '', mark = ''] = header.slice(2).split(field)[0] ?? ''
  return { field, repeat, component, escape: mark }
}

/** The standard's field `n` (the record type is field 1), outer blanks trimmed, escapes resolved; '' when absent. */
export function fieldOf(record: LisRecord | null, n: number, delimiters: Delimiters): string {
  return unescaped((record?.fields[n - 1] ?? '').trim(), delimiters)
}

/** The components of field `n`, each with its escapes resolved. */
export function componentsOf(record: LisRecord, n: number, delimiters: Delimiters): readonly string[] {
  const raw = (record.fields[n - 1] ?? '').trim()
  const parts = delimiters.component === '' ? [raw] : raw.split(delimiters.component)
  return parts.map((part) => unescaped(part.trim(), delimiters))
}

/** `&F&` field, `&S&` component, `&R&` repeat, `&E&` escape, `&Xhh&` a character by its number (LIS02-A2 5.4.6). Others stay. */
function unescaped(text: string, delimiters: Delimiters): string {
  const mark = delimiters.escape
  if (mark === '' || !text.includes(mark)) return text
  let result = ''
  let rest = text
  for (;;) {
    const from = rest.indexOf(mark)
    const until = from === -1 ? -1 : rest.indexOf(mark, from + 1)
    if (until === -1) return result + rest
    const replaced = escapeOf(rest.slice(from + 1, until), delimiters)
    // Not an escape: its first mark is text, its second may begin one.
    result += rest.slice(0, from) + (replaced ?? mark)
    rest = rest.slice(replaced === null ? from + 1 : until + 1)
  }
}

function escapeOf(code: string, { field, repeat, component, escape: mark }: Delimiters): string | null {
  if (code === 'F') return field
  if (code === 'S') return component
  if (code === 'R') return repeat
  if (code === 'E') return mark
  if (!/^X([0-9A-Fa-f]{2})+$/.test(code)) return null
  return (code.slice(1).match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('')
}

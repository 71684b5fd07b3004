/** HL7 v2 text: a message becomes segments and fields, with the delimiters of its own MSH. Stands between blocks and a driver's fields. */
import { latinOf } from '../bytes.ts'
import { type Charset, type Decoded, decodeText } from '../text.ts'
import { END, START } from './mllp.ts'

/** MSH-1 and the four of MSH-2 (`^~\&`), never assumed; an absent one is empty. */
export interface Hl7Delimiters {
  readonly field: string
  readonly component: string
  readonly repeat: string
  readonly escape: string
  readonly sub: string
}

export interface Segment {
  /** `MSH`, `PID`, `OBR`, `OBX` …; null for a line that is no segment. */
  readonly name: string | null
  /** As sent, escapes still in; `fields[n]` is the standard's field n, in MSH too. */
  readonly fields: readonly string[]
  /** Its bytes in the frame, without the line end. */
  readonly from: number
  readonly until: number
  /** A line end, 1C or another segment followed: nothing is missing at its end. */
  readonly ended: boolean
}

export interface Hl7Message {
  readonly header: Segment
  readonly delimiters: Hl7Delimiters
  /** Without MSH, in their order. */
  readonly segments: readonly Segment[]
  readonly charset: Charset
  /** Some bytes belong to no character of any charset tried. */
  readonly lossy: boolean
}

export interface Hl7Unit {
  readonly messages: readonly Hl7Message[]
  /** What stands before the first MSH; batch headers (FHS, BHS) apart. */
  readonly stray: string
}

const CR = 0x0d
const LF = 0x0a

/** All messages of one frame: one as a rule, several where a sender puts a batch into one block. `charset`: the device's setting. */
export function hl7UnitOf(frame: Uint8Array, charset: Charset | null): Hl7Unit {
  const lines = linesOf(frame)
  const groups: Line[][] = []
  const before: Line[] = []
  for (const line of lines) {
    if (startsWithMsh(frame, line)) groups.push([line])
    else if (groups.length === 0) before.push(line)
    else groups.at(-1)?.push(line)
  }
  const stray = before.map(({ from, until }) => decodeText(frame.subarray(from, until), charset).text)
  return {
    messages: groups.map((group) => messageOf(frame, group, charset)),
    stray: stray.filter((text) => !/^[FB]HS/.test(text)).join(' '),
  }
}

interface Line {
  readonly from: number
  readonly until: number
  readonly ended: boolean
}

/** No charset has CR or LF inside a character, so segments are cut before anything is decoded. */
function linesOf(frame: Uint8Array): readonly Line[] {
  const lines: Line[] = []
  const marked = frame[frame.length - 1] === END
  const stop = marked ? frame.length - 1 : frame.length
  let from = frame[0] === START ? 1 : 0
  for (let at = from; at <= stop; at++) {
    if (at < stop && frame[at] !== CR && frame[at] !== LF) continue
    if (at > from) lines.push({ from, until: at, ended: at < stop || marked })
    from = at + 1
  }
  return lines
}

function startsWithMsh(frame: Uint8Array, { from, until }: Line): boolean {
  return until - from >= 3 && frame[from] === 0x4d && frame[from + 1] === 0x53 && frame[from + 2] === 0x48
}

function messageOf(frame: Uint8Array, lines: readonly Line[], setting: Charset | null): Hl7Message {
  const first = lines[0]
  const head = first === undefined ? '' : latinOf(frame.subarray(first.from, first.until))
  const delimiters = delimitersOf(head)
  // Half a character at the end of a cut text must not make another charset of the segments before it.
  const ended = lines.findLastIndex((line) => line.ended)
  const last = lines[ended] ?? first
  const bytes = first === undefined || last === undefined ? frame : frame.subarray(first.from, last.until)
  const { text, charset, lossy } = decoded(bytes, saidCharset(head, delimiters) ?? setting)
  // Decoded once for all: a decoder costs more to call than to run.
  const texts = text.split(/[\r\n]+/)
  const segments = lines.map((line, index) => {
    const own = index <= ended ? texts[index] : undefined
    return segmentOf(own ?? decodeText(frame.subarray(line.from, line.until), charset).text, line, delimiters)
  })
  const [header = segmentOf('', { from: 0, until: 0, ended: true }, delimiters), ...others] = segments
  return { header, delimiters, segments: others, charset, lossy }
}

/** MSH itself ends before its first separator: `fields[1]` is that separator, so that MSH-n has the index n like all others. */
function segmentOf(text: string, line: Line, { field }: Hl7Delimiters): Segment {
  const parts = field === '' ? [text] : text.split(field)
  const name = parts[0] ?? ''
  const fields = name === 'MSH' ? [name, field, ...parts.slice(1)] : parts
  return { name: /^[A-Z][A-Z0-9]{2}$/.test(name) ? name : null, fields, ...line }
}

/** `MSH|^~\&|`: the fourth character separates fields, those up to the next of its kind are the rest (2.8). */
function delimitersOf(head: string): Hl7Delimiters {
  const field = head[3] ?? ''
  const [component = '', repeat = '', mark = '', sub = ''] = field === '' ? '' : (head.slice(4).split(field)[0] ?? '')
  return { field, component, repeat, escape: mark, sub }
}

/** MSH-18 in the words met (HL7 table 0211 and what Chinese makers write). ASCII says nothing: GBK is sent under it. */
function saidCharset(head: string, { field, repeat }: Hl7Delimiters): Charset | null {
  const said = (field === '' ? '' : (head.split(field)[17] ?? '')).split(repeat === '' ? field : repeat)[0] ?? ''
  const plain = said.toUpperCase().replace(/[^A-Z0-9]/g, '')
  if (/^(UNICODE|UNICODEUTF8|UTF8)$/.test(plain)) return 'utf-8'
  return /^(GB2312|GBK|GB18030|GB180302000|CP936)$/.test(plain) ? 'gb18030' : null
}

/** What a message says of itself holds unless its bytes deny it: many say UNICODE and send GBK. */
function decoded(bytes: Uint8Array, said: Charset | null): Decoded {
  const asSaid = decodeText(bytes, said)
  return asSaid.lossy && said !== null ? decodeText(bytes) : asSaid
}

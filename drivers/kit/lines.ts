/** Anything that prints lines by itself: one line is one unit. For balances, pH meters, scanners and readers with a text print-out. */
import { damaged, ignored, type Outcome } from '#core/reading/reading.ts'
import { latinOf } from './bytes.ts'
import { bodyEnd, LineCollector, lineBody } from './framing/line-ends.ts'
import type { Line } from './line.ts'
import type { Talk, Turn } from './talk/talk.ts'
import { TalkLine } from './talk/talk-line.ts'
import { type Charset, decodeText } from './text.ts'

const TAB = 0x09

export interface LinesOptions {
  /** The driver's own; null: strict UTF-8, else GB18030. */
  readonly charset: Charset | null
  /** Bytes; a longer line has lost its end. */
  readonly longest: number
  /** A line begun and not ended within this silence is damaged, never taken as whole: `0.360 kg` may be the rest of `10.360 kg`. */
  readonly idleMs: number
  /** See `LineEnds`; a model known to send CR LF says `lf`. */
  readonly end?: 'any' | 'lf'
  /** Control characters that belong to the text, e.g. GS (1D) in a GS1 barcode. */
  readonly alsoText?: readonly number[]
  /** Does this line show by its full width or its header that nothing is missing at its front? Absent: no line can. */
  readonly whole?: (text: string) => boolean
  /** One line without its end, outer blanks kept. */
  readonly read: (text: string) => readonly Outcome[]
}

/** After opening, a stream may begin inside a line. Silence as long as this before its first byte says that it does not. */
export const QUIET_MS = 300

/**
 * The first line after opening counts only if it shows that it is whole, or came after a silence: a balance that prints at a key
 * press sends a good first line, a continuous one is joined in the middle. Otherwise it is noise in the journal.
 */
export function linesLine(options: LinesOptions): Line {
  return new TalkLine(linesTalk(options))
}

type Front = 'unsure' | 'sure'

function linesTalk(options: LinesOptions): Talk<Front> {
  const { charset, longest, idleMs, end = 'any', alsoText = [], whole, read } = options
  let front: Front = 'unsure'
  const turn = (): Turn<Front> => ({ state: front, waitMs: front === 'unsure' ? QUIET_MS : null })
  return {
    collector: new LineCollector({ longest, end }),
    idleMs,
    listens: true,
    read(frame) {
      const plain = front === 'sure' ? plainLine(frame) : null
      if (plain !== null) return { outcomes: read(plain) }
      const bytes = lineBody(frame)
      const unsure = front === 'unsure'
      front = 'sure'
      const garbled = garbledBy(bytes, alsoText)
      if (garbled !== null) {
        const stuck = bytes.findIndex((byte) => !isControl(byte, alsoText))
        const behind = bytes.subarray(Math.max(stuck, 0))
        const { text } = decodeText(behind, charset)
        // Noise of an idle wire (`00 00 7F 7F`) sticks to the line behind it, which shows by itself that it is whole.
        const shown = stuck > 0 && garbledBy(behind, alsoText) === null && whole?.(text) === true
        return { outcomes: shown ? [ignored(`noise: ${stuck} control bytes`), ...read(text)] : [garbled] }
      }
      const { text } = decodeText(bytes, charset)
      const heard = !unsure || whole?.(text) === true
      return { outcomes: heard ? read(text) : [ignored('first-line: its front may be missing')] }
    },
    begin: turn,
    next(_state, event) {
      // Silence before the first byte, or an end seen since: the next line begins where it begins.
      if (event.kind === 'silence' || event.kind === 'spoiled') front = 'sure'
      return turn()
    },
  }
}

/** Nearly every line is printable ASCII, the same in all charsets; null: it must be looked at more closely. */
function plainLine(frame: Uint8Array): string | null {
  const end = bodyEnd(frame)
  for (let at = 0; at < end; at++) {
    const byte = frame[at] ?? 0
    if (byte < 0x20 || byte > 0x7e) return null
  }
  return latinOf(frame).slice(0, end)
}

function isControl(byte: number, alsoText: readonly number[]): boolean {
  return ((byte < 0x20 && byte !== TAB) || byte === 0x7f) && !alsoText.includes(byte)
}

function garbledBy(bytes: Uint8Array, alsoText: readonly number[]): Outcome | null {
  let controls = 0
  for (let at = 0; at < bytes.length; at++) if (isControl(bytes[at] ?? 0, alsoText)) controls++
  if (controls === 0) return null
  if (controls === bytes.length) return ignored(`noise: ${bytes.length} control bytes`)
  return damaged(`line-garbled: ${controls} control bytes in it`)
}

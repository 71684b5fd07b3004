/** The live line as rows to look at: bytes and characters side by side, direction, and where each kept frame lies. Pure. */
import type { LineEvent } from '#core/reading/event.ts'

export interface LivePiece {
  readonly at: number
  readonly dir: 'in' | 'out'
  readonly hex: string
}

export interface KeptFrame {
  readonly id: number
  readonly heardAt: { readonly utc: string }
  readonly hex: string
  readonly outcomes: readonly { readonly event: LineEvent; readonly reason: string | null }[]
}

export interface FrameMark {
  readonly id: number
  /** Neighbours alternate, so that two frames without a gap are still two. */
  readonly shade: 0 | 1
  readonly outcomes: KeptFrame['outcomes']
}

export interface LiveRow {
  readonly key: string
  readonly at: number
  readonly dir: 'in' | 'out'
  /** `02 41 0D`: at most sixteen bytes. */
  readonly hex: string
  /** Decoded, control characters as pictures. */
  readonly text: string
  readonly mark: FrameMark | null
  /** First and last row of its frame. */
  readonly begins: boolean
  readonly ends: boolean
}

/** A frame is looked for where its bytes arrived, not where the same bytes happened to pass an hour ago. */
const NEAR_MS = 10_000
const ROW_BYTES = 16

interface Stretch {
  readonly from: number
  readonly until: number
  readonly mark: FrameMark
}

/** Oldest first, at most `most` rows of the newest. */
export function liveRows(pieces: readonly LivePiece[], frames: readonly KeptFrame[], most = 300): readonly LiveRow[] {
  const heard = pieces.filter(({ dir }) => dir === 'in')
  const stretches = framesIn(heard, frames)
  const charset = charsetOf(heard.map(({ hex }) => hex).join(''))
  // A character may run over the end of a row, but never over the end of a frame or of a piece outside frames.
  let decoder = new TextDecoder(charset)
  const rows: LiveRow[] = []
  let place = 0
  for (const { at, dir, hex } of pieces) {
    const length = hex.length / 2
    for (let from = 0; from < length; ) {
      const stretch = dir === 'in' ? stretches.find(({ until }) => until > place) : undefined
      const inside = stretch !== undefined && stretch.from <= place
      const edge = stretch === undefined ? length : (inside ? stretch.until : stretch.from) - place + from
      const until = endOfRow(hex, from, Math.min(from + ROW_BYTES, length, edge))
      const part = hex.slice(from * 2, until * 2)
      const begins = inside && place === stretch.from
      const ends = inside && place + until - from === stretch.until
      if (begins || (!inside && from === 0)) decoder = new TextDecoder(charset)
      const goesOn = inside ? !ends : until < length && until !== edge
      rows.push({
        key: `${at} ${dir} ${from} ${rows.length}`,
        at,
        dir,
        hex: spaced(part),
        text: pictured(decoder.decode(bytesOf(part), { stream: goesOn })),
        mark: inside ? stretch.mark : null,
        begins,
        ends,
      })
      if (dir === 'in') place += until - from
      from = until
    }
  }
  return rows.slice(-most)
}

/** Where kept frames lie in what was heard, in order. Newest first, so that of two equal messages each finds its own place. */
function framesIn(heard: readonly LivePiece[], frames: readonly KeptFrame[]): readonly Stretch[] {
  const all = heard.map(({ hex }) => hex).join('')
  const found: { readonly from: number; readonly until: number; readonly frame: KeptFrame }[] = []
  let end = all.length
  for (const frame of [...frames].sort((one, other) => other.id - one.id)) {
    if (frame.hex === '') continue
    const at = placeOf(all, frame.hex, end)
    if (at === null || Math.abs(timeAt(heard, at) - Date.parse(frame.heardAt.utc)) > NEAR_MS) continue
    found.unshift({ from: at / 2, until: (at + frame.hex.length) / 2, frame })
    end = at
  }
  return found.map(({ from, until, frame: { id, outcomes } }, index) => ({
    from,
    until,
    mark: { id, shade: index % 2 === 0 ? 0 : 1, outcomes },
  }))
}

/** The last place of `part` that ends at `end` or before, on a whole byte; null when it is not there. */
function placeOf(all: string, part: string, end: number): number | null {
  for (let from = end - part.length; from >= 0; from -= 1) {
    from = all.lastIndexOf(part, from)
    if (from < 0) return null
    if (from % 2 === 0) return from
  }
  return null
}

function timeAt(heard: readonly LivePiece[], at: number): number {
  let left = at
  for (const piece of heard) {
    if (left < piece.hex.length) return piece.at
    left -= piece.hex.length
  }
  return Number.NaN
}

/** A line of the instrument ends its row here too, where it ends within one. */
function endOfRow(hex: string, from: number, until: number): number {
  for (let at = from; at < until - 1; at += 1) {
    if (hex.slice(at * 2, at * 2 + 2).toLowerCase() === '0a') return at + 1
  }
  return until
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function spaced(hex: string): string {
  return (hex.match(/../g) ?? []).join(' ').toUpperCase()
}

/** A character may be cut at the front, where the memory of the line ends; GB18030 is what the older readers speak. */
function charsetOf(hex: string): 'utf-8' | 'gb18030' {
  const bytes = bytesOf(hex)
  const whole = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80)
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(Math.max(0, whole)), { stream: true })
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

function pictured(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is made visible here
  return text.replace(/[\u0000-\u001f\u007f]/g, (control) => {
    const code = control.charCodeAt(0)
    return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code)
  })
}

/** Control characters by name instead of the boxes a font has for them. Pure. */

const names =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )

export interface Piece {
  /** Where it begins, for keys. */
  readonly at: number
  readonly text: string
  /** A control character's name rather than text of the frame. */
  readonly control: boolean
}

/** U+2400 to U+241F are the pictures the station sends for control bytes, U+2421 is DEL. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = []
  let at = 0
  for (const part of text.split(/([\u2400-\u2421])/)) {
    if (part === '') continue
    const code = part.charCodeAt(0) - 0x2400
    const control = part.length === 1 && code >= 0 && code <= 0x21
    found.push({ at, text: control ? (names[code] ?? 'DEL') : part, control })
    at += part.length
  }
  return found
}

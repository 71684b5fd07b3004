/** What bytes give away about the settings they were heard with: levels that hardly change, a parity bit in disguise, readable text. Pure. */

/** Bytes that carry a message or its link, beside printable ones: NUL is none of them. */
const CONTROLS = new Set([
  0x02, 0x03, 0x04, 0x05, 0x06, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x11, 0x13, 0x15, 0x17, 0x1b, 0x1c,
])

export function isLinkCharacter(byte: number): boolean {
  return CONTROLS.has(byte)
}

/** Changes of level from start bit (0) over eight data bits, lowest first, to stop bit (1): 1, 3, 5, 7 or 9. */
export function levelChanges(byte: number): number {
  let changes = 0
  let level = 0
  for (let bit = 0; bit <= 8; bit += 1) {
    const next = bit === 8 ? 1 : (byte >> bit) & 1
    if (next !== level) changes += 1
    level = next
  }
  return changes
}

/** Share of bytes with one change of level: 00 80 C0 E0 F0 F8 FC FE FF, what a slow line looks like to a fast receiver. */
export function stretchedShare(bytes: Uint8Array): number {
  return share(bytes, (byte) => levelChanges(byte) === 1)
}

export function meanChanges(bytes: Uint8Array): number {
  return bytes.length === 0 ? 0 : bytes.reduce((sum, byte) => sum + levelChanges(byte), 0) / bytes.length
}

/** Share of bytes that belong to text: printable ASCII, link characters, and GB18030 or UTF-8 characters. */
export function textShare(bytes: Uint8Array): number {
  return bytes.length === 0 ? 0 : Math.max(textBytes(bytes, chineseAt), textBytes(bytes, utf8At)) / bytes.length
}

function textBytes(bytes: Uint8Array, wideAt: (bytes: Uint8Array, at: number) => number): number {
  let good = 0
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0
    const wide = wideAt(bytes, at)
    if ((byte >= 0x20 && byte < 0x7f) || CONTROLS.has(byte)) good += 1
    else good += wide
    at += Math.max(1, wide)
  }
  return good
}

/** Level 1 of GB2312 (B0A1 to F7FE) and its signs (A1A1 to A9FE): what analyzers print. The rest of GB18030 would make half of all noise Chinese. */
function chineseAt(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0] = bytes.subarray(at, at + 2)
  const known = (first >= 0xb0 && first <= 0xf7) || (first >= 0xa1 && first <= 0xa9)
  return known && second >= 0xa1 && second <= 0xfe ? 2 : 0
}

/** Three bytes (Chinese) or two (`µ`, `°`). */
function utf8At(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
  const follows = (byte: number) => (byte & 0xc0) === 0x80
  if (first >= 0xe2 && first <= 0xef && follows(second) && follows(third)) return 3
  return first >= 0xc2 && first <= 0xdf && follows(second) ? 2 : 0
}

export interface ParityMark {
  /**
   * `seven-bits`: bit 7 is a parity bit. `eight-bits`: only bytes of one parity came through, so the line has eight data bits and a
   * parity bit that we took for the stop bit. `no-parity`: we wait for a parity bit that is not sent, and only bytes came through whose
   * top bit happens to fit.
   */
  readonly kind: 'seven-bits' | 'eight-bits' | 'no-parity'
  /** The line's own. */
  readonly parity: 'none' | 'even' | 'odd'
  /** False: top bits that may be parity or Chinese. That there is a parity bit is certain all the same. */
  readonly certain: boolean
}

/** Fewer, or less different, bytes than this fit a parity by chance. */
const ENOUGH = 12
const DIFFERENT = 6

/**
 * The parity relation, tested on every byte; null when it does not hold for all of them, or there are too few to be sure. Chance lets
 * twelve bytes pass once in 4,096 times, and text alone never: digits are of both parities.
 */
export function parityMark(bytes: Uint8Array, dataBits: 7 | 8): ParityMark | null {
  if (bytes.length < ENOUGH || new Set(bytes).size < DIFFERENT) return null
  const even = bytes.every((byte) => onesIn(byte) % 2 === 0)
  const odd = bytes.every((byte) => onesIn(byte) % 2 === 1)
  if (!even && !odd) return null
  // Zeros and their like are even too: a relation of bytes that say nothing proves nothing.
  if (textShare(bytes.map((byte) => byte & 0x7f)) < 0.8) return null
  if (dataBits === 7) return { kind: 'no-parity', parity: 'none', certain: true }
  const high = bytes.filter((byte) => byte >= 0x80)
  // With even parity the bit is 1, and so passes for a stop bit, when the byte's own ones are odd.
  const eight: ParityMark = { kind: 'eight-bits', parity: odd ? 'even' : 'odd', certain: high.length === 0 }
  if (high.length === 0) return eight
  // GB2312 has no byte from 80 to A0, where parity puts CR, LF, ETX and the space.
  const certain = high.some((byte) => byte <= 0xa0)
  // Without one of those: parity's bytes are mostly figures, B0 to B9, Chinese ones mostly above.
  if (!certain && share(high, (byte) => byte > 0xb9) > 0.5) return eight
  return { kind: 'seven-bits', parity: even ? 'even' : 'odd', certain }
}

function onesIn(byte: number): number {
  let ones = 0
  for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1
  return ones
}

export function share(bytes: Uint8Array, is: (byte: number) => boolean): number {
  return bytes.length === 0 ? 0 : bytes.reduce((sum, byte) => sum + (is(byte) ? 1 : 0), 0) / bytes.length
}

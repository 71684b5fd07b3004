/** The two-byte words of 湖北泰扬 readers: what the host asks and what the device answers beside its records. */
import { bytesOfHex } from '../bytes.ts'

/** First byte of every request but one and of every answer but one. */
export const ESCAPE = 0x1b

export const CONNECT = bytesOfHex('1B BF')
export const READ_ALL = bytesOfHex('1B B1')
/** Moves on to the next record, whether or not the one before was kept: only ever sent after it was. */
export const NEXT = bytesOfHex('24')
export const DISCONNECT = bytesOfHex('1B FF')
// There is a fifth request that erases all results without an answer. It is not here and is never sent.

export const READY = bytesOfHex('1B CF')
export const BEGINS = bytesOfHex('1B C1')
export const ENDS = bytesOfHex('1B FE')
const CANCELLED = bytesOfHex('B1 FF')

/** The codes a device may name itself by after `1B`; null where the documents give a code and no model. */
export const modelNames: ReadonlyMap<number, string | null> = new Map([
  [0x01, 'TTNJ-8'],
  [0x02, 'TTNJ-16'],
  [0x03, 'TTNJ-32'],
  [0x04, 'TTNJ-24'],
  [0x05, 'TTNJ-Z16/Z24'],
  [0x11, 'TTJ-10H8'],
  [0x12, 'TTJ-8H8'],
  [0x13, 'TTJ-4H8'],
  [0x14, 'TTJ-3H8'],
  [0x15, 'TTJ-4H8'],
  [0x21, 'TTJ-8H16'],
  [0x22, null],
  [0x23, null],
  [0x24, 'TTJ-8H24'],
  [0x31, 'TTJ-10H32'],
  [0x32, null],
  [0x33, null],
])

export type Word =
  | { readonly kind: 'ready' | 'begins' | 'ends' | 'cancelled' }
  | { readonly kind: 'model'; readonly code: number }

/** `1B FB` also ends: the text of the USB document says so where its table says `1B FE`. */
export function wordOf(bytes: Uint8Array): Word | null {
  const [first, second = 0] = bytes
  if (bytes.length !== 2) return null
  if (first === CANCELLED[0]) return second === CANCELLED[1] ? { kind: 'cancelled' } : null
  if (first !== ESCAPE) return null
  if (second === READY[1]) return { kind: 'ready' }
  if (second === BEGINS[1]) return { kind: 'begins' }
  if (second === ENDS[1] || second === 0xfb) return { kind: 'ends' }
  return modelNames.has(second) ? { kind: 'model', code: second } : null
}

/** A word that begins at `at`: its length, 0 for none, `unknown-yet` for its first byte alone. */
export function wordLengthAt(view: Uint8Array, at: number): number | 'unknown-yet' {
  const first = view[at]
  if (first !== ESCAPE && first !== CANCELLED[0]) return 0
  if (at + 1 >= view.length) return 'unknown-yet'
  return wordOf(view.subarray(at, at + 2)) === null ? 0 : 2
}

/** Bytes without Node's Buffer: the small operations every framing needs. */

/** Joins pieces into one fresh array. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const piece of pieces) length += piece.length
  const joined = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false
  return true
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0').toUpperCase())

/** One byte as two upper-case hex digits. */
export function hexByte(byte: number): string {
  return hexPairs[byte & 0xff] ?? ''
}

/** Upper-case hex without blanks: `7E01AA`. */
export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexPairs[byte]
  return text
}

/** Reads `7E 01 AA` or `7E01AA`; for requests quoted from a document. Throws on anything that is not hex: a bug. */
export function bytesOfHex(hex: string): Uint8Array {
  const digits = hex.replace(/\s+/g, '')
  if (digits.length % 2 !== 0 || /[^0-9A-Fa-f]/.test(digits)) throw new Error(`Not hex: ${hex}`)
  const bytes = new Uint8Array(digits.length / 2)
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16)
  return bytes
}

/** ASCII text as bytes. Throws on other characters: a bug, such text goes through `text.ts`. */
export function bytesOfAscii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code > 0x7f) throw new Error(`Not ASCII: ${text}`)
    bytes[index] = code
  }
  return bytes
}

/** Each byte's character of the same number. */
export const latin = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))

/** Each byte as the character of the same number; for looking at frames, never for names. */
export function latinOf(bytes: Uint8Array): string {
  // One call for a line or a frame; as arguments of a call, more would be too many.
  if (bytes.length <= 1024) return Reflect.apply(String.fromCharCode, null, bytes)
  let text = ''
  for (const byte of bytes) text += latin[byte]
  return text
}

/** Unsigned 16 bits, low byte first. */
export function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
}

/** Signed 16 bits, low byte first. */
export function i16le(bytes: Uint8Array, at: number): number {
  const value = u16le(bytes, at)
  return value > 0x7fff ? value - 0x1_0000 : value
}

/** Unsigned 32 bits, low byte first. */
export function u32le(bytes: Uint8Array, at: number): number {
  return (u16le(bytes, at) | (u16le(bytes, at + 2) << 16)) >>> 0
}

/** A buffer that grows by doubling, so that a frame arriving byte by byte costs linear time. */
export class ByteBuffer {
  #bytes = new Uint8Array(256)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(byte: number): void {
    if (this.#length === this.#bytes.length) this.#grow(this.#length + 1)
    this.#bytes[this.#length++] = byte
  }

  append(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(this.#length + bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** A view that lives until the next change. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** A copy of the first `count` bytes, which leave the buffer. */
  take(count: number = this.#length): Uint8Array {
    const taken = this.#bytes.slice(0, count)
    this.drop(count)
    return taken
  }

  /** The first `count` bytes leave the buffer. */
  drop(count: number): void {
    if (count === this.#length) {
      this.#length = 0
      return
    }
    this.#bytes.copyWithin(0, count, this.#length)
    this.#length -= count
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.view())
    this.#bytes = grown
  }
}

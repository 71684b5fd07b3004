/** JSON objects in a stream, one after another or one a line: whole when their braces balance outside of strings. Bounded. */
import { ByteBuffer, sameBytes } from '../bytes.ts'
import { type Collector, Findings, type FrameEvent } from './collector.ts'

const OPEN = 0x7b
const CLOSE = 0x7d
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Blank, tab, CR, LF: between objects they say nothing. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a
}

/** In UTF-8 (and every charset where ASCII bytes are only ASCII characters) braces and quotes can be found in bytes. */
export class JsonCollector implements Collector {
  readonly #longest: number
  readonly #opening: Uint8Array | null
  readonly #text = new ByteBuffer()
  readonly #braces = new Braces()
  readonly #found = new Findings()

  /**
   * `longest`: bytes of an object; a longer one has lost its end. `opening`: how each object of a device begins, quotes included, so
   * that it cannot stand inside a string: seen again, the object before it broke off.
   */
  constructor(longest: number, opening: Uint8Array | null = null) {
    this.#longest = longest
    this.#opening = opening
  }

  get unfinished(): boolean {
    return this.#text.length > 0 || this.#found.noise.count > 0
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    for (const byte of bytes) this.#take(byte)
    return this.#found.take()
  }

  flush(why: string): readonly FrameEvent[] {
    this.#found.endNoise()
    if (this.#text.length > 0) this.#bad(`json-cut: ${why} before its last brace`)
    return this.#found.take()
  }

  #take(byte: number): void {
    if (this.#text.length === 0) {
      if (byte !== OPEN) {
        if (!isBlank(byte) || this.#found.noise.count > 0) this.#found.noise.add(byte)
        return
      }
      this.#found.endNoise()
    }
    this.#text.push(byte)
    if (this.#opensAgain(byte)) return
    if (this.#braces.after(byte) === 0) this.#found.frame(this.#text.take())
    else if (this.#text.length >= this.#longest) this.#bad(`json-too-long: no end within ${this.#longest} bytes`)
  }

  #opensAgain(byte: number): boolean {
    const opening = this.#opening
    if (opening === null || byte !== opening.at(-1) || this.#text.length <= opening.length) return false
    const before = this.#text.length - opening.length
    if (!sameBytes(this.#text.view().subarray(before), opening)) return false
    this.#braces.reset()
    this.#found.bad(this.#text.take(before), 'json-cut: another object began before its last brace')
    for (const again of opening) this.#braces.after(again)
    return true
  }

  #bad(reason: string): void {
    this.#braces.reset()
    this.#found.bad(this.#text.take(), reason)
  }
}

/** How many braces are open after each byte. */
class Braces {
  #depth = 0
  #inString = false
  #escaped = false

  after(byte: number): number {
    if (this.#escaped) this.#escaped = false
    else if (this.#inString) {
      if (byte === BACKSLASH) this.#escaped = true
      else if (byte === QUOTE) this.#inString = false
    } else if (byte === QUOTE) this.#inString = true
    else if (byte === OPEN) this.#depth++
    else if (byte === CLOSE) this.#depth--
    return this.#depth
  }

  reset(): void {
    this.#depth = 0
    this.#inString = false
    this.#escaped = false
  }
}

export interface JsonSpan {
  readonly from: number
  readonly until: number
}

/** Where the objects directly inside an object lie, in the order of the text: the elements of its lists. */
export function innerObjects(text: Uint8Array): readonly JsonSpan[] {
  const braces = new Braces()
  const spans: JsonSpan[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const after = braces.after(text[at] ?? 0)
    if (depth === 1 && after === 2) from = at
    if (depth === 2 && after === 1) spans.push({ from, until: at + 1 })
    depth = after
  }
  return spans
}

/** Null when it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Bytes cut into lines at CR LF, CR or LF: bounded, and half a line is never taken for a whole one. Decoding comes after. */
import { ByteBuffer } from '../bytes.ts'
import { type Collector, Findings, type FrameEvent } from './collector.ts'

const CR = 0x0d
const LF = 0x0a

export interface LineEnds {
  /** Bytes; a longer line has lost its end. */
  readonly longest: number
  /** `any`: CR LF, CR or LF, and an LF right after CR is part of the end before it. `lf`: CR LF, or LF alone, whole in the frame. */
  readonly end?: 'any' | 'lf'
  /** Ends lines beside those, e.g. a prompt `>` (3E) or EOT (04). */
  readonly alsoEnds?: readonly number[]
}

/** A frame is a line with its end; with `any`, with the first byte of its end. An empty line is nothing. */
export class LineCollector implements Collector {
  readonly #longest: number
  /** 1 where a byte ends a line. */
  readonly #ends = new Uint8Array(256)
  readonly #line = new ByteBuffer()
  readonly #found = new Findings()
  #overlong = false

  constructor({ longest, end = 'any', alsoEnds = [] }: LineEnds) {
    this.#longest = longest
    for (const byte of [...(end === 'any' ? [CR] : []), LF, ...alsoEnds]) this.#ends[byte] = 1
  }

  get unfinished(): boolean {
    return this.#line.length > 0 || this.#overlong
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    const ends = this.#ends
    for (let from = 0; from < bytes.length; ) {
      let until = from
      while (until < bytes.length && ends[bytes[until] ?? 0] === 0) until++
      // A line that came in one piece, end included, is nobody's but its own.
      if (until < bytes.length && until - from < this.#longest && !this.unfinished) this.#whole(bytes, from, until)
      else {
        this.#take(bytes.subarray(from, until))
        if (until < bytes.length) this.#end(bytes[until] ?? CR)
      }
      from = until + 1
    }
    return this.#found.take()
  }

  flush(why: string): readonly FrameEvent[] {
    this.#endNoise()
    if (this.#line.length > 0) this.#found.bad(this.#line.take(), `line-cut: ${why} before its end`)
    return this.#found.take()
  }

  #whole(bytes: Uint8Array, from: number, until: number): void {
    const length = until - from
    if (length > 1 || (length === 1 && bytes[from] !== CR)) this.#found.frame(bytes.slice(from, until + 1))
  }

  #take(bytes: Uint8Array): void {
    if (this.#overlong) {
      this.#found.noise.addAll(bytes)
      return
    }
    const room = this.#longest - this.#line.length
    this.#line.append(bytes.subarray(0, room))
    if (bytes.length < room) return
    this.#found.bad(this.#line.take(), `line-too-long: no end within ${this.#longest} bytes`)
    this.#overlong = true
    this.#found.noise.addAll(bytes.subarray(room))
  }

  #end(byte: number): void {
    if (this.#overlong) this.#endNoise()
    else if (this.#line.length > 1 || (this.#line.length === 1 && this.#line.view()[0] !== CR)) {
      this.#line.push(byte)
      this.#found.frame(this.#line.take())
    } else this.#line.drop(this.#line.length)
  }

  #endNoise(): void {
    this.#overlong = false
    this.#found.endNoise()
  }
}

/** A line without its end: one byte, or CR LF. */
export function lineBody(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bodyEnd(bytes))
}

export function bodyEnd(bytes: Uint8Array): number {
  const crLf = bytes[bytes.length - 1] === LF && bytes[bytes.length - 2] === CR
  return bytes.length - (crLf ? 2 : 1)
}

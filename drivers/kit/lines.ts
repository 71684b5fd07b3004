/** Anything that prints lines: one line is one unit, ended by CR LF, CR or LF. For balances, pH meters and readers with a text print-out. */
import { damaged, ignored, type Outcome } from '#core/reading/reading.ts'
import { ByteBuffer } from './bytes.ts'
import type { Line, Steps } from './line.ts'
import { NoiseRun, noiseReason } from './noise.ts'
import { type Charset, decodeText } from './text.ts'

const CR = 0x0d
const LF = 0x0a
const TAB = 0x09

export interface LinesOptions {
  /** Null: strict UTF-8, else GB18030. */
  readonly charset: Charset | null
  /** Bytes; a longer line has lost its end. */
  readonly longest: number
  /** A line begun and not ended within this silence is damaged, never taken as whole: `0.360 kg` may be the rest of `10.360 kg`. */
  readonly idleMs: number
  /** One line without its end, outer blanks kept. */
  readonly read: (text: string) => readonly Outcome[]
}

export class LinesLine implements Line {
  readonly #options: LinesOptions
  readonly #line = new ByteBuffer()
  readonly #noise = new NoiseRun()
  #overlong = false
  #afterCr = false

  constructor(options: LinesOptions) {
    this.#options = options
  }

  *opened(): Steps {}

  *heard(bytes: Uint8Array): Steps {
    for (const byte of bytes) {
      // LF right after CR belongs to the end already told.
      const padding = byte === LF && this.#afterCr
      this.#afterCr = byte === CR
      if (padding) continue
      if (byte === CR || byte === LF) yield* this.#end(byte)
      else if (this.#overlong) this.#noise.add(byte)
      else {
        this.#line.push(byte)
        if (this.#line.length >= this.#options.longest) yield* this.#tooLong()
      }
    }
    yield { kind: 'wait', ms: this.#line.length > 0 || this.#overlong ? this.#options.idleMs : null }
  }

  *elapsed(): Steps {
    yield* this.#giveUp('silence')
  }

  *closed(): Steps {
    yield* this.#giveUp('the line closed')
  }

  *#giveUp(why: string): Steps {
    yield* this.#endNoise()
    if (this.#line.length > 0) yield* this.#keep(this.#line.take(), () => [damaged(`line-cut: ${why} before its end`)])
  }

  *#end(byte: number): Steps {
    if (this.#overlong) return yield* this.#endNoise()
    if (this.#line.length === 0) return
    const text = this.#line.view().slice()
    this.#line.push(byte)
    yield* this.#keep(this.#line.take(), () => this.#outcomesOf(text))
  }

  #outcomesOf(bytes: Uint8Array): readonly Outcome[] {
    const controls = bytes.filter((byte) => (byte < 0x20 && byte !== TAB) || byte === 0x7f)
    if (controls.length === bytes.length) return [ignored(`noise: ${bytes.length} control bytes`)]
    if (controls.length > 0) return [damaged(`line-garbled: ${controls.length} control bytes in it`)]
    return this.#options.read(decodeText(bytes, this.#options.charset).text)
  }

  *#tooLong(): Steps {
    this.#overlong = true
    yield* this.#keep(this.#line.take(), () => [damaged(`line-too-long: no end within ${this.#options.longest} bytes`)])
  }

  *#endNoise(): Steps {
    this.#overlong = false
    const noise = this.#noise.take()
    if (noise !== null) yield* this.#keep(noise.bytes, () => [ignored(noiseReason(noise))])
  }

  *#keep(bytes: Uint8Array, outcomesOf: () => readonly Outcome[]): Steps {
    const ticket = yield { kind: 'keep', bytes }
    if (ticket === null) return
    const outcomes = outcomesOf().map((outcome) => ({ frame: ticket, outcome }))
    yield { kind: 'settle', frames: [ticket], outcomes, interrupted: false }
  }
}

/** Several lines as one record, as in kit/framing/blocks.ts, but its marks are data and its end may have none. Bounded in lines and bytes. */
import { ByteBuffer } from '../bytes.ts'
import type { Collector, FrameEvent } from '../framing/collector.ts'
import { LineCollector } from '../framing/line-ends.ts'
import { type Charset, encodeGbk, encodeUtf8 } from '../text.ts'
import type { Framing } from './format.ts'

type Block = Extract<Framing, { kind: 'block' }>

/** A frame is a whole block, each line with the first byte of its end. A begin mark inside a block: the one before lost its end. */
export class BlockCollector implements Collector {
  readonly #lines: LineCollector
  readonly #begins: readonly Uint8Array[]
  readonly #ends: readonly Uint8Array[]
  readonly #mostLines: number
  readonly #block = new ByteBuffer()
  #count = 0

  constructor({ begins, ends, mostLines, longest, alsoEnds }: Block, charset: Charset | null) {
    this.#lines = new LineCollector({ longest, alsoEnds })
    this.#begins = spellings(begins, charset)
    this.#ends = ends === null ? [] : spellings(ends, charset)
    this.#mostLines = mostLines
  }

  get unfinished(): boolean {
    return this.#count > 0 || this.#lines.unfinished
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    return this.#lines.push(bytes).flatMap((event) => this.#take(event))
  }

  /** Without an end mark, silence is the end of a block; half a line is not. */
  flush(why: string): readonly FrameEvent[] {
    const rest = this.#lines.flush(why).flatMap((event) => this.#take(event))
    if (this.#count === 0) return rest
    const bytes = this.#release()
    if (this.#ends.length === 0) return [...rest, { kind: 'frame', bytes }]
    return [...rest, { kind: 'bad', bytes, reason: `block-cut: ${why} before its end` }]
  }

  #take(event: FrameEvent): readonly FrameEvent[] {
    if (event.kind !== 'frame') return [...this.#broken('block-broken: a damaged line in it'), event]
    const line = event.bytes.subarray(0, event.bytes.length - 1)
    if (startsWithAny(line, this.#begins)) return this.#begin(event.bytes)
    if (this.#count === 0) {
      const noise = event.bytes
      return [{ kind: 'noise', noise: { bytes: noise, count: noise.length } }]
    }
    this.#add(event.bytes)
    if (startsWithAny(line, this.#ends)) return [{ kind: 'frame', bytes: this.#release() }]
    return this.#count >= this.#mostLines ? this.#broken(`block-too-long: no end within ${this.#mostLines} lines`) : []
  }

  #begin(bytes: Uint8Array): readonly FrameEvent[] {
    const before = this.#count === 0 ? [] : this.#endWithoutMark()
    this.#add(bytes)
    return before
  }

  #endWithoutMark(): readonly FrameEvent[] {
    if (this.#ends.length === 0) return [{ kind: 'frame', bytes: this.#release() }]
    return this.#broken('block-cut: the next one began before its end')
  }

  #broken(reason: string): readonly FrameEvent[] {
    return this.#count === 0 ? [] : [{ kind: 'bad', bytes: this.#release(), reason }]
  }

  #add(bytes: Uint8Array): void {
    this.#block.append(bytes)
    this.#count++
  }

  #release(): Uint8Array {
    this.#count = 0
    return this.#block.take()
  }
}

/** A mark as the device may write it; its blanks in front do not count. */
function spellings(mark: string, charset: Charset | null): readonly Uint8Array[] {
  if (charset === 'utf-8') return [encodeUtf8(mark)]
  return charset === 'gb18030' ? [encodeGbk(mark)] : [encodeUtf8(mark), encodeGbk(mark)]
}

function startsWithAny(line: Uint8Array, marks: readonly Uint8Array[]): boolean {
  let at = 0
  while (line[at] === 0x20 || line[at] === 0x09) at++
  return marks.some((mark) => mark.every((byte, index) => line[at + index] === byte))
}

/**
 * The stream of a DY-723PC cut into pieces of one record each. Records may follow one another without a line end, and the letter R may
 * stand in an item's name, so a new record begins at `R,` only when the one before already has its time.
 */
import { ByteBuffer, latinOf } from '#drivers/kit/bytes.ts'
import type { Collector, FrameEvent } from '#drivers/kit/framing/collector.ts'
import { NoiseRun } from '#drivers/kit/framing/noise.ts'

const CR = 0x0d
const LF = 0x0a
const COMMA = 0x2c
const LETTER_R = 0x52
const LETTER_H = 0x48

/** A record with all its names is under 150 bytes; what is longer has lost its ends. */
export const LONGEST_RECORD = 1024

/** The time field, also of a clock that has lost its battery (`0000-00-00 00:00:00`). */
export const timeField = /^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]+\d{1,2}:\d{1,2}(?::\d{1,2})?)?\s*$/

/** Without a comma behind it only a time to the second counts: `2026-03-02 08:0` may be the rest of a cut record. */
const fullTime = /^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T]+\d{1,2}:\d\d:\d\d\s*$/

/** A frame is a piece ended by CR, LF, `FINISH` or the next record. */
export class PieceCollector implements Collector {
  readonly #piece = new ByteBuffer()
  /** After a piece without end: counted until something ends it. */
  readonly #noise = new NoiseRun()
  #lost = false
  #events: FrameEvent[] = []

  get unfinished(): boolean {
    return this.#piece.length > 0 || this.#noise.count > 0
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    for (const byte of bytes) this.#take(byte)
    return this.#drain()
  }

  /** Nothing more comes: without its end a record may have lost a digit of its last field. */
  flush(why: string): readonly FrameEvent[] {
    this.#endNoise()
    if (this.#piece.length > 0)
      this.#events.push({ kind: 'bad', bytes: this.#piece.take(), reason: `record-cut: ${why}` })
    return this.#drain()
  }

  #drain(): readonly FrameEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  #take(byte: number): void {
    const lineEnd = byte === CR || byte === LF
    if (lineEnd && this.#piece.length === 0) {
      this.#endNoise()
      return
    }
    this.#piece.push(byte)
    if (lineEnd) this.#end(this.#piece.length)
    else if (byte === LETTER_H && endsWith(this.#piece.view(), 'FINISH')) this.#end(this.#piece.length)
    else if (byte === COMMA && this.#beginsRecord()) this.#end(this.#piece.length - 2)
    else if (this.#piece.length >= LONGEST_RECORD) this.#tooLong()
  }

  #end(length: number): void {
    const bytes = this.#piece.take(length)
    // FINISH alone is the end of a transfer: a handshake, no record.
    if (/^\s*(?:FINISH)?\s*$/.test(latinOf(bytes))) this.#endNoise()
    else if (this.#lost) {
      for (const byte of bytes) this.#noise.add(byte)
      this.#endNoise()
    } else if (length > 0) this.#events.push({ kind: 'frame', bytes })
    this.#lost = false
  }

  /** The piece ends in `R,`: a record begins when the one before has its time, or when there is none before. */
  #beginsRecord(): boolean {
    const view = this.#piece.view()
    if (view.length < 3 || view[view.length - 2] !== LETTER_R) return false
    if (this.#lost) return true
    const fields = latinOf(view.subarray(0, view.length - 2)).split(',')
    const last = fields.pop() ?? ''
    return fullTime.test(last) || fields.some((field) => timeField.test(field))
  }

  #tooLong(): void {
    const bytes = this.#piece.take()
    if (this.#lost) for (const byte of bytes) this.#noise.add(byte)
    else this.#events.push({ kind: 'bad', bytes, reason: `record-too-long: no end within ${LONGEST_RECORD} bytes` })
    this.#lost = true
  }

  #endNoise(): void {
    const noise = this.#noise.take()
    this.#lost = false
    if (noise !== null) this.#events.push({ kind: 'noise', noise })
  }
}

function endsWith(view: Uint8Array, word: string): boolean {
  return view.length >= word.length && latinOf(view.subarray(view.length - word.length)) === word
}

/**
 * The stream of a DY-6100 cut into answers (`n` count, `g` serial number) and records. A record has no head, and its number may begin
 * with the byte of `n` (110) or `g` (103): only the order of the conversation tells them apart.
 */
import { ByteBuffer, u16le } from '#drivers/kit/bytes.ts'
import type { Collector, FrameEvent } from '#drivers/kit/framing/collector.ts'
import { NoiseRun } from '#drivers/kit/framing/noise.ts'
import { flawOf, RECORD_LENGTH } from './record.ts'

export const COUNT = 0x6e
export const SERIAL = 0x67
export const ANSWER_LENGTH = 3

/** `lost`: a record was none, so where the next begins is not known and small numbers look right anywhere. Only a silence ends it. */
type Awaits = 'count' | 'serial' | 'records' | 'lost'

export class AtpCollector implements Collector {
  #awaits: Awaits = 'count'
  readonly #buffer = new ByteBuffer()
  readonly #lost = new NoiseRun()
  /** Records announced that have not come; without a count, as many as there are. */
  #left = Number.POSITIVE_INFINITY
  #flaw = ''
  #events: FrameEvent[] = []

  get unfinished(): boolean {
    return this.#buffer.length > 0 || this.#lost.count > 0
  }

  /** A new question goes out: what comes now begins with its answer. */
  restart(): void {
    if (this.#awaits === 'lost') return
    this.#awaits = 'count'
    this.#left = Number.POSITIVE_INFINITY
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    for (const byte of bytes) this.#take(byte)
    return this.#drain()
  }

  flush(): readonly FrameEvent[] {
    const cut = this.#buffer.take()
    const whole = this.#awaits === 'records' ? RECORD_LENGTH : ANSWER_LENGTH
    if (cut.length > 0)
      this.#events.push({ kind: 'bad', bytes: cut, reason: `frame-cut: ${cut.length} of ${whole} bytes` })
    const lost = this.#lost.take()
    if (lost !== null && lost.count > lost.bytes.length) this.#events.push({ kind: 'noise', noise: lost })
    else if (lost !== null) this.#events.push({ kind: 'bad', bytes: lost.bytes, reason: this.#flaw })
    this.#awaits = 'count'
    this.#left = Number.POSITIVE_INFINITY
    return this.#drain()
  }

  #drain(): readonly FrameEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  #take(byte: number): void {
    if (this.#awaits === 'lost') {
      this.#lost.add(byte)
      return
    }
    const letter = this.#awaits === 'count' ? COUNT : SERIAL
    if (this.#awaits !== 'records' && this.#buffer.length === 0 && byte !== letter) this.#awaits = 'records'
    this.#buffer.push(byte)
    if (this.#awaits === 'records') this.#record()
    else if (this.#buffer.length === ANSWER_LENGTH) this.#answer(this.#buffer.take())
  }

  #answer(bytes: Uint8Array): void {
    this.#events.push({ kind: 'frame', bytes })
    if (bytes[0] === COUNT) {
      this.#left = u16le(bytes, 1)
      this.#awaits = 'serial'
    } else this.#awaits = this.#left > 0 ? 'records' : 'count'
  }

  #record(): void {
    if (this.#buffer.length < RECORD_LENGTH) return
    const flaw = flawOf(this.#buffer.view())
    const bytes = this.#buffer.take()
    if (flaw !== null) {
      this.#flaw = flaw
      this.#lost.addAll(bytes)
      this.#awaits = 'lost'
      return
    }
    this.#events.push({ kind: 'frame', bytes })
    this.#left--
    if (this.#left === 0) this.restart()
  }
}

/** Lines of a device with a command prompt: `>` at the start of a line is a frame of its own, also when no line follows. */
import type { Collector, FrameEvent } from './collector.ts'
import { LineCollector, type LineEnds } from './line-ends.ts'

const CR = 0x0d
const LF = 0x0a
const BLANK = 0x20
const PROMPT = 0x3e

export class PromptCollector implements Collector {
  readonly #lines: LineCollector
  #atStart = true
  #afterPrompt = false

  constructor(ends: LineEnds) {
    this.#lines = new LineCollector(ends)
  }

  get unfinished(): boolean {
    return this.#lines.unfinished
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    const events: FrameEvent[] = []
    let from = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]
      // The blank that some models send behind the prompt belongs to it, not to a line.
      const blank = byte === BLANK && this.#afterPrompt
      if (this.#atStart && (byte === PROMPT || blank)) {
        events.push(...this.#lines.push(bytes.subarray(from, at)))
        if (!blank) events.push({ kind: 'frame', bytes: Uint8Array.of(PROMPT) })
        this.#afterPrompt = true
        from = at + 1
        continue
      }
      this.#atStart = byte === CR || byte === LF
      this.#afterPrompt = false
    }
    events.push(...this.#lines.push(bytes.subarray(from)))
    return events
  }

  flush(why: string): readonly FrameEvent[] {
    this.#atStart = true
    this.#afterPrompt = false
    return this.#lines.flush(why)
  }
}

export function isPrompt(frame: Uint8Array): boolean {
  return frame.length === 1 && frame[0] === PROMPT
}

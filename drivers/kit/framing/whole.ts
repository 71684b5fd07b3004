/** A file as one unit: everything from the first byte to a silence or the end of the wire. For exported files that a folder delivers. */
import { ByteBuffer } from '../bytes.ts'
import type { Collector, FrameEvent } from './collector.ts'
import { NOISE_KEPT } from './noise.ts'

/** A year of a busy room's rows is a tenth of it. */
const LONGEST_FILE = 16 * 1024 * 1024

/** A text that goes on so long without a line end is no table: it is not gathered any further. A packed file has no lines. */
const LONGEST_LINE = 64 * 1024
/** How a workbook begins. */
const PACKED = [0x50, 0x4b, 0x03, 0x04]

export class WholeCollector implements Collector {
  readonly #longest: number
  readonly #file = new ByteBuffer()
  #count = 0
  #sinceEnd = 0
  #problem: string | null = null

  constructor(longest: number = LONGEST_FILE) {
    this.#longest = longest
  }

  get unfinished(): boolean {
    return this.#count > 0
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    this.#count += bytes.length
    if (this.#problem !== null) return []
    for (const byte of bytes) {
      this.#sinceEnd = byte === 0x0a || byte === 0x0d ? 0 : this.#sinceEnd + 1
      this.#file.push(byte)
      if (this.#sinceEnd === LONGEST_LINE + 1 && !this.#isPacked())
        this.#giveUp(`no line end within ${LONGEST_LINE} bytes`)
      else if (this.#file.length > this.#longest) this.#giveUp(`${this.#longest} bytes at most`)
      if (this.#problem !== null) break
    }
    return []
  }

  flush(): readonly FrameEvent[] {
    const [count, problem, bytes] = [this.#count, this.#problem, this.#file.take()]
    this.#count = 0
    this.#sinceEnd = 0
    this.#problem = null
    if (count === 0) return []
    if (problem === null) return [{ kind: 'frame', bytes }]
    return [{ kind: 'bad', bytes, reason: `file-too-long: ${problem}; ${bytes.length} of ${count} bytes kept` }]
  }

  #isPacked(): boolean {
    const file = this.#file.view()
    return PACKED.every((byte, at) => file[at] === byte)
  }

  #giveUp(problem: string): void {
    this.#problem = problem
    const first = this.#file.take().slice(0, NOISE_KEPT)
    this.#file.append(first)
  }
}

/** The analyzer's side of a conversation as data: what it answers to which request, for simulators, demonstrations and tests. */
import { ByteBuffer, joinBytes } from '../bytes.ts'
import type { Instrument, InstrumentStep } from '../line.ts'

type Steps = Generator<InstrumentStep, void, void>

export interface Answer {
  /** Bytes of the request, gone from the front of what was heard. */
  readonly used: number
  /** What the device says to it; absent: nothing. */
  readonly say?: Uint8Array
  /** Records told by it. */
  readonly told?: number
  /** Nothing is left to tell. */
  readonly over?: boolean
}

export interface VirtualOptions {
  /** How many records the device holds. */
  readonly total: number
  /** The request at the front of what was heard; null: not whole yet. Bytes of no request are `{ used: 1 }`. */
  readonly answer: (heard: Uint8Array) => Answer | null
  /** Said without being asked when nobody asks for so long: a recording is played in the end. */
  readonly unasked?: { readonly afterMs: number; readonly say: Uint8Array; readonly told: number }
}

/** A recording is played when nobody asks for so long. */
export const UNASKED_MS = 3_000

export class VirtualInstrument implements Instrument {
  readonly #options: VirtualOptions
  readonly #heard = new ByteBuffer()
  #told = 0
  #done = false

  constructor(options: VirtualOptions) {
    this.#options = options
  }

  *opened(): Steps {
    if (this.#options.unasked !== undefined) yield { kind: 'wait', ms: this.#options.unasked.afterMs }
  }

  *heard(bytes: Uint8Array): Steps {
    this.#heard.append(bytes)
    while (this.#heard.length > 0) {
      const answer = this.#options.answer(this.#heard.view())
      if (answer === null) return
      this.#heard.drop(Math.max(1, answer.used))
      yield* this.#say(answer)
    }
  }

  *elapsed(): Steps {
    const { unasked } = this.#options
    if (unasked !== undefined && !this.#done) yield* this.#say({ used: 0, over: true, ...unasked })
  }

  *#say({ say, told = 0, over = false }: Answer): Steps {
    if (say !== undefined && say.length > 0) yield { kind: 'send', bytes: say }
    if (!this.#done) this.#told += told
    if (!over || this.#done) return
    this.#done = true
    yield { kind: 'wait', ms: null }
    yield { kind: 'done', sent: this.#told, refused: this.#options.total - this.#told }
  }
}

/** A device that speaks by itself: each piece is one record, said as soon as the wire is there. */
export function speaking(pieces: readonly Uint8Array[]): Instrument {
  const say = joinBytes(pieces)
  return new VirtualInstrument({
    total: pieces.length,
    answer: (heard) => ({ used: heard.length }),
    unasked: { afterMs: 0, say, told: pieces.length },
  })
}

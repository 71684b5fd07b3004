/** The analyzer's end of an MLLP link: one message, its answer, the next. For simulators, demonstrations and tests. */
import type { Instrument, InstrumentStep } from '../line.ts'
import { hl7Field } from './fields.ts'
import { MllpCollector } from './mllp.ts'
import { hl7UnitOf } from './segments.ts'

type Steps = Generator<InstrumentStep, void, void>

/** Own choice, as makers differ (10 to 60 s): after this the message is sent again, three times in all. */
const ANSWER_MS = 10_000
const MOST_TRIES = 3

export interface Hl7Sending {
  /** MSH-10, which MSA-2 must name. */
  readonly id: string
  readonly block: Uint8Array
}

export class Hl7Sender implements Instrument {
  readonly #sendings: readonly Hl7Sending[]
  readonly #heard = new MllpCollector()
  #at = 0
  #tries = 0
  #sent = 0
  #over = false

  constructor(sendings: readonly Hl7Sending[]) {
    this.#sendings = sendings
  }

  *opened(): Steps {
    yield* this.#say()
  }

  *heard(bytes: Uint8Array): Steps {
    for (const event of this.#heard.push(bytes)) {
      if (event.kind !== 'frame' || !this.#isAnswered(event.bytes)) continue
      this.#sent++
      yield* this.#next()
    }
  }

  *elapsed(): Steps {
    if (this.#tries < MOST_TRIES) yield* this.#say()
    else yield* this.#next()
  }

  #isAnswered(frame: Uint8Array): boolean {
    const awaited = this.#sendings[this.#at]
    return hl7UnitOf(frame, null).messages.some((message) => {
      const msa = message.segments.find(({ name }) => name === 'MSA') ?? null
      return hl7Field(msa, 1, message) === 'AA' && hl7Field(msa, 2, message) === awaited?.id
    })
  }

  *#next(): Steps {
    this.#at++
    this.#tries = 0
    yield* this.#say()
  }

  *#say(): Steps {
    const sending = this.#sendings[this.#at]
    if (sending !== undefined) {
      this.#tries++
      yield { kind: 'send', bytes: sending.block }
      yield { kind: 'wait', ms: ANSWER_MS }
      return
    }
    if (this.#over) return
    this.#over = true
    yield { kind: 'wait', ms: null }
    yield { kind: 'done', sent: this.#sent, refused: this.#sendings.length - this.#sent }
  }
}

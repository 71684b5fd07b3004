/** A virtual DY-723PC: asked for days, it sends their records and FINISH. */
import type { Reading } from '#core/reading/reading.ts'
import { bytesOfAscii, joinBytes, latinOf } from '#drivers/kit/bytes.ts'
import type { Instrument, InstrumentStep } from '#drivers/kit/line.ts'
import { recordBytes } from './record.ts'

type Steps = Generator<InstrumentStep, void, void>

interface Answer {
  readonly count: number
  readonly bytes: Uint8Array
}

/** A recording is played when nobody asks for so long. */
const UNASKED_MS = 3_000
const request = /D(\d{4}-\d\d-\d\d)D(\d{4}-\d\d-\d\d)/

export function instrumentOf(readings: readonly Reading[]): Instrument {
  const answer = (from: string, until: string): Answer => {
    const records = readings.filter(
      ({ measuredAt }) => measuredAt === null || isBetween(measuredAt.slice(0, 10), from, until),
    )
    return {
      count: records.length,
      bytes: joinBytes([...records.map((one, index) => recordBytes(one, index + 1)), bytesOfAscii('FINISH\r\n')]),
    }
  }
  return new VirtualDy723pc(answer, readings.length, false)
}

/** Recorded bytes as they are, whatever days are asked for. */
export function playbackOf(bytes: Uint8Array): Instrument {
  return new VirtualDy723pc(() => ({ count: 1, bytes }), 1, true)
}

class VirtualDy723pc implements Instrument {
  readonly #answer: (from: string, until: string) => Answer
  readonly #all: number
  readonly #speaksUnasked: boolean
  #heard = ''
  #done = false

  constructor(answer: (from: string, until: string) => Answer, all: number, speaksUnasked: boolean) {
    this.#answer = answer
    this.#all = all
    this.#speaksUnasked = speaksUnasked
  }

  *opened(): Steps {
    if (this.#speaksUnasked) yield { kind: 'wait', ms: UNASKED_MS }
  }

  *heard(bytes: Uint8Array): Steps {
    this.#heard = (this.#heard + latinOf(bytes)).slice(-200)
    const asked = request.exec(this.#heard)
    if (asked === null) return
    this.#heard = this.#heard.slice(asked.index + asked[0].length)
    yield* this.#tell(asked[1] ?? '', asked[2] ?? '')
  }

  *elapsed(): Steps {
    if (!this.#done) yield* this.#tell('', '')
  }

  *#tell(from: string, until: string): Steps {
    const { count, bytes } = this.#answer(from, until)
    yield { kind: 'send', bytes }
    if (this.#done) return
    this.#done = true
    yield { kind: 'wait', ms: null }
    yield { kind: 'done', sent: count, refused: this.#all - count }
  }
}

function isBetween(day: string, from: string, until: string): boolean {
  return from <= day && day <= until
}

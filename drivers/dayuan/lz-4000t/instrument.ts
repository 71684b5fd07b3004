/** A virtual LZ-4000T: answers the test, says whether it has records of a day, and sends the day when asked. */
import type { Reading } from '#core/reading/reading.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import { EnclosedCollector, type EnclosedFrame, enclose } from '#drivers/kit/dayuan/enclosed.ts'
import type { Instrument, InstrumentStep } from '#drivers/kit/line.ts'
import { recordData } from './record.ts'
import { HAS_RECORDS, HAS_REPLY, READ_DAY, RECORD, replies, requests, TEST, TEST_REPLY } from './requests.ts'

type Steps = Generator<InstrumentStep, void, void>

/** What is sent for a day (`YYYY-MM-DD`), in how many records. */
interface DayMemory {
  readonly all: number
  of(day: string): { readonly count: number; readonly bytes: Uint8Array }
}

/** A recording is played when nobody asks for so long. */
const UNASKED_MS = 3_000

export function instrumentOf(readings: readonly Reading[]): Instrument {
  return new VirtualLz4000t(
    {
      all: readings.length,
      of(day) {
        // A record whose clock was unreadable lies in no day; it is sent with any.
        const records = readings.filter(({ measuredAt }) => measuredAt === null || measuredAt.startsWith(day))
        const frames = records.map((one, index) => enclose(RECORD, recordData(one, index + 1, records.length)))
        return { count: frames.length, bytes: joinBytes(frames) }
      },
    },
    false,
  )
}

/** Recorded bytes as they are, on the first question for a day; the recording's own answers to test and question are left out. */
export function playbackOf(bytes: Uint8Array): Instrument {
  const collector = new EnclosedCollector(replies)
  const pieces: Uint8Array[] = []
  let count = 0
  for (const event of [...collector.push(bytes), ...collector.flush()]) {
    if (event.kind === 'frame' && event.command !== RECORD) continue
    if (event.kind === 'frame') count++
    pieces.push(event.kind === 'noise' ? event.noise.bytes : event.bytes)
  }
  const recorded = { count: Math.max(count, pieces.length > 0 ? 1 : 0), bytes: joinBytes(pieces) }
  return new VirtualLz4000t({ all: recorded.count, of: () => recorded }, true)
}

class VirtualLz4000t implements Instrument {
  readonly #memory: DayMemory
  readonly #speaksUnasked: boolean
  readonly #frames = new EnclosedCollector(requests)
  #done = false

  constructor(memory: DayMemory, speaksUnasked: boolean) {
    this.#memory = memory
    this.#speaksUnasked = speaksUnasked
  }

  *opened(): Steps {
    if (this.#speaksUnasked) yield { kind: 'wait', ms: UNASKED_MS }
  }

  *heard(bytes: Uint8Array): Steps {
    for (const event of this.#frames.push(bytes)) if (event.kind === 'frame') yield* this.#answer(event)
  }

  *elapsed(): Steps {
    if (this.#done) return
    const { count, bytes } = this.#memory.of('')
    yield { kind: 'send', bytes }
    yield* this.#finish(count)
  }

  *#answer({ command, data }: EnclosedFrame): Steps {
    if (command === TEST) yield { kind: 'send', bytes: enclose(TEST_REPLY, Uint8Array.of(1, 0, 0)) }
    const { count, bytes } = this.#memory.of(dayOf(data))
    if (command === HAS_RECORDS) {
      yield { kind: 'send', bytes: enclose(HAS_REPLY, Uint8Array.of(...data, count & 0xff, count >> 8)) }
      if (count === 0) yield* this.#finish(0)
    }
    if (command !== READ_DAY) return
    yield { kind: 'send', bytes }
    yield* this.#finish(count)
  }

  *#finish(sent: number): Steps {
    if (this.#done) return
    this.#done = true
    yield { kind: 'wait', ms: null }
    yield { kind: 'done', sent, refused: this.#memory.all - sent }
  }
}

function dayOf([year = 0, month = 0, day = 0]: Uint8Array): string {
  return `20${[year, month, day].map((part) => String(part).padStart(2, '0')).join('-')}`
}

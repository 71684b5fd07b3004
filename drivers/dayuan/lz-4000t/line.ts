/** The conversation with an LZ-4000T: test, ask for today, read today, and again every few seconds, so that records arrive live. */
import { damaged, ignored, type Outcome } from '#core/reading/reading.ts'
import { hexOf, sameBytes, u16le } from '#drivers/kit/bytes.ts'
import { EnclosedCollector, type EnclosedEvent, type EnclosedFrame } from '#drivers/kit/dayuan/enclosed.ts'
import type { Line, Steps, Ticket } from '#drivers/kit/line.ts'
import { noiseReason } from '#drivers/kit/noise.ts'
import { SeenBefore } from '#drivers/kit/seen-before.ts'
import { readRecord } from './record.ts'
import { dayRequest, HAS_RECORDS, HAS_REPLY, READ_DAY, RECORD, replies, TEST_REPLY, testRequest } from './requests.ts'

/** No answer: the test is sent again. Own choices, the documents name no times: one record takes 2.3 ms at 115200 baud. */
const ANSWER_MS = 3_000
const IDLE_MS = 2_000
const POLL_MS = 5_000

type Phase = 'testing' | 'asking' | 'reading' | 'resting'

/** One day's records as announced. The last frame kept waits for its settling, so that a shortfall is told beside it. */
interface Transfer {
  readonly total: number
  readonly sequences: Set<number>
  held: { readonly ticket: Ticket; readonly outcome: Outcome } | null
}

export class Lz4000tLine implements Line {
  readonly #frames = new EnclosedCollector(replies)
  readonly #seen = new SeenBefore()
  readonly #answers = new Map<number, Uint8Array>()
  #phase: Phase = 'testing'
  #transfer: Transfer | null = null;

  *opened(): Steps {
    yield* this.#test()
  }

  *heard(bytes: Uint8Array, now: string): Steps {
    for (const event of this.#frames.push(bytes)) yield* this.#take(event, now)
    if (this.#transfer !== null || this.#frames.unfinished) yield { kind: 'wait', ms: IDLE_MS }
  }

  *elapsed(now: string): Steps {
    const busy = this.#transfer !== null || this.#frames.unfinished
    for (const event of this.#frames.flush()) yield* this.#take(event, now)
    yield* this.#endTransfer()
    if (busy) return yield* this.#rest()
    if (this.#phase === 'resting') yield* this.#ask(now)
    else yield* this.#test()
  }

  *closed(now: string): Steps {
    for (const event of this.#frames.flush()) yield* this.#take(event, now)
    yield* this.#endTransfer()
    yield { kind: 'wait', ms: null }
  }

  *#test(): Steps {
    this.#phase = 'testing'
    yield { kind: 'send', bytes: testRequest }
    yield { kind: 'wait', ms: ANSWER_MS }
  }

  *#ask(now: string): Steps {
    this.#phase = 'asking'
    this.#seen.nextRound(now.slice(0, 10))
    yield { kind: 'send', bytes: dayRequest(HAS_RECORDS, now) }
    yield { kind: 'wait', ms: ANSWER_MS }
  }

  *#rest(): Steps {
    this.#phase = 'resting'
    yield { kind: 'wait', ms: POLL_MS }
  }

  *#take(event: EnclosedEvent, now: string): Steps {
    switch (event.kind) {
      case 'frame':
        return yield* this.#frame(event, now)
      case 'bad':
        return yield* this.#alone(event.bytes, damaged(event.reason))
      case 'noise':
        return yield* this.#alone(event.noise.bytes, ignored(noiseReason(event.noise)))
    }
  }

  *#frame(frame: EnclosedFrame, now: string): Steps {
    if (frame.command === RECORD) return yield* this.#record(frame)
    yield* this.#answer(frame)
    if (frame.command === TEST_REPLY && this.#phase === 'testing') yield* this.#ask(now)
    if (frame.command === HAS_REPLY && this.#phase === 'asking') {
      // Bytes 7 and 8 of the reply, 0000: no record that day.
      if (u16le(frame.data, 3) === 0) return yield* this.#rest()
      this.#phase = 'reading'
      yield { kind: 'send', bytes: dayRequest(READ_DAY, now) }
      yield { kind: 'wait', ms: ANSWER_MS }
    }
  }

  /** Answers without a result are kept when they change; a poll every few seconds must not fill the disk with one sentence. */
  *#answer({ bytes, command }: EnclosedFrame): Steps {
    const before = this.#answers.get(command)
    if (before !== undefined && sameBytes(before, bytes)) return
    const ticket = yield { kind: 'keep', bytes }
    if (ticket === null) return
    this.#answers.set(command, bytes)
    const reason =
      command === TEST_REPLY ? 'test-reply: the analyzer answers' : 'has-records: the analyzer says whether it has any'
    yield settled([{ frame: ticket, outcome: ignored(reason) }])
  }

  *#record({ bytes, data }: EnclosedFrame): Steps {
    const { total, sequence, key, outcome } = readRecord(data)
    let transfer = this.#transfer
    if (transfer === null || transfer.total !== total || transfer.sequences.has(sequence)) {
      yield* this.#endTransfer()
      transfer = { total, sequences: new Set(), held: null }
      this.#transfer = transfer
    }
    if (this.#seen.inEarlierRound(key)) transfer.sequences.add(sequence)
    else {
      const ticket = yield { kind: 'keep', bytes }
      // Not kept: not counted either. The analyzer still has it, and the next poll asks for the day again.
      if (ticket !== null) {
        this.#seen.remember(key)
        transfer.sequences.add(sequence)
        yield* this.#hold(ticket, outcome)
      }
    }
    if (transfer.sequences.size < total) return
    yield* this.#endTransfer()
    yield* this.#rest()
  }

  /** The transfer is over. What was announced is counted against what came: a shortfall is an alarm, never silence. */
  *#endTransfer(): Steps {
    const transfer = this.#transfer
    this.#transfer = null
    if (transfer === null || transfer.held === null) return
    const { ticket, outcome } = transfer.held
    const came = transfer.sequences.size
    const told = [{ frame: ticket, outcome }]
    if (came < transfer.total)
      told.push({ frame: ticket, outcome: damaged(`shortfall: ${came} of ${transfer.total} records came`) })
    yield settled(told)
  }

  *#alone(bytes: Uint8Array, outcome: Outcome): Steps {
    const key = hexOf(bytes)
    if (this.#seen.inEarlierRound(key)) return
    const ticket = yield { kind: 'keep', bytes }
    if (ticket === null) return
    this.#seen.remember(key)
    yield* this.#hold(ticket, outcome)
  }

  /** In the order of the wire: the frame before is settled, this one waits for the next or for the end of the transfer. */
  *#hold(ticket: Ticket, outcome: Outcome): Steps {
    const transfer = this.#transfer
    if (transfer === null) {
      yield settled([{ frame: ticket, outcome }])
      return
    }
    if (transfer.held !== null) yield settled([{ frame: transfer.held.ticket, outcome: transfer.held.outcome }])
    transfer.held = { ticket, outcome }
  }
}

/** Every record is a unit of its own: its key, not its place in a transfer, says whether it came before. */
function settled(outcomes: readonly { readonly frame: Ticket; readonly outcome: Outcome }[]) {
  return {
    kind: 'settle',
    frames: [...new Set(outcomes.map(({ frame }) => frame))],
    outcomes,
    interrupted: false,
  } as const
}

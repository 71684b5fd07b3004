/**
 * LIS01-A2 / ASTM E1381, the receiving end of a link: every frame is kept before its ACK, and a message is read only when the
 * analyzer has ended it. Stands between the bytes of a port and `lis02.ts`, which reads the records.
 */
import { damaged, ignored } from '#core/reading/reading.ts'
import { latinOf } from '../bytes.ts'
import { type Noise, noiseReason } from '../framing/noise.ts'
import type { Line, Steps, Ticket } from '../line.ts'
import { ACK, LinkCollector, type LinkEvent, type LinkFrame, NAK } from './lis01-frames.ts'
import { LinkUnit, type TextFrame, type Told } from './lis01-unit.ts'

/** LIS01-A2 6.5.2.5: a receiver that hears nothing for 30 s gives the message up. */
export const SILENCE_MS = 30_000
/** A frame may end in CR alone or in nothing; after so long without the LF it is taken as it is. Own choice: 200 ms. */
export const TRAILER_MS = 200

const LETTER_H = 0x48
const MOST_REFUSED = 32
const ackBytes = Uint8Array.of(ACK)
const nakBytes = Uint8Array.of(NAK)

/** Reads the frames of one ended message; every outcome names the frame where its record ended. */
export type ReadMessage = (frames: readonly TextFrame[]) => readonly Told[]

interface Session {
  /** It began with ENQ. Without one the L record ends a message, for no EOT can be relied on. */
  readonly asked: boolean
  expected: number
  last: LinkFrame | null
}

export class Lis01Line implements Line {
  readonly #read: ReadMessage
  readonly #link = new LinkCollector()
  #session: Session | null = null
  #unit = new LinkUnit()
  #waiting = false

  constructor(read: ReadMessage) {
    this.#read = read
  }

  *opened(): Steps {}

  *heard(bytes: Uint8Array): Steps {
    yield* this.#take(this.#link.push(bytes))
    yield* this.#wait()
  }

  *elapsed(): Steps {
    if (this.#link.inTrailer) yield* this.#take(this.#link.finishTrailer())
    else yield* this.#giveUp('silence for 30 s')
    yield* this.#wait()
  }

  *closed(): Steps {
    yield* this.#giveUp('the line closed')
    yield* this.#wait()
  }

  *#giveUp(why: string): Steps {
    yield* this.#take(this.#link.flush(why))
    yield* this.#finish(true, why)
    this.#session = null
  }

  *#take(events: readonly LinkEvent[]): Steps {
    for (const event of events) {
      switch (event.kind) {
        case 'enquiry':
          yield* this.#finish(true, 'the analyzer began again (ENQ)')
          this.#session = { asked: true, expected: 1, last: null }
          yield { kind: 'send', bytes: ackBytes }
          break
        case 'end':
          yield* this.#finish(false, 'EOT before the L record')
          this.#session = null
          break
        case 'frame':
          yield* this.#frame(event)
          break
        case 'cut':
          // Whoever broke off is already saying the next thing; only an endless frame still waits for an answer.
          yield* this.#refuse(event.bytes, event.reason, event.tooLong)
          break
        case 'noise':
          yield* this.#noise(event.noise)
          break
      }
    }
  }

  *#frame(frame: LinkFrame): Steps {
    if (frame.said !== frame.counted) {
      const reason =
        frame.said === ''
          ? 'checksum-missing: no digits after ETX'
          : `checksum-wrong: said ${frame.said}, counted ${frame.counted}`
      return yield* this.#refuse(frame.bytes, reason, true)
    }
    if (frame.number === null) return yield* this.#refuse(frame.bytes, 'frame-number: not a digit from 0 to 7', true)
    const session = this.#session
    const opensMessage = frame.text[0] === LETTER_H
    const betweenMessages = this.#unit.frames.length === 0 || this.#unit.ended
    if (session === null) {
      if (!opensMessage)
        return yield* this.#refuse(frame.bytes, `no-session: frame ${frame.number} before any header`, true)
      this.#session = { asked: false, expected: frame.number, last: null }
      return yield* this.#accept(frame, frame.number, this.#session)
    }
    // Without ENQ two equal one-frame messages are two messages: nobody waits for our ACK there.
    const repeats =
      session.last !== null && sameSending(session.last, frame) && (session.asked || !opensMessage || !betweenMessages)
    if (repeats) return yield* this.#repeat(frame, session)
    const restarts = opensMessage && (frame.number === 1 || (!session.asked && betweenMessages))
    if (restarts && !betweenMessages) yield* this.#finish(true, 'the analyzer began again (header)')
    if (restarts || (frame.number === session.expected && (session.asked || !betweenMessages)))
      return yield* this.#accept(frame, frame.number, session)
    const after = session.asked || !betweenMessages ? `awaited ${session.expected}` : 'awaited a header'
    yield* this.#refuse(frame.bytes, `frame-sequence: frame ${frame.number}, ${after}`, true)
  }

  *#accept(frame: LinkFrame, number: number, session: Session): Steps {
    if (this.#unit.ended) yield* this.#finish(false, '')
    if (this.#unit.full) {
      yield* this.#refuse(frame.bytes, 'message-too-long: more than 4096 frames or 16 MiB', true)
      yield* this.#finish(false, 'given up')
      this.#session = null
      return
    }
    const ticket = yield { kind: 'keep', bytes: frame.bytes }
    if (ticket === null) {
      yield { kind: 'send', bytes: nakBytes }
      return
    }
    this.#unit.add(ticket, frame)
    session.last = frame
    session.expected = (number + 1) % 8
    yield { kind: 'send', bytes: ackBytes }
    yield* this.#mend(frame, session)
    if (this.#unit.ended && !session.asked) yield* this.#finish(false, '')
  }

  /** Our ACK was lost: said again, the frame is not counted twice. */
  *#repeat(frame: LinkFrame, session: Session): Steps {
    yield { kind: 'send', bytes: ackBytes }
    yield* this.#mend(frame, session)
  }

  *#mend(frame: LinkFrame, session: Session): Steps {
    const outcomes = this.#unit.mendedBy(frame, session.asked)
    if (outcomes.length > 0) yield settled(outcomes)
  }

  *#refuse(bytes: Uint8Array, reason: string, answer: boolean): Steps {
    if (this.#unit.ended) yield* this.#finish(false, '')
    const ticket = yield { kind: 'keep', bytes }
    if (ticket !== null) this.#unit.refused.push({ ticket, bytes, reason, asked: answer })
    if (answer) yield { kind: 'send', bytes: nakBytes }
    if (this.#unit.refused.length <= MOST_REFUSED) return
    const oldest = this.#unit.refused.shift()
    if (oldest !== undefined) yield settled([{ frame: oldest.ticket, outcome: damaged(oldest.reason) }])
  }

  *#noise(noise: Noise): Steps {
    const ticket: Ticket | null = yield { kind: 'keep', bytes: noise.bytes }
    if (ticket === null) return
    // `H|\^&`: records without frames have no check and are not read, but a person must hear of them.
    const records = /^H([^A-Za-z0-9\s])[^A-Za-z0-9\s]{2,3}(\1|$)/.test(latinOf(noise.bytes.subarray(0, 8)))
    const outcome = records
      ? damaged('records-unframed: no STX and no checksum around them')
      : ignored(noiseReason(noise))
    yield settled([{ frame: ticket, outcome }])
  }

  /** The unit is over: read when it ended by its L record, told as broken when not. */
  *#finish(interrupted: boolean, why: string): Steps {
    const unit = this.#unit
    if (unit.empty) return
    this.#unit = new LinkUnit()
    const outcomes = unit.ended ? this.#read(unit.frames) : unit.broken(why)
    yield { kind: 'settle', frames: unit.tickets(), outcomes, interrupted }
  }

  *#wait(): Steps {
    const open = this.#session !== null || !this.#unit.empty || this.#link.unfinished
    if (!open && !this.#waiting) return
    this.#waiting = open
    yield { kind: 'wait', ms: this.#link.inTrailer ? TRAILER_MS : open ? SILENCE_MS : null }
  }
}

function settled(outcomes: readonly Told[]) {
  return { kind: 'settle', frames: outcomes.map(({ frame }) => frame), outcomes, interrupted: false } as const
}

function sameSending(left: LinkFrame, right: LinkFrame): boolean {
  if (left.number !== right.number || left.last !== right.last || left.text.length !== right.text.length) return false
  return left.text.every((byte, index) => byte === right.text[index])
}

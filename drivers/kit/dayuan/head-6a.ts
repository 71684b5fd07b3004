/**
 * The 6A family of 达元 readers (DY-6200, DY-6201, DY-6400): fixed records behind a head byte, no check, an end mark, and each request
 * echoed. What a record is, the model says by `flawOf`; it must be strict, since 6A also stands inside data.
 */

import { bytesOfHex, joinBytes, sameBytes } from '../bytes.ts'
import { FrameCollector, type FrameShape } from '../framing/frames.ts'
import type { Instrument } from '../line.ts'
import { type PolledState, polling } from '../talk/polled.ts'
import type { Read, Talk } from '../talk/talk.ts'
import { answering, playing } from '../virtual/answering.ts'

const HEAD = 0x6a
/** `6A 5D A2 69` would erase the memory: it is not here and is never sent. */
const connectRequest = bytesOfHex('6A 5A A5 69')
const readRequest = bytesOfHex('6A 5B A4 69')
const endMark = bytesOfHex('6A 99 99 99 99 99 99 99 99')
/** A mark wins over a record of the same bytes: that would be record 42330, 42075 or 39321 of a reader that holds a few hundred. */
const marks = [connectRequest, readRequest, endMark]
const markSeconds = new Set(marks.map(([, second]) => second))

/** Own choices, the host program names no times: a record of 13 bytes takes 14 ms at 9600 baud. */
const IDLE_MS = 500
const ANSWER_MS = 2_000
const POLL_MS = 20_000

export interface Head6a {
  /** Bytes of a record, head included. */
  readonly length: number
  /** What is wrong with a record's first bytes, as far as they are there. */
  flawOf(head: Uint8Array): string | null
  readRecord(record: Uint8Array): Read
}

function shape6a({ length, flawOf }: Pick<Head6a, 'length' | 'flawOf'>): FrameShape {
  return {
    longest: Math.max(length, endMark.length),
    lengthAt(view, at) {
      if (view[at] !== HEAD) return 0
      if (at + 1 >= view.length) return 'unknown-yet'
      if (!markSeconds.has(view[at + 1] ?? 0)) return length
      const head = view.subarray(at, at + endMark.length)
      return mayBecomeMark(head) ? 'unknown-yet' : (markOf(head)?.length ?? length)
    },
    earlyProblemOf: (head) => (mayBecomeMark(head) || markOf(head) !== null ? null : flawOf(head)),
    problemOf: (frame) => (markOf(frame) !== null ? null : flawOf(frame)),
  }
}

export function talk6a(model: Head6a, greets: boolean): Talk<PolledState> {
  const ends = (frame: Uint8Array) => sameBytes(frame, endMark)
  return polling({
    collector: new FrameCollector(shape6a(model)),
    idleMs: IDLE_MS,
    read: (frame) => noted(frame) ?? model.readRecord(frame),
    ...(greets ? { greeting: connectRequest, greeted: ends } : {}),
    request: () => readRequest,
    ends,
    answerMs: ANSWER_MS,
    pollMs: POLL_MS,
  })
}

function noted(frame: Uint8Array): Read | null {
  const mark = markOf(frame)
  if (mark === null || mark.length !== frame.length) return null
  return { outcomes: [], note: mark === endMark ? 'end-mark: the transfer is over' : 'echo: the request came back' }
}

/** The mark that these bytes begin with. */
function markOf(bytes: Uint8Array): Uint8Array | null {
  return marks.find((mark) => sameBytes(mark, bytes.subarray(0, mark.length))) ?? null
}

function mayBecomeMark(head: Uint8Array): boolean {
  return marks.some((mark) => head.length < mark.length && sameBytes(head, mark.subarray(0, head.length)))
}

const greetings = [{ to: connectRequest, say: joinBytes([connectRequest, endMark]) }]

/** Null stands for what the device has no way to hold: it is refused. */
export function instrument6a(records: readonly (Uint8Array | null)[]): Instrument {
  const held = records.filter((record) => record !== null)
  const say = joinBytes([readRequest, ...held, endMark])
  return answering(records.length, [...greetings, { to: readRequest, say, told: held.length, over: true }])
}

export function playback6a(bytes: Uint8Array): Instrument {
  return playing(bytes, readRequest, greetings)
}

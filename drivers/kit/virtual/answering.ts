/** The analyzer's side of fixed requests: what it says to each of them, word for word. */
import { sameBytes } from '../bytes.ts'
import type { Instrument } from '../line.ts'
import { type Answer, UNASKED_MS, VirtualInstrument } from './virtual.ts'

export interface Answered extends Omit<Answer, 'used'> {
  readonly to: Uint8Array
}

/** `unasked`: said in the end when nobody asks, as a recording is. */
export function answering(total: number, answers: readonly Answered[], unasked?: Uint8Array): Instrument {
  return new VirtualInstrument({
    total,
    answer: (heard) => answerTo(answers, heard),
    ...(unasked === undefined ? {} : { unasked: { afterMs: UNASKED_MS, say: unasked, told: total } }),
  })
}

/** A recording, said to the request that reads and in the end without any. `greetings`: what is answered before it. */
export function playing(bytes: Uint8Array, request: Uint8Array, greetings: readonly Answered[] = []): Instrument {
  return answering(1, [...greetings, { to: request, say: bytes, told: 1, over: true }], bytes)
}

function answerTo(answers: readonly Answered[], heard: Uint8Array): Answer | null {
  for (const { to, ...answer } of answers) {
    const there = Math.min(to.length, heard.length)
    if (!sameBytes(to.subarray(0, there), heard.subarray(0, there))) continue
    return there < to.length ? null : { used: to.length, ...answer }
  }
  return { used: 1 }
}

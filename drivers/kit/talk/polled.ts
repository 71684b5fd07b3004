/** A device whose memory is asked for again and again: greeted first where it wants that, then read until its end mark. */
import type { Collector } from '../framing/collector.ts'
import type { Read, Talk, TalkEvent, Turn } from './talk.ts'

export interface Polled {
  readonly collector: Collector
  readonly idleMs: number
  read(frame: Uint8Array): Read
  /** Sent until `greeted` hears its answer; without it the first word is the request. */
  readonly greeting?: Uint8Array
  readonly greeted?: (frame: Uint8Array) => boolean
  /** Asks for the records; `now` for devices that are asked for a day. */
  request(now: string): Uint8Array
  /** Is this the device's own end of the transfer? */
  ends(frame: Uint8Array): boolean
  /** Silence after which an answer is no longer awaited. */
  readonly answerMs: number
  /** From the end of one reading to the next question. */
  readonly pollMs: number
}

/** A device that was switched on after us, or whose answer got lost, is asked again soon. */
const AGAIN_MS = 5_000

/** `away`: no end was heard, so that the next round begins with the greeting again. */
export type PolledState = 'greeting' | 'reading' | 'resting' | 'away'

export function polling(device: Polled): Talk<PolledState> {
  const { greeting, greeted = () => false, answerMs, pollMs } = device
  const ask = (now: string): Turn<PolledState> => ({
    state: 'reading',
    send: device.request(now),
    waitMs: answerMs,
    asks: true,
  })
  const begin = (now: string): Turn<PolledState> =>
    greeting === undefined ? ask(now) : { state: 'greeting', send: greeting, waitMs: answerMs }
  const stay = (state: PolledState): Turn<PolledState> => ({ state, waitMs: isBusy(state) ? answerMs : pollMs })

  function next(state: PolledState, event: TalkEvent, now: string): Turn<PolledState> {
    if (event.kind === 'silence') {
      if (state === 'reading') return { state: 'away', waitMs: Math.min(pollMs, AGAIN_MS), over: true }
      return state === 'resting' ? ask(now) : begin(now)
    }
    if (event.kind !== 'frame') return stay(state)
    if (state === 'greeting' && greeted(event.bytes)) return ask(now)
    if (state === 'reading' && device.ends(event.bytes)) return { state: 'resting', waitMs: pollMs, over: true }
    return stay(state)
  }

  return { collector: device.collector, idleMs: device.idleMs, read: (frame) => device.read(frame), begin, next }
}

function isBusy(state: PolledState): boolean {
  return state === 'greeting' || state === 'reading'
}

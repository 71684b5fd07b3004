/**
 * The conversation of the 7E … AA readers: test, read today, and again every few seconds, so that records arrive live. The device has no
 * command for one record; its erase command is no request here and is never sent.
 */
import { FrameCollector } from '../framing/frames.ts'
import type { Read, Talk, TalkEvent, Turn } from '../talk/talk.ts'
import { type EnclosedFrame, enclosedOf, enclosedShape, type Lengths } from './enclosed.ts'

/** Own choices, the documents name no times: one record takes 2.3 ms at 115200 baud. */
const ANSWER_MS = 3_000
const IDLE_MS = 2_000
const POLL_MS = 5_000

export interface DayModel {
  /** Data lengths of the device's answers. */
  readonly answers: Lengths
  readonly test: Uint8Array
  readonly testReply: number
  readonly record: number
  read(frame: EnclosedFrame): Read
  /** `day` is `YYYY-MM-DD`. */
  readDay(day: string): Uint8Array
  /** A question whether the day has records, for models that answer one. */
  readonly first?: {
    ask(day: string): Uint8Array
    readonly reply: number
    isNone(frame: EnclosedFrame): boolean
  }
}

export type DayState =
  | { readonly at: 'testing' }
  | { readonly at: 'asking'; readonly day: string }
  | { readonly at: 'reading'; readonly came: number }
  /** `since`: the day of the last question. Past midnight that day is read once more before the new one. */
  | { readonly at: 'resting'; readonly since: string }

export function dayTalk(model: DayModel): Talk<DayState> {
  const test: Turn<DayState> = { state: { at: 'testing' }, send: model.test, waitMs: ANSWER_MS }
  return {
    collector: new FrameCollector(enclosedShape(model.answers)),
    idleMs: IDLE_MS,
    read: (bytes) => model.read(enclosedOf(bytes)),
    begin: () => test,
    next(state, event, now) {
      const today = now.slice(0, 10)
      switch (event.kind) {
        case 'frame':
          return heard(model, state, event, today)
        case 'spoiled':
          return stay(state)
        case 'unkept':
          // The device still has it; the next question asks for the whole day again.
          return rest(today)
        case 'silence':
          if (state.at === 'reading') return { ...rest(today), over: true }
          return state.at === 'resting' ? ask(model, state.since) : test
      }
    },
  }
}

type Heard = Extract<TalkEvent, { kind: 'frame' }>

function heard(model: DayModel, state: DayState, { bytes, read }: Heard, today: string): Turn<DayState> {
  const frame = enclosedOf(bytes)
  if (frame.command === model.record) {
    const came = state.at === 'reading' ? state.came + 1 : 1
    return came >= (read.announced ?? came) ? rest(today) : { state: { at: 'reading', came }, waitMs: IDLE_MS }
  }
  if (frame.command === model.testReply && state.at === 'testing') return ask(model, today)
  if (frame.command !== model.first?.reply || state.at !== 'asking') return stay(state)
  return model.first.isNone(frame) ? rest(today) : readDay(model, state.day)
}

function rest(today: string): Turn<DayState> {
  return { state: { at: 'resting', since: today }, waitMs: POLL_MS }
}

function stay(state: DayState): Turn<DayState> {
  const waitMs = { testing: ANSWER_MS, asking: ANSWER_MS, reading: IDLE_MS, resting: POLL_MS }[state.at]
  return { state, waitMs }
}

function ask(model: DayModel, day: string): Turn<DayState> {
  if (model.first === undefined) return { ...readDay(model, day), asks: true }
  return { state: { at: 'asking', day }, send: model.first.ask(day), waitMs: ANSWER_MS, asks: true }
}

function readDay(model: DayModel, day: string): Turn<DayState> {
  return { state: { at: 'reading', came: 0 }, send: model.readDay(day), waitMs: ANSWER_MS }
}

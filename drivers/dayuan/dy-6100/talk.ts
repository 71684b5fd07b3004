/** The conversation with a DY-6100: how many, who, the records, the end. `D` would erase them: it is not here and is never sent. */
import { bytesOfAscii, hexOf, u16le } from '#drivers/kit/bytes.ts'
import type { Read, Talk, TalkEvent, Turn } from '#drivers/kit/talk/talk.ts'
import { ANSWER_LENGTH, AtpCollector, COUNT } from './pieces.ts'
import { readRecord } from './record.ts'

export const askCount = bytesOfAscii('N')
export const askSerial = bytesOfAscii('G')
export const askRecords = bytesOfAscii('R')
export const sayEnd = bytesOfAscii('E')

/** Own choices: a record of 19 bytes takes 22 ms at 9600 baud. */
const IDLE_MS = 500
const ANSWER_MS = 2_000
const POLL_MS = 20_000

export interface AtpState {
  readonly phase: 'count' | 'serial' | 'records' | 'resting'
  /** Records announced that have not come. */
  readonly left: number
}

export function atpTalk(): Talk<AtpState> {
  const collector = new AtpCollector()

  function begin(): Turn<AtpState> {
    collector.restart()
    return { state: { phase: 'count', left: 0 }, send: askCount, waitMs: ANSWER_MS, asks: true }
  }

  function next(state: AtpState, event: TalkEvent): Turn<AtpState> {
    if (event.kind === 'silence') {
      collector.restart()
      if (state.phase === 'resting') return begin()
      // The serial number is not needed to read.
      if (state.phase === 'serial' && state.left > 0)
        return { state: { phase: 'records', left: state.left }, send: askRecords, waitMs: ANSWER_MS }
      return rest()
    }
    // The device keeps its records until it is told `D`, so that the next round can ask for them again.
    if (event.kind === 'unkept') return rest()
    if (event.kind !== 'frame') return stay(state)
    return event.bytes.length === ANSWER_LENGTH ? afterAnswer(state, event.bytes) : afterRecord(state)
  }

  return { collector, idleMs: IDLE_MS, read: readFrame, begin, next }
}

function afterAnswer(state: AtpState, answer: Uint8Array): Turn<AtpState> {
  if (answer[0] === COUNT)
    return { state: { phase: 'serial', left: u16le(answer, 1) }, send: askSerial, waitMs: ANSWER_MS }
  return state.left > 0
    ? { state: { phase: 'records', left: state.left }, send: askRecords, waitMs: ANSWER_MS }
    : { ...rest(), send: sayEnd }
}

function afterRecord(state: AtpState): Turn<AtpState> {
  if (state.phase !== 'records') return stay(state)
  const left = state.left - 1
  return left > 0 ? { state: { phase: 'records', left }, waitMs: ANSWER_MS } : { ...rest(), send: sayEnd }
}

function rest(): Turn<AtpState> {
  return { state: { phase: 'resting', left: 0 }, waitMs: POLL_MS, over: true }
}

function stay(state: AtpState): Turn<AtpState> {
  return { state, waitMs: state.phase === 'resting' ? POLL_MS : ANSWER_MS }
}

function readFrame(frame: Uint8Array): Read {
  if (frame.length !== ANSWER_LENGTH) return readRecord(frame)
  const number = u16le(frame, 1)
  return frame[0] === COUNT
    ? { outcomes: [], note: `count: ${number} records`, announced: number }
    : { outcomes: [], note: `serial: ${number}`, identity: `DY-6100 ${hexOf(frame.subarray(1))}` }
}

/** Polling a Modbus unit: one outstanding request, three tries, and then the unit is offline, not the port. */
import { FrameCollector } from '../framing/frames.ts'
import type { Read, Talk, TalkEvent, Turn } from '../talk/talk.ts'
import { type ModbusReplies, modbusShape } from './modbus-rtu.ts'

export interface ModbusPoll {
  readonly replies: ModbusReplies
  read(frame: Uint8Array): Read
  /** The request number `index` of a round; null: the round is over. */
  request(index: number): Uint8Array | null
  /** How many steps the next request goes on after this reply; 0: the round is over. */
  stepsOf(reply: Uint8Array): number
  readonly answerMs: number
  readonly pollMs: number
}

/** `offline`: a unit that answered none of the tries is asked again later; its port and its neighbours go on. */
export interface ModbusState {
  readonly phase: 'asked' | 'resting' | 'offline'
  readonly index: number
  readonly tries: number
}

const TRIES = 3
const OFFLINE_MS = 30_000
/** A frame goes in one piece; what stops in its middle has lost its rest. */
const IDLE_MS = 200

/** One request at a time; each is answered, or tried three times. */
export function modbusTalk(unit: ModbusPoll): Talk<ModbusState> {
  function ask(index: number, tries: number): Turn<ModbusState> {
    const send = unit.request(index)
    if (send === null) return rest()
    const turn = { state: { phase: 'asked', index, tries }, send, waitMs: unit.answerMs } as const
    return index === 0 && tries === 1 ? { ...turn, asks: true } : turn
  }
  const rest = (): Turn<ModbusState> => ({
    state: { phase: 'resting', index: 0, tries: 0 },
    waitMs: unit.pollMs,
    over: true,
  })
  const stay = (state: ModbusState): Turn<ModbusState> => ({ state, waitMs: waitOf(state.phase) })
  const waitOf = (phase: ModbusState['phase']) =>
    ({ asked: unit.answerMs, resting: unit.pollMs, offline: OFFLINE_MS })[phase]

  function next(state: ModbusState, event: TalkEvent): Turn<ModbusState> {
    const { phase, index, tries } = state
    // A disk that takes nothing: whatever the next request would make the unit forget, it is not sent.
    if (event.kind === 'unkept') return rest()
    if (event.kind === 'silence') {
      if (phase !== 'asked') return ask(0, 1)
      if (tries < TRIES) return ask(index, tries + 1)
      return { state: { phase: 'offline', index: 0, tries: 0 }, waitMs: OFFLINE_MS, over: true }
    }
    if (event.kind !== 'frame' || phase !== 'asked') return stay(state)
    const steps = unit.stepsOf(event.bytes)
    return steps === 0 ? rest() : ask(index + steps, 1)
  }

  return {
    collector: new FrameCollector(modbusShape(unit.replies)),
    idleMs: IDLE_MS,
    read: (frame) => unit.read(frame),
    begin: () => ask(0, 1),
    next,
  }
}

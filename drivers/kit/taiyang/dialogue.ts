/**
 * The dialogue with a 泰扬 reader: connect, read all, next, end. Reading destroys: `24` moves on for ever and the memory is cleared
 * after a transfer. So `24` follows only a record that is on the disk, is never sent twice for one record and never into silence.
 */
import { damaged } from '#core/reading/reading.ts'
import { hexOf } from '../bytes.ts'
import type { Read, Talk, Turn } from '../talk/talk.ts'
import { CONNECT, DISCONNECT, modelNames, NEXT, READ_ALL, type Word, wordOf } from './words.ts'

/** Own choices but the last: a device waits 10 s for each command, then leaves, and only after that it is called again. */
const CONNECT_MS = 3_000
const MODEL_MS = 500
const REST_MS = 5_000
const BETWEEN_GROUPS_MS = 5_000
const LEAVES_MS = 12_000

export interface DialogueModel {
  /** What the connected device may call itself; anything else is another model and is not read. */
  readonly codes: readonly number[]
  /** Key models send a record for each `24`; touch models begin with one `24`, and whether each group needs its own is not documented. */
  readonly speaks: 'when-asked' | 'perhaps-alone'
}

type Step = 'connecting' | 'greeted' | 'asked' | 'reading' | 'between' | 'resting' | 'halted'

export interface DialogueState {
  readonly step: Step
  /** Something came broken in this round: then the device is not told that all went well. */
  readonly hurt: boolean
  /** This touch model was seen to wait for a `24` before each group. */
  readonly waitsForEach: boolean
}

const first: DialogueState = { step: 'connecting', hurt: false, waitsForEach: false }

/** `1B CF`, `1B 02` …: kept once, no result in them; a device of another model is told, and never asked for its records. */
export function readWord(frame: Uint8Array, codes: readonly number[]): Read | null {
  const word = wordOf(frame)
  if (word === null) return null
  if (word.kind !== 'model') return { outcomes: [], note: notes[word.kind] }
  const said = hexOf(frame.subarray(1))
  const identity = `model ${said}`
  const name = modelNames.get(word.code) ?? 'a model without a name in the documents'
  if (codes.includes(word.code)) return { outcomes: [], note: `model: ${said}, ${name}`, identity }
  return { outcomes: [damaged(`model-differs: the device says ${said}, ${name}`)], identity, key: hexOf(frame) }
}

const notes = {
  ready: 'connected: the device answers',
  begins: 'transfer-begins: records follow',
  ends: 'transfer-ends: the device has no more records',
  cancelled: 'transfer-cancelled: at the device, records may be missing',
} as const

export function dialogueOf(model: DialogueModel): Pick<Talk<DialogueState>, 'begin' | 'next'> {
  return {
    begin: () => connect(first),
    next(state, event) {
      switch (event.kind) {
        case 'frame': {
          const word = wordOf(event.bytes)
          return word === null ? afterRecord(state, model) : afterWord(state, word, model)
        }
        case 'spoiled':
          return state.step === 'between' ? listen(state, 'reading', true) : listen(state, state.step, true)
        case 'unkept':
          return listen(state, 'halted', true)
        case 'silence':
          return afterSilence(state)
      }
    },
  }
}

/** Each call is a round of its own: what an earlier one brought is known. */
function connect(state: DialogueState): Turn<DialogueState> {
  return { state: { ...first, waitsForEach: state.waitsForEach }, send: CONNECT, waitMs: CONNECT_MS, asks: true }
}

function afterWord(state: DialogueState, word: Word, model: DialogueModel): Turn<DialogueState> {
  const { step } = state
  const calling = step === 'connecting' || step === 'greeted'
  switch (word.kind) {
    case 'ready':
      return calling ? listen(state, 'greeted') : listen(state, step)
    case 'model':
      if (!model.codes.includes(word.code)) return listen(state, 'resting')
      return calling ? readAll(state) : listen(state, step)
    case 'begins':
      if (step !== 'asked') return listen(state, step)
      return model.speaks === 'when-asked' ? listen(state, 'reading') : goOn(state)
    case 'cancelled':
      return { ...listen(state, 'resting'), over: true }
    case 'ends': {
      const whole = !state.hurt && (step === 'asked' || step === 'reading' || step === 'between')
      const rest = { ...listen(state, 'resting'), over: true }
      return whole ? { ...rest, send: DISCONNECT } : rest
    }
  }
}

/** It is on the disk, now or from an earlier round: the device may go on. One that nobody asked for is not answered. */
function afterRecord(state: DialogueState, model: DialogueModel): Turn<DialogueState> {
  const awaited = state.step === 'asked' || state.step === 'reading' || state.step === 'between'
  if (!awaited) return listen(state, state.step)
  if (model.speaks === 'when-asked' || state.waitsForEach) return goOn(state)
  return listen(state, 'between')
}

function afterSilence(state: DialogueState): Turn<DialogueState> {
  if (state.step === 'greeted') return readAll(state)
  // The group before is on the disk and none came by itself: this device waits for a `24` each time.
  if (state.step === 'between' && !state.hurt) return goOn({ ...state, waitsForEach: true })
  return { ...connect(state), over: true }
}

function readAll(state: DialogueState): Turn<DialogueState> {
  return { state: { ...state, step: 'asked' }, send: READ_ALL, waitMs: LEAVES_MS }
}

function goOn(state: DialogueState): Turn<DialogueState> {
  return { state: { ...state, step: 'reading' }, send: NEXT, waitMs: LEAVES_MS }
}

function listen(state: DialogueState, step: Step, hurt = state.hurt): Turn<DialogueState> {
  return { state: { ...state, step, hurt }, waitMs: waits[step] }
}

const waits: Readonly<Record<Step, number>> = {
  connecting: CONNECT_MS,
  greeted: MODEL_MS,
  asked: LEAVES_MS,
  reading: LEAVES_MS,
  between: BETWEEN_GROUPS_MS,
  resting: REST_MS,
  halted: LEAVES_MS,
}

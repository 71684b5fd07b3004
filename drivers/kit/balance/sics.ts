/** MT-SICS, the command set of Mettler balances: what a reply says, and the conversation that asks for stable weights. */
import { damaged, ignored } from '#core/reading/reading.ts'
import { bytesOfAscii, latinOf } from '../bytes.ts'
import { LineCollector, lineBody } from '../framing/line-ends.ts'
import { Asked } from '../talk/asked.ts'
import type { Read, Talk, TalkEvent, Turn } from '../talk/talk.ts'
import { digitsOf, weighed } from './weight.ts'

/** `S` waits in the balance until the weight is stable, `SI` answers at once, `SIR` goes on answering until `@`. */
export type SicsAsk = 'S' | 'SI' | 'SIR'

const LONGEST = 128
const IDLE_MS = 1_000
/** Own choices; the manual names no times. */
const ANSWER_MS = 3_000
const STABLE_MS = 30_000
const REST_MS = 2_000
const TRIES = 2

export type SicsReply =
  | { readonly kind: 'weight'; readonly read: Read }
  | { readonly kind: 'serial'; readonly read: Read }
  /** Type, software, list of commands, taring and zeroing. */
  | { readonly kind: 'answer'; readonly read: Read }
  | { readonly kind: 'refused'; readonly read: Read }
  | { readonly kind: 'unknown'; readonly read: Read }

/** One line without its end. */
export function sicsReply(line: string): SicsReply {
  const text = line.trimEnd()
  const weight = /^S ([SDI+-])(?: (.*))?$/.exec(text)
  if (weight !== null) return { kind: 'weight', read: weightOf(text, weight[1] ?? '', weight[2] ?? '') }
  const serial = /^I4 A "([^"]+)"$/.exec(text)?.[1]
  if (serial !== undefined)
    return { kind: 'serial', read: { outcomes: [], note: `answer: serial number ${serial}`, identity: serial } }
  if (/^E[STL]$/.test(text)) return { kind: 'refused', read: { outcomes: [], note: `device-error: ${text}` } }
  if (/^(I\d{1,2}|@|Z|ZI|T|TI|TA|TAC|K|D|DW|SR|SNR|ST)( [ABCDSIL+-])( .*)?$/.test(text))
    return { kind: /^I\d+ [IL]$/.test(text) ? 'refused' : 'answer', read: { outcomes: [], note: `answer: ${text}` } }
  const outcome = /\d/.test(text) ? damaged(`line-broken: ${text}`) : ignored(`not-a-reply: ${text}`)
  return { kind: 'unknown', read: { outcomes: [outcome] } }
}

/** `S S     100.00 g`: the value right in 10, or without any padding as some terminals have it; another width lost a byte. */
function weightOf(text: string, status: string, said: string): Read {
  if (status === 'D') return { outcomes: [ignored(`unstable: ${text}`)] }
  if (status === 'I') return { outcomes: [ignored('not-now: the balance cannot weigh at this moment')] }
  if (status !== 'S') return { outcomes: [ignored(status === '+' ? 'overload: S +' : 'underload: S -')] }
  const [, digits = '', unit = ''] = /^([ +\-\d.]+) (\S{1,5})$/.exec(said) ?? []
  const value = digitsOf(digits)
  const wide = digits.length === 10 || !digits.startsWith(' ')
  const outcome = value === null || !wide ? null : weighed({ value, unit })
  return { outcomes: [outcome ?? damaged(`weight-broken: ${text}`)] }
}

type Step = 'type' | 'serial' | 'weight' | 'rest' | 'stop'

export interface SicsState {
  readonly step: Step
  readonly tries: number
}

const commands = { type: 'I2', serial: 'I4', stop: '@' } as const

/** Type and serial number first, then the weight, again and again; the same answer to the next question is not a new weight. */
export function sicsTalk(ask: SicsAsk = 'S'): Talk<SicsState> {
  const asked = new Asked()

  function say(step: 'type' | 'serial' | 'stop', tries = 1): Turn<SicsState> {
    return { state: { step, tries }, send: bytesOfAscii(`${commands[step]}\r\n`), waitMs: ANSWER_MS }
  }

  function weigh(): Turn<SicsState> {
    asked.ask()
    return { state: { step: 'weight', tries: 1 }, send: bytesOfAscii(`${ask}\r\n`), waitMs: STABLE_MS, asks: true }
  }

  function rest(): Turn<SicsState> {
    asked.answered()
    return { state: { step: 'rest', tries: 1 }, waitMs: REST_MS }
  }

  function stay(state: SicsState): Turn<SicsState> {
    const waits = { weight: STABLE_MS, rest: REST_MS }
    return { state, waitMs: state.step === 'weight' || state.step === 'rest' ? waits[state.step] : ANSWER_MS }
  }

  /** Nothing came: ask again, then go on without; a weight that never gets stable is given up with `@`. */
  function silence({ step, tries }: SicsState): Turn<SicsState> {
    if (step === 'type') return tries < TRIES ? say(step, tries + 1) : say('serial')
    if (step === 'serial') return tries < TRIES ? say(step, tries + 1) : weigh()
    return step === 'weight' ? say('stop') : weigh()
  }

  function heard(state: SicsState, reply: SicsReply): Turn<SicsState> {
    // The answer to `I4` and `@`; said unasked at power-on, when a weight asked for before is forgotten.
    if (reply.kind === 'serial') return weigh()
    if (state.step === 'type' && reply.kind !== 'weight') return say('serial')
    if (state.step === 'serial' && reply.kind === 'refused') return weigh()
    if (state.step !== 'weight') return stay(state)
    if (reply.kind === 'weight') return ask === 'SIR' ? stay(state) : rest()
    return reply.kind === 'refused' ? rest() : stay(state)
  }

  return {
    collector: new LineCollector({ longest: LONGEST }),
    idleMs: IDLE_MS,
    read(frame) {
      const text = latinOf(lineBody(frame))
      const { kind, read } = sicsReply(text)
      if (kind !== 'weight') return read
      // A stream of `SIR` is not asked for line by line: each of its lines is one.
      return ask === 'SIR' ? read : { ...read, ...asked.keyOf(text.trimEnd()) }
    },
    begin: () => say('type'),
    next(state: SicsState, event: TalkEvent) {
      if (event.kind === 'silence') return silence(state)
      if (event.kind === 'frame') return heard(state, sicsReply(latinOf(lineBody(event.bytes))))
      return state.step === 'weight' ? rest() : stay(state)
    },
  }
}

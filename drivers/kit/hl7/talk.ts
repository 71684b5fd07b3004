/** HL7 v2 as a conversation: each block is kept, read and answered; a block sent again because our answer was lost counts once. */
import { damaged, ignored, type Outcome } from '#core/reading/reading.ts'
import { sameBytes } from '../bytes.ts'
import type { Line } from '../line.ts'
import type { Talk, Turn } from '../talk/talk.ts'
import { TalkLine } from '../talk/talk-line.ts'
import type { Charset } from '../text.ts'
import { answerTo } from './answer.ts'
import { hl7Field } from './fields.ts'
import { END, MllpCollector, START } from './mllp.ts'
import { type Hl7Message, type Hl7Unit, hl7UnitOf } from './segments.ts'

/** A message begun and not ended within this silence is damaged. As for LIS01-A2; HL7 names no time. */
export const SILENCE_MS = 30_000

export interface Hl7Options {
  /** The device's setting, where MSH-18 says nothing; null: strict UTF-8, else GB18030. */
  readonly charset: Charset | null
  readonly read: (message: Hl7Message) => readonly Outcome[]
}

export function hl7Line(options: Hl7Options): Line {
  return new TalkLine(hl7Talk(options))
}

function hl7Talk({ charset, read }: Hl7Options): Talk<null> {
  /** The last block kept, to know it when it comes again. */
  let last: Uint8Array | null = null
  /** A frame is read, then answered: parsed once. */
  let parsed: { readonly frame: Uint8Array; readonly unit: Hl7Unit } | null = null
  const unitOf = (frame: Uint8Array): Hl7Unit => {
    if (parsed?.frame !== frame) parsed = { frame, unit: hl7UnitOf(frame, charset) }
    return parsed.unit
  }
  const rest: Turn<null> = { state: null, waitMs: null }
  return {
    collector: new MllpCollector(),
    idleMs: SILENCE_MS,
    read(frame) {
      const { messages, stray } = unitOf(frame)
      if (messages.length === 0) return { outcomes: [withoutMessage(frame, stray)] }
      if (last !== null && sameBytes(last, frame) && messages.every(isNumbered))
        return { outcomes: [ignored('resent: the same message again, answered again')] }
      last = frame
      const outcomes = messages.flatMap(read)
      return { outcomes: stray === '' ? outcomes : [...outcomes, damaged(`not-hl7: before MSH ${clipped(stray)}`)] }
    },
    begin: () => rest,
    next(_state, event, now) {
      // It is not on the disk: sent again, it is not "the same again".
      if (event.kind === 'unkept') last = null
      if (event.kind !== 'frame' || event.bytes[event.bytes.length - 1] !== END) return rest
      const send = answerTo(unitOf(event.bytes).messages, now)
      parsed = null
      return send === null ? rest : { ...rest, send }
    },
  }
}

/** Only a number and a full time (MSH-10, MSH-7) tell a message sent twice from two equal measurements. */
export function isNumbered(message: Hl7Message): boolean {
  return hl7Field(message.header, 10, message) !== '' && /^\d{14}/.test(hl7Field(message.header, 7, message))
}

/** MLLP release 2 answers with one byte (06, 15) in a block. */
function withoutMessage(frame: Uint8Array, stray: string): Outcome {
  const body = frame.filter((byte) => byte !== START && byte !== END && byte > 0x20)
  const commit = frame.length <= 3 && (frame[1] === 0x06 || frame[1] === 0x15)
  if (commit || body.length === 0) return ignored(commit ? 'answer: a commit byte' : 'noise: an empty block')
  return damaged(`not-hl7: the block begins with ${clipped(stray)}`)
}

function clipped(text: string): string {
  const plain = text.replace(/\p{Cc}/gu, ' ')
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain
}

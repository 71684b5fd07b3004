/** LIS01-A2 / ASTM E1381, the analyzer's end of a link: for simulators, demonstrations and tests. */

import { bytesOfAscii, joinBytes } from '../bytes.ts'
import type { Instrument, InstrumentStep } from '../line.ts'
import { ACK, CR, checksumOf, ENQ, EOT, ETB, ETX, LF, LinkCollector, NAK, STX } from './lis01-frames.ts'

/** LIS01-A2 6.5.2: 15 s for an answer, at least 10 s after a NAK to ENQ, six sendings of one frame. */
const ANSWER_MS = 15_000
const BUSY_MS = 10_000
const MOST_TRIES = 6
/** E1381-95: 240 characters of text a frame; every receiver takes that. */
const LONGEST_TEXT = 240

/** One session: ENQ, these pieces one by one, EOT. A piece is a frame with whatever noise came before it. */
export interface Session {
  readonly pieces: readonly Uint8Array[]
  /** The capture ended inside its last piece: nothing can answer it. */
  readonly cut: boolean
}

type Phase = 'idle' | 'asking' | 'busy' | 'sending' | 'over'
type Steps = Generator<InstrumentStep, void, void>

/** `done` counts sessions: all frames acknowledged, or given up. */
export class Lis01Sender implements Instrument {
  readonly #sessions: readonly Session[]
  #session = 0
  #piece = 0
  #tries = 0
  #sent = 0
  #refused = 0
  #phase: Phase = 'idle'

  constructor(sessions: readonly Session[]) {
    this.#sessions = sessions
  }

  *opened(): Steps {
    yield* this.#begin()
  }

  *heard(bytes: Uint8Array): Steps {
    for (const byte of bytes) {
      if (byte === ACK) yield* this.#acknowledged()
      else if (byte === NAK) yield* this.#notTaken()
      // EOT from the receiver is its wish that we stop (LIS01-A2 6.3.5): this message is not finished.
      else if (byte === EOT && this.#phase === 'sending') yield* this.#end(false)
    }
  }

  *elapsed(): Steps {
    if (this.#phase === 'busy') yield* this.#ask()
    else if (this.#phase === 'asking') yield* this.#askAgain()
    // The answer was lost: the same frame again, which the receiver must not count twice.
    else if (this.#phase === 'sending') yield* this.#sendAgain()
  }

  *#begin(): Steps {
    this.#piece = 0
    this.#tries = 0
    if (this.#session < this.#sessions.length) return yield* this.#ask()
    if (this.#phase === 'over') return
    this.#phase = 'over'
    yield { kind: 'wait', ms: null }
    yield { kind: 'done', sent: this.#sent, refused: this.#refused }
  }

  *#ask(): Steps {
    this.#phase = 'asking'
    this.#tries++
    yield { kind: 'send', bytes: Uint8Array.of(ENQ) }
    yield { kind: 'wait', ms: ANSWER_MS }
  }

  *#askAgain(): Steps {
    if (this.#tries >= MOST_TRIES) return yield* this.#end(false)
    yield { kind: 'send', bytes: Uint8Array.of(EOT) }
    this.#phase = 'busy'
    yield { kind: 'wait', ms: BUSY_MS }
  }

  *#acknowledged(): Steps {
    if (this.#phase === 'asking') {
      this.#phase = 'sending'
      this.#tries = 0
      return yield* this.#send()
    }
    if (this.#phase !== 'sending') return
    this.#piece++
    this.#tries = 0
    yield* this.#send()
  }

  *#notTaken(): Steps {
    if (this.#phase === 'asking') {
      this.#phase = 'busy'
      yield { kind: 'wait', ms: BUSY_MS }
    } else if (this.#phase === 'sending') yield* this.#sendAgain()
  }

  *#send(): Steps {
    const { pieces, cut } = this.#current()
    const piece = pieces[this.#piece]
    if (piece === undefined) return yield* this.#end(true)
    this.#tries++
    yield { kind: 'send', bytes: piece }
    if (cut && this.#piece === pieces.length - 1) {
      this.#refused++
      this.#session++
      return yield* this.#begin()
    }
    yield { kind: 'wait', ms: ANSWER_MS }
  }

  *#sendAgain(): Steps {
    const { pieces } = this.#current()
    // A recording holds the second sending itself: it comes next, with the same frame number.
    if (numberOf(pieces[this.#piece + 1]) === numberOf(pieces[this.#piece])) {
      this.#piece++
      this.#tries = 0
    }
    if (this.#tries >= MOST_TRIES) return yield* this.#end(false)
    yield* this.#send()
  }

  *#end(taken: boolean): Steps {
    yield { kind: 'send', bytes: Uint8Array.of(EOT) }
    if (taken) this.#sent++
    else this.#refused++
    this.#session++
    yield* this.#begin()
  }

  #current(): Session {
    return this.#sessions[this.#session] ?? { pieces: [], cut: false }
  }
}

function numberOf(piece: Uint8Array | undefined): number | null {
  const stx = piece?.indexOf(STX) ?? -1
  return piece === undefined || stx < 0 ? null : (piece[stx + 1] ?? null)
}

/** Records, each its own frame or, when longer than 240 bytes, several joined by ETB; numbered from 1. */
export function framesOf(records: readonly Uint8Array[]): readonly Uint8Array[] {
  const frames: Uint8Array[] = []
  for (const record of records) {
    const text = joinBytes([record, Uint8Array.of(CR)])
    for (let from = 0; from < text.length; from += LONGEST_TEXT) {
      const last = from + LONGEST_TEXT >= text.length
      frames.push(frameOf((frames.length + 1) % 8, text.subarray(from, from + LONGEST_TEXT), last))
    }
  }
  return frames
}

/** `STX FN text ETB|ETX C1 C2 CR LF` with the right checksum. */
export function frameOf(number: number, text: Uint8Array, last: boolean): Uint8Array {
  const body = joinBytes([bytesOfAscii(String(number)), text, Uint8Array.of(last ? ETX : ETB)])
  return joinBytes([Uint8Array.of(STX), body, bytesOfAscii(checksumOf(body)), Uint8Array.of(CR, LF)])
}

/** Cuts a recording at its ENQ and EOT into sessions and at its frames into pieces; every byte but those two is played. */
export function sessionsOf(recording: Uint8Array): readonly Session[] {
  const sessions: { pieces: Uint8Array[]; cut: boolean }[] = []
  const link = new LinkCollector()
  let open = false
  let before: Uint8Array[] = []
  const current = () => {
    const last = sessions.at(-1)
    if (open && last !== undefined) return last
    open = true
    const made = { pieces: [], cut: false }
    sessions.push(made)
    return made
  }
  const play = (events: ReturnType<LinkCollector['push']>) => {
    for (const event of events) {
      if (event.kind === 'enquiry' || event.kind === 'end') open = false
      else if (event.kind === 'noise') before.push(event.noise.bytes)
      else {
        const session = current()
        session.pieces.push(joinBytes([...before, event.bytes]))
        session.cut = event.kind === 'cut'
        before = []
      }
    }
  }
  play(link.push(recording))
  play(link.flush('the recording ends'))
  if (before.length > 0) current().pieces.push(joinBytes(before))
  return sessions
}

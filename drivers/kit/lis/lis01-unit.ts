/** What one message has gathered so far: the frames taken in their order, and those refused and not yet sent again. */
import { damaged, ignored, type Outcome } from '#core/reading/reading.ts'
import type { Ticket } from '../line.ts'
import { CR, LF, type LinkFrame } from './lis01-frames.ts'

/** A frame taken: kept, in sequence, checksum right. */
export interface TextFrame {
  readonly ticket: Ticket
  readonly text: Uint8Array
  readonly last: boolean
}

/** A frame kept but not taken. `asked`: it was answered NAK, so a healthy sender sends it again. */
export interface Refused {
  readonly ticket: Ticket
  readonly bytes: Uint8Array
  readonly reason: string
  readonly asked: boolean
}

export interface Told {
  readonly frame: Ticket
  readonly outcome: Outcome
}

/** A message is at most this much; a sender that never ends would otherwise fill the memory. */
export const MOST_FRAMES = 4096
export const MOST_BYTES = 16 * 1024 * 1024

const LETTER_L = 0x4c

export class LinkUnit {
  readonly frames: TextFrame[] = []
  readonly refused: Refused[] = []
  #bytes = 0
  #recordType = 0
  #atRecordStart = true
  #last = false

  get empty(): boolean {
    return this.frames.length === 0 && this.refused.length === 0
  }

  /** The last frame had ETX and the last record is L: LIS02-A2 knows no other end of a message. */
  get ended(): boolean {
    return this.#last && this.#recordType === LETTER_L
  }

  get full(): boolean {
    return this.frames.length >= MOST_FRAMES || this.#bytes >= MOST_BYTES
  }

  add(ticket: Ticket, frame: LinkFrame): void {
    this.frames.push({ ticket, text: frame.text, last: frame.last })
    this.#bytes += frame.text.length
    this.#last = frame.last
    for (const byte of frame.text) {
      if (byte === CR || byte === LF) this.#atRecordStart = true
      else if (this.#atRecordStart) {
        this.#recordType = byte
        this.#atRecordStart = false
      }
    }
    if (frame.last) this.#atRecordStart = true
  }

  tickets(): readonly Ticket[] {
    return [...this.frames, ...this.refused].map(({ ticket }) => ticket)
  }

  /** The good sending has come: refused frames are settled, as ignored when it is theirs, as damaged when it is not. */
  mendedBy(good: LinkFrame, byHandshake: boolean): readonly Told[] {
    return this.refused.splice(0).map(({ ticket, bytes, reason, asked }) => {
      const again = (byHandshake && asked) || resembles(bytes, good.bytes)
      return { frame: ticket, outcome: again ? ignored(`${reason}; sent again and taken`) : damaged(reason) }
    })
  }

  /** The message ended without its L record: told once as damaged, at the frame where it broke; never as a shorter message. */
  broken(why: string): readonly Told[] {
    const lastRefused = this.refused.at(-1)
    const lastFrame = this.frames.at(-1)
    if (lastFrame === undefined) return this.refused.map((one, index) => this.#notTaken(one, this.refused[index + 1]))
    const kept = `${this.frames.length} ${this.frames.length === 1 ? 'frame' : 'frames'} kept`
    const reason = `message-incomplete: ${kept}, then ${lastRefused === undefined ? why : `${lastRefused.reason}; ${why}`}`
    const place = lastRefused?.ticket ?? lastFrame.ticket
    const others = this.refused
      .slice(0, -1)
      .map(({ ticket, reason }) => ({ frame: ticket, outcome: ignored(`${reason}; asked again`) }))
    return [...others, { frame: place, outcome: damaged(reason) }]
  }

  #notTaken({ ticket, bytes, reason }: Refused, next: Refused | undefined): Told {
    const again = next !== undefined && resembles(bytes, next.bytes)
    return { frame: ticket, outcome: again ? ignored(`${reason}; asked again`) : damaged(reason) }
  }
}

/**
 * Whether two sendings are of one frame, one of them hurt: the undamaged beginning and end agree over three quarters, or the
 * shorter is the other's beginning. A capture without handshake gives no better sign.
 */
function resembles(hurt: Uint8Array, other: Uint8Array): boolean {
  const shorter = Math.min(hurt.length, other.length)
  let same = 0
  while (same < shorter && hurt[same] === other[same]) same++
  if (same === hurt.length) return true
  let tail = 0
  while (tail < shorter - same && hurt[hurt.length - 1 - tail] === other[other.length - 1 - tail]) tail++
  return (same + tail) * 4 >= Math.max(hurt.length, other.length) * 3
}

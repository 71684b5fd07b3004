/** LIS01-A2 / ASTM E1381, lowest part: bytes become link events. Pure collecting; who answers what is decided in `lis01.ts`. */
import { ByteBuffer, hexByte, latin } from '../bytes.ts'
import { sum8 } from '../framing/checks.ts'
import { type Noise, NoiseRun } from '../framing/noise.ts'

export const STX = 0x02
export const ETX = 0x03
export const EOT = 0x04
export const ENQ = 0x05
export const ACK = 0x06
export const NAK = 0x15
export const ETB = 0x17
export const CR = 0x0d
export const LF = 0x0a

/** LIS01-A2 6.3: a frame is at most 64,000 characters; a hundred more for the overhead, and then it is no frame. */
export const LONGEST_FRAME = 64_100

/** `STX FN text ETB|ETX C1 C2` and the CR, LF or both that followed. */
export interface LinkFrame {
  readonly kind: 'frame'
  readonly bytes: Uint8Array
  /** Between the frame number and ETB or ETX. */
  readonly text: Uint8Array
  /** 0 to 7, or null when the character after STX is no such digit. */
  readonly number: number | null
  /** ETX: the end of a message or, with many makers, of a record. ETB: the record goes on in the next frame. */
  readonly last: boolean
  /** The two digits as sent, upper case; empty when there were none. */
  readonly said: string
  readonly counted: string
}

export type LinkEvent =
  | { readonly kind: 'enquiry' }
  | { readonly kind: 'end' }
  | LinkFrame
  /** A frame that began and did not end: another STX, ENQ or EOT, the limit, silence, the end of the line. */
  | { readonly kind: 'cut'; readonly bytes: Uint8Array; readonly reason: string; readonly tooLong: boolean }
  | { readonly kind: 'noise'; readonly noise: Noise }

type State = 'outside' | 'text' | 'check-1' | 'check-2' | 'trailer-cr' | 'trailer-lf'

/** Feeds on any cut of the stream: the events are the same byte by byte and in one piece. */
export class LinkCollector {
  readonly #frame = new ByteBuffer()
  readonly #noise = new NoiseRun()
  #state: State = 'outside'
  #end = 0
  #events: LinkEvent[] = []
  /** Learned from a silence: how this device ends its frames when not by LF. */
  #ends: 'lf' | 'cr' | 'bare' = 'lf'

  push(bytes: Uint8Array): readonly LinkEvent[] {
    for (let at = 0; at < bytes.length; ) {
      const end = this.#state === 'outside' && this.#ends === 'lf' && bytes[at] === STX ? wholeUntil(bytes, at) : 0
      if (end > 0) {
        this.#endNoise()
        this.#events.push(frameOf(bytes.slice(at, end + 5), end - at))
        at = end + 5
        continue
      }
      const until = this.#state === 'text' ? plainUntil(bytes, at, LONGEST_FRAME - 1 - this.#frame.length) : at
      if (until > at) this.#frame.append(bytes.subarray(at, until))
      if (until < bytes.length) this.#take(bytes[until] ?? 0)
      at = until + 1
    }
    return this.#drain()
  }

  /** A whole frame that only its CR or LF may still follow. */
  get inTrailer(): boolean {
    return this.#state === 'trailer-cr' || this.#state === 'trailer-lf'
  }

  /** Something has begun and not ended. */
  get unfinished(): boolean {
    return this.#state !== 'outside' || this.#noise.count > 0
  }

  /** No LF came: this device ends frames with CR or with nothing, so it is not waited for again. */
  finishTrailer(): readonly LinkEvent[] {
    if (!this.inTrailer) return []
    this.#ends = this.#state === 'trailer-lf' ? 'cr' : 'bare'
    this.#finish()
    return this.#drain()
  }

  /** Nothing more will come: what is whole is a frame, what is not is cut. */
  flush(why: string): readonly LinkEvent[] {
    if (this.inTrailer) this.#finish()
    else if (this.#state !== 'outside') this.#cut(`frame-cut: ${why} after ${this.#frame.length} bytes`)
    this.#endNoise()
    return this.#drain()
  }

  #drain(): readonly LinkEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  #take(byte: number): void {
    switch (this.#state) {
      case 'outside':
        this.#outside(byte)
        break
      case 'text':
        this.#inText(byte)
        break
      case 'check-1':
      case 'check-2':
        this.#inCheck(byte)
        break
      case 'trailer-cr':
      case 'trailer-lf':
        this.#inTrailer(byte)
        break
    }
  }

  #outside(byte: number): void {
    if (byte === STX || byte === ENQ || byte === EOT) this.#endNoise()
    if (byte === STX) {
      this.#frame.push(byte)
      this.#state = 'text'
    } else if (byte === ENQ) this.#events.push({ kind: 'enquiry' })
    else if (byte === EOT) this.#events.push({ kind: 'end' })
    // A tapped line carries the host's ACK and NAK too; CR and LF are padding.
    else if (byte !== ACK && byte !== NAK && byte !== CR && byte !== LF) this.#noise.add(byte)
  }

  /** LIS01-A2 6.5: STX, ENQ and EOT never stand in text, so each of them means that the frame broke off. */
  #inText(byte: number): void {
    if (this.#restarts(byte)) return
    this.#frame.push(byte)
    if (byte === ETX || byte === ETB) {
      this.#state = 'check-1'
      this.#end = this.#frame.length - 1
    } else if (this.#frame.length >= LONGEST_FRAME)
      this.#cut(`frame-too-long: no ETX within ${LONGEST_FRAME} bytes`, true)
  }

  #inCheck(byte: number): void {
    if (this.#restarts(byte)) return
    if (byte === CR || byte === LF) {
      this.#state = 'trailer-cr'
      this.#inTrailer(byte)
      return
    }
    this.#frame.push(byte)
    if (this.#state === 'check-1') this.#state = 'check-2'
    else if (this.#ends === 'bare') this.#finish()
    else this.#state = 'trailer-cr'
  }

  #inTrailer(byte: number): void {
    if (byte === LF || (byte === CR && this.#state === 'trailer-cr')) {
      this.#frame.push(byte)
      if (byte === LF || this.#ends === 'cr') this.#finish()
      else this.#state = 'trailer-lf'
      return
    }
    this.#finish()
    this.#outside(byte)
  }

  #restarts(byte: number): boolean {
    if (byte !== STX && byte !== ENQ && byte !== EOT) return false
    const by = byte === STX ? 'another STX' : byte === ENQ ? 'ENQ' : 'EOT'
    this.#cut(`frame-cut: ${by} after ${this.#frame.length} bytes`)
    this.#outside(byte)
    return true
  }

  #cut(reason: string, tooLong = false): void {
    this.#state = 'outside'
    this.#events.push({ kind: 'cut', bytes: this.#frame.take(), reason, tooLong })
  }

  #finish(): void {
    this.#state = 'outside'
    this.#events.push(frameOf(this.#frame.take(), this.#end))
  }

  #endNoise(): void {
    const noise = this.#noise.take()
    if (noise !== null) this.#events.push({ kind: 'noise', noise })
  }
}

const marks = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === STX || byte === ENQ || byte === EOT || byte === ETX || byte === ETB ? 1 : 0,
)

/** Where the text that begins at `at` stops being plain, after `most` bytes at the latest. */
function plainUntil(bytes: Uint8Array, at: number, most: number): number {
  const end = Math.min(bytes.length, at + most)
  let until = at
  while (until < end && marks[bytes[until] ?? 0] === 0) until++
  return until
}

/** Mostly a frame comes in one piece, `STX ... ETX C1 C2 CR LF`: where its ETX or ETB stands, or 0 when it must be taken byte by byte. */
function wholeUntil(bytes: Uint8Array, at: number): number {
  const end = plainUntil(bytes, at + 1, LONGEST_FRAME - 10)
  const last = bytes[end]
  if ((last !== ETX && last !== ETB) || bytes[end + 3] !== CR || bytes[end + 4] !== LF) return 0
  return isDigit(bytes[end + 1]) && isDigit(bytes[end + 2]) ? end : 0
}

/** Nothing that begins or ends anything: whether it is a hex digit is seen when it is compared. */
function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && marks[byte] === 0 && byte !== CR && byte !== LF
}

/** `end`: where its ETX or ETB stands. */
function frameOf(bytes: Uint8Array, end: number): LinkFrame {
  const digit = bytes[1] ?? 0
  let said = ''
  for (let at = end + 1; at < bytes.length && bytes[at] !== CR && bytes[at] !== LF; at++) said += latin[bytes[at] ?? 0]
  return {
    kind: 'frame',
    bytes,
    text: bytes.subarray(Math.min(2, end), end),
    number: digit >= 0x30 && digit <= 0x37 ? digit - 0x30 : null,
    last: bytes[end] === ETX,
    said: said.toUpperCase(),
    counted: hexByte(sum8(bytes, 1, end + 1)),
  }
}

/** Sum modulo 256 of the frame number through ETX or ETB, both included, as two upper-case hex digits. */
export function checksumOf(bytes: Uint8Array): string {
  return hexByte(sum8(bytes))
}

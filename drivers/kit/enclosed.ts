/**
 * Frames `7E cmd lenLo lenHi data crc AA`: 7E and AA also stand inside data, so a frame is found by length, CRC and tail
 * together, and after a bad one the search goes on at its next byte: the good frame behind it is never lost.
 */
import { ByteBuffer, bytesOfHex, joinBytes, u16le } from './bytes.ts'
import { crc8 } from './crc8.ts'
import { type Noise, NoiseRun } from './noise.ts'

const HEAD = 0x7e
const TAIL = 0xaa
const OVERHEAD = 6

export interface EnclosedFrame {
  readonly kind: 'frame'
  readonly bytes: Uint8Array
  readonly command: number
  readonly data: Uint8Array
}

export type EnclosedEvent =
  | EnclosedFrame
  /** Began like a frame of this model and is none. */
  | { readonly kind: 'bad'; readonly bytes: Uint8Array; readonly reason: string }
  | { readonly kind: 'noise'; readonly noise: Noise }

/** The data length of each command this end hears; any other command or length is no frame. */
export type Lengths = ReadonlyMap<number, number>

export class EnclosedCollector {
  readonly #lengths: Lengths
  readonly #buffer = new ByteBuffer()
  /** What was searched and held no good frame, since the last one. */
  readonly #stretch = new NoiseRun()
  #events: EnclosedEvent[] = []

  constructor(lengths: Lengths) {
    this.#lengths = lengths
  }

  get unfinished(): boolean {
    return this.#buffer.length > 0 || this.#stretch.count > 0
  }

  push(bytes: Uint8Array): readonly EnclosedEvent[] {
    this.#buffer.append(bytes)
    this.#search(false)
    return this.#drain()
  }

  /** Nothing more comes: what waits for its rest is bad. */
  flush(): readonly EnclosedEvent[] {
    this.#search(true)
    this.#tellStretch()
    return this.#drain()
  }

  #drain(): readonly EnclosedEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  #search(final: boolean): void {
    const view = this.#buffer.view()
    let at = 0
    while (at < view.length) {
      const length = this.#lengthAt(view, at, final)
      if (length === 'unknown-yet') break
      if (length === 0) {
        this.#stretch.add(view[at] ?? 0)
        at++
        continue
      }
      this.#tellStretch()
      const bytes = view.slice(at, at + length)
      this.#events.push({ kind: 'frame', bytes, command: bytes[1] ?? 0, data: bytes.subarray(4, length - 2) })
      at += length
    }
    this.#buffer.drop(at)
  }

  /** The whole length of a good frame at `at`, 0 when there is none, `unknown-yet` while its bytes are still to come. */
  #lengthAt(view: Uint8Array, at: number, final: boolean): number | 'unknown-yet' {
    if (view[at] !== HEAD) return 0
    const missing = final ? 0 : 'unknown-yet'
    if (at + 1 >= view.length) return missing
    const dataLength = this.#lengths.get(view[at + 1] ?? 0)
    if (dataLength === undefined) return 0
    if (at + 2 < view.length && view[at + 2] !== (dataLength & 0xff)) return 0
    if (at + 3 < view.length && view[at + 3] !== dataLength >> 8) return 0
    const length = OVERHEAD + dataLength
    if (at + length > view.length) return missing
    const crc = view[at + length - 2]
    return view[at + length - 1] === TAIL && crc === crc8(view.subarray(at + 1, at + length - 2)) ? length : 0
  }

  /** A stretch without a good frame is told frame by frame: a new one begins where `7E` and a known command stand. */
  #tellStretch(): void {
    const stretch = this.#stretch.take()
    if (stretch === null) return
    const { bytes, count } = stretch
    if (count > bytes.length) {
      this.#events.push({ kind: 'noise', noise: stretch })
      return
    }
    let from = 0
    for (let at = 1; at <= bytes.length; at++) {
      if (at < bytes.length && !this.#beginsAt(bytes, at)) continue
      this.#tellPiece(bytes.slice(from, at))
      from = at
    }
  }

  #tellPiece(bytes: Uint8Array): void {
    if (!this.#beginsAt(bytes, 0)) this.#events.push({ kind: 'noise', noise: { bytes, count: bytes.length } })
    else this.#events.push({ kind: 'bad', bytes, reason: this.#reasonOf(bytes) })
  }

  #beginsAt(view: Uint8Array, at: number): boolean {
    return view[at] === HEAD && this.#lengths.has(view[at + 1] ?? -1)
  }

  #reasonOf(bytes: Uint8Array): string {
    const command = bytes[1] ?? 0
    const length = (this.#lengths.get(command) ?? 0) + OVERHEAD
    if (bytes.length >= 4 && u16le(bytes, 2) !== length - OVERHEAD)
      return `length-wrong: ${u16le(bytes, 2)} bytes of data, ${length - OVERHEAD} awaited`
    if (bytes.length < length) return `frame-cut: ${bytes.length} of ${length} bytes`
    if (bytes[length - 1] !== TAIL) return 'tail-missing: no AA where the frame ends'
    const counted = crc8(bytes.subarray(1, length - 2))
    return `crc-wrong: said ${hex(bytes[length - 2] ?? 0)}, counted ${hex(counted)}`
  }
}

/** `7E cmd length data crc AA` around data. */
export function enclose(command: number, data: Uint8Array): Uint8Array {
  const body = joinBytes([Uint8Array.of(command, data.length & 0xff, data.length >> 8), data])
  return joinBytes([bytesOfHex('7E'), body, Uint8Array.of(crc8(body), TAIL)])
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}

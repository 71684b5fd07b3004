/** Frames `7E cmd lenLo lenHi data crc AA` of 达元 readers: 7E and AA also stand inside data, so length, CRC and tail decide together. */
import { bytesOfHex, hexByte, joinBytes, u16le } from '../bytes.ts'
import { crc8 } from '../framing/checks.ts'
import type { FrameShape } from '../framing/frames.ts'

const HEAD = 0x7e
const TAIL = 0xaa
const OVERHEAD = 6

export interface EnclosedFrame {
  readonly bytes: Uint8Array
  readonly command: number
  readonly data: Uint8Array
}

/** The data length of each command this end hears; any other command is no frame, any other length a bad one. */
export type Lengths = ReadonlyMap<number, number>

export function enclosedShape(lengths: Lengths): FrameShape {
  return {
    longest: OVERHEAD + Math.max(...lengths.values()),
    lengthAt(view, at) {
      if (view[at] !== HEAD) return 0
      if (at + 1 >= view.length) return 'unknown-yet'
      const data = lengths.get(view[at + 1] ?? 0)
      return data === undefined ? 0 : OVERHEAD + data
    },
    earlyProblemOf(head) {
      const awaited = lengths.get(head[1] ?? 0) ?? 0
      const said = u16le(head, 2)
      return head.length < 4 || said === awaited ? null : `length-wrong: ${said} bytes of data, ${awaited} awaited`
    },
    problemOf(frame) {
      if (u16le(frame, 2) !== frame.length - OVERHEAD) return 'length-wrong'
      if (frame[frame.length - 1] !== TAIL) return 'tail-missing: no AA where the frame ends'
      const said = frame[frame.length - 2] ?? 0
      const counted = crc8(frame.subarray(1, frame.length - 2))
      return said === counted ? null : `crc-wrong: said ${hexByte(said)}, counted ${hexByte(counted)}`
    },
  }
}

/** `7E 11 14 00 …` as command and data. */
export function enclosedOf(bytes: Uint8Array): EnclosedFrame {
  return { bytes, command: bytes[1] ?? 0, data: bytes.subarray(4, bytes.length - 2) }
}

/** `7E cmd length data crc AA` around data. */
export function enclose(command: number, data: Uint8Array): Uint8Array {
  const body = joinBytes([Uint8Array.of(command, data.length & 0xff, data.length >> 8), data])
  return joinBytes([bytesOfHex('7E'), body, Uint8Array.of(crc8(body), TAIL)])
}

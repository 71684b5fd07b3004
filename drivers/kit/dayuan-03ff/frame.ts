/** Frames `03 FF` (asked) and `03 FE` (answered) of the 达元 host protocol: a header of 12 bytes with its own XOR, then data with theirs. */
import { bytesOfAscii, hexByte, joinBytes, u16le } from '../bytes.ts'
import { xor8 } from '../framing/checks.ts'
import type { FrameShape } from '../framing/frames.ts'
import { olderLength, olderProblem } from './older.ts'

const START = 0x03
export const ASKED = 0xff
export const ANSWERED = 0xfe
const HEADER = 12
/** The longest answer known is a page of items, 256 bytes; a DY-7200 record is text of about as many. */
const LONGEST_DATA = 2048

export interface HostFrame {
  readonly command: number
  /** Bytes 4–7 without the highest: the record asked for, or, for lists, the page in byte 5. 0 when the device does not repeat it. */
  readonly parameter: number
  readonly data: Uint8Array
}

/** Where data begins: ranges of outcomes count from the frame's first byte. */
export const DATA_AT = HEADER

export function hostFrameOf(bytes: Uint8Array): HostFrame {
  return { command: bytes[2] ?? 0, parameter: u16le(bytes, 4) | ((bytes[6] ?? 0) << 16), data: bytes.subarray(HEADER) }
}

export function hostFrame(
  direction: number,
  command: number,
  parameter: number,
  data: Uint8Array = new Uint8Array(),
): Uint8Array {
  const header = Uint8Array.of(START, direction, command, 0, parameter, parameter >> 8, parameter >> 16, 0, data.length)
  const front = joinBytes([header, Uint8Array.of(data.length >> 8)])
  return joinBytes([front, Uint8Array.of(xor8(front), xor8(data)), data])
}

/** `03 FF 20 00 00 00 00 00 08 00 D4 18`, then `DEVICE??`. */
export const testRequest = hostFrame(ASKED, 0x20, 0, bytesOfAscii('DEVICE??'))

/** The frames of one direction; the answers may also have the older form `81 04`. */
export function hostShape(direction: number): FrameShape {
  const older = direction === ANSWERED
  return {
    longest: HEADER + LONGEST_DATA,
    lengthAt(view, at) {
      if (older && view[at] === 0x81) return olderLength(view, at)
      const known = [START, direction, null, 0]
      for (const [offset, byte] of known.entries()) {
        if (at + offset >= view.length) return at + offset > at ? 'unknown-yet' : 0
        if (byte !== null && view[at + offset] !== byte) return 0
      }
      return at + HEADER > view.length ? 'unknown-yet' : HEADER + u16le(view, at + 8)
    },
    earlyProblemOf: (head) => (head[0] === START && head.length >= HEADER ? headerProblem(head) : null),
    problemOf(frame) {
      if (frame[0] !== START) return olderProblem(frame) ?? swallowed(frame, direction)
      return headerProblem(frame) ?? dataProblem(frame) ?? swallowed(frame, direction)
    },
  }
}

function headerProblem(head: Uint8Array): string | null {
  const [said = 0, counted] = [head[10], xor8(head.subarray(0, 10))]
  if (said !== counted) return `header-xor-wrong: said ${hexByte(said)}, counted ${hexByte(counted)}`
  const length = u16le(head, 8)
  return length > LONGEST_DATA ? `length-wrong: ${length} bytes of data, ${LONGEST_DATA} at most` : null
}

function dataProblem(frame: Uint8Array): string | null {
  const [said = 0, counted] = [frame[11], xor8(frame.subarray(HEADER))]
  return said === counted ? null : `data-xor-wrong: said ${hexByte(said)}, counted ${hexByte(counted)}`
}

/**
 * A frame cut short takes the next one's head for its own rest, and an XOR of one byte lets one in 256 of them pass. The head of a
 * frame inside, or the front of one at the end, shows it. Four bytes and less may be a value: `03 FE 42 00` is 4390.403.
 */
function swallowed(frame: Uint8Array, direction: number): string | null {
  for (let at = 1; at + 5 <= frame.length; at++) {
    if (frame[at] !== START || frame[at + 1] !== direction || frame[at + 3] !== 0) continue
    if (at + 10 < frame.length && frame[at + 10] !== xor8(frame.subarray(at, at + 10))) continue
    return `frame-cut: another frame begins at its byte ${at}`
  }
  return null
}

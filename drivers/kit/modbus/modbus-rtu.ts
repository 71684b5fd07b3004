/**
 * Modbus RTU, the asking side: requests, and replies framed by function, byte count and CRC. The silence of 3.5 characters that the
 * standard ends a frame with cannot be kept over USB.
 */
import { joinBytes, u16le } from '../bytes.ts'
import { crc16Modbus } from '../framing/checks.ts'
import type { FrameShape } from '../framing/frames.ts'

/** Set in the function byte of a refusal: `01 83 02 C0 F1`. */
const REFUSED = 0x80
const EXCEPTION_LENGTH = 5

export interface ModbusReplies {
  readonly address: number
  readonly function: number
  /** Whole lengths that a reply may have by its first bytes, the shortest first; null: not told yet. The CRC decides between them. */
  lengths(head: Uint8Array): readonly number[] | null
  readonly longest: number
}

export function modbusShape(replies: ModbusReplies): FrameShape {
  return {
    longest: Math.max(replies.longest, EXCEPTION_LENGTH),
    lengthAt(view, at) {
      if (view[at] !== replies.address) return 0
      if (at + 1 >= view.length) return 'unknown-yet'
      if (view[at + 1] === (replies.function | REFUSED)) return EXCEPTION_LENGTH
      if (view[at + 1] !== replies.function) return 0
      const head = view.subarray(at, at + replies.longest)
      const lengths = replies.lengths(head)
      if (lengths === null) return 'unknown-yet'
      const whole = lengths.find((length) => length <= head.length && hasRightCrc(head.subarray(0, length)))
      return whole ?? lengths.at(-1) ?? 0
    },
    problemOf: (frame) => (hasRightCrc(frame) ? null : `crc-wrong: counted ${crc16Modbus(body(frame)).toString(16)}`),
  }
}

/** The code of a refusal: 1 function, 2 address, 3 value, 4 failure, 6 busy; null for an answer. */
export function exceptionOf(frame: Uint8Array): number | null {
  return ((frame[1] ?? 0) & REFUSED) === 0 ? null : (frame[2] ?? 0)
}

/** `01 65` with data `00 00 00 01` gives `01 65 00 00 00 01 8C 02`: the CRC goes low byte first. */
export function modbusFrame(address: number, functionCode: number, data: Uint8Array): Uint8Array {
  const said = joinBytes([Uint8Array.of(address, functionCode), data])
  const crc = crc16Modbus(said)
  return joinBytes([said, Uint8Array.of(crc & 0xff, crc >> 8)])
}

function body(frame: Uint8Array): Uint8Array {
  return frame.subarray(0, frame.length - 2)
}

function hasRightCrc(frame: Uint8Array): boolean {
  return crc16Modbus(body(frame)) === u16le(frame, frame.length - 2)
}

/** For tests and simulators: `01 E5 02` refuses function 65 with code 02. */
export function modbusRefusal(address: number, functionCode: number, code: number): Uint8Array {
  return modbusFrame(address, functionCode | REFUSED, Uint8Array.of(code))
}

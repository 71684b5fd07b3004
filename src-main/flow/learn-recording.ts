/** What the wizard learns from: bytes an instrument said, and how they were heard. */
import type { Link } from '#drivers/kit/driver.ts'
import { inboundOf, readRecording } from '#ports/recording.ts'

/** A recording as it is learned from, and kept beside the driver. */
export interface Recording {
  readonly bytes: Uint8Array
  readonly link: Link
  readonly linkSure: boolean
  /** Nothing came for a while before the first byte: it begins a record. */
  readonly quietStart: boolean
}

/** Every usual way, where nobody knows better. */
export const USUAL: Link = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }
/** As long as this before the first byte, and a record begins with it. */
export const QUIET_MS = 300

/** Enough to learn from; a longer look would keep the instruments of the station waiting. */
const LEARNED_BYTES = 256 * 1024

/** The part of a recording that is looked at. */
export function learnable({ bytes }: Recording): Uint8Array {
  return bytes.subarray(0, LEARNED_BYTES)
}

/** Null when the bytes are no recording of `station record`: then they are what the instrument said. */
export function recordingFrom(bytes: Uint8Array): Recording | null {
  if (bytes[0] !== 0x7b) return null
  const recorded = readRecording(Buffer.from(bytes).toString('utf8'))
  if (recorded === null) return null
  const first = recorded.pieces.find(({ dir }) => dir === 'in')
  const waited = first === undefined ? 0 : Date.parse(first.at) - Date.parse(recorded.header.startedAt)
  return {
    bytes: inboundOf(recorded),
    link: recorded.header.link ?? USUAL,
    linkSure: recorded.header.link !== null,
    quietStart: waited >= QUIET_MS,
  }
}

/** A recorded session as text, `kuaijian-recording/1`: a header line, then one JSON line for each piece. Pure; record.ts writes it. */
import { bytesOfHex, hexOf, joinBytes } from '#drivers/kit/bytes.ts'
import type { Link } from '#drivers/kit/driver.ts'
import { jsonOf } from '#drivers/kit/framing/json-text.ts'
import type { Direction } from './tap.ts'

export const RECORDING_FORMAT = 'kuaijian-recording/1'

export interface RecordingHeader {
  readonly format: typeof RECORDING_FORMAT
  /** Serial settings it was heard with; null for TCP. */
  readonly link: Link | null
  /** A device path or `host:port`. */
  readonly peer: string
  /** ISO 8601, UTC, milliseconds. */
  readonly startedAt: string
  /** Whose dialogue ran meanwhile; absent when we only listened. */
  readonly driver?: string | undefined
}

export interface RecordedPiece {
  readonly at: string
  readonly dir: Direction
  readonly bytes: Uint8Array
}

export interface Recording {
  readonly header: RecordingHeader
  readonly pieces: readonly RecordedPiece[]
  /** Lines that say nothing we know; a cut last line is not one of them. */
  readonly unread: number
}

export function headerLine(header: RecordingHeader): string {
  return `${JSON.stringify(header)}\n`
}

export function pieceLine({ at, dir, bytes }: RecordedPiece): string {
  return `${JSON.stringify({ at, dir, hex: hexOf(bytes).toLowerCase() })}\n`
}

/** Null when this is no recording. A last line without its end is what a power cut leaves: it is ignored. */
export function readRecording(text: string): Recording | null {
  const lines = text.split('\n')
  // What follows the last line end is empty, or cut.
  lines.pop()
  const header = headerFrom(jsonOf(lines.shift() ?? ''))
  if (header === null) return null
  const read = lines.map((line) => pieceFrom(jsonOf(line)))
  const pieces = read.filter((piece) => piece !== null)
  return { header, pieces, unread: read.length - pieces.length }
}

/** What the instrument said, as plain bytes: what a driver's sample and `station replay` take. */
export function inboundOf(recording: Recording): Uint8Array {
  return joinBytes(recording.pieces.filter(({ dir }) => dir === 'in').map(({ bytes }) => bytes))
}

function headerFrom(said: unknown): RecordingHeader | null {
  if (!isRecord(said) || said.format !== RECORDING_FORMAT) return null
  if (typeof said.peer !== 'string' || typeof said.startedAt !== 'string') return null
  const driver = typeof said.driver === 'string' ? { driver: said.driver } : {}
  return { format: RECORDING_FORMAT, link: linkFrom(said.link), peer: said.peer, startedAt: said.startedAt, ...driver }
}

function linkFrom(said: unknown): Link | null {
  if (!isRecord(said)) return null
  const { baudRate, dataBits, parity, stopBits } = said
  if (typeof baudRate !== 'number' || (dataBits !== 7 && dataBits !== 8) || (stopBits !== 1 && stopBits !== 2))
    return null
  if (parity !== 'none' && parity !== 'even' && parity !== 'odd') return null
  return { baudRate, dataBits, parity, stopBits }
}

function pieceFrom(said: unknown): RecordedPiece | null {
  if (!isRecord(said) || typeof said.at !== 'string' || typeof said.hex !== 'string') return null
  if (said.dir !== 'in' && said.dir !== 'out') return null
  const bytes = bytesFromHex(said.hex)
  return bytes === null ? null : { at: said.at, dir: said.dir, bytes }
}

function isRecord(said: unknown): said is Readonly<Record<string, unknown>> {
  return typeof said === 'object' && said !== null
}

function bytesFromHex(hex: string): Uint8Array | null {
  return /^([0-9a-f]{2})+$/i.test(hex) ? bytesOfHex(hex) : null
}

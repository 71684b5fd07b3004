/** Where the records of an unknown stream end: line ends, another end byte, or a fixed length between a first and a last byte. */
import { LineCollector } from '../framing/line-ends.ts'
import { type Framing, limits } from './format.ts'

export interface EndsGuess {
  readonly framing: Extract<Framing, { kind: 'lines' | 'fixed' }>
  readonly confidence: number
}

const CR = 0x0d
const LF = 0x0a
const ETX = 0x03
const EOT = 0x04
/** Ends that are seen beside CR and LF, likeliest first. */
const OTHER_ENDS = [ETX, EOT, 0x00, 0x17, 0x3b, 0x23, 0x24, 0x3e, 0x7e]

const IDLE_MS = 1_000

export function guessEnds(bytes: Uint8Array): EndsGuess {
  const ends = countOf(bytes, CR) + countOf(bytes, LF)
  if (ends > 0) {
    const etx = countOf(bytes, ETX)
    const alsoEnds = etx > 0 && etx * 4 >= linesOf(bytes, []).length ? [ETX] : []
    const lines = linesOf(bytes, alsoEnds)
    const longest = Math.max(1, ...lines.map((line) => line.length))
    return {
      framing: { kind: 'lines', alsoEnds, longest: roomFor(longest), idleMs: IDLE_MS },
      confidence: longest >= limits.longest ? 0.3 : lines.length >= 3 ? 0.98 : 0.8,
    }
  }
  const fixed = fixedLength(bytes)
  if (fixed !== null) return fixed
  for (const end of OTHER_ENDS) {
    const count = countOf(bytes, end)
    if (count < 2 || bytes.length / count > 512) continue
    const longest = Math.max(1, ...linesOf(bytes, [end]).map((line) => line.length))
    return {
      framing: { kind: 'lines', alsoEnds: [end], longest: roomFor(longest), idleMs: IDLE_MS },
      confidence: end < 0x20 ? 0.9 : 0.6,
    }
  }
  return { framing: { kind: 'lines', alsoEnds: [], longest: 256, idleMs: IDLE_MS }, confidence: 0.1 }
}

/** Whole lines of a stream, without their ends; a half one at its end is not among them. */
export function linesOf(bytes: Uint8Array, alsoEnds: readonly number[]): readonly Uint8Array[] {
  const collector = new LineCollector({ longest: limits.longest, alsoEnds })
  const lines = collector.push(bytes)
  return lines.flatMap((event) => (event.kind === 'frame' ? [event.bytes.subarray(0, event.bytes.length - 1)] : []))
}

/** A name may grow, a number gain a digit: four times what was seen. */
function roomFor(longest: number): number {
  return Math.min(limits.longest, Math.max(64, longest * 4))
}

/** The shortest length at which the same first and the same last byte return, from the start of the recording or soon after. */
function fixedLength(bytes: Uint8Array): EndsGuess | null {
  for (let from = 0; from < Math.min(64, bytes.length); from++) {
    const first = bytes[from] ?? 0
    if (!isMark(first)) continue
    for (let length = 4; length <= Math.min(limits.fixedLength, (bytes.length - from) / 2); length++) {
      const last = bytes[from + length - 1] ?? 0
      const count = repeats(bytes, from, length)
      if (count < 2 || !isMark(last) || last === first) continue
      const covered = (count * length) / (bytes.length - from)
      if (covered < 0.8) continue
      return {
        framing: { kind: 'fixed', first, length, last, idleMs: IDLE_MS },
        confidence: count >= 3 ? 0.8 : 0.6,
      }
    }
  }
  return null
}

/** A letter or a control byte, as marks are; a digit or a blank only happens to return. */
function isMark(byte: number): boolean {
  return (byte > 0 && byte < 0x20) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7e) || byte === 0x24
}

function repeats(bytes: Uint8Array, from: number, length: number): number {
  let count = 0
  for (let at = from; at + length <= bytes.length; at += length) {
    if (bytes[at] !== bytes[from] || bytes[at + length - 1] !== bytes[from + length - 1]) break
    count++
  }
  return count
}

function countOf(bytes: Uint8Array, wanted: number): number {
  let count = 0
  for (const byte of bytes) if (byte === wanted) count++
  return count
}

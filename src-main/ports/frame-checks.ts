/** Frames with a checksum in bytes of an unknown format: proof of the right settings, because chance does not add up. Pure. */
import { u16le } from '#drivers/kit/bytes.ts'
import { crc16Modbus, sum8, xor8 } from '#drivers/kit/framing/checks.ts'

/** Shorter frames fit a sum by chance, longer ones are not sent by readers. */
const SHORTEST = 5
const LONGEST = 600

/** How many frames of one kind (same two first bytes, same check) follow one another; 0 when no check holds for all of at least three. */
export function checkedFrames(bytes: Uint8Array): number {
  let most = 0
  for (const header of frequentPairs(bytes)) {
    const frames = splitAt(bytes, header).filter(({ length }) => length >= SHORTEST && length <= LONGEST)
    // The last may be cut, and equal frames prove no more than one.
    const whole = distinct(frames.slice(0, -1))
    if (whole.length >= 3) most = Math.max(most, fitting(whole))
  }
  return most
}

function fitting(frames: readonly Uint8Array[]): number {
  for (let skip = 0; skip <= 4; skip += 1)
    for (let tail = 0; tail <= 2; tail += 1)
      for (const holds of checks) if (frames.every((frame) => holds(frame, skip, tail))) return frames.length
  return 0
}

type Check = (frame: Uint8Array, skip: number, tail: number) => boolean

const checks: readonly Check[] = [
  (frame, skip, tail) => oneByte(frame, skip, tail, sum8),
  (frame, skip, tail) => oneByte(frame, skip, tail, xor8),
  (frame, skip, tail) => {
    const at = frame.length - tail - 2
    if (at - skip < 2) return false
    return crc16Modbus(frame.subarray(skip, at)) === u16le(frame, at)
  },
]

function oneByte(frame: Uint8Array, skip: number, tail: number, count: (bytes: Uint8Array) => number): boolean {
  const at = frame.length - tail - 1
  return at - skip >= 2 && count(frame.subarray(skip, at)) === frame[at]
}

/** The pairs that come most often, and the pair at the start: one of them begins each frame. */
function frequentPairs(bytes: Uint8Array): readonly number[] {
  const counts = new Map<number, number>()
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    const pair = pairAt(bytes, at)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  const often = [...counts].filter(([, count]) => count >= 3).sort(([, one], [, other]) => other - one)
  return [...new Set([pairAt(bytes, 0), ...often.slice(0, 6).map(([pair]) => pair)])]
}

function pairAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
}

function splitAt(bytes: Uint8Array, header: number): readonly Uint8Array[] {
  const starts: number[] = []
  for (let at = 0; at + 1 < bytes.length; at += 1) if (pairAt(bytes, at) === header) starts.push(at)
  return starts.map((start, n) => bytes.subarray(start, starts[n + 1] ?? bytes.length))
}

function distinct(frames: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...new Map(frames.map((frame) => [frame.join(), frame])).values()]
}

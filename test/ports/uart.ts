/** A serial line as levels over time: bytes become start, data, parity and stop bits at one rate and are sampled at another. */
import type { Link } from '#drivers/kit/driver.ts'

export interface Receiver {
  /** What the system does with a byte whose stop bit is missing: serialport sets IGNPAR, which drops it; Windows hands it over. */
  readonly misframed: 'dropped' | 'kept'
  /** Drop bytes whose parity bit is wrong. */
  readonly checksParity: boolean
  /** The receiver's clock beside the sender's, e.g. 1.01. */
  readonly drift: number
}

export const usualReceiver: Receiver = { misframed: 'dropped', checksParity: false, drift: 1 }

/** The line at `sent` settings, heard at `heard` settings. `idleBits`: line at rest after each byte, in bits of the sender. */
export function overTheLine(
  bytes: Uint8Array,
  sent: Link,
  heard: Link,
  receiver: Receiver = usualReceiver,
  idleBits: (n: number) => number = () => 0,
): Uint8Array {
  return sampled(levelsOf(bytes, sent, idleBits), sent.baudRate, heard, receiver)
}

/** One entry for each bit time of the sender. */
function levelsOf(bytes: Uint8Array, link: Link, idleBits: (n: number) => number): readonly number[] {
  const levels: number[] = [1, 1]
  bytes.forEach((byte, n) => {
    levels.push(0)
    let ones = 0
    for (let bit = 0; bit < link.dataBits; bit += 1) {
      const level = (byte >> bit) & 1
      ones += level
      levels.push(level)
    }
    if (link.parity !== 'none') levels.push((ones + (link.parity === 'odd' ? 1 : 0)) % 2)
    for (let stop = 0; stop < link.stopBits; stop += 1) levels.push(1)
    for (let idle = 0; idle < idleBits(n); idle += 1) levels.push(1)
  })
  for (let rest = 0; rest < 40; rest += 1) levels.push(1)
  return levels
}

function sampled(levels: readonly number[], sentRate: number, link: Link, receiver: Receiver): Uint8Array {
  const perBit = sentRate / (link.baudRate * receiver.drift)
  const at = (time: number) => levels[Math.floor(time)] ?? 1
  const out: number[] = []
  let time = 0
  for (;;) {
    const start = fallAfter(levels, time)
    if (start === null) return Uint8Array.from(out)
    if (at(start + perBit / 2) === 1) {
      time = start + perBit / 2
      continue
    }
    let byte = 0
    let ones = 0
    for (let bit = 0; bit < link.dataBits; bit += 1) {
      const level = at(start + (bit + 1.5) * perBit)
      byte |= level << bit
      ones += level
    }
    let bits = link.dataBits + 1
    let parityFits = true
    if (link.parity !== 'none') {
      parityFits = (ones + at(start + (bits + 0.5) * perBit)) % 2 === (link.parity === 'odd' ? 1 : 0)
      bits += 1
    }
    const stop = at(start + (bits + 0.5) * perBit)
    time = start + (bits + 0.5) * perBit
    const broken = stop === 0
    if (broken && byte === 0) out.push(0)
    else if (!(broken && receiver.misframed === 'dropped') && (parityFits || !receiver.checksParity)) out.push(byte)
  }
}

/** The moment at or after `time` when the line falls from 1 to 0; a line that is low must rise first. */
function fallAfter(levels: readonly number[], time: number): number | null {
  for (let at = Math.floor(time) + 1; at < levels.length; at += 1)
    if (levels[at] === 0 && levels[at - 1] === 1 && at >= time) return at
  return null
}

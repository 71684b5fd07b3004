/** A virtual MT-SICS balance: says type and serial number, and the next weight for each question. */
import type { Reading } from '#core/reading/reading.ts'
import { digitsOf, unitFor } from '#drivers/kit/balance/weight.ts'
import { bytesOfAscii, latinOf } from '#drivers/kit/bytes.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { type Answer, UNASKED_MS, VirtualInstrument } from '#drivers/kit/virtual/virtual.ts'

const TYPE = 'I2 A "MS204TS 220.0090 g"\r\n'
const SERIAL = 'I4 A "B123456789"\r\n'

export function instrumentOf(readings: readonly Reading[]): Instrument {
  const lines = readings.map(lineOf).filter((line) => line !== null)
  let next = 0

  /** The next weight; the same again comes by itself, as when a person presses the key for it. */
  function weigh(used: number): Answer {
    const first = lines[next]
    if (first === undefined) return { used, say: bytesOfAscii('S I\r\n'), over: true }
    let until = next + 1
    while (lines[until] === first) until++
    const told = until - next
    next = until
    return { used, say: bytesOfAscii(first.repeat(told)), told, over: next >= lines.length }
  }

  return new VirtualInstrument({ total: readings.length, answer: (heard) => answerTo(heard, weigh) })
}

/** A recording is played at the first question for a weight. */
export function playbackOf(bytes: Uint8Array): Instrument {
  let played = false
  const play = (used: number): Answer => {
    if (played) return { used }
    played = true
    return { used, say: bytes, told: 1, over: true }
  }
  return new VirtualInstrument({
    total: 1,
    answer: (heard) => answerTo(heard, play),
    unasked: { afterMs: UNASKED_MS, say: bytes, told: 1 },
  })
}

function answerTo(heard: Uint8Array, weigh: (used: number) => Answer): Answer | null {
  const used = heard.indexOf(0x0a) + 1
  if (used === 0) return null
  const command = latinOf(heard.subarray(0, used)).trim()
  if (command === 'I2') return { used, say: bytesOfAscii(TYPE) }
  if (command === 'I4' || command === '@') return { used, say: bytesOfAscii(SERIAL) }
  return /^SI?R?$/.test(command) ? weigh(used) : { used, say: bytesOfAscii('ES\r\n') }
}

/** `S S     100.00 g`; null for what a balance cannot weigh. */
function lineOf({ value, unit }: Reading): string | null {
  if (digitsOf(value) === null || value.length > 10) return null
  return `S S ${value.padStart(10)} ${unitFor(unit, 'g')}\r\n`
}

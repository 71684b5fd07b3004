/** A virtual DY-723PC: asked for days, it sends their records and FINISH. */
import type { Reading } from '#core/reading/reading.ts'
import { bytesOfAscii, joinBytes, latinOf } from '#drivers/kit/bytes.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { type Answer, UNASKED_MS, VirtualInstrument } from '#drivers/kit/virtual/virtual.ts'
import { recordBytes } from './record.ts'

const REQUEST_LENGTH = 22
const request = /^D(\d{4}-\d\d-\d\d)D(\d{4}-\d\d-\d\d)$/

export function instrumentOf(readings: readonly Reading[]): Instrument {
  return new VirtualInstrument({
    total: readings.length,
    answer: (heard) =>
      answerTo(heard, (from, until) => {
        const asked = readings.filter(
          ({ measuredAt }) => measuredAt === null || isBetween(measuredAt.slice(0, 10), from, until),
        )
        const records = asked.map((one, index) => recordBytes(one, index + 1))
        return { say: joinBytes([...records, bytesOfAscii('FINISH\r\n')]), told: asked.length }
      }),
  })
}

/** Recorded bytes as they are, whatever days are asked for. */
export function playbackOf(bytes: Uint8Array): Instrument {
  const told = { say: bytes, told: 1 }
  return new VirtualInstrument({
    total: 1,
    answer: (heard) => answerTo(heard, () => told),
    unasked: { afterMs: UNASKED_MS, ...told },
  })
}

type Told = Pick<Answer, 'say' | 'told'>

function answerTo(heard: Uint8Array, tell: (from: string, until: string) => Told): Answer | null {
  const text = latinOf(heard.subarray(0, REQUEST_LENGTH))
  if (!text.startsWith('D')) return { used: 1 }
  if (text.length < REQUEST_LENGTH) return null
  const asked = request.exec(text)
  if (asked === null) return { used: 1 }
  return { used: REQUEST_LENGTH, over: true, ...tell(asked[1] ?? '', asked[2] ?? '') }
}

function isBetween(day: string, from: string, until: string): boolean {
  return from <= day && day <= until
}

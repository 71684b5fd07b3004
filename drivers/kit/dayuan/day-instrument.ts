/** A virtual 7E … AA reader: answers the test, says whether it has records of a day, and sends the day when asked. */
import type { Reading } from '#core/reading/reading.ts'
import { joinBytes } from '../bytes.ts'
import { FrameCollector } from '../framing/frames.ts'
import type { Instrument } from '../line.ts'
import { frontFrame } from '../virtual/front-frame.ts'
import { type Answer, UNASKED_MS, VirtualInstrument } from '../virtual/virtual.ts'
import { type EnclosedFrame, enclose, enclosedOf, enclosedShape, type Lengths } from './enclosed.ts'

export interface VirtualDayModel {
  /** Data lengths of the requests. */
  readonly requests: Lengths
  /** Data lengths of the answers, to know a recording's records. */
  readonly answers: Lengths
  readonly record: number
  /** The handshake; null: the request is for a day's records. */
  handshake(request: EnclosedFrame, records: number): { readonly say: Uint8Array; readonly over?: boolean } | null
  /** `YYYY-MM-DD` of a request for a day, or null: everything. */
  dayOf(request: EnclosedFrame): string | null
  /** `position` counts from 1. */
  recordData(one: Reading, position: number, total: number): Uint8Array
}

export function dayInstrument(model: VirtualDayModel) {
  return (readings: readonly Reading[]): Instrument =>
    virtual(model, readings.length, (day) => {
      // A record whose clock was unreadable lies in no day; it is sent with any.
      const inDay = ({ measuredAt }: Reading) => measuredAt === null || day === null || measuredAt.startsWith(day)
      const records = readings.filter(inDay)
      const data = records.map((one, index) => model.recordData(one, index + 1, records.length))
      return { count: records.length, bytes: joinBytes(data.map((one) => enclose(model.record, one))) }
    })
}

interface Day {
  readonly count: number
  readonly bytes: Uint8Array
}

/** Recorded bytes as they are, on the first question for a day; the recording's own answers to test and question are left out. */
export function dayPlayback(model: VirtualDayModel) {
  return (bytes: Uint8Array): Instrument => {
    const collector = new FrameCollector(enclosedShape(model.answers))
    const events = [...collector.push(bytes), ...collector.flush()]
    const told = events.flatMap((event) => {
      const piece = event.kind === 'noise' ? event.noise.bytes : event.bytes
      return event.kind === 'frame' && enclosedOf(piece).command !== model.record ? [] : [piece]
    })
    const records = events.filter((event) => event.kind === 'frame' && enclosedOf(event.bytes).command === model.record)
    const recorded = { count: Math.max(records.length, Number(told.length > 0)), bytes: joinBytes(told) }
    return virtual(model, recorded.count, () => recorded, recorded)
  }
}

function virtual(
  model: VirtualDayModel,
  total: number,
  memory: (day: string | null) => Day,
  unasked?: Day,
): Instrument {
  const requests = enclosedShape(model.requests)
  return new VirtualInstrument({
    total,
    answer(heard): Answer | null {
      const bytes = frontFrame(requests, heard)
      if (bytes === 'unknown-yet') return null
      if (bytes === null) return { used: 1 }
      const request = enclosedOf(bytes)
      const day = memory(model.dayOf(request))
      const answered = model.handshake(request, day.count)
      if (answered !== null) return { used: bytes.length, ...answered }
      return { used: bytes.length, say: day.bytes, told: day.count, over: true }
    },
    ...(unasked && { unasked: { afterMs: UNASKED_MS, say: unasked.bytes, told: unasked.count } }),
  })
}

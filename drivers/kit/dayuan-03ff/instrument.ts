/** A virtual analyzer of the 03 FF family: tells its lists, its ranges and its records as it is asked; and a recording, played as it is. */
import type { Reading } from '#core/reading/reading.ts'
import { u16le } from '../bytes.ts'
import { FrameCollector } from '../framing/frames.ts'
import type { Instrument } from '../line.ts'
import { frontFrame } from '../virtual/front-frame.ts'
import { type Answer, UNASKED_MS, VirtualInstrument } from '../virtual/virtual.ts'
import { ANSWERED, ASKED, hostFrame, hostFrameOf, hostShape } from './frame.ts'
import type { Group } from './groups.ts'
import { isOlder } from './older.ts'
import { TEST } from './read.ts'
import { type GroupMemory, memoryOf } from './virtual-memory.ts'

const requests = hostShape(ASKED)

export function hostInstrument(groups: readonly Group[], identity: Uint8Array) {
  return (readings: readonly Reading[]): Instrument => {
    const memory = new Map(groups.map((group) => [group, memoryOf(group, groups, readings)]))
    return new VirtualInstrument({
      total: readings.length,
      answer(heard) {
        const request = frontFrame(requests, heard)
        if (request === 'unknown-yet') return null
        if (request === null) return { used: 1 }
        const { command, parameter, data } = hostFrameOf(request)
        const used = request.length
        if (command === TEST) return { used, say: hostFrame(ANSWERED, TEST, 0, identity) }
        for (const [group, held] of memory) {
          const last = group === groups.at(-1)
          if (command === group.list) return { used, say: reply(request, held.page(parameter >> 8)) }
          if (command === group.range) return { used, ...rangeAnswer(request, held, data, last) }
          if (command === group.record) return { used, ...recordAnswer(request, held, parameter, last) }
        }
        return { used }
      },
    })
  }
}

/** The parameter is repeated; whether a real device does so is not told. */
function reply(request: Uint8Array, data: Uint8Array): Uint8Array {
  const { command, parameter } = hostFrameOf(request)
  return hostFrame(ANSWERED, command, parameter, data)
}

type Said = Omit<Answer, 'used'>

function rangeAnswer(request: Uint8Array, held: GroupMemory, asked: Uint8Array, last: boolean): Said {
  const data = held.range(asked)
  held.end = u16le(data, 10)
  return { say: reply(request, data), over: last && u16le(data, 8) === held.end }
}

function recordAnswer(request: Uint8Array, held: GroupMemory, number: number, last: boolean): Said {
  const record = held.records[number - 1]
  if (record === undefined) return { say: reply(request, new Uint8Array(8)) }
  const told = held.told.has(number) ? 0 : 1
  held.told.add(number)
  return { say: reply(request, record.data), told, over: last && number + 1 === held.end }
}

/** Recorded answers as they are, at the first question or when nobody asks. */
export function hostPlayback(bytes: Uint8Array): Instrument {
  const told = recordsIn(bytes)
  let played = false
  return new VirtualInstrument({
    total: told,
    answer(heard) {
      const request = frontFrame(requests, heard)
      if (request === 'unknown-yet') return null
      if (request === null) return { used: 1 }
      if (played) return { used: request.length }
      played = true
      return { used: request.length, say: bytes, told, over: true }
    },
    unasked: { afterMs: UNASKED_MS, say: bytes, told },
  })
}

function recordsIn(bytes: Uint8Array): number {
  const collector = new FrameCollector(hostShape(ANSWERED))
  const frames = [...collector.push(bytes), ...collector.flush()].filter(({ kind }) => kind === 'frame')
  const records = frames.filter((event) => event.kind === 'frame' && (isOlder(event.bytes) || isRecord(event.bytes)))
  return records.length > 0 ? records.length : Number(bytes.length > 0)
}

/** 45, 65 or 75. */
function isRecord(frame: Uint8Array): boolean {
  return [0x45, 0x65, 0x75].includes(frame[2] ?? 0)
}

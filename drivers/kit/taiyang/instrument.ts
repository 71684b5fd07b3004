/** A virtual 泰扬 reader: forgets a record for ever when it is told to go on, as the real one is feared to. */
import { joinBytes } from '../bytes.ts'
import type { Collector } from '../framing/collector.ts'
import type { Instrument } from '../line.ts'
import { type Answer, UNASKED_MS, VirtualInstrument } from '../virtual/virtual.ts'
import { BEGINS, CONNECT, DISCONNECT, ENDS, ESCAPE, NEXT, READ_ALL, READY } from './words.ts'

export interface StoredRecord {
  readonly bytes: Uint8Array
  readonly readings: number
}

export interface Memory {
  readonly code: number
  readonly records: readonly StoredRecord[]
  /** Touch models say nothing after `1B C1` until the first `24`. */
  readonly firstOnNext: boolean
}

export function memoryInstrument({ code, records, firstOnNext }: Memory): Instrument {
  let position = 0
  let phase: 'idle' | 'listed' | 'showing' = 'idle'

  function show(before: readonly Uint8Array[], told: number): Answer {
    const record = records[position]
    phase = record === undefined ? 'idle' : 'showing'
    const say = joinBytes([...before, record?.bytes ?? ENDS])
    return { used: 1, say, told, over: record === undefined }
  }

  function next(): Answer {
    if (phase === 'idle') return { used: 1 }
    if (phase === 'listed') return show([], 0)
    return show([], records[position++]?.readings ?? 0)
  }

  function asked(request: number): Answer {
    switch (request) {
      case CONNECT[1]:
        phase = 'idle'
        return { used: 2, say: joinBytes([READY, Uint8Array.of(ESCAPE, code)]) }
      case READ_ALL[1]:
        if (!firstOnNext || records.length === position) return { ...show([BEGINS], 0), used: 2 }
        phase = 'listed'
        return { used: 2, say: BEGINS }
      case DISCONNECT[1]:
        phase = 'idle'
        return { used: 2 }
      default:
        return { used: 1 }
    }
  }

  return new VirtualInstrument({
    total: records.reduce((sum, { readings }) => sum + readings, 0),
    answer(heard) {
      const [firstByte, second] = heard
      if (firstByte === NEXT[0]) return next()
      if (firstByte !== ESCAPE) return { used: 1 }
      return second === undefined ? null : asked(second)
    },
  })
}

/** Recorded records, one after the other, when all are asked for; the recording's own words are left out, the device says its own. */
export function recordingInstrument(bytes: Uint8Array, code: number, collector: Collector): Instrument {
  const pieces: Uint8Array[] = []
  let count = 0
  for (const event of [...collector.push(bytes), ...collector.flush('the recording ends')]) {
    if (event.kind === 'frame' && event.bytes.length === READY.length) continue
    if (event.kind === 'frame') count++
    pieces.push(event.kind === 'noise' ? event.noise.bytes : event.bytes)
  }
  const total = Math.max(count, pieces.length > 0 ? 1 : 0)
  const say = joinBytes(pieces)
  return new VirtualInstrument({
    total,
    answer([firstByte, second]) {
      if (firstByte !== ESCAPE) return { used: 1 }
      if (second === undefined) return null
      if (second === CONNECT[1]) return { used: 2, say: joinBytes([READY, Uint8Array.of(ESCAPE, code)]) }
      if (second === READ_ALL[1]) return { used: 2, say: joinBytes([BEGINS, say, ENDS]), told: total, over: true }
      return { used: second === DISCONNECT[1] ? 2 : 1 }
    },
    unasked: { afterMs: UNASKED_MS, say, told: total },
  })
}

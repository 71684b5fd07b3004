/** A virtual DYRS2: a person has started the transfer, so it tells its records and the end mark by itself. */
import type { Reading } from '#core/reading/reading.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { VirtualInstrument } from '#drivers/kit/virtual/virtual.ts'
import { endRs2, recordBytesRs2 } from './record.ts'

export function instrumentRs2(readings: readonly Reading[]): Instrument {
  const records = readings.map((one, index) => recordBytesRs2(one, index + 1)).filter((record) => record !== null)
  return new VirtualInstrument({
    total: readings.length,
    answer: (heard) => ({ used: heard.length }),
    unasked: { afterMs: 0, say: joinBytes([...records, endRs2]), told: records.length },
  })
}

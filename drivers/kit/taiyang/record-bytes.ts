/** Readings as 73-byte records, for the simulator: those of one moment and item on different channels share a record. */
import type { Reading } from '#core/reading/reading.ts'
import { bytesOfHex } from '../bytes.ts'
import { float32beBytes } from '../field/float.ts'
import type { StoredRecord } from './instrument.ts'
import type { RecordModel } from './record.ts'
import { BLOCK_LENGTH, HEADER_LENGTH, MASK_AT, RECORD_LENGTH } from './record-shape.ts'

/** The simulator's analyzer has no optics: a blank cuvette's absorbance, so that the block is not all zero. */
const ABSORBANCE = 0.5

export function recordsOf(readings: readonly Reading[], model: RecordModel): readonly StoredRecord[] {
  const records: { bytes: Uint8Array; readings: number; head: string }[] = []
  for (const [index, one] of readings.entries()) {
    const block = blockOf(one.channel)
    const time = timeOf(one.measuredAt, index)
    const head = [...time, itemOf(one.item, model)].join(' ')
    const last = records.at(-1)
    const at = HEADER_LENGTH + block * BLOCK_LENGTH
    const shares = last?.head === head && last.bytes[at] === 0
    const record = shares ? last : { bytes: headerOf(time, itemOf(one.item, model)), readings: 0, head }
    if (!shares) records.push(record)
    record.bytes.set(float32beBytes(ABSORBANCE), at)
    record.bytes.set(valueBytes(one.value), at + 4)
    record.bytes[MASK_AT] = (record.bytes[MASK_AT] ?? 0) | (1 << block)
    record.readings++
  }
  return records
}

function headerOf(time: readonly number[], item: number): Uint8Array {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = time
  const bytes = new Uint8Array(RECORD_LENGTH)
  bytes.set([second, minute, hour, day, month, item, year, 0, 0])
  return bytes
}

/** Year-2000, month, day, hour, minute, second. A device has a clock always: without a time, one for each place in the list. */
function timeOf(measuredAt: string | null, index: number): readonly number[] {
  const said = /^20(\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?$/.exec(measuredAt ?? '')
  const [year = 0, month = 1, day = 1, ...clock] = said?.slice(1, said[4] === undefined ? 4 : 7).map(Number) ?? []
  if (clock.length === 3) return [year, month, day, ...clock]
  return [year, month, day, Math.floor(index / 3600) % 24, Math.floor(index / 60) % 60, index % 60]
}

function itemOf(name: string, { items }: RecordModel): number {
  const known = items.find((item) => item.name === name) ?? items[0]
  return Number.parseInt(known?.code ?? '01', 16)
}

/** `1` to `8`; without a channel the first. */
function blockOf(channel: string | null): number {
  return /^[1-8]$/.test(channel ?? '') ? Number(channel) - 1 : 0
}

/** What is no number was not computed: NaN. */
function valueBytes(value: string): Uint8Array {
  return /^-?\d+(\.\d+)?$/.test(value) ? float32beBytes(Number(value)) : bytesOfHex('7FC00000')
}

/** A test card's record, answer to 65 or 75: item, date, sample number, and either a word or a number. */
import { damaged, type Outcome, reading } from '#core/reading/reading.ts'
import { hexOf, u16le, u32le } from '../bytes.ts'
import { clockAt } from './clock.ts'
import { itemOf } from './curve-record.ts'
import type { HostFrame } from './frame.ts'
import type { Item, ItemList } from './items.ts'
import { recordKey } from './record-key.ts'
import { amountAt, type Measured } from './value.ts'

const RESULT = 8
const AMOUNT = 9

/** The low two bits of byte 8 of a 定性 record. */
const words: readonly (Measured | null)[] = [
  null,
  { value: '阳性', flag: null },
  { value: '阴性', flag: null },
  { value: '无效', flag: 'NA' },
]

export function readStrip({ parameter, data }: HostFrame, items: ItemList): readonly Outcome[] {
  if (data.length <= RESULT) return [damaged(`record-length: ${data.length} bytes of data`)]
  const item = itemOf(items, data[1] ?? 0)
  if ('kind' in item) return [item]
  const measured = resultOf(data)
  if (measured === null) return [damaged(`result-unclear: ${hexOf(data.subarray(RESULT, AMOUNT + 4))}`)]
  return [asReading(parameter, data, item, measured)]
}

function asReading(number: number, data: Uint8Array, item: Item, { value, flag }: Measured): Outcome {
  const sampleNo = String(u16le(data, 6))
  const measuredAt = clockAt(data, 2)
  const word = words.some((one) => one?.value === value)
  return reading({
    sampleNo,
    item: item.name,
    value,
    unit: word ? null : item.unit,
    flag,
    measuredAt,
    recordKey: recordKey(number, measuredAt, hexOf(data.subarray(2, 6)), [`sample ${sampleNo}`, item.name]),
  })
}

/**
 * The method stands in byte 8's top two bits, but which of its codes is 定性 and which 定量 is told nowhere. Without a number at 9 the
 * low bits are a word; with a number and no such bits it is 定量. Both at once is not read, since either would be a guess.
 */
function resultOf(data: Uint8Array): Measured | null {
  const word = words[(data[RESULT] ?? 0) & 3] ?? null
  const roomForAmount = data.length >= AMOUNT + 4
  const amount = roomForAmount && u32le(data, AMOUNT) !== 0
  if (word !== null) return amount ? null : word
  return roomForAmount ? amountAt(data, AMOUNT) : null
}

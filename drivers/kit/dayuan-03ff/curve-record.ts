/** A photometer's record, answer to 45: which item, when, and a block of 8 bytes for each channel. */
import { damaged, type Outcome, reading, within } from '#core/reading/reading.ts'
import { hexOf } from '../bytes.ts'
import { clockAt } from './clock.ts'
import { DATA_AT, type HostFrame } from './frame.ts'
import type { Item, ItemList } from './items.ts'
import { recordKey } from './record-key.ts'
import { amountAt, percentAt } from './value.ts'

const HEAD = 8
const BLOCK = 8
/** The flag of a block from here on: 可疑. Below, its meaning is told nowhere. */
const SUSPICIOUS = 0xc0

export function readCurve({ parameter, data }: HostFrame, items: ItemList): readonly Outcome[] {
  const blocks = (data.length - HEAD) / BLOCK
  if (blocks < 1 || !Number.isInteger(blocks)) return [damaged(`record-length: ${data.length} bytes of data`)]
  const item = itemOf(items, data[1] ?? 0)
  if ('kind' in item) return [item]
  return Array.from({ length: blocks }, (_, index) => {
    const at = HEAD + index * BLOCK
    const block = data.subarray(at, at + BLOCK)
    return within(DATA_AT + at, DATA_AT + at + BLOCK, readBlock(block, item, parameter, data))
  })
}

/** The item at its place in the list, or why there is none. */
export function itemOf(items: ItemList, place: number): Item | Extract<Outcome, { kind: 'damaged' }> {
  const code = hexOf(Uint8Array.of(place))
  const item = items.itemAt(place)
  if (item !== undefined && item.name !== '') return item
  const reason = items.stage === 'ended' ? `item-unknown: code ${code}` : `item-list-missing: the item has code ${code}`
  return { kind: 'damaged', reason }
}

function readBlock(block: Uint8Array, item: Item, number: number, data: Uint8Array): Outcome {
  const [channel = 0, flag = 0] = block
  const measuredAt = clockAt(data, 4)
  const inhibition = item.method === 0
  const measured = inhibition ? percentAt(block, 4) : amountAt(block, 4)
  if (measured === null) return damaged(`value-unclear: ${hexOf(block.subarray(4, 6))} is no inhibition`)
  return reading({
    item: item.name,
    value: measured.value,
    unit: item.unit ?? (inhibition ? '%' : null),
    flag: measured.flag ?? (flag >= SUSPICIOUS ? '可疑' : null),
    measuredAt,
    channel: String(channel),
    control: channel === 0,
    recordKey: recordKey(number, measuredAt, hexOf(data.subarray(4, 8)), [`channel ${channel}`, item.name]),
  })
}

/** The 13-byte record of DY-6200 and DY-6201: the same bytes, and another table of items on each. */
import { damaged, type Reading, reading } from '#core/reading/reading.ts'
import { hexOf, joinBytes, u16le } from '../bytes.ts'
import type { ItemName } from '../driver.ts'
import { bcdTime, bcdTimeBytes, mayBeBcdTime } from '../field/bcd.ts'
import { countOf, scaled } from '../field/scaled.ts'
import type { Read } from '../talk/talk.ts'
import type { Head6a } from './head-6a.ts'

const LENGTH = 13
const ID_AT = 1
const VALUE_AT = 3
const ITEM_AT = 5
const VERDICT_AT = 6
const TIME_AT = 7

/** Own choice: the tables known hold seven. */
const MOST_ITEMS = 0x1f

/** 01 to 04. */
const verdicts = ['合格', '不合格', '可疑', '超范围']

/** Not said for this family; the maker's other readers send them where they have no value, and as numbers they would be 327.67. */
const sentinels: readonly number[] = [0x7fff, 0x7ffe]

/** `6A`, number LE, value LE / 100 mg/kg, item, verdict, BCD year month day hour minute second. */
export function record6a(items: readonly ItemName[]): Head6a {
  return { length: LENGTH, flawOf, readRecord: (record) => readRecord(record, items) }
}

/**
 * No check and only one head byte: item, verdict and time must be what such a reader can send. A code outside the table is told of a
 * whole record; one no table could hold (00, 6A) says that the record begins elsewhere.
 */
function flawOf(head: Uint8Array): string | null {
  const item = head[ITEM_AT]
  if (item !== undefined && (item < 1 || item > MOST_ITEMS)) return `item-unknown: code ${hexOf(Uint8Array.of(item))}`
  const verdict = head[VERDICT_AT]
  if (verdict !== undefined && (verdict < 1 || verdict > verdicts.length))
    return `verdict-unknown: ${hexOf(Uint8Array.of(verdict))}`
  return mayBeBcdTime(head.subarray(TIME_AT, LENGTH)) ? null : `time-broken: ${hexOf(head.subarray(TIME_AT, LENGTH))}`
}

function readRecord(record: Uint8Array, items: readonly ItemName[]): Read {
  const key = hexOf(record)
  const code = hexOf(record.subarray(ITEM_AT, VERDICT_AT))
  const item = items.find((one) => one.code === code)
  if (item === undefined) return { outcomes: [damaged(`item-unknown: code ${code}`)], key }
  const number = u16le(record, ID_AT)
  const value = u16le(record, VALUE_AT)
  const invalid = sentinels.includes(value)
  const time = record.subarray(TIME_AT, LENGTH)
  const said = reading({
    sampleNo: String(number),
    item: item.name,
    value: invalid ? '无效' : scaled(value, 2),
    unit: item.unit,
    flag: invalid ? hexOf(record.subarray(VALUE_AT, ITEM_AT)) : (verdicts[(record[VERDICT_AT] ?? 0) - 1] ?? null),
    measuredAt: bcdTime(time),
    recordKey: `${number} ${hexOf(time)} ${code}`,
  })
  return { outcomes: [said], key }
}

/** For the simulator; null for a value over the 16 bits. `position` counts from 1. */
export function recordBytes6a(items: readonly ItemName[], one: Reading, position: number): Uint8Array | null {
  const number = /^\d{1,5}$/.test(one.sampleNo ?? '') ? Number(one.sampleNo) : position
  const value = countOf(one.value, 2) ?? sentinels[0] ?? 0
  if (value < 0 || value > 0xffff) return null
  const code = items.find(({ name }) => name === one.item)?.code ?? '01'
  const verdict = Math.max(0, verdicts.indexOf(one.flag ?? '')) + 1
  return joinBytes([
    Uint8Array.of(0x6a, number & 0xff, number >> 8, value & 0xff, value >> 8),
    Uint8Array.of(Number.parseInt(code, 16), verdict),
    bcdTimeBytes(one.measuredAt, 6),
  ])
}

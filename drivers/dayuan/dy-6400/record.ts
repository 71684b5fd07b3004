/** The 9-byte record of a DY-6400: BCD all through, a date without a time. */
import { type Reading, reading } from '#core/reading/reading.ts'
import { hexOf, joinBytes } from '#drivers/kit/bytes.ts'
import type { Head6a } from '#drivers/kit/dayuan/head-6a.ts'
import { bcdBytes, bcdNumber, bcdTime, bcdTimeBytes, isBcd } from '#drivers/kit/field/bcd.ts'
import { countOf, scaled } from '#drivers/kit/field/scaled.ts'

const LENGTH = 9
const VALUE_AT = 1
const ITEM_AT = 3
const DATE_AT = 4
const ID_AT = 7

/** A clock that never ran. */
const noDate = ['000000', 'FFFFFF']

/**
 * `6A`, value BCD ×0.1 (2 bytes: one could not hold the moisture of meat), item, BCD year month day, BCD id, one unknown byte.
 * High byte first is not said. More than 100.0 % of water is no reading, so the other order mostly shows as damage.
 */
export const record6400: Head6a = {
  length: LENGTH,
  flawOf(head) {
    const value = head.subarray(VALUE_AT, ITEM_AT)
    if (!value.every(isBcd)) return `value-broken: ${hexOf(value)}`
    if (value.length === 2 && bcdNumber(value) > 1000) return `value-impossible: ${hexOf(value)} is over 100.0 %`
    const date = head.subarray(DATE_AT, ID_AT)
    if (date.length === 3 && bcdTime(date) === null && !noDate.includes(hexOf(date)))
      return `date-broken: ${hexOf(date)}`
    const id = head[ID_AT]
    return id === undefined || isBcd(id) ? null : `id-broken: ${hexOf(Uint8Array.of(id))}`
  },
  readRecord(record) {
    const said = reading({
      sampleNo: String(bcdNumber(record.subarray(ID_AT, ID_AT + 1))),
      // The item byte's table is not known; the model measures one thing.
      item: '水分',
      value: scaled(bcdNumber(record.subarray(VALUE_AT, ITEM_AT)), 1),
      unit: '%',
      measuredAt: bcdTime(record.subarray(DATE_AT, ID_AT)),
    })
    return { outcomes: [said], key: hexOf(record) }
  },
}

/** For the simulator; null for a value that it cannot show. The id has two digits and begins again after 99. */
export function recordBytes6400(one: Reading, position: number): Uint8Array | null {
  const value = countOf(one.value, 1)
  if (value === null || value < 0 || value > 1000) return null
  const id = /^\d{1,5}$/.test(one.sampleNo ?? '') ? Number(one.sampleNo) : position
  return joinBytes([
    Uint8Array.of(0x6a),
    bcdBytes(value, 2),
    Uint8Array.of(1),
    bcdTimeBytes(one.measuredAt, 3),
    bcdBytes(id, 1),
    Uint8Array.of(0),
  ])
}

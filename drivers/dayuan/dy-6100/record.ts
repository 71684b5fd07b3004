/** One record of a DY-6100, 19 bytes without a head or a check, and the strict look that such bytes need. */
import { type Reading, reading } from '#core/reading/reading.ts'
import { hexOf, u16le } from '#drivers/kit/bytes.ts'
import { clockText } from '#drivers/kit/field/date.ts'
import { countOf } from '#drivers/kit/field/scaled.ts'
import type { Read } from '#drivers/kit/talk/talk.ts'

export const RECORD_LENGTH = 19
const LOWER_AT = 4
const UPPER_AT = 6
const TIME_AT = 10
const TIME_UNTIL = 17

/** Shifted by a byte, a month or a day would stand here: a reader of this kind has no records from before. */
const FIRST_YEAR = 13

/** Number, RLU, lower, upper (LE16 each), group, programme, second minute hour weekday day month year-2000, two unknown. */
export function flawOf(record: Uint8Array): string | null {
  const weekday = record[TIME_AT + 3] ?? 0
  const lower = u16le(record, LOWER_AT)
  const upper = u16le(record, UPPER_AT)
  if (weekday > 7 || timeOf(record) === null) return `time-broken: ${hexOf(record.subarray(TIME_AT, TIME_UNTIL))}`
  return lower <= upper ? null : `limits-broken: lower ${lower} over upper ${upper}`
}

function timeOf(record: Uint8Array): string | null {
  const [second = 0, minute = 0, hour = 0, , day = 0, month = 0, year = 0] = record.subarray(TIME_AT, TIME_UNTIL)
  return year < FIRST_YEAR || year > 99 ? null : clockText({ year: 2000 + year, month, day, hour, minute, second })
}

/** The device compares with its limits on its own screen but sends no verdict: none is made here. */
export function readRecord(record: Uint8Array): Read {
  const number = u16le(record, 0)
  const said = reading({
    sampleNo: String(number),
    item: 'ATP',
    value: String(u16le(record, 2)),
    unit: 'RLU',
    measuredAt: timeOf(record),
    recordKey: `${number} ${hexOf(record.subarray(TIME_AT, TIME_UNTIL))}`,
  })
  return { outcomes: [said], key: hexOf(record), place: String(number) }
}

/** For the simulator; null for what 16 bits cannot say. Decimals are cut: the device counts whole RLU. */
export function recordBytes(one: Reading, position: number): Uint8Array | null {
  const value = countOf(one.value, 0)
  if (value === null || value < 0 || value > 0xffff) return null
  const number = /^\d{1,5}$/.test(one.sampleNo ?? '') ? Number(one.sampleNo) : position
  const record = new Uint8Array(RECORD_LENGTH)
  const view = new DataView(record.buffer)
  for (const [at, word] of [number, value, 10, 30].entries()) view.setUint16(at * 2, word, true)
  const time = /^20(\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?$/.exec(one.measuredAt ?? '')
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (time?.slice(1) ?? []).map((part) =>
    Number(part ?? 0),
  )
  record.set([1, 1, second, minute, hour, 0, day, month, year], TIME_AT - 2)
  return record
}

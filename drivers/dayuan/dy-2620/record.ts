/** Replies of a DY-2620: a Modbus frame of its own function 65 with entries of ten bytes. */
import { type Outcome, type Reading, reading, within } from '#core/reading/reading.ts'
import { hexOf } from '#drivers/kit/bytes.ts'
import { clockText } from '#drivers/kit/field/date.ts'
import { countOf, scaled } from '#drivers/kit/field/scaled.ts'
import { exceptionOf, type ModbusReplies } from '#drivers/kit/modbus/modbus-rtu.ts'
import type { Read } from '#drivers/kit/talk/talk.ts'

export const ADDRESS = 0x01
export const FUNCTION = 0x65
const ENTRY = 10
const VALUE_AT = 8
const DATA_AT = 3
const MOST_ENTRIES = 25
/** `01 65 n` with n = 02 and nothing else: no more records. The exception form `01 E5 02` is taken as well. */
const NO_MORE = 0x02
const NO_MORE_LENGTH = 5

/** A byte of the year above this could as well be BCD (26 for 2026): such a time stays unread. */
const LAST_BINARY_YEAR = 31
/** Tenths of a percent; more than all of the oil is no value but a sentinel. */
const MOST = 1000

/** Whether n counts bytes or entries is not said: the CRC decides. */
export const replies2620: ModbusReplies = {
  address: ADDRESS,
  function: FUNCTION,
  longest: DATA_AT + MOST_ENTRIES * ENTRY + 2,
  lengths([, , n]) {
    if (n === undefined) return null
    const lengths = n === NO_MORE ? [NO_MORE_LENGTH] : []
    if (n > 0 && n % ENTRY === 0) lengths.push(DATA_AT + n + 2)
    if (n > 0 && n <= MOST_ENTRIES) lengths.push(DATA_AT + n * ENTRY + 2)
    return lengths
  },
}

/** How many entries a reply holds; 0: there are no more. */
export function entriesOf(frame: Uint8Array): number {
  return exceptionOf(frame) === null ? Math.floor((frame.length - DATA_AT - 2) / ENTRY) : 0
}

export function read2620(frame: Uint8Array): Read {
  const entries = entriesOf(frame)
  if (entries === 0) return { outcomes: [], note: `no-more: the answer has code ${frame[2]}` }
  const outcomes = Array.from({ length: entries }, (_, index) => {
    const from = DATA_AT + index * ENTRY
    return within(from, from + ENTRY, entryOutcome(frame.subarray(from, from + ENTRY)))
  })
  return { outcomes, key: hexOf(frame) }
}

/** Year-2000 month day hour minute, unit, temperature BE / 10 °C, polar compounds BE / 10 %. */
function entryOutcome(entry: Uint8Array): Outcome {
  const value = ((entry[VALUE_AT] ?? 0) << 8) | (entry[VALUE_AT + 1] ?? 0)
  const invalid = value > MOST
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = entry
  return reading({
    item: '极性组分',
    value: invalid ? '无效' : scaled(value, 1),
    unit: '%',
    flag: invalid ? hexOf(entry.subarray(VALUE_AT)) : null,
    measuredAt: year > LAST_BINARY_YEAR ? null : clockText({ year: 2000 + year, month, day, hour, minute, second: 0 }),
    // No number, and a time to the minute: with the temperature all that tells one measurement from another beside its value.
    recordKey: hexOf(entry.subarray(0, VALUE_AT)),
  })
}

/** For the simulator: an entry at 25.0 °C; null for what is no percentage. */
export function entryBytes(one: Reading): Uint8Array | null {
  const value = countOf(one.value, 1)
  if (value === null || value < 0 || value > MOST) return null
  const time = /^20(\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/.exec(one.measuredAt ?? '')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = (time?.slice(1) ?? []).map((part) => Number(part ?? 0))
  return Uint8Array.of(year, month, day, hour, minute, 0, 0, 250, value >> 8, value & 0xff)
}

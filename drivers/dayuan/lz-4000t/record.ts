/** One record of the LZ-4000T, 20 bytes of data, as a reading; and a reading as such a record, for the simulator. */
import { type Reading, reading } from '#core/reading/reading.ts'
import { hexOf, i16le, u16le } from '#drivers/kit/bytes.ts'
import { type ClockFace, clockText } from '#drivers/kit/field/date.ts'
import type { Read } from '#drivers/kit/talk/talk.ts'
import { decodeText, encodeGbk } from '#drivers/kit/text.ts'

export const RECORD_LENGTH = 20

/** The model sends no item: it measures cholinesterase inhibition by organophosphates and carbamates, GB/T 5009.199-2003. */
const measures = '有机磷和氨基甲酸酯类'

/** Sent in place of a value: low byte first `FF7F` (invalid) and `FE7F` (not available), as in the maker's other readers. */
const sentinels: readonly number[] = [0x7fff, 0x7ffe]

const NAME_AT = 6
const NAME_LENGTH = 6
const TIME_AT = 12
const VALUE_AT = 18

/**
 * `data`: total LE, sequence LE, number LE, name 6, year-2000 month day hour minute second, value LE / 100 %. The total has 16 bits: a
 * host that reads one byte never finishes a day of 256.
 */
export function readRecord(data: Uint8Array): Read {
  const number = u16le(data, 4)
  const time = data.subarray(TIME_AT, VALUE_AT)
  const rawValue = hexOf(data.subarray(VALUE_AT, RECORD_LENGTH))
  const invalid = sentinels.includes(u16le(data, VALUE_AT))
  // The analyzer's own identity of the record. The sequence is none: it moves when records are added.
  const recordKey = `${number} ${hexOf(time)}`
  const outcome = reading({
    sampleNo: String(number),
    item: measures,
    value: invalid ? '无效' : hundredths(i16le(data, VALUE_AT)),
    unit: '%',
    flag: invalid ? rawValue : null,
    measuredAt: clockText(clockFace(time)),
    recordKey,
    foodHint: nameOf(data.subarray(NAME_AT, NAME_AT + NAME_LENGTH)),
  })
  return {
    outcomes: [outcome],
    key: `${recordKey} ${rawValue}`,
    announced: u16le(data, 0),
    place: `${u16le(data, 2)}`,
  }
}

/** Plain binary: 1A 03 02 is 2026-03-02. */
function clockFace([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: Uint8Array): ClockFace {
  return { year: 2000 + year, month, day, hour, minute, second }
}

/** 5000 is `50.00`, -320 is `-3.20`, -5 is `-0.05`: the analyzer's two decimals, without a float in between. */
function hundredths(value: number): string {
  const digits = String(Math.abs(value)).padStart(3, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** GBK padded 00; six bytes hold three characters, so a longer name arrives cut and may end in half a character. */
function nameOf(bytes: Uint8Array): string | null {
  const end = bytes.indexOf(0)
  const said = end < 0 ? bytes : bytes.subarray(0, end)
  for (let dropped = 0; dropped <= 1 && dropped < said.length; dropped++) {
    const { text, lossy } = decodeText(said.subarray(0, said.length - dropped), 'gb18030')
    if (!lossy) return text.trim() === '' ? null : text.trim()
  }
  const { text } = decodeText(said, 'gb18030')
  return text.trim() === '' ? null : text.trim()
}

/** The other way, for the simulator; the name is cut to six bytes as the analyzer does. `position` counts from 1. */
export function recordData(one: Reading, position: number, total: number): Uint8Array {
  const data = new Uint8Array(RECORD_LENGTH)
  const view = new DataView(data.buffer)
  view.setUint16(0, total, true)
  view.setUint16(2, position, true)
  view.setUint16(4, /^\d{1,5}$/.test(one.sampleNo ?? '') ? Number(one.sampleNo) : position, true)
  data.set(encodeGbk(one.foodHint ?? '').subarray(0, NAME_LENGTH), NAME_AT)
  const time = /^20(\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?$/.exec(one.measuredAt ?? '')
  if (time !== null)
    data.set(
      time.slice(1).map((part) => Number(part ?? 0)),
      TIME_AT,
    )
  view.setInt16(VALUE_AT, hundredthsOf(one.value), true)
  return data
}

function hundredthsOf(text: string): number {
  const found = /^(-?)(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text)
  if (found === null) return sentinels[0] ?? 0
  const hundred = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'))
  return found[1] === '-' ? -hundred : hundred
}

/** One record of the TL-310, 21 bytes of data, as a reading; and a reading as such a record, for the simulator. */
import { type Reading, reading } from '#core/reading/reading.ts'
import { hexOf, u16le } from '#drivers/kit/bytes.ts'
import { type ClockFace, clockText, writtenTime } from '#drivers/kit/field/date.ts'
import type { Read } from '#drivers/kit/talk/talk.ts'

export const RECORD_LENGTH = 21

/** The model sends no item: it measures cholinesterase inhibition, by GB/T 5009.199 or NY/T 448 as its standard byte says. */
const measures = '有机磷和氨基甲酸酯类'

const NO_VALUE = 0x7ffe
/** Tenths of a percent; what lies above is no value. */
const MOST = 32_000
const TIME_AT = 7
const NUMBER_AT = 13
const VALUE_AT = 17
const VERDICT_AT = 19

const verdicts: ReadonlyMap<number, string> = new Map([
  [0x01, '超标'],
  [0x02, '合格'],
])

/**
 * `data`: FF, total LE, index LE, channel, standard, year-2000 month day hour minute second, number high byte first, two bytes (an
 * absorbance perhaps), value LE / 10 %, verdict, one byte. A transfer ends when as many came as the total says, and shows it no other way.
 */
export function readRecord(data: Uint8Array): Read {
  const number = ((data[NUMBER_AT] ?? 0) << 8) | (data[NUMBER_AT + 1] ?? 0)
  const time = data.subarray(TIME_AT, NUMBER_AT)
  const channel = String(data[5] ?? 0)
  const tenths = u16le(data, VALUE_AT)
  // As a number, high byte first: the sentinel is known as 7FFE.
  const rawValue = tenths.toString(16).toUpperCase().padStart(4, '0')
  const missing = number === 0 ? '编号0' : tenths === NO_VALUE || tenths > MOST ? rawValue : null
  const measuredAt = clockText(clockFace(time))
  // Without a number only a readable time tells one record of a channel from another.
  const recordKey = number === 0 && measuredAt === null ? null : `${number} ${hexOf(time)} channel ${channel}`
  const outcome = reading({
    sampleNo: number === 0 ? null : String(number),
    item: measures,
    value: missing === null ? `${Math.trunc(tenths / 10)}.${tenths % 10}` : '无效',
    unit: '%',
    flag: missing ?? flagOf(data[VERDICT_AT] ?? 0),
    measuredAt,
    channel,
    recordKey,
  })
  return {
    outcomes: [outcome],
    // Behind the index: what a record added since does not move.
    key: hexOf(data.subarray(5)),
    announced: u16le(data, 1),
    place: `${u16le(data, 3)}`,
  }
}

/** 02 合格, 01 超标; any other code is shown as it came. */
function flagOf(code: number): string {
  return verdicts.get(code) ?? `判定码${hexOf(Uint8Array.of(code))}`
}

/** Plain binary, as in the request for a day. */
function clockFace([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: Uint8Array): ClockFace {
  return { year: 2000 + year, month, day, hour, minute, second }
}

/** The other way, for the simulator. `position` counts from 1. */
export function recordData(one: Reading, position: number, total: number): Uint8Array {
  const data = new Uint8Array(RECORD_LENGTH)
  const view = new DataView(data.buffer)
  data[0] = 0xff
  view.setUint16(1, total, true)
  view.setUint16(3, position, true)
  data[5] = /^\d{1,2}$/.test(one.channel ?? '') ? Number(one.channel) : 1
  const readable = writtenTime(one.measuredAt ?? '')
  if (readable !== null) data.set(readable.slice(2).split(/[-T:]/).map(Number), TIME_AT)
  view.setUint16(NUMBER_AT, /^\d{1,5}$/.test(one.sampleNo ?? '') ? Number(one.sampleNo) : position, false)
  view.setUint16(VALUE_AT, tenthsOf(one.value), true)
  data[VERDICT_AT] = [...verdicts].find(([, word]) => word === one.flag)?.[0] ?? 0
  return data
}

/** Digits behind the first are cut, as on the device's screen. */
function tenthsOf(text: string): number {
  const found = /^(\d{1,3})(?:\.(\d)\d*)?$/.exec(text)
  return found === null ? NO_VALUE : Number(found[1]) * 10 + Number(found[2] ?? 0)
}

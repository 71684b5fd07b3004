/** What a virtual analyzer of the family holds for one group of tests: readings as its records, and the list of their items. */
import type { Reading } from '#core/reading/reading.ts'
import { bytesOfHex, hexOf, joinBytes, u32le } from '../bytes.ts'
import { encodeGbk } from '../text.ts'
import { packedClock } from './clock.ts'
import type { Group } from './groups.ts'

interface HeldRecord {
  readonly data: Uint8Array
  /** Packed as on the wire; null lies in no day and is told with any. */
  readonly clock: number | null
}

export interface GroupMemory {
  /** The record of number 1 first. */
  readonly records: readonly HeldRecord[]
  readonly told: Set<number>
  /** End of the range told last, exclusive. */
  end: number
  page(number: number): Uint8Array
  range(asked: Uint8Array): Uint8Array
}

const words: readonly string[] = ['', '阳性', '阴性']

/** Words go to the first group of cards, numbers to the photometer; a model with one group has all in it. */
export function memoryOf(group: Group, groups: readonly Group[], readings: readonly Reading[]): GroupMemory {
  const cards = groups.find(({ form }) => form === 'strip')
  const own = readings.filter((one) => (words.includes(one.value) ? (cards ?? groups[0]) : groups[0]) === group)
  const items = [...new Set(own.map(itemOf))].slice(0, 256)
  const records = own.map((one) => ({
    data: encoded[group.form](one, Math.max(0, items.indexOf(itemOf(one)))),
    clock: clockOf(one),
  }))
  return {
    records,
    told: new Set(),
    end: 0,
    page: (number) => joinBytes(items.slice(number * 2, number * 2 + 2).map((item) => bytesOfHex(item))),
    range(asked) {
      const [from, until] = [u32le(asked, 0), u32le(asked, 4)]
      const inside = records.map(({ clock }) => clock === null || (clock >= from && clock <= until))
      const first = inside.indexOf(true) + 1
      const end = first === 0 ? 0 : inside.lastIndexOf(true) + 2
      return joinBytes([asked.subarray(0, 8), Uint8Array.of(first, first >> 8, end, end >> 8)])
    },
  }
}

/** 128 bytes as hex, so that equal items are one: name 16, unit 8, method 1 and what nobody knows. */
function itemOf(one: Reading): string {
  const bytes = new Uint8Array(128)
  bytes.set(encodeGbk(one.item).subarray(0, 15), 0)
  bytes.set(encodeGbk(one.unit ?? '').subarray(0, 7), 16)
  bytes[24] = isInhibition(one) ? 0 : 1
  return hexOf(bytes)
}

/** What two bytes of tenths hold. */
function isInhibition({ unit, value }: Reading): boolean {
  return unit === '%' && /^-?\d{1,3}(\.\d)?$/.test(value)
}

function clockOf({ measuredAt }: Reading): number | null {
  const packed = packedClock(measuredAt ?? '')
  return packed === null ? null : u32le(packed, 0)
}

const encoded: Readonly<Record<Group['form'], (one: Reading, item: number) => Uint8Array>> = {
  curve(one, item) {
    const data = recordOf(16, item, 4, one)
    data[8] = one.control ? 0 : channelOf(one)
    data[9] = one.flag === '可疑' ? 0xc0 : 0
    data.set(isInhibition(one) ? twoBytes(one.value) : fourBytes(one), 12)
    return data
  },
  strip(one, item) {
    const data = recordOf(13, item, 2, one)
    const number = /^\d{1,5}$/.test(one.sampleNo ?? '') ? Number(one.sampleNo) : 0
    data.set([number, number >> 8, Math.max(0, words.indexOf(one.value))], 6)
    return data
  },
  text(one) {
    const result = [one.value, one.unit, one.flag].filter((part) => part !== null).join(' ')
    const time = (one.measuredAt ?? '').replace('T', ' ')
    const said = ['', '', '', one.foodHint ?? '', '', '', one.item, result, '', time]
    const labels = '检测报告,送检单位,检测单位,样品类型,产地,检测人员,检测项目,检测结果,标准,检测时间'.split(',')
    return joinBytes([Uint8Array.of(1, 0, 0), encodeGbk(labels.map((label, at) => `${label}：${said[at]}\r`).join(''))])
  },
}

function recordOf(length: number, item: number, clockAt: number, one: Reading): Uint8Array {
  const data = new Uint8Array(length)
  data.set([1, item])
  data.set(packedClock(one.measuredAt ?? '') ?? [], clockAt)
  return data
}

/** A channel that is no number counts from 1, never 0: that is the control. */
function channelOf({ channel }: Reading): number {
  const number = Number(/^\d{1,3}$/.test(channel ?? '') ? channel : 1)
  return number > 0 && number < 256 ? number : 1
}

function twoBytes(text: string): readonly number[] {
  const tenths = scaled(text, 1)
  return [tenths, tenths >> 8, 0, 0]
}

function fourBytes({ value, flag }: Reading): Uint8Array {
  if (/^-?\d{1,6}(\.\d+)?$/.test(value)) {
    const thousandths = scaled(value.replace('-', ''), 3)
    return Uint8Array.of(
      thousandths,
      thousandths >> 8,
      thousandths >> 16,
      (thousandths >> 24) | (value.startsWith('-') ? 0x80 : 0),
    )
  }
  return bytesOfHex(flag !== null && /^[0-9A-F]{8}$/.test(flag) ? flag : 'FFFFFF7F')
}

/** Digits beyond those the device has are cut, as on its screen. */
function scaled(text: string, places: number): number {
  const [whole = '', rest = ''] = text.split('.')
  return Number(`${whole}${rest.padEnd(places, '0').slice(0, places)}`)
}

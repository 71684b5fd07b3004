/** Readings as 501-byte groups, for the simulator: up to eight of one day share a group. */
import type { Reading } from '#core/reading/reading.ts'
import { bytesOfAscii, bytesOfHex } from '../bytes.ts'
import { float32beBytes } from '../field/float.ts'
import { encodeGbk } from '../text.ts'
import {
  BLOCKS,
  blockOf,
  DATE_AT,
  FLAGS_AT,
  FLOATS_AT,
  GROUP_LENGTH,
  NAME_AT,
  NUMBER_AT,
  ORIGIN_AT,
  RESULT_AT,
  VERDICT_AT,
} from './group-shape.ts'
import type { StoredRecord } from './instrument.ts'

/** The simulator's analyzer has no optics. */
const ABSORBANCE = 0.5
const words = ['', '合格', '超标']

export function groupsOf(readings: readonly Reading[]): readonly StoredRecord[] {
  const groups: { bytes: Uint8Array; readings: number; day: string }[] = []
  for (const one of readings) {
    const day = one.measuredAt?.slice(0, 10) ?? '2000-01-01'
    const last = groups.at(-1)
    const shares = last?.day === day && last.readings < BLOCKS
    const group = shares ? last : { bytes: emptyGroup(groups.length + 1, day), readings: 0, day }
    if (!shares) groups.push(group)
    writeBlock(blockOf(group.bytes, group.readings), one, group.readings)
    const mask = FLAGS_AT + 1
    group.bytes[mask] = (group.bytes[mask] ?? 0) | (1 << group.readings)
    group.readings++
  }
  return groups
}

function emptyGroup(number: number, day: string): Uint8Array {
  const bytes = new Uint8Array(GROUP_LENGTH)
  bytes.set(bytesOfAscii(String(number % 10_000).padStart(4, '0')))
  bytes.set(bytesOfAscii(day), DATE_AT)
  return bytes
}

function writeBlock(block: Uint8Array, one: Reading, index: number): void {
  block[0] = 0x21 + index
  if (/^\d{1,2}$/.test(one.sampleNo ?? '')) block.set(bytesOfAscii(one.sampleNo ?? ''), NUMBER_AT)
  block.set(encodeGbk(one.foodHint ?? '').subarray(0, ORIGIN_AT - NAME_AT - 1), NAME_AT)
  block.set(float32beBytes(ABSORBANCE), FLOATS_AT)
  const isNumber = /^-?\d+(\.\d+)?$/.test(one.value)
  block.set(isNumber ? float32beBytes(Number(one.value) / 100) : bytesOfHex('7FC00000'), RESULT_AT)
  block[VERDICT_AT] = Math.max(0, words.indexOf(one.flag ?? ''))
}

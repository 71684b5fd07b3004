/**
 * The 501-byte group of 泰扬 touch models: number, date and operator as characters, flags, then eight blocks of 59 bytes. No start byte,
 * no check: digits where digits stand, no control characters in names, floats that a photometer can have.
 */
import type { FrameShape } from '../framing/frames.ts'
import { isLikely } from './record-shape.ts'
import { wordLengthAt } from './words.ts'

export const GROUP_LENGTH = 501
/** Number and date: fewer bytes name no group. */
export const GROUP_HEADER = 16
export const DATE_AT = 5
export const OPERATOR_AT = 16
export const FLAGS_AT = 27
export const BLOCKS_AT = 29
export const BLOCK_LENGTH = 59
export const BLOCKS = 8

/** Offsets inside a block, TY3. */
export const NUMBER_AT = 1
export const NAME_AT = 3
export const ORIGIN_AT = 18
export const FLOATS_AT = 46
export const RESULT_AT = 54
export const VERDICT_AT = 58

export const groupShape: FrameShape = {
  longest: GROUP_LENGTH,
  lengthAt(view, at) {
    const word = wordLengthAt(view, at)
    if (word !== 0) return word
    return headerProblem(view.subarray(at, at + GROUP_HEADER)) === null ? GROUP_LENGTH : 0
  },
  earlyProblemOf: (head) => (wordLengthAt(head, 0) === 0 ? groupProblem(head) : null),
  problemOf: (frame) => (frame.length === GROUP_LENGTH ? groupProblem(frame) : null),
}

/** Byte 28, bit 0: the first channel of the group was measured. */
export function measuredBlocks(group: Uint8Array): readonly number[] {
  const mask = group[FLAGS_AT + 1] ?? 0
  return Array.from({ length: BLOCKS }, (_, block) => block).filter((block) => (mask & (1 << block)) !== 0)
}

export function blockOf(group: Uint8Array, block: number): Uint8Array {
  const at = BLOCKS_AT + block * BLOCK_LENGTH
  return group.subarray(at, at + BLOCK_LENGTH)
}

/** Of as many bytes as are there. Floats before names: they refuse at once what is none, and this runs for every byte of a noisy line. */
function groupProblem(head: Uint8Array): string | null {
  const problem = headerProblem(head)
  if (problem !== null) return problem
  if (head.length < BLOCKS_AT)
    return hasControls(head, OPERATOR_AT, FLAGS_AT) ? 'operator-garbled: control characters' : null
  const mask = head[FLAGS_AT + 1] ?? 0
  if (mask === 0) return 'group-empty: no channel measured'
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  for (let block = 0; block < BLOCKS; block++) {
    const at = BLOCKS_AT + block * BLOCK_LENGTH
    if ((mask & (1 << block)) === 0 || head.length < at + BLOCK_LENGTH) continue
    const wrong = blockProblem(head, view, at)
    if (wrong !== null) return `${wrong}, block ${block + 1}`
  }
  return hasControls(head, OPERATOR_AT, FLAGS_AT) ? 'operator-garbled: control characters' : null
}

function blockProblem(head: Uint8Array, view: DataView, at: number): string | null {
  for (let float = at + FLOATS_AT; float < at + VERDICT_AT; float += 4)
    if (!isLikely(view.getFloat32(float), 100)) return 'value-impossible: no photometer has it'
  if ((head[at + VERDICT_AT] ?? 0) > 2) return 'verdict-unknown: neither 1 nor 2'
  return hasControls(head, at + NAME_AT, at + FLOATS_AT) ? 'name-garbled: control characters' : null
}

/** `0012` and 00 or a blank, then up to eleven characters of a date, 00 behind them. */
function headerProblem(head: Uint8Array): string | null {
  for (let at = 0; at < Math.min(head.length, GROUP_HEADER); at++) {
    const byte = head[at] ?? 0
    const before = head[at - 1] ?? 0
    const fits =
      at < DATE_AT ? isDigit(byte) || byte === 0x20 || (at === DATE_AT - 1 && byte === 0) : isDateByte(byte, before, at)
    if (!fits) return at < DATE_AT ? 'number-impossible: no digits' : 'date-impossible: no date in characters'
  }
  return null
}

/** A digit first; `-`, `.`, `/`, `:` and blanks between; after a 00 nothing else. */
function isDateByte(byte: number, before: number, at: number): boolean {
  if (at === DATE_AT) return isDigit(byte)
  if (before === 0) return byte === 0
  return byte === 0 || byte === 0x20 || (byte >= 0x2d && byte <= 0x3a)
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function hasControls(head: Uint8Array, from: number, until: number): boolean {
  for (let at = from; at < until; at++) {
    const byte = head[at] ?? 0
    if ((byte > 0 && byte < 0x20) || byte === 0x7f) return true
  }
  return false
}

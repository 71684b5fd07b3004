/**
 * The 73-byte record of 泰扬 key models: `second minute hour day month item year-2000 mask group`, then eight blocks of two BE floats,
 * absorbance and result. No start byte, no check: only bytes that make sense in every field are a record.
 */

import { dayText } from '../field/date.ts'
import type { FrameShape } from '../framing/frames.ts'
import { ESCAPE, modelNames, wordLengthAt } from './words.ts'

export const RECORD_LENGTH = 73
export const HEADER_LENGTH = 9
export const BLOCKS = 8
export const BLOCK_LENGTH = 8
export const ITEM_AT = 5
export const MASK_AT = 7

/** Item codes are small numbers in every document; a model's own table says which it has. */
const MOST_ITEMS = 0x3f
/** Own bounds: what is smaller than the least bit of any photometer, or larger than any result, are bytes out of place. */
const LEAST = 1e-9
const MOST_ABSORBANCE = 100
const MOST_RESULT = 1e7

export const recordShape: FrameShape = {
  longest: RECORD_LENGTH,
  lengthAt(view, at) {
    const word = wordLengthAt(view, at)
    if (word === 'unknown-yet') return word
    const second = view[at + 1] ?? 0
    // Second 27 is 1B. No minute is CF, C1, FE or FB; but 1B 02 is both a model and minute 2, and what follows decides.
    if (word === 2 && !(view[at] === ESCAPE && modelNames.has(second))) return word
    const head = view.subarray(at, at + RECORD_LENGTH)
    if (word === 0) return headerProblem(head) === null ? RECORD_LENGTH : 0
    if (recordProblem(head) !== null) return word
    return head.length < RECORD_LENGTH ? 'unknown-yet' : RECORD_LENGTH
  },
  earlyProblemOf: (head) => (head.length < HEADER_LENGTH && wordLengthAt(head, 0) !== 0 ? null : recordProblem(head)),
  problemOf: (frame) => (frame.length === RECORD_LENGTH ? recordProblem(frame) : null),
}

/** Of as many bytes as are there. */
function recordProblem(head: Uint8Array): string | null {
  const problem = headerProblem(head)
  if (problem !== null) return problem
  // One view for all sixteen floats: this runs for every byte of a noisy line.
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  for (let block = 0; block < BLOCKS; block++) {
    const at = HEADER_LENGTH + block * BLOCK_LENGTH
    if (head.length < at + BLOCK_LENGTH) return null
    if (!isLikely(view.getFloat32(at), MOST_ABSORBANCE) || !isLikely(view.getFloat32(at + 4), MOST_RESULT))
      return `value-impossible: block ${block + 1} holds no photometer's floats`
  }
  return null
}

function headerProblem(head: Uint8Array): string | null {
  const [second = 0, minute = 0, hour = 0, day = 1, month = 1, item = 1, year = 0] = head
  if (second > 59 || minute > 59 || hour > 23 || day < 1 || day > 31 || month < 1 || month > 12)
    return 'time-impossible: no such moment'
  if (item < 1 || item > MOST_ITEMS) return 'item-impossible: no such item'
  if (head.length <= 6) return null
  return year > 99 || dayText(2000 + year, month, day) === null ? 'time-impossible: no such day' : null
}

/** A device that could not compute says NaN or infinity: that is said too. */
export function isLikely(value: number, most: number): boolean {
  const size = Math.abs(value)
  return size === 0 || !Number.isFinite(value) || (size >= LEAST && size <= most)
}

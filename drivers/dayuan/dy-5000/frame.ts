/**
 * The frame of a DY-5000: `s`, per hole 5 bytes (hole, absorbance), per hole 6 bytes (value), a tail of 36 bytes, `e`. Its length is not
 * sent and 65 (`e`) can stand inside data, so the number of holes is the one with which every field is what it must be.
 */
import { isBcd } from '#drivers/kit/field/bcd.ts'
import { paddedText } from '#drivers/kit/field/padded-text.ts'
import type { FrameShape } from '#drivers/kit/framing/frames.ts'

const HEAD = 0x73
const END = 0x65
const MOST_HOLES = 96
const ABSORBANCE = 5
export const VALUE = 6
export const UNIT = 10
export const DATE = 6
export const ITEM = 20
const TAIL = UNIT + DATE + ITEM
const OVERHEAD = 2 + TAIL
/** Wider numbers are none of this reader's: with the bytes in another order than taken here they would be in the millions. */
const MOST_WHOLE = 99_999

export interface PlateParts {
  readonly holes: number
  readonly valuesAt: number
  readonly tailAt: number
}

/** The parts of a frame with so many holes. */
export function partsOf(holes: number): PlateParts {
  const valuesAt = 1 + holes * ABSORBANCE
  return { holes, valuesAt, tailAt: valuesAt + holes * VALUE }
}

export function holesOf(length: number): number {
  return (length - OVERHEAD) / (ABSORBANCE + VALUE)
}

export function lengthOf(holes: number): number {
  return OVERHEAD + holes * (ABSORBANCE + VALUE)
}

export const plateShape: FrameShape = {
  longest: lengthOf(MOST_HOLES),
  lengthAt(view, at) {
    if (view[at] !== HEAD) return 0
    const head = view.subarray(at, at + lengthOf(MOST_HOLES))
    // The first hole's entry must be one, however many follow.
    if (entryFlaw(head, 0) !== null) return 0
    for (let holes = 1; holes <= MOST_HOLES && lengthOf(holes) <= head.length; holes++) {
      const length = lengthOf(holes)
      if (head[length - 1] === END && problemOf(head.subarray(0, length)) === null) return length
    }
    return head.length < lengthOf(MOST_HOLES) ? 'unknown-yet' : lengthOf(MOST_HOLES)
  },
  problemOf,
}

function problemOf(frame: Uint8Array): string | null {
  const { holes, valuesAt, tailAt } = partsOf(holesOf(frame.length))
  if (frame[frame.length - 1] !== END) return 'end-missing: no e where a frame ends'
  const date = frame.subarray(tailAt + UNIT, tailAt + UNIT + DATE)
  if (!date.every(isBcd)) return 'date-broken: not BCD'
  for (let index = 0; index < holes; index++) {
    const flaw =
      entryFlaw(frame, index) ?? numberFlaw(frame.subarray(valuesAt + index * VALUE, valuesAt + (index + 1) * VALUE))
    if (flaw !== null) return flaw
  }
  const unit = frame.subarray(tailAt, tailAt + UNIT)
  return isText(unit) && isText(frame.subarray(tailAt + UNIT + DATE, tailAt + TAIL))
    ? null
    : 'text-broken: unit or item'
}

/** Hole and absorbance, as far as they are there; each hole once and in order. */
function entryFlaw(frame: Uint8Array, index: number): string | null {
  const at = 1 + index * ABSORBANCE
  const hole = frame[at]
  if (hole === undefined) return null
  if (hole >= MOST_HOLES || (index > 0 && hole <= (frame[at - ABSORBANCE] ?? 0))) return `hole-broken: ${hole}`
  return numberFlaw(frame.subarray(at + 1, at + ABSORBANCE))
}

/** Whole part in all bytes but two, thousandths in the last two; bytes of seven bits, high first. */
function numberFlaw(bytes: Uint8Array): string | null {
  if (bytes.some((byte) => byte > 0x7f)) return 'number-broken: more than seven bits'
  if (bytes.length < ABSORBANCE - 1) return null
  const { whole, thousandths } = numberOf(bytes)
  return whole > MOST_WHOLE || thousandths > 999 ? `number-broken: ${whole} and ${thousandths} thousandths` : null
}

export function numberOf(bytes: Uint8Array): { readonly whole: number; readonly thousandths: number } {
  const sevens = (part: Uint8Array) => part.reduce((sum, byte) => sum * 128 + byte, 0)
  const point = bytes.length - 2
  return { whole: sevens(bytes.subarray(0, point)), thousandths: sevens(bytes.subarray(point)) }
}

function isText(bytes: Uint8Array): boolean {
  const { text, lossy } = paddedText(bytes, 'gb18030')
  const end = bytes.indexOf(0)
  const padded = end < 0 || bytes.subarray(end).every((byte) => byte === 0 || byte === 0x20)
  return !lossy && padded && ![...text].some((character) => character < ' ' || character === '\u007f')
}

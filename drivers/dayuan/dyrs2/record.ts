/** Frames of a DYRS2, third generation: `01 44`, ASCII digits, `04`. */
import { damaged, type Reading, reading } from '#core/reading/reading.ts'
import { bytesOfAscii, hexOf, joinBytes, latinOf } from '#drivers/kit/bytes.ts'
import { dayText } from '#drivers/kit/field/date.ts'
import { countOf, scaled } from '#drivers/kit/field/scaled.ts'
import type { FrameShape } from '#drivers/kit/framing/frames.ts'
import type { Read } from '#drivers/kit/talk/talk.ts'

const SOH = 0x01
const EOT = 0x04
const RECORD = 0x44
const END = 0x45
const RECORD_LENGTH = 25
const DIGITS_AT = 2
/** id 4, value 3, kind 1, date 6. What the other eight bytes before the 04 are is not known: they are not read. */
const DIGITS = 14

/** 1 to 5; 5 is 其它 and names no food. */
const kinds = ['猪', '牛', '羊', '鸡', null]

export const shapeRs2: FrameShape = {
  longest: RECORD_LENGTH,
  lengthAt(view, at) {
    if (view[at] !== SOH) return 0
    if (at + 1 >= view.length) return 'unknown-yet'
    const kind = view[at + 1]
    if (kind === RECORD) return RECORD_LENGTH
    return kind === END ? 2 : 0
  },
  earlyProblemOf: flawOf,
  problemOf: flawOf,
}

function flawOf(head: Uint8Array): string | null {
  if (head[1] === END) return null
  const digits = latinOf(head.subarray(DIGITS_AT, DIGITS_AT + DIGITS))
  if (/\D/.test(digits)) return `digits-broken: ${hexOf(bytesOfField(head))}`
  const tail = head[RECORD_LENGTH - 1]
  return tail === undefined || tail === EOT ? null : 'tail-missing: no 04 where the frame ends'
}

function bytesOfField(head: Uint8Array): Uint8Array {
  return head.subarray(DIGITS_AT, DIGITS_AT + DIGITS)
}

export function readRs2(frame: Uint8Array): Read {
  if (frame[1] === END) return { outcomes: [], note: 'end-mark: the transfer is over' }
  const digits = latinOf(bytesOfField(frame))
  const [id, value, kind, date] = [digits.slice(0, 4), digits.slice(4, 7), digits.slice(7, 8), digits.slice(8, 14)]
  const key = hexOf(frame)
  const foodHint = kinds[Number(kind) - 1]
  if (foodHint === undefined) return { outcomes: [damaged(`kind-unknown: ${kind}`)], key }
  const [year = 0, month = 0, day = 0] = (date.match(/../g) ?? []).map(Number)
  const said = reading({
    sampleNo: String(Number(id)),
    item: '水分',
    value: scaled(Number(value), 1),
    unit: '%',
    measuredAt: dayText(2000 + year, month, day),
    foodHint,
  })
  return { outcomes: [said], key }
}

/** For the simulator; null for more than three digits of tenths can say. */
export function recordBytesRs2(one: Reading, position: number): Uint8Array | null {
  const value = countOf(one.value, 1)
  if (value === null || value < 0 || value > 999) return null
  const id = /^\d{1,4}$/.test(one.sampleNo ?? '') ? Number(one.sampleNo) : position % 10_000
  const kind = kinds.findIndex((name) => name !== null && name === one.foodHint)
  const date = (one.measuredAt ?? '').slice(2, 10).replace(/\D/g, '').padEnd(6, '0')
  const digits = `${four(id)}${four(value).slice(1)}${kind < 0 ? 5 : kind + 1}${date}`
  return joinBytes([Uint8Array.of(SOH, RECORD), bytesOfAscii(`${digits}00000000`), Uint8Array.of(EOT)])
}

export const endRs2 = Uint8Array.of(SOH, END)

function four(number: number): string {
  return String(number).padStart(4, '0')
}

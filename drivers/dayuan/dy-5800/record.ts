/** One unit of a DY-5800: `P`, fixed widths in GB2312, `X`. */
import { damaged, ignored, type Outcome, type Reading, reading } from '#core/reading/reading.ts'
import { bytesOfAscii, joinBytes, latinOf } from '#drivers/kit/bytes.ts'
import { clockText } from '#drivers/kit/field/date.ts'
import { gbkField, paddedText } from '#drivers/kit/field/padded-text.ts'
import type { FrameShape } from '#drivers/kit/framing/frames.ts'

const HEAD = 0x50
const TAIL = 0x58

/** The host's offsets for time and user overlap by one byte. The widths do not, and with them the sample lies at 71 to 80 as it says. */
const widths = {
  hole: 3,
  code: 7,
  item: 20,
  unit: 10,
  value: 5,
  absorbance: 5,
  date: 6,
  time: 4,
  user: 10,
  sample: 10,
} as const
type Field = keyof typeof widths
const fields = Object.keys(widths) as readonly Field[]

const LENGTH = 2 + Object.values(widths).reduce((sum, width) => sum + width, 0)

const numberText = /^[<>]?\s*[+-]?(?:\d+\.?\d*|\.\d+)$/

export const shape5800: FrameShape = {
  longest: LENGTH,
  lengthAt: (view, at) => (view[at] === HEAD ? LENGTH : 0),
  problemOf: flawOf,
  earlyProblemOf: flawOf,
}

/** P and X also stand in names: the date, the time and the numbers must be where they belong, as far as they are there. */
function flawOf(head: Uint8Array): string | null {
  for (const [field, allowed] of [
    ['value', /^[-+.<>\dNan ]*\0*$/],
    ['absorbance', /^[-+.\dNan ]*\0*$/],
    ['date', /^\d*$/],
    ['time', /^\d*$/],
  ] as const) {
    const text = latinOf(bytesOf(head, field))
    if (!allowed.test(text)) return `fields-shifted: ${JSON.stringify(text)} stands where the ${field} belongs`
  }
  return head.length < LENGTH || head[LENGTH - 1] === TAIL ? null : 'tail-missing: no X where the record ends'
}

function bytesOf(frame: Uint8Array, wanted: Field): Uint8Array {
  let from = 1
  for (const field of fields) {
    if (field === wanted) break
    from += widths[field]
  }
  return frame.subarray(from, from + widths[wanted])
}

export function read5800(frame: Uint8Array): readonly Outcome[] {
  const texts = fields.map((field) => [field, paddedText(bytesOf(frame, field), 'gb18030')] as const)
  const said = Object.fromEntries(texts.map(([field, { text }]) => [field, text])) as Record<Field, string>
  const lossy = texts.filter(([, { lossy }]) => lossy).map(([field]) => field)
  const notes = lossy.length === 0 ? [] : [ignored(`text-unreadable: ${lossy.join(', ')}; such bytes stand as U+FFFD`)]
  return [outcomeOf(said), ...notes]
}

function outcomeOf(said: Record<Field, string>): Outcome {
  const { hole, code, item, unit, value, date, time, sample } = said
  const invalid = /^nan$/i.test(value)
  if (!invalid && !numberText.test(value)) return damaged(`value-unreadable: ${JSON.stringify(value)}`)
  if (item === '') return damaged('item-missing: no name in its field')
  // Whether the field holds a number or a name is not said: what is all ASCII numbers a sample, Chinese names a food.
  const isNumber = /^[\x21-\x7e]+$/.test(sample)
  return reading({
    sampleNo: isNumber ? sample : null,
    item,
    value: invalid ? '无效' : value,
    unit: unit === '' ? null : unit,
    flag: invalid ? value : null,
    measuredAt: timeOf(date, time),
    channel: hole === '' ? null : hole,
    recordKey: [code, sample, date + time, hole, item].filter((part) => part !== '').join(' '),
    foodHint: isNumber || sample === '' ? null : sample,
  })
}

/** `260302` and `0815`; the seconds are not sent. */
function timeOf(date: string, time: string): string | null {
  const [year = 0, month = 0, day = 0] = (date.match(/../g) ?? []).map(Number)
  const [hour = 24, minute = 0] = (time.match(/../g) ?? []).map(Number)
  return clockText({ year: 2000 + year, month, day, hour, minute, second: 0 })
}

/** For the simulator; null for a value that does not fit its five bytes. */
export function recordBytes5800(one: Reading, position: number): Uint8Array | null {
  const value = one.value === '无效' ? 'NaN' : one.value
  if (value.length > widths.value || !(value === 'NaN' || numberText.test(value))) return null
  const digits = (one.measuredAt ?? '').replace(/\D/g, '').slice(2).padEnd(12, '0')
  const text: Record<Field, string> = {
    hole: one.channel ?? 'A1',
    code: String(position),
    item: one.item,
    unit: one.unit ?? '',
    value,
    absorbance: '0.000',
    date: digits.slice(0, 6),
    time: digits.slice(6, 10),
    user: '',
    sample: one.sampleNo ?? one.foodHint ?? '',
  }
  const body = fields.map((field) => gbkField(text[field], widths[field]))
  return joinBytes([bytesOfAscii('P'), ...body, bytesOfAscii('X')])
}

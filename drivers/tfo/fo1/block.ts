/** One weighing of a TFO FO1: fields of one letter or digit, each ended by CR, from `F` to `V`; and a reading as such a block. */
import { damaged, ignored, type Outcome, type Reading, reading, within } from '#core/reading/reading.ts'
import { digitsOf } from '#drivers/kit/balance/weight.ts'
import { bytesOfAscii, joinBytes } from '#drivers/kit/bytes.ts'
import { clockText } from '#drivers/kit/field/date.ts'
import { type BlockLine, type BlockShape, blockLines } from '#drivers/kit/framing/blocks.ts'

export const shape: BlockShape = {
  begins: (line) => /^F[ \-\d.]{9}$/.test(line),
  ends: (line) => /^V.$/.test(line),
  mostLines: 12,
  longest: 256,
}

/** What stands behind each field's letter; B is a status byte and V a version byte, neither explained. */
const forms: Readonly<Record<string, RegExp>> = {
  F: /^[ \-\d.]{9}$/,
  H: /^[ \-\d.]{9}$/,
  Q: /^[ \-\d.]{9}$/,
  X: /^[ \-\d.]{9}$/,
  A: /^[ \-\d.]{9}$/,
  0: /^[ \-\d.]{9}$/,
  4: /^[ \-\d.]{9}$/,
  1: /^[ \-\d.]{9}$/,
  // Described as eight, shown as nine.
  2: /^[ \-\d]{8,9}$/,
  B: /^.$/s,
  C: /^.{24,26}$/s,
  V: /^.$/s,
}

/** Called weights where the format is described; which of them is net or gross is not said, and no unit is sent. */
const weights = ['0', '4', '1']

export function readBlock(block: Uint8Array): readonly Outcome[] {
  const lines = blockLines(block)
  const letters = lines.map(({ text }) => text.slice(0, 1))
  const broken = lines.find(({ text }, at) => forms[letters[at] ?? '']?.test(text.slice(1)) !== true)
  if (broken !== undefined) return [damaged(`field-broken: ${printable(broken.text)}`)]
  if (new Set(letters).size !== letters.length) return [damaged(`field-twice: ${letters.join('')}`)]
  const measuredAt = timeOf(lines.find(({ text }) => text.startsWith('C'))?.text ?? '')
  const said = lines.filter(({ text }) => weights.includes(text.slice(0, 1))).map((line) => weightOf(line, measuredAt))
  if (said.length === 0) return [damaged('block-broken: no field 0, 4 or 1')]
  const others = lines.filter(({ text }) => /^[FHQXA2]/.test(text)).map(({ text }) => text.replace(/ +/g, ' '))
  return [...said, ignored(`not-explained: ${others.join(', ')}`)]
}

function weightOf({ text, from, until }: BlockLine, measuredAt: string | null): Outcome {
  const value = digitsOf(text.slice(1))
  const channel = text.slice(0, 1)
  if (value === null) return within(from, until, damaged(`field-broken: ${text}`))
  return within(from, until, reading({ item: '重量', value, channel, measuredAt }))
}

/** `C20 F4 _02 F3 _2023 F2 _MON 09:20AM`: day, month, year, hours of twelve; seconds are not sent. */
function timeOf(text: string): string | null {
  const found = /^C(\d\d)\xf4 (\d\d)\xf3 (\d{4})\xf2 [A-Z]{3} (\d\d):(\d\d)([AP])M$/.exec(text)
  if (found === null) return null
  const [day, month, year, hour, minute] = found.slice(1, 6).map(Number)
  if (hour === undefined || hour < 1 || hour > 12) return null
  const past = found[6] === 'P' ? 12 : 0
  return clockText({
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: (hour % 12) + past,
    minute: minute ?? 60,
    second: 0,
  })
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '.').slice(0, 30)
}

/** One weight field a block; null for what such an indicator cannot print. */
export function blockBytes({ value, channel, measuredAt }: Reading): Uint8Array | null {
  if (digitsOf(value) === null || value.length > 9) return null
  const field = channel !== null && weights.includes(channel) ? channel : '4'
  const head = bytesOfAscii(`F      0.0\rA      0.0\r${field}${value.padStart(9)}\r2        0\rB`)
  const tail = bytesOfAscii('\rV1\r\n')
  return joinBytes([head, Uint8Array.of(0x83, 0x0d), timeBytes(measuredAt), tail])
}

function timeBytes(measuredAt: string | null): Uint8Array {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(measuredAt ?? '') ?? ['', '2023', '02', '20', '09', '20']
  const [, year = '', month = '', day = '', hour = '', minute = ''] = found
  const twelve = String(Number(hour) % 12 || 12).padStart(2, '0')
  const half = Number(hour) < 12 ? 'AM' : 'PM'
  return joinBytes([
    bytesOfAscii(`C${day}`),
    Uint8Array.of(0xf4),
    bytesOfAscii(` ${month}`),
    Uint8Array.of(0xf3),
    bytesOfAscii(` ${year}`),
    Uint8Array.of(0xf2),
    // The weekday is not read; the indicator prints one.
    bytesOfAscii(` MON ${twelve}:${minute}${half}`),
  ])
}

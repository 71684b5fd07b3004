/** An ORU^R01 message becomes readings: which field is which, after HL7 2.3.1 chapter 7 and what analyzers send. */
import { wordOf } from '#core/judge/word.ts'
import { damaged, ignored, type Outcome, reading, within } from '#core/reading/reading.ts'
import { compactTime } from '#drivers/kit/field/date.ts'
import { unmasked } from '#drivers/kit/field/no-value.ts'
import { hl7Components, hl7Field } from '#drivers/kit/hl7/fields.ts'
import type { Hl7Message, Segment } from '#drivers/kit/hl7/segments.ts'
import { isNumbered } from '#drivers/kit/hl7/talk.ts'

/** The order and patient an OBX stands under. `unsure`: a line between them could not be read, so it may have been another order. */
interface Place {
  readonly order: Segment | null
  readonly patient: Segment | null
  readonly unsure: boolean
  readonly ordinal: number
}

export function readMessage(message: Hl7Message): readonly Outcome[] {
  const { header, segments, lossy } = message
  const kind = hl7Components(header, 9, message)
  const about = (outcome: Outcome) => within(header.from, header.until, outcome)
  if (!header.ended || header.fields.length < 10 || (kind[0] ?? '') === '')
    return [about(damaged('header-broken: MSH has no message type'))]
  if (kind[0] !== 'ORU' && kind[0] !== 'OUL')
    return [about(ignored(`${kind[0] === 'ACK' ? 'answer' : 'no-result'}: message ${kind.slice(0, 2).join('^')}`))]
  const outcomes = outcomesOf(message)
  if (outcomes.length === 0) {
    const names = segments.map(({ name }) => name ?? '?').join(' ')
    return [about(ignored(`no-result: segments ${names}`))]
  }
  if (!lossy) return outcomes
  return [...outcomes, about(ignored('text-unreadable: neither UTF-8 nor GB18030; unreadable bytes stand as U+FFFD'))]
}

function outcomesOf(message: Hl7Message): readonly Outcome[] {
  const outcomes: Outcome[] = []
  let place: Place = { order: null, patient: null, unsure: false, ordinal: 0 }
  for (const segment of message.segments) {
    const { name, from, until } = segment
    const tell = (outcome: Outcome) => outcomes.push(within(from, until, outcome))
    if (name === null) {
      tell(damaged('segment-broken: a line that is no segment'))
      place = { ...place, order: null, patient: null, unsure: true }
    } else if (name === 'PID') place = { ...place, patient: segment, order: null }
    else if (name === 'OBR') place = { ...place, order: segment, unsure: false }
    else if (name === 'OBX') {
      place = { ...place, ordinal: place.ordinal + 1 }
      tell(
        place.unsure
          ? damaged('order-unsure: the line before it may have been its order')
          : observed(segment, place, message),
      )
    }
  }
  return outcomes
}

/** OBX-2 of what is no result of its own: curves and pictures (ED), references to files (RP). */
const curves = /^(ED|RP)$/
/** OBX-11: taken back (D), posted as wrong (W), not yet there (I), not asked (N, O). HL7 table 0085. */
const withoutResult: Readonly<Record<string, string>> = {
  D: 'the device takes it back',
  W: 'the device says it was posted as wrong',
  I: 'still pending',
  N: 'not asked',
  O: 'only ordered',
}

function observed(cut: Segment, place: Place, message: Hl7Message): Outcome {
  const segment = cut.ended ? cut : withoutCutField(cut)
  const field = (n: number) => hl7Field(segment, n, message)
  const status = field(11)
  if (!cut.ended && status === '') return damaged('segment-cut: an OBX without its end')
  if (segment.fields.length < 6)
    return damaged(`segment-short: ${segment.fields.length - 1} fields, an OBX has at least 5`)
  const item = namedBy(hl7Components(segment, 3, message))
  if (item === '') return damaged('item-missing: OBX-3 is empty')
  if (curves.test(field(2))) return ignored(`curve: ${item} of type ${field(2)}`)
  if (Object.hasOwn(withoutResult, status)) return ignored(`no-result: ${item}, ${withoutResult[status] ?? ''}`)
  const sampleNo = sampleOf(place, message)
  return reading({
    sampleNo,
    item,
    ...saidBy(segment, message),
    unit: orNull(unitOf(segment, message)),
    // A time that is there and cannot be read stays unread: the order's is another moment.
    measuredAt: compactTime(field(14) === '' ? hl7Field(place.order, 7, message) : field(14)),
    control: isControl(place.patient, message),
    recordKey: keyOf(sampleNo, item, place, message),
  })
}

/** The end of a text without a last line end may be the end of half a field; the status (one letter) before it says the rest is whole. */
function withoutCutField(segment: Segment): Segment {
  return segment.fields.length > 12 ? { ...segment, fields: segment.fields.slice(0, -1) } : segment
}

/**
 * OBX-5 by its type. Status X (cannot be obtained) and an empty value are 无效, unless the flag itself is the result (`阳性`); a masked
 * number (`***.**`) is 无效 with the mask kept.
 */
function saidBy(segment: Segment, message: Hl7Message) {
  const flag = orNull(hl7Field(segment, 8, message))
  const value = saidValue(segment, message)
  if (hl7Field(segment, 11, message) === 'X')
    return { value: '无效', flag: ['X', value, flag ?? ''].filter((one) => one !== '').join(' ') }
  if (value === '') return { value: flag !== null && wordOf(flag) !== null ? '' : '无效', flag }
  // The standard's own "nothing here" (2.10 of 2.3.1).
  if (value === '""') return { value: '无效', flag: [value, flag ?? ''].join(' ').trim() }
  return unmasked(value, flag)
}

function saidValue(segment: Segment, message: Hl7Message): string {
  const type = hl7Field(segment, 2, message)
  // Coded: the name, not its code, which may look like a number (`1^阳性`). SN: `<^0.5` is <0.5, `1^:^128` is 1:128.
  const parts = hl7Components(segment, 5, message)
  if (/^(CE|CF|CWE|CNE|IS)$/.test(type)) return (parts[1] ?? '') === '' ? (parts[0] ?? '') : (parts[1] ?? '')
  return type === 'SN' ? parts.join('') : hl7Field(segment, 5, message)
}

/** The code of OBX-6; `10^9/L` is sent with its component mark as often as without. */
function unitOf(segment: Segment, message: Hl7Message): string {
  const [unit = ''] = hl7Components(segment, 6, message)
  return /^\d+$/.test(unit) ? hl7Field(segment, 6, message) : unit
}

/** The identifier, as LIS2 has it, so that a site maps codes; a Chinese name beside it is the item's own name and wins. */
function namedBy([code = '', name = '']: readonly string[]): string {
  return code === '' || /[\u4e00-\u9fff]/.test(name) ? name || code : code
}

/**
 * OBR-3 (the filler's number), else OBR-2 (the placer's), else PID-3. A mere counter of one to four digits yields to a fuller number beside it:
 * it would be taken for one of our running numbers.
 */
function sampleOf({ order, patient }: Place, message: Hl7Message): string | null {
  const first = (segment: Segment | null, n: number) => hl7Components(segment, n, message)[0] ?? ''
  const said = [first(order, 3), first(order, 2)].filter((number) => number !== '')
  const full = said.find((number) => !/^\d{1,4}$/.test(number))
  return orNull(full ?? said[0] ?? first(patient, 3))
}

const controlWords = new Set(['QC', 'CONTROL', '质控', '质控品', '质控液'])

/** MSH-11 Q, or a patient who is a control: its id or name is nothing but such a word. */
function isControl(patient: Segment | null, message: Hl7Message): boolean {
  if (hl7Components(message.header, 11, message)[0] === 'Q') return true
  return [3, 5].some((n) => controlWords.has((hl7Components(patient, n, message)[0] ?? '').toUpperCase()))
}

/**
 * Some devices send one MSH-10 for ever, so the message's time, the sample and the place in the message count too. Without a number
 * and a full time nothing tells a message sent twice from two.
 */
function keyOf(sampleNo: string | null, item: string, { ordinal }: Place, message: Hl7Message): string | null {
  if (!isNumbered(message)) return null
  const [time, id] = [hl7Field(message.header, 7, message), hl7Field(message.header, 10, message)]
  return [id, time, sampleNo ?? '-', ordinal, item].join(' ')
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}

/** One record of a DY-723PC, GB18030 text, as a reading: `R,no,hole,item,abs,value,unit,verdict,time,…`. */
import { damaged, ignored, type Outcome, type Reading, reading } from '#core/reading/reading.ts'
import { latinOf } from '#drivers/kit/bytes.ts'
import { writtenTime } from '#drivers/kit/field/date.ts'
import { unmasked } from '#drivers/kit/field/no-value.ts'
import { decodeText, encodeGbk } from '#drivers/kit/text.ts'
import { timeField } from './pieces.ts'

/** R and eight fields up to the time; what follows differs between devices and is not read. */
const FIELDS = 9

const absorbanceField = /^(?:[+-]?\d*\.?\d*|-+|NaN|NA|无效)$/i

/**
 * Usually one outcome. The format has no checksum, so the time field is the anchor: the record begins eight fields before it.
 * That is looked for in bytes, since half a character before the R would swallow it; a comma is never part of a character.
 */
export function readPiece(bytes: Uint8Array): readonly Outcome[] {
  const latin = latinOf(bytes)
  const fields = latin
    .replace(/[\r\n]+$/, '')
    .replace(/FINISH\s*$/, '')
    .split(',')
  const timeAt = fields.findIndex((field) => timeField.test(field))
  const start = timeAt - (FIELDS - 1)
  if (timeAt < 0 || start < 0 || fields[start]?.endsWith('R') !== true) return [unread(fields, timeAt)]
  const before = fields.slice(0, start + 1).join(',').length - 1
  const until = fields.slice(0, timeAt + 1).join(',').length
  const { text, lossy } = decodeText(bytes.subarray(before, until), 'gb18030')
  const record = text.split(',').map((field) => field.trim())
  const problem = problemOf(record)
  const outcome = problem === null ? outcomeOf(record) : damaged(problem)
  const notes = lossy ? [ignored('text-unreadable: not GB18030; unreadable bytes stand as U+FFFD')] : []
  return [...remainder(latin.slice(0, before)), outcome, ...swallowed(fields.slice(timeAt + 1)), ...notes]
}

/** A record whose R was changed on the way ends no piece: it stands behind the record before it and must not vanish there. */
function swallowed(behind: readonly string[]): readonly Outcome[] {
  const times = behind.filter((field, at) => at >= FIELDS - 2 && timeField.test(field)).length
  return Array.from({ length: times }, () => damaged('record-unmarked: another time behind the record, and no R'))
}

function outcomeOf([
  ,
  no = '',
  hole = '',
  item = '',
  ,
  value = '',
  unit = '',
  verdict = '',
  time = '',
]: readonly string[]): Outcome {
  return reading({
    sampleNo: orNull(no),
    item,
    ...unmasked(value, orNull(verdict)),
    unit: orNull(unit),
    measuredAt: writtenTime(time),
    channel: orNull(hole),
    control: /对照|空白|blank/i.test(`${no} ${hole}`),
    recordKey: `${no} ${time} ${hole} ${item}`,
  })
}

/** What stood before the record in its piece: a record that lost its time, or noise. */
function remainder(before: string): readonly Outcome[] {
  if (before.trim() === '') return []
  const record = /(^|[^A-Za-z])R,/.test(before)
  return [
    record
      ? damaged(`record-broken: no time in ${before.split(',').length} fields`)
      : ignored(`noise: ${before.length} bytes before a record`),
  ]
}

function unread(fields: readonly string[], timeAt: number): Outcome {
  const from = fields.findIndex((field) => field.endsWith('R'))
  if (from < 0 && timeAt < 0) return ignored(`not-a-record: ${fields.length} fields, none of them R`)
  if (timeAt < 0 && fields.length - from >= FIELDS) return damaged('time-missing: no field holds a time')
  return damaged(`record-short: ${(timeAt < 0 ? fields.length : timeAt + 1) - Math.max(from, 0)} of ${FIELDS} fields`)
}

/** Without a checksum the fields vouch for each other: a comma lost and one won would put a number into another field. */
function problemOf(record: readonly string[]): string | null {
  if (record.some((field) => [...field].some((character) => character < ' ' || character === '\u007f'))) {
    return 'record-garbled: control characters in a field'
  }
  const absorbance = record[4] ?? ''
  if (record[1] === 'R' || !absorbanceField.test(absorbance))
    return `fields-shifted: ${absorbance} stands where the absorbance belongs`
  return null
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}

/** The other way, for the simulator: GBK bytes, ended by CR LF. Commas in a name would shift its fields and become `，`. */
export function recordBytes(one: Reading, position: number): Uint8Array {
  const time = (one.measuredAt ?? '0000-00-00T00:00:00').replace('T', ' ')
  const fields = [
    one.sampleNo ?? String(position),
    one.channel ?? '',
    one.item,
    '0.000',
    one.value,
    one.unit ?? '',
    one.flag ?? '',
    time,
    '0',
  ]
  return encodeGbk(`R,${fields.map((field) => field.replaceAll(',', '，')).join(',')}\r\n`)
}

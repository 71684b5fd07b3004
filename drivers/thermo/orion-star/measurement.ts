/** One answer of an Orion Star to `GETMEAS`: 18 fields between commas, as readings; and readings as such a line. */
import { damaged, ignored, type Outcome, type Reading, reading, within } from '#core/reading/reading.ts'
import { clockText } from '#drivers/kit/field/date.ts'

/** Places in the line, from 0. */
const SERIAL = 1
const TIME = 4
const SAMPLE = 5
const CHANNEL = 6
const MODE = 7
const LOG = 17
const FIELDS = 18

/** Value and unit of each measured quantity; slope and method are settings. The names hold for a pH channel. */
const quantities = [
  { at: 8, item: null },
  { at: 10, item: '电位' },
  { at: 12, item: '温度' },
] as const

/** A conductivity channel has other quantities in these places: the unit says what a number is, its place does not. */
function nameOf(item: string, unit: string | null): string {
  if (unit === null) return item
  if (/^R?mV$/i.test(unit)) return '电位'
  return /^.?[CF]$/.test(unit) ? '温度' : '读数'
}

export interface Measurement {
  readonly outcomes: readonly Outcome[]
  readonly serial: string | null
  /** What is measured, without the meter's clock: the same again says nothing new. */
  readonly said: string
}

/** Null when it is no line of measurements. `---` stands for a name or a value that is not there. */
export function readMeasurement(line: string): Measurement | null {
  const fields = line.split(',')
  if (fields.length < 8) return null
  const time = timeOf(fields[TIME] ?? '')
  if (fields.length !== FIELDS || !/^#\d*$/.test(fields[LOG]?.trim() ?? '') || !/\w/.test(fields[0] ?? ''))
    return { outcomes: [damaged(`line-broken: ${fields.length} fields`)], serial: null, said: line }
  const sample = said(fields[SAMPLE])
  const about = { sampleNo: sample, channel: said(fields[CHANNEL]), measuredAt: time }
  const outcomes = quantities.flatMap(({ at, item }) => {
    const value = said(fields[at])
    const sentinel = fields[at]?.trim() ?? ''
    if (value === null && sentinel === '') return []
    const from = fields.slice(0, at).join(',').length + 1
    const until = from + (fields[at]?.length ?? 0) + 1 + (fields[at + 1]?.length ?? 0)
    const numeric = value !== null && /^[+-]?\d+(?:\.\d+)?$/.test(value)
    const told = reading({
      ...about,
      item: item === null ? (said(fields[MODE]) ?? '读数') : nameOf(item, said(fields[at + 1])),
      value: numeric ? value : '无效',
      unit: said(fields[at + 1]),
      flag: numeric ? null : sentinel,
    })
    return [within(from, until, told)]
  })
  const serial = said(fields[SERIAL])
  const measured = fields.filter((_, at) => at !== TIME).join(',')
  return { outcomes: outcomes.length > 0 ? outcomes : [ignored('empty: no value in it')], serial, said: measured }
}

function said(field: string | undefined): string | null {
  const text = field?.trim() ?? ''
  return text === '' || /^-+$/.test(text) ? null : text
}

/** `02/20/23 09:20:31`: month, day, year, hours of 24. */
function timeOf(text: string): string | null {
  const found = /^(\d\d)\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text.trim())
  if (found === null) return null
  const [month = 0, day = 0, year = 0, hour = 24, minute = 60, second = 60] = found.slice(1).map(Number)
  return clockText({ year: 2000 + year, month, day, hour, minute, second })
}

/** A line with this one value and no other. `position` counts from 1. */
export function measurementLine({ value, unit, item, sampleNo, measuredAt }: Reading, position: number): string | null {
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(value) || /,/.test(`${item}${unit}${sampleNo}`)) return null
  const [, year, month, day, time] = /^\d\d(\d\d)-(\d\d)-(\d\d)T(.{8})$/.exec(measuredAt ?? '') ?? []
  const clock = year === undefined ? '02/20/23 09:20:31' : `${month}/${day}/${year} ${time}`
  const ascii = (text: string | null, otherwise: string) => (text !== null && /^[ -~]+$/.test(text) ? text : otherwise)
  const values = [ascii(item, 'pH'), value, ascii(unit, 'pH'), '', '', '', '', '', '']
  const fields = [
    'A211 pH',
    'X01234',
    '3.04',
    '---',
    clock,
    ascii(sampleNo, '---'),
    'CH-1',
    ...values,
    '---',
    `#${position}`,
  ]
  return fields.join(',')
}

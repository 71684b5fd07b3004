/** Dates as unknown analyzers print them, by the order a person confirmed. What cannot be read is null; nothing is filled in. */
import { clockText, dayText } from '../field/date.ts'
import type { DateOrder } from './format.ts'

const digitsOnly = /\d+/g
/** What may stand between the digits of a time; anything else is no time. */
const known = /^[\d\s\-/.:,T年月日时時分秒上下午APMapm]+$/

/** `2023-11-07 17:19:38`, `07/11/23 5:19 PM`, `230506 1233`, `20230506123301`, `2023年11月7日`: `YYYY-MM-DDTHH:mm:ss` or a day. */
export function readTime(text: string, order: DateOrder): string | null {
  const said = text.trim()
  if (said === '' || said.length > 40 || !known.test(said)) return null
  const groups = said.match(digitsOnly) ?? []
  const date = dateOf(groups, order)
  if (date === null) return null
  const clock = clockOf(date.rest, /下午|pm/i.test(said), /上午|am/i.test(said))
  if (clock === null) return null
  const [year, month, day] = date.parts
  if (clock.length === 0) return dayText(year, month, day)
  const [hour = 0, minute = 0, second = 0] = clock
  return clockText({ year, month, day, hour, minute, second })
}

interface DateFound {
  readonly parts: readonly [number, number, number]
  readonly rest: readonly string[]
}

function dateOf(groups: readonly string[], order: DateOrder): DateFound | null {
  const [first = '', second = '', third = ''] = groups
  if (first.length >= 12 || first.length === 8) return compactDate(first, 4, groups.slice(1))
  if (first.length === 6) return ordered([first.slice(0, 2), first.slice(2, 4), first.slice(4)], order, groups.slice(1))
  if (groups.length < 3 || second.length > 2) return null
  return ordered([first, second, third], first.length === 4 ? 'ymd' : order, groups.slice(3))
}

/** `YYYYMMDD` with `HHMM` or `HHMMSS` behind. */
function compactDate(text: string, yearDigits: number, rest: readonly string[]): DateFound {
  const clock = text.slice(yearDigits + 4)
  const parts = [text.slice(0, yearDigits), text.slice(yearDigits, yearDigits + 2), text.slice(yearDigits + 2, 8)]
  return {
    parts: [Number(parts[0]), Number(parts[1]), Number(parts[2])],
    rest: clock === '' ? rest : [clock, ...rest],
  }
}

function ordered(three: readonly string[], order: DateOrder, rest: readonly string[]): DateFound | null {
  const year = three[order === 'ymd' ? 0 : 2] ?? ''
  const month = three[order === 'mdy' ? 0 : 1] ?? ''
  const day = three[order === 'ymd' ? 2 : order === 'dmy' ? 0 : 1] ?? ''
  if ((year.length !== 2 && year.length !== 4) || month.length > 2 || day.length > 2) return null
  return { parts: [year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(day)], rest }
}

/** Hour, minute and perhaps second; empty when none is said, null when what is there is no clock. */
function clockOf(groups: readonly string[], afternoon: boolean, morning: boolean): readonly number[] | null {
  if (groups.length === 0) return []
  const [first = ''] = groups
  const compact = first.length === 4 || first.length === 6
  const texts = compact ? [first.slice(0, 2), first.slice(2, 4), first.slice(4)].filter((two) => two !== '') : groups
  if (texts.length < 2 || texts.slice(0, 3).some((two) => two.length > 2)) return null
  const [hour = 0, ...others] = texts.slice(0, 3).map(Number)
  if (afternoon && hour < 12) return [hour + 12, ...others]
  return morning && hour === 12 ? [0, ...others] : [hour, ...others]
}

/** Digits in the shape of a date, a clock, or both; for guessing, not for reading. */
export function looksLike(text: string): 'date' | 'clock' | 'both' | null {
  const said = text.trim()
  if (/^\d{1,2}:\d\d(:\d\d(\.\d+)?)?(\s*[AaPp][Mm])?$/.test(said)) return 'clock'
  const shaped = /\d{1,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,4}/.test(said)
  if (!shaped && !/^(19|20)\d{6}(\d{4}(\d\d)?)?$/.test(said)) return null
  const readable = (['ymd', 'dmy', 'mdy'] as const).map((order) => readTime(said, order)).find((one) => one !== null)
  if (readable === undefined) return null
  return readable?.includes('T') === true ? 'both' : 'date'
}

/** `260302`: a number that is a day of these decades. */
export function isShortDate(text: string): boolean {
  if (!/^\d{6}$/.test(text)) return false
  const year = 2000 + Number(text.slice(0, 2))
  return year >= 2010 && year <= 2060 && dayText(year, Number(text.slice(2, 4)), Number(text.slice(4))) !== null
}

/** `0815`, `081530`. */
export function isShortClock(text: string): boolean {
  return /^([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/.test(text)
}

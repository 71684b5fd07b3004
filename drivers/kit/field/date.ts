/** The analyzer's clock as text: what is readable becomes `YYYY-MM-DDTHH:mm:ss` or `YYYY-MM-DD`, what is not stays null. */

export interface ClockFace {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** Null when no such moment exists: month 13, 30 February, hour 24. */
export function clockText({ year, month, day, hour, minute, second }: ClockFace): string | null {
  const date = dayText(year, month, day)
  if (date === null || hour > 23 || minute > 59 || second > 59) return null
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}`
}

export function dayText(year: number, month: number, day: number): string | null {
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  return `${year}-${two(month)}-${two(day)}`
}

/** LIS02-A2 time: `YYYYMMDD`, or with `HHMM` or `HHMMSS`. Seconds that are not sent count as 00; anything after is not read. */
export function compactTime(text: string): string | null {
  const found = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?!\d)/.exec(text.trim())
  return found === null ? null : fromParts(found)
}

/** `2018-07-17 10:20:30`, `2018/7/17 10:20`, `2018.7.17`. */
export function writtenTime(text: string): string | null {
  const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/.exec(text.trim())
  return found === null ? null : fromParts(found)
}

function fromParts([, year, month, day, hour, minute, second]: RegExpExecArray): string | null {
  if (hour === undefined) return dayText(Number(year), Number(month), Number(day))
  return clockText({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
  })
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

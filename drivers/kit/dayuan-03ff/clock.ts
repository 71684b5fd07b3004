/** The family's date in 32 bits, low byte first: year % 100, month, day, hour, minute, half seconds, from the top bit down. */
import { u32le } from '../bytes.ts'
import { type ClockFace, clockText, dayText, writtenTime } from '../field/date.ts'

export function clockAt(bytes: Uint8Array, at: number): string | null {
  const value = u32le(bytes, at)
  const face: ClockFace = {
    year: 2000 + (value >>> 25),
    month: (value >>> 21) & 0xf,
    day: (value >>> 16) & 0x1f,
    hour: (value >>> 11) & 0x1f,
    minute: (value >>> 5) & 0x3f,
    second: (value & 0x1f) * 2,
  }
  // Seven bits hold 127: a year of the century past its 99th is no year.
  return face.year > 2099 ? null : clockText(face)
}

/** `YYYY-MM-DD` or with a time; null for what is no date. 2018-07-17 is `00 00 F1 24`. */
export function packedClock(text: string): Uint8Array | null {
  const readable = writtenTime(text)
  if (readable === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = readable.split(/[-T:]/).map(Number)
  const high = ((year % 100) << 9) | (month << 5) | day
  const low = (hour << 11) | (minute << 5) | (second >> 1)
  return Uint8Array.of(low, low >> 8, high, high >> 8)
}

/** Start and end of a question, both `YYYY-MM-DD`; the end's low 16 bits are FFFF, as the maker's host sends them. */
export function daysAsked(first: string, last: string): Uint8Array {
  const range = new Uint8Array(8)
  range.set(packedClock(first) ?? [], 0)
  range.set(packedClock(last) ?? [], 4)
  range.set([0xff, 0xff], 4)
  return range
}

export function dayBefore(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const lastOf = (y: number, m: number) =>
    dayText(y, m, 31) ?? dayText(y, m, 30) ?? dayText(y, m, 29) ?? dayText(y, m, 28)
  return dayText(year, month, date - 1) ?? lastOf(year, month - 1) ?? lastOf(year - 1, 12) ?? day
}

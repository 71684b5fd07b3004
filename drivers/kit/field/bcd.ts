/** Decimal digits packed two in a byte: 26 is twenty-six, 2A is none. */
import { clockText, dayText } from './date.ts'

export function isBcd(byte: number): boolean {
  return byte >> 4 <= 9 && (byte & 0x0f) <= 9
}

/** High byte first; only for bytes that are all BCD. */
export function bcdNumber(bytes: Uint8Array): number {
  let number = 0
  for (const byte of bytes) number = number * 100 + (byte >> 4) * 10 + (byte & 0x0f)
  return number
}

/** The lowest digits of a number, high byte first. */
export function bcdBytes(number: number, length: number): Uint8Array {
  const digits = String(number)
    .padStart(length * 2, '0')
    .slice(-length * 2)
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16))
}

/**
 * Year without its century, month, day and perhaps hour, minute, second. A clock that never ran (all 00 or all FF) is sent too, and what
 * is no date on the calendar stays unread.
 */
export function bcdTime(bytes: Uint8Array): string | null {
  if (!bytes.every(isBcd)) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [...bytes].map((byte) =>
    bcdNumber(Uint8Array.of(byte)),
  )
  if (bytes.length === 3) return dayText(2000 + year, month, day)
  return clockText({ year: 2000 + year, month, day, hour, minute, second })
}

/** Could these be the first bytes of such a time? All FF: an erased clock. */
export function mayBeBcdTime(bytes: Uint8Array): boolean {
  return bytes.every(isBcd) || bytes.every((byte) => byte === 0xff)
}

/** `2026-03-02T08:15:30` as six bytes, of a date alone or none as many 00 as are missing. */
export function bcdTimeBytes(time: string | null, length: 3 | 6): Uint8Array {
  const digits = (time ?? '').slice(2).replace(/\D/g, '').padEnd(12, '0')
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16))
}

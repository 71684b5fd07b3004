/** What is asked of an LZ-4000T and how long each answer is. The erase command is not here and is never sent. */
import { bytesOfHex } from '#drivers/kit/bytes.ts'
import { enclose, type Lengths } from '#drivers/kit/dayuan/enclosed.ts'
import { RECORD_LENGTH } from './record.ts'

export const TEST = 0x00
export const TEST_REPLY = 0x01
export const READ_DAY = 0x10
export const RECORD = 0x11
export const HAS_RECORDS = 0x12
export const HAS_REPLY = 0x13

/** Data lengths of the analyzer's answers: 9 bytes `7E 01 …`, 26 bytes `7E 11 14 00 …`, 11 bytes `7E 13 …`. */
export const replies: Lengths = new Map([
  [TEST_REPLY, 3],
  [RECORD, RECORD_LENGTH],
  [HAS_REPLY, 5],
])

export const requests: Lengths = new Map([
  [TEST, 2],
  [READ_DAY, 3],
  [HAS_RECORDS, 3],
])

export const testRequest = bytesOfHex('7E 00 02 00 00 00 07 AA')

/** `now` is `YYYY-MM-DDTHH:mm:ss`; the day goes out in plain binary: 2019-09-19 is `13 09 13`. */
export function dayRequest(command: typeof READ_DAY | typeof HAS_RECORDS, now: string): Uint8Array {
  const [year = 0, month = 0, day = 0] = now.slice(2, 10).split('-').map(Number)
  return enclose(command, Uint8Array.of(year, month, day))
}

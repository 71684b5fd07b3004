/** What is asked of an LZ-4000T, how long each answer is, and what is read of it. The erase command is not here and is never sent. */
import { bytesOfHex, u16le } from '#drivers/kit/bytes.ts'
import type { VirtualDayModel } from '#drivers/kit/dayuan/day-instrument.ts'
import type { DayModel } from '#drivers/kit/dayuan/day-talk.ts'
import { type EnclosedFrame, enclose } from '#drivers/kit/dayuan/enclosed.ts'
import type { Read } from '#drivers/kit/talk/talk.ts'
import { RECORD_LENGTH, readRecord, recordData } from './record.ts'

const TEST = 0x00
const TEST_REPLY = 0x01
const READ_DAY = 0x10
const RECORD = 0x11
const HAS_RECORDS = 0x12
const HAS_REPLY = 0x13

/** Data lengths: 9 bytes `7E 01 …`, 26 bytes `7E 11 14 00 …`, 11 bytes `7E 13 …`. */
const answers = new Map([
  [TEST_REPLY, 3],
  [RECORD, RECORD_LENGTH],
  [HAS_REPLY, 5],
])

export const model: DayModel = {
  answers,
  test: bytesOfHex('7E 00 02 00 00 00 07 AA'),
  testReply: TEST_REPLY,
  record: RECORD,
  read,
  readDay: (day) => enclose(READ_DAY, plainDay(day)),
  first: {
    ask: (day) => enclose(HAS_RECORDS, plainDay(day)),
    reply: HAS_REPLY,
    // Bytes 7 and 8 of the reply, 0000: no record that day.
    isNone: ({ data }) => u16le(data, 3) === 0,
  },
}

export const virtualModel: VirtualDayModel = {
  requests: new Map([
    [TEST, 2],
    [READ_DAY, 3],
    [HAS_RECORDS, 3],
  ]),
  answers,
  record: RECORD,
  handshake({ command, data }, records) {
    if (command === TEST) return { say: enclose(TEST_REPLY, Uint8Array.of(1, 0, 0)) }
    if (command !== HAS_RECORDS) return null
    return { say: enclose(HAS_REPLY, Uint8Array.of(...data, records, records >> 8)), over: records === 0 }
  },
  dayOf: ({ data: [year = 0, month = 0, day = 0] }) =>
    `20${[year, month, day].map((part) => String(part).padStart(2, '0')).join('-')}`,
  recordData,
}

function read({ command, data }: EnclosedFrame): Read {
  if (command === RECORD) return readRecord(data)
  const note =
    command === TEST_REPLY ? 'test-reply: the analyzer answers' : 'has-records: the analyzer says whether it has any'
  return { outcomes: [], note }
}

/** The day goes out in plain binary: 2019-09-19 is `13 09 13`. */
function plainDay(day: string): Uint8Array {
  return Uint8Array.from(day.slice(2).split('-').map(Number))
}

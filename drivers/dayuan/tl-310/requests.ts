/** What is asked of a TL-310, how long each answer is, and what is read of it. */
import { bytesOfHex, hexOf } from '#drivers/kit/bytes.ts'
import type { VirtualDayModel } from '#drivers/kit/dayuan/day-instrument.ts'
import type { DayModel } from '#drivers/kit/dayuan/day-talk.ts'
import { type EnclosedFrame, enclose } from '#drivers/kit/dayuan/enclosed.ts'
import type { Read } from '#drivers/kit/talk/talk.ts'
import { RECORD_LENGTH, readRecord, recordData } from './record.ts'

const TEST = 0x01
const TEST_REPLY = 0x02
const READ_DAY = 0x15
const RECORD = 0x16
/** Stands first in the data of every frame. */
const MARK = 0xff

/** Data lengths: `7E 02 04 00 FF 02 10 10 F8 AA` and 27 bytes `7E 16 15 00 FF …`. */
const answers = new Map([
  [TEST_REPLY, 4],
  [RECORD, RECORD_LENGTH],
])

export const model: DayModel = {
  answers,
  test: bytesOfHex('7E 01 01 00 FF 71 AA'),
  testReply: TEST_REPLY,
  record: RECORD,
  read,
  readDay: (day) => enclose(READ_DAY, Uint8Array.of(MARK, ...day.slice(2).split('-').map(Number))),
}

export const virtualModel: VirtualDayModel = {
  requests: new Map([
    [TEST, 1],
    [READ_DAY, 4],
  ]),
  answers,
  record: RECORD,
  handshake: ({ command }) =>
    command === TEST ? { say: enclose(TEST_REPLY, Uint8Array.of(MARK, 0x02, 0x10, 0x10)) } : null,
  dayOf({ data: [, year = 0, month = 0, day = 0] }) {
    // `00 00 00` is the last batch, `FF FF FF` everything: the virtual one has a single batch.
    if (year === 0 || year === MARK) return null
    return `20${[year, month, day].map((part) => String(part).padStart(2, '0')).join('-')}`
  },
  recordData,
}

function read({ command, data }: EnclosedFrame): Read {
  if (command === RECORD) return readRecord(data)
  // The version stands in byte 7 of the frame.
  return { outcomes: [], note: 'test-reply: the analyzer answers', identity: `TL-310 ${hexOf(data.subarray(3, 4))}` }
}

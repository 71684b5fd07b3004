/** 达元 DY-6100: ATP luminometer, records told on request. 8E1: with no parity every second byte is wrong. */
import type { Reading } from '#core/reading/reading.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { answering, playing } from '#drivers/kit/virtual/answering.ts'
import { COUNT, SERIAL } from './pieces.ts'
import { recordBytes } from './record.ts'
import { askCount, askRecords, askSerial, atpTalk } from './talk.ts'

const serial = { to: askSerial, say: Uint8Array.of(SERIAL, 0x01, 0x00) }

function instrumentOf(readings: readonly Reading[]): Instrument {
  const held = readings.map((one, index) => recordBytes(one, index + 1)).filter((record) => record !== null)
  const count = Uint8Array.of(COUNT, held.length & 0xff, held.length >> 8)
  const records = { to: askRecords, say: joinBytes(held), told: held.length, over: true }
  return answering(readings.length, [{ to: askCount, say: count }, serial, records])
}

export const driver = defineDriver({
  id: 'dayuan/dy-6100',
  vendor: '达元',
  model: 'DY-6100',
  title: '达元 DY-6100 ATP 荧光检测仪',
  evidence: 'host-code',
  source: 'Commands and record of a host program for this model; not yet confirmed on a device',
  link: { baudRate: 9600, dataBits: 8, parity: 'even', stopBits: 1 },
  guard: 'shape',
  repeats: 'key',
  line: () => new TalkLine(atpTalk()),
  instrument: instrumentOf,
  // A recording holds its answers as well, so it is the answer to the first question.
  playback: (bytes) => playing(bytes, askCount),
})

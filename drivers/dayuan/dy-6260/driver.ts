/** 达元 DY-6260: colloidal-gold reader that answers `READ` over TCP with its results as one JSON object. */

import { bytesOfAscii } from '#drivers/kit/bytes.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { JsonCollector } from '#drivers/kit/framing/json-text.ts'
import { polling } from '#drivers/kit/talk/polled.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { answering, playing } from '#drivers/kit/virtual/answering.ts'
import { answerBytes, readAnswer } from './record.ts'

const request = bytesOfAscii('READ')
const opening = bytesOfAscii('{"detail"')
/** About 3,000 results; the maker's own example stops at 1,024 bytes and cuts what is longer. */
const LONGEST = 512 * 1024
const IDLE_MS = 2_000
const ANSWER_MS = 5_000
const POLL_MS = 15_000

export const driver = defineDriver({
  id: 'dayuan/dy-6260',
  vendor: '达元',
  model: 'DY-6260',
  title: '达元 DY-6260 胶体金读数仪',
  evidence: 'maker-document',
  source: "The maker's document of this model's USB and TCP link; not yet confirmed on a device",
  // TCP over USB (adb forwards 12580 to 10086): the numbers below are never used.
  link: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'key',
  line: () =>
    new TalkLine(
      polling({
        collector: new JsonCollector(LONGEST, opening),
        idleMs: IDLE_MS,
        read: readAnswer,
        request: () => request,
        ends: () => true,
        answerMs: ANSWER_MS,
        pollMs: POLL_MS,
      }),
    ),
  instrument: (readings) =>
    answering(readings.length, [{ to: request, say: answerBytes(readings), told: readings.length, over: true }]),
  playback: (bytes) => playing(bytes, request),
})

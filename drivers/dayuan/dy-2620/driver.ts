/** 达元 DY-2620: polar compounds of frying oil, asked record by record in Modbus frames of its own function. */

import { defineDriver } from '#drivers/kit/define-driver.ts'
import { modbusTalk } from '#drivers/kit/modbus/modbus-poll.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { playing } from '#drivers/kit/virtual/answering.ts'
import { instrument2620, requestOf } from './instrument.ts'
import { entriesOf, read2620, replies2620 } from './record.ts'

/** A device that does not follow the index would be asked for ever; no memory of this kind is known to hold as many. */
const MOST_RECORDS = 2_000
/** Own choices within what Modbus units are usually given. */
const ANSWER_MS = 1_000
const POLL_MS = 20_000

export const driver = defineDriver({
  id: 'dayuan/dy-2620',
  vendor: '达元',
  model: 'DY-2620',
  title: '达元 DY-2620 食用油极性组分检测仪',
  evidence: 'host-code',
  source: 'Request and reply of a host program for this model, its CRC recomputed; not yet confirmed on a device',
  link: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'checksum',
  repeats: 'key',
  line: () =>
    new TalkLine(
      modbusTalk({
        replies: replies2620,
        read: read2620,
        request: (index) => (index < MOST_RECORDS ? requestOf(index) : null),
        stepsOf: entriesOf,
        answerMs: ANSWER_MS,
        pollMs: POLL_MS,
      }),
    ),
  instrument: instrument2620,
  playback: (bytes) => playing(bytes, requestOf(0)),
})

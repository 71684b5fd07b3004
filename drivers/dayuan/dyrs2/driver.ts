/** 达元 DYRS2: moisture of meat, frames of ASCII digits of its third generation. */
import { bytesOfHex } from '#drivers/kit/bytes.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { FrameCollector } from '#drivers/kit/framing/frames.ts'
import type { Talk } from '#drivers/kit/talk/talk.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { speaking } from '#drivers/kit/virtual/virtual.ts'
import { instrumentRs2 } from './instrument.ts'
import { readRs2, shapeRs2 } from './record.ts'

/**
 * Asks for the version and then listens. The request for records, `01 R yyMMddyyMMdd cc 04`, carries a check whose rule is not known,
 * and the answer to the second generation's request is not described: neither is sent, a person starts the transfer.
 */
const askVersion = bytesOfHex('01 56 41 41 04')
const IDLE_MS = 500

function talk(): Talk<null> {
  return {
    collector: new FrameCollector(shapeRs2),
    idleMs: IDLE_MS,
    read: readRs2,
    begin: () => ({ state: null, send: askVersion, waitMs: null }),
    next: () => ({ state: null, waitMs: null }),
  }
}

export const driver = defineDriver({
  id: 'dayuan/dyrs2',
  vendor: '达元',
  model: 'DYRS2',
  title: '达元 DYRS2 肉类水分快速测定仪',
  evidence: 'host-code',
  source:
    'Frames of a host program for this model; offsets after the named fields and the check of requests are not known',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'ask',
  line: () => new TalkLine(talk()),
  instrument: instrumentRs2,
  playback: (bytes) => speaking([bytes]),
})

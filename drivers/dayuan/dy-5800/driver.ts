/** 达元 DY-5800: plate reader that sends each hole by itself, `P` to `X` in fixed widths. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { FrameCollector } from '#drivers/kit/framing/frames.ts'
import { listening } from '#drivers/kit/talk/talk.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'
import { speaking } from '#drivers/kit/virtual/virtual.ts'
import { read5800, recordBytes5800, shape5800 } from './record.ts'

/** Own choice: 82 bytes take 86 ms at 9600 baud. */
const IDLE_MS = 500

export const driver = defineDriver({
  id: 'dayuan/dy-5800',
  vendor: '达元',
  model: 'DY-5800',
  title: '达元 DY-5800 酶标分析仪',
  evidence: 'host-code',
  source:
    'Field widths of a host program for this model, whose own offsets overlap by a byte; not confirmed on a device',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'key',
  line: () => new TalkLine(listening({ collector: new FrameCollector(shape5800), idleMs: IDLE_MS, read: read5800 })),
  instrument: (readings) => printing(readings.map((one, index) => recordBytes5800(one, index + 1))),
  playback: (bytes) => speaking([bytes]),
})

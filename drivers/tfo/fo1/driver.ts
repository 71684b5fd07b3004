/** TFO FO1 printing indicator: one weighing is a block of fields. */

import { defineDriver } from '#drivers/kit/define-driver.ts'
import { BlockCollector } from '#drivers/kit/framing/blocks.ts'
import { listening } from '#drivers/kit/talk/talk.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'
import { blockBytes, readBlock, shape } from './block.ts'

export const driver = defineDriver({
  id: 'tfo/fo1',
  vendor: 'TFO',
  model: 'FO1',
  title: 'TFO FO1 打印称重仪表',
  category: 'balance',
  evidence: 'host-code',
  source: 'Field format as a host program documents it; the meaning of the fields is not explained there',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  repeats: 'live',
  line: () => new TalkLine(listening({ collector: new BlockCollector(shape), idleMs: 2_000, read: readBlock })),
  instrument: (readings) => printing(readings.map(blockBytes)),
  playback: (bytes) => printing([bytes]),
})

/** JIK-6CAB printing indicator: one weighing is a block of lines. */

import { bytesOfAscii } from '#drivers/kit/bytes.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { BlockCollector } from '#drivers/kit/framing/blocks.ts'
import { listening } from '#drivers/kit/talk/talk.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'
import { blockText, readBlock, shape } from './block.ts'

export const driver = defineDriver({
  id: 'jik/jik6cab',
  vendor: 'JIK',
  model: 'JIK-6CAB',
  title: 'JIK-6CAB 打印称重仪表',
  category: 'balance',
  evidence: 'host-code',
  source: 'Block format as a host program documents it; date forms as captured',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  repeats: 'live',
  line: () => new TalkLine(listening({ collector: new BlockCollector(shape), idleMs: 2_000, read: readBlock })),
  instrument: (readings) =>
    printing(
      readings.map((one) => {
        const text = blockText(one)
        return text === null ? null : bytesOfAscii(text)
      }),
    ),
  playback: (bytes) => printing([bytes]),
})

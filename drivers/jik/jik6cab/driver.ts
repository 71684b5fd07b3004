/** JIK-6CAB printing indicator: one weighing is a block of lines. */

import { BlockCollector } from '#drivers/kit/blocks.ts'
import { bytesOfAscii } from '#drivers/kit/bytes.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { printing } from '#drivers/kit/printing.ts'
import { listening } from '#drivers/kit/talk.ts'
import { TalkLine } from '#drivers/kit/talk-line.ts'
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

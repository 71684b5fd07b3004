/** 达元 DY-4300: comma lines without a mark at their front, told when asked for what is on the plate now. */
import { commaInstrument, commaPlayback, commaTalk } from '#drivers/kit/dayuan/comma-lines.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'

export const driver = defineDriver({
  id: 'dayuan/dy-4300',
  vendor: '达元',
  model: 'DY-4300',
  title: '达元 DY-4300 检测仪',
  evidence: 'host-code',
  source: 'Request and fields of a host program for this model; not yet confirmed on a device',
  link: { baudRate: 19_200, dataBits: 8, parity: 'odd', stopBits: 1 },
  guard: 'none',
  repeats: 'key',
  line: () => new TalkLine(commaTalk()),
  instrument: commaInstrument,
  playback: commaPlayback,
})

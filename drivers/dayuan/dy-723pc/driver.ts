/** 达元 DY-723PC 农药残毒速测仪: GB18030 comma-separated records, a day sent on request. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { instrumentOf, playbackOf } from './instrument.ts'
import { dy723pcTalk } from './talk.ts'

export const driver = defineDriver({
  id: 'dayuan/dy-723pc',
  vendor: '达元',
  model: 'DY-723PC',
  title: '达元 DY-723PC 农药残留速测仪',
  evidence: 'host-code',
  source: 'Request and record fields of a host program for this model; not yet confirmed on a device',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'key',
  // An enzyme-inhibition reader; it sends item, unit and its own word, but never the standard it measured by.
  method: 'GB/T 5009.199-2003',
  line: () => new TalkLine(dy723pcTalk()),
  instrument: instrumentOf,
  playback: playbackOf,
})

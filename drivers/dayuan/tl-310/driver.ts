/** 达元 TL-310 农药残留快速测试仪: binary frames with CRC-8, channels, records of a day counted to their total. */
import { dayInstrument, dayPlayback } from '#drivers/kit/dayuan/day-instrument.ts'
import { dayTalk } from '#drivers/kit/dayuan/day-talk.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { model, virtualModel } from './requests.ts'

export const driver = defineDriver({
  id: 'dayuan/tl-310',
  vendor: '达元',
  model: 'TL-310',
  title: '达元 TL-310 农药残留快速测试仪',
  evidence: 'host-code',
  source: 'Frame layout, CRC vectors and requests of a host program for this model; not yet confirmed on a device',
  link: { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'checksum',
  repeats: 'key',
  line: () => new TalkLine(dayTalk(model)),
  instrument: dayInstrument(virtualModel),
  playback: dayPlayback(virtualModel),
})

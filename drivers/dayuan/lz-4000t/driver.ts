/** 达元 LZ-4000T 农药残留快速测试仪: binary frames with CRC-8, records of a day read on request. */
import { dayInstrument, dayPlayback } from '#drivers/kit/dayuan/day-instrument.ts'
import { dayTalk } from '#drivers/kit/dayuan/day-talk.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { model, virtualModel } from './requests.ts'

export const driver = defineDriver({
  id: 'dayuan/lz-4000t',
  vendor: '达元',
  model: 'LZ-4000T',
  title: '达元 LZ-4000T 农药残留快速测试仪',
  evidence: 'host-code',
  source: 'Frame layout, CRC vectors and requests of a host program for this model; not yet confirmed on a device',
  link: { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'checksum',
  repeats: 'key',
  method: 'GB/T 5009.199-2003',
  line: () => new TalkLine(dayTalk(model)),
  instrument: dayInstrument(virtualModel),
  playback: dayPlayback(virtualModel),
})

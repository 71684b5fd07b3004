/** 达元 DY-6400: moisture of meat, 9-byte records told on request; a date without a time, so only a person can tell repeats. */

import { instrument6a, playback6a, talk6a } from '#drivers/kit/dayuan/head-6a.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { record6400, recordBytes6400 } from './record.ts'

export const driver = defineDriver({
  id: 'dayuan/dy-6400',
  vendor: '达元',
  model: 'DY-6400',
  title: '达元 DY-6400 肉类水分检测仪',
  evidence: 'host-code',
  source: 'Request and record of a host program for this model; not yet confirmed on a device',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'ask',
  line: () => new TalkLine(talk6a(record6400, false)),
  instrument: (readings) => instrument6a(readings.map((one, index) => recordBytes6400(one, index + 1))),
  playback: playback6a,
})

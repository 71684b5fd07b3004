/** 达元 DY-6201: 13-byte records of seven tests, told on request; the bytes of its sister DY-6200, which tests other things. */

import { instrument6a, playback6a, talk6a } from '#drivers/kit/dayuan/head-6a.ts'
import { record6a, recordBytes6a } from '#drivers/kit/dayuan/record-6a.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import type { ItemName } from '#drivers/kit/driver.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'

const unit = 'mg/kg'

const items: readonly ItemName[] = [
  { code: '01', name: '重金属汞', unit },
  { code: '02', name: '重金属砷', unit },
  { code: '03', name: '重金属铅', unit },
  { code: '04', name: '亚硝酸盐', unit },
  { code: '05', name: '蛋白质', unit },
  { code: '06', name: '人血白蛋白', unit },
  { code: '07', name: '过氧化物', unit },
]

export const driver = defineDriver({
  id: 'dayuan/dy-6201',
  vendor: '达元',
  model: 'DY-6201',
  title: '达元 DY-6201 食品安全检测仪',
  evidence: 'host-code',
  source: 'Requests, record and item table of a host program for this model; not yet confirmed on a device',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'key',
  sisters: ['dayuan/dy-6200'],
  items,
  line: () => new TalkLine(talk6a(record6a(items), true)),
  instrument: (readings) => instrument6a(readings.map((one, index) => recordBytes6a(items, one, index + 1))),
  playback: playback6a,
})

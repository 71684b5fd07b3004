/** Any analyzer that speaks CLSI LIS02-A2 (ASTM E1394) over LIS01-A2 (ASTM E1381), by serial line or TCP. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { Lis01Line } from '#drivers/kit/lis/lis01.ts'
import { Lis01Sender, sessionsOf } from '#drivers/kit/lis/lis01-sender.ts'
import { instrumentOf } from './instrument.ts'
import { readMessages } from './reading.ts'

export const driver = defineDriver({
  id: 'generic/lis2',
  vendor: 'generic',
  model: 'lis2',
  title: '通用 LIS2-A2 / ASTM E1394 仪器',
  evidence: 'generic',
  source: 'CLSI LIS01-A2 (2008) and LIS02-A2 (2004); ASTM E1381-95, E1394-97',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'checksum',
  repeats: 'live',
  line: () => new Lis01Line(readMessages),
  instrument: instrumentOf,
  playback: (bytes) => new Lis01Sender(sessionsOf(bytes)),
})

/** Any analyzer that speaks HL7 v2.3.1 (ORU^R01) over MLLP, by TCP or serial line. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { hl7Line } from '#drivers/kit/hl7/talk.ts'
import { speaking } from '#drivers/kit/virtual/virtual.ts'
import { instrumentOf } from './instrument.ts'
import { readMessage } from './reading.ts'

export const driver = defineDriver({
  id: 'generic/hl7',
  vendor: 'generic',
  model: 'hl7',
  title: '通用 HL7 2.3.1 仪器',
  evidence: 'generic',
  source: 'HL7 2.3.1 (1999), chapters 2 and 7; MLLP (HL7 implementation guide, appendix C)',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'key',
  line: () => hl7Line({ charset: null, read: readMessage }),
  instrument: instrumentOf,
  playback: (bytes) => speaking([bytes]),
})

/** 万孚飞测 (Wondfo Finecare) FS-205, its CSV export, or the same rows saved as xlsx: a metadata line, 40 headings, `;` between fields (protocol notes 1.7). */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { fileInstrument, fileLine } from '#drivers/kit/table/file-line.ts'
import { usualWords } from '#drivers/kit/table/headings.ts'
import { speaking } from '#drivers/kit/virtual/virtual.ts'

/** Known of the 40 headings is `Result` alone, so the others are looked for by the usual words. */
const words = { ...usualWords, value: ['result'], result: [] }

/** The virtual one: five columns that are read, in front of 35 that are not. */
const named = ['Sample ID', 'Item', 'Result', 'Unit', 'Test Time']
const headings = [...named, ...Array.from({ length: 35 }, (_, index) => `Field ${index + 6}`)]

export const driver = defineDriver({
  id: 'wondfo/finecare',
  vendor: 'wondfo',
  model: 'finecare',
  title: '万孚飞测 FS-205(CSV 导出)',
  evidence: 'host-code',
  source:
    'public description of the FS-205 export: metadata line, 40 headings, semicolons, Result may be <2; no real file seen',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  repeats: 'ask',
  line: () => fileLine({ words, charset: null, separators: [';'] }),
  instrument: (readings) =>
    fileInstrument(
      readings,
      `Finecare;FS-205;virtual\r\n${headings.join(';')}\r\n`,
      (one) => [
        one.sampleNo,
        one.item,
        one.value,
        one.unit,
        (one.measuredAt ?? '').replace('T', ' '),
        ...Array.from({ length: 35 }, () => ''),
      ],
      ';',
    ),
  playback: (bytes) => speaking([bytes]),
})

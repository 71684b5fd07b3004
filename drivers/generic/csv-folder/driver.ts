/** Any program that exports results as CSV or as an Excel workbook into a folder: columns are found by their headings. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { fileInstrument, fileLine } from '#drivers/kit/table/file-line.ts'
import { usualWords } from '#drivers/kit/table/headings.ts'
import { speaking } from '#drivers/kit/virtual/virtual.ts'

const head = '样品编号,样品类型,检测项目,检测值,单位,判定,检测时间,通道\r\n'

export const driver = defineDriver({
  id: 'generic/csv-folder',
  vendor: 'generic',
  model: 'csv-folder',
  title: '通用 CSV/Excel 导出文件(监视文件夹)',
  evidence: 'generic',
  source: 'RFC 4180; ECMA-376 for xlsx; headings in the words of the table in drivers/kit/table/headings.ts',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  guard: 'shape',
  // A row with a number or a full time has a key; for the others only a person can tell.
  repeats: 'ask',
  line: () => fileLine({ words: usualWords, charset: null, separators: [',', ';', '\t'] }),
  instrument: (readings) =>
    fileInstrument(
      readings,
      head,
      (one) => [
        one.sampleNo,
        one.control ? '质控' : '样品',
        one.item,
        one.value,
        one.unit,
        one.flag,
        (one.measuredAt ?? '').replace('T', ' '),
        one.channel,
      ],
      ',',
    ),
  playback: (bytes) => speaking([bytes]),
})

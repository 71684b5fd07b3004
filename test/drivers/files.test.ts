/** Exported files: CSV as it is met, headings understood or not, and the same rows exported again. */
import { describe, expect, it } from 'vitest'
import type { Outcome, Reading } from '#core/reading/reading.ts'
import { driver as folder } from '#drivers/generic/csv-folder/driver.ts'
import { WholeCollector } from '#drivers/kit/framing/whole.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'
import { readCsv } from '#drivers/kit/table/csv.ts'
import { columnsOf, usualWords } from '#drivers/kit/table/headings.ts'
import { encodeGbk } from '#drivers/kit/text.ts'
import { driver as finecare } from '#drivers/wondfo/finecare/driver.ts'

const now = '2026-03-02T09:00:00'
const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))

function rowsOf(bytes: Uint8Array | string) {
  const options = { charset: null, separators: [',', ';', '\t'] }
  return readCsv(typeof bytes === 'string' ? utf8(bytes) : bytes, options).rows.map(({ fields }) => fields)
}

function outcomesOf(text: string | Uint8Array, driver = folder): readonly Outcome[] {
  return replayLine(driver.line(), [typeof text === 'string' ? utf8(text) : text], now).outcomes()
}

function readingsOf(text: string | Uint8Array, driver = folder): readonly Reading[] {
  return outcomesOf(text, driver).flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading] : []))
}

describe('CSV', () => {
  it.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n1;2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a\tb\r1\t2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['\ufeffa,b\n', [['a', 'b']]],
    ['sep=|\r\na|b\n', [['a', 'b']]],
    [
      'a;b\n1,5;2,5\n',
      [
        ['a', 'b'],
        ['1,5', '2,5'],
      ],
    ],
    ['"a,b",c\n', [['a,b', 'c']]],
    ['"a ""b""",c\n', [['a "b"', 'c']]],
    ['"a\r\nb",c\n', [['a\r\nb', 'c']]],
    [
      '5" pipe,c\n"stray,d\ne,f\n',
      [
        ['5" pipe', 'c'],
        ['"stray', 'd'],
        ['e', 'f'],
      ],
    ],
    [
      'a,,\n\n\r\n,b,\n',
      [
        ['a', '', ''],
        ['', 'b', ''],
      ],
    ],
    ['', []],
  ])('%j', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows)
  })

  it('a stray quote swallows no more than 4096 bytes', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `"stray ${index},x`).join('\n')
    expect(rowsOf(many)).toHaveLength(2000)
  })

  it('GB18030 bytes that look like marks stay inside their characters', () => {
    // 81 30 81 30: a four-byte character; 81 7C and 81 5C have a mark as second byte.
    const bytes = Uint8Array.of(0x81, 0x30, 0x81, 0x30, 0x2c, 0x81, 0x7c, 0x2c, 0x81, 0x5c, 0x0a)
    expect(rowsOf(bytes)).toHaveLength(1)
    expect(rowsOf(bytes)[0]).toHaveLength(3)
  })

  it('2 MB without a line end is one row, at once', () => {
    const started = performance.now()
    expect(rowsOf('x'.repeat(2_000_000))).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('headings', () => {
  const columns = (headings: string) => columnsOf(headings.split(','), usualWords)

  it.each([
    '样品编号,检测项目,检测值',
    'Sample ID,TEST_ITEM,Result (mg/kg)',
    '项目名称,抑制率%',
    ' 检测项目 ：,浓度（μg/kg）',
    'Barcode,Test Name,Conc.',
  ])('%s', (headings) => {
    expect(columns(headings)).toMatchObject({ width: headings.split(',').length })
  })

  it.each(['姓名,电话', '样品编号,检测项目', '检测值,单位', '20260302-0001,有机磷,12.30'])(
    '%s are none',
    (headings) => {
      expect(columns(headings)).toBeNull()
    },
  )

  it.each(['检测项目,浓度,抑制率', '检测项目,结果,检测结果', '项目,项目,检测值'])(
    '%s cannot be understood',
    (headings) => {
      expect(typeof columns(headings)).toBe('string')
    },
  )

  it('an amount beside a result: the result is the verdict', () => {
    const [reading] = readingsOf('检测项目,检测结果,检测值\nA,阴性,0.2\n')
    expect(reading).toMatchObject({ value: '0.2', flag: '阴性' })
  })

  it('a unit comes from its column, else from the brackets', () => {
    expect(readingsOf('项目,含量(mg/kg)\nA,0.2\n')[0]?.unit).toBe('mg/kg')
    expect(readingsOf('项目,含量(mg/kg),单位\nA,0.2,μg/kg\nB,1,\n').map(({ unit }) => unit)).toEqual(['μg/kg', 'mg/kg'])
    expect(readingsOf('项目,抑制率%\nA,12\n')[0]?.unit).toBe('%')
  })
})

describe('rows', () => {
  it('the same in GBK and in UTF-8', () => {
    const text = '样品编号,检测项目,检测结果\r\n韭菜-1,氯霉素,阳性\r\n'
    const strip = (outcomes: readonly Outcome[]) => outcomes.map((outcome) => ({ ...outcome, bytes: null }))
    expect(strip(outcomesOf(encodeGbk(text)))).toEqual(strip(outcomesOf(text)))
  })

  it.each([
    ['时间', '2026-03-02 08:29:55', '2026-03-02T08:29:55'],
    ['时间', '2026/3/2 8:29', '2026-03-02T08:29:00'],
    ['日期', '2026-03-02', '2026-03-02'],
    ['时间', '2026-02-30 08:00:00', null],
    ['时间', '昨天', null],
    ['时间', '', null],
  ])('%s %s', (heading, time, measuredAt) => {
    expect(readingsOf(`项目,检测值,${heading}\nA,1,${time}\n`)[0]?.measuredAt).toBe(measuredAt)
  })

  it('a row is known again by the device’s number, or by its time and what was measured', () => {
    const keys = (rows: string) =>
      readingsOf(`样品编号,通道,项目,检测值,时间,记录号\n${rows}\n`).map((one) => one.recordKey)
    expect(keys('S,1,A,5,2026-03-02 08:00:00,')).toEqual(['- 2026-03-02T08:00:00 1 S A'])
    expect(keys(',1,A,5,2026-03-02 08:00:00,')).toEqual(['- 2026-03-02T08:00:00 1 - A'])
    expect(keys(',,A,5,,77')).toEqual(['77 - - - A'])
    // A minute may hold two measurements of a channel, a day many; a second may hold two of two samples.
    expect(keys(',1,A,5,2026-03-02 08:00,')).toEqual([null])
    expect(keys('S,1,A,5,2026-03-02,')).toEqual([null])
    expect(keys(',,A,5,2026-03-02 08:00:00,')).toEqual([null])
  })

  it('a growing file tells its rows under the same keys again', () => {
    const head = '样品编号,项目,检测值,时间\n'
    const first = 'S-1,A,5,2026-03-02 08:00:00\n'
    const again = readingsOf(`${head}${first}S-2,A,6,2026-03-02 08:01:00\n`)
    expect(again[0]?.recordKey).toBe(readingsOf(head + first)[0]?.recordKey)
    expect(new Set(again.map(({ recordKey }) => recordKey)).size).toBe(2)
  })

  it('no value at all is 无效; a word beside an empty value is the result', () => {
    const said = readingsOf('项目,检测值,结论\nA,,\nB,,不合格\nC,**.*,合格\n').map(({ value, flag }) => [value, flag])
    expect(said).toEqual([
      ['无效', null],
      ['', '不合格'],
      ['无效', '**.* 合格'],
    ])
  })

  it('other headings further down begin another table', () => {
    const text = '样品编号,项目,检测值\nS,A,1\n\ufeff检测项目,检测结果\nB,阴性\n'
    expect(readingsOf(text).map(({ item, value }) => [item, value])).toEqual([
      ['A', '1'],
      ['B', '阴性'],
    ])
  })
})

describe('files that are none of ours', () => {
  it.each([
    ['\xff\xfea\0', /^file-utf16/],
    ['PK\x03\x04', /^file-cut/],
    ['\xd0\xcf\x11\xe0', /^file-workbook/],
  ])('%j is damaged', (text, reason) => {
    const outcomes = outcomesOf(new Uint8Array(Buffer.from(text, 'latin1')))
    expect(outcomes).toMatchObject([{ kind: 'damaged', reason: expect.stringMatching(reason) }])
  })

  it('headings that cannot be understood are told, further down too', () => {
    const unclear = 'several columns may hold the value (浓度, 抑制率)'
    expect(outcomesOf('项目,浓度,抑制率\nA,1,2\n')).toEqual([
      { kind: 'damaged', reason: `headings-unclear: ${unclear}` },
    ])
    const below = outcomesOf('项目,浓度\nA,1\n项目,浓度,抑制率\nB,1,2\n')
    expect(below.map((outcome) => (outcome.kind === 'reading' ? outcome.reading.value : outcome.reason))).toEqual([
      '1',
      `headings-unclear: ${unclear}`,
      'row-width: 3 fields under 2 headings',
    ])
  })

  it('unknown headings are told', () => {
    expect(outcomesOf('name,phone\nA,1\n')).toEqual([{ kind: 'ignored', reason: 'headings-unknown: name, phone' }])
    expect(outcomesOf('项目,检测值\n')).toEqual([{ kind: 'ignored', reason: 'no-result: headings and no row' }])
  })

  it('a file that is too long is refused and said', () => {
    const file = new WholeCollector(1000)
    const line = utf8(`${'x'.repeat(499)}\n`)
    for (let count = 0; count < 3; count++) file.push(line)
    expect(file.flush()).toMatchObject([
      { kind: 'bad', reason: 'file-too-long: 1000 bytes at most; 1001 of 1500 bytes kept' },
    ])
    expect(file.unfinished).toBe(false)
    file.push(line)
    expect(file.flush()).toMatchObject([{ kind: 'frame', bytes: line }])
  })

  it('what has no line end for 64 KB is no table and fills no disk', () => {
    const replay = replayLine(
      folder.line(),
      Array.from({ length: 2048 }, () => new Uint8Array(1024).fill(0x55)),
      now,
    )
    expect(replay.outcomes()).toMatchObject([
      { kind: 'damaged', reason: 'file-too-long: no line end within 65536 bytes; 4096 of 2097152 bytes kept' },
    ])
  })
})

describe('a file over a network line', () => {
  it('ends with five seconds of silence; the next is another one', () => {
    const line = perform(folder.line(), now)
    line.opened()
    for (const value of ['1', '2']) {
      line.heard(utf8(`项目,检测值\nA,${value}\n`))
      expect(line.done.wait).toBe(5_000)
      line.elapsed()
    }
    expect(line.done.kept).toHaveLength(2)
    expect(line.done.sent).toEqual([])
    expect(line.outcomes()).toHaveLength(2)
  })
})

describe('wondfo/finecare', () => {
  const file = (headings: readonly string[], row: readonly string[]) =>
    `FS-205;export\r\n${headings.join(';')}\r\n${row.join(';')}\r\n`

  it('Result is the value, whatever else is there; commas in a row are no separators', () => {
    const [reading] = readingsOf(
      file(['Concentration', 'Item', 'Result', 'Unit'], ['9,9', 'AFB1', '<2', 'ug/kg']),
      finecare,
    )
    expect(reading).toMatchObject({ item: 'AFB1', value: '<2', unit: 'ug/kg' })
  })

  it('without a heading for the item nothing is guessed', () => {
    expect(outcomesOf(file(['X', 'Result', 'Y'], ['1', '<2', '3']), finecare)).toEqual([
      { kind: 'ignored', reason: 'headings-unknown: X, Result, Y' },
    ])
  })
})

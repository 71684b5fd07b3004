/** Excel workbooks as exported files: each cell as a CSV would show it, in its place, from the right sheet. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driver as folder } from '#drivers/generic/csv-folder/driver.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { readWorkbook } from '#drivers/kit/table/workbook.ts'
import { type BookWords, bookOf, row, text } from './workbook-bytes.ts'

const now = '2026-03-02T09:00:00'
const outcomesOf = (file: Uint8Array): readonly Outcome[] => replayLine(folder.line(), [file], now).outcomes()

function fieldsOf(words: BookWords): readonly (readonly string[])[] | string {
  const book = readWorkbook(bookOf(words))
  return typeof book === 'string' ? book : book.rows.map(({ fields }) => fields)
}

describe('cells', () => {
  it.each([
    ['<c><v>12.30</v></c>', '12.30'],
    ['<c><v>-0.5</v></c>', '-0.5'],
    ['<c><v>20260302000112345</v></c>', '20260302000112345'],
    ['<c><v> 7 </v></c>', '7'],
    ['<c t="b"><v>1</v></c>', 'TRUE'],
    ['<c t="b"><v>0</v></c>', 'FALSE'],
    ['<c t="e"><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['<c t="str"><f>A1</f><v>&lt;0.5 &#x9633;&#24615;</v></c>', '<0.5 阳性'],
    ['<c><f>0.1+0.2</f><v>0.30000000000000004</v></c>', '0.3'],
    ['<c t="s"><v>0</v></c>', '韭菜'],
    ['<c t="s"><v>1</v></c>', '上海 青'],
    ['<c t="s"><v>2</v></c>', 'a\nb_x000D_'],
    ['<c t="inlineStr"><is><r><t>毒死</t></r><r><t>蜱</t></r></is></c>', '毒死蜱'],
    ['<c t="inlineStr"><is><t><![CDATA[<&>]]></t></is></c>', '<&>'],
    ['<c t="d"><v>2026-03-02T08:29:55.000</v></c>', '2026-03-02 08:29:55'],
    ['<x:c t="inlineStr"><x:is><x:t>x</x:t></x:is></x:c>', 'x'],
    [`<c s='0' t='n'><!-- no --><v>5</v></c>`, '5'],
  ])('%s', (cell, said) => {
    const strings =
      '<si><t>韭菜</t></si><si><r><t xml:space="preserve">上海 </t></r><r><rPr/><t>青</t></r><rPh><t>x</t></rPh></si><si><t>a_x000A_b_x005F_x000D_</t></si>'
    expect(fieldsOf({ sheets: [row(cell)], strings })).toEqual([[said]])
  })

  it('stay in their places; empty rows are none, all rows have the same width', () => {
    const sheet = `<row r="2"><c r="C2"><v>1</v></c></row><row r="3"/><row r="4"><c r="A4"/><c r="B4" t="inlineStr"><is><t> </t></is></c></row><row r="7"><c r="A7"><v>2</v></c><c r="B7"/><c><v>3</v></c><c r="E7"><v>4</v></c></row>`
    const book = readWorkbook(bookOf({ sheets: [sheet] }))
    expect(book).toMatchObject({
      rows: [
        { number: 2, fields: ['', '', '1', '', ''] },
        { number: 7, fields: ['2', '', '3', '', '4'] },
      ],
    })
  })

  it('a formula that nobody worked out is counted', () => {
    expect(readWorkbook(bookOf({ sheets: [row('<c><f>A1</f></c><c><f/><v/></c>', text('x'))] }))).toMatchObject({
      unworked: 2,
      rows: [{ fields: ['', '', 'x'] }],
    })
  })

  it('format and date system come from the cell’s style and the workbook’s date system', () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="yyyy/m/d"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    const sheets = [row('<c s="0"><v>44621</v></c>', '<c s="1"><v>44621</v></c>')]
    expect(fieldsOf({ sheets, styles })).toEqual([['44621', '2022-03-01']])
    expect(fieldsOf({ sheets, styles, workbookPr: 'date1904="1"' })).toEqual([['44621', '2026-03-02']])
    expect(fieldsOf({ sheets })).toMatch(/^file-broken: .* style 1 is missing/)
  })
})

describe('sheets', () => {
  const table = row(text('项目'), text('检测值')) + row(text('A'), '<c><v>1</v></c>')

  it('the first visible one with rows is read, others with cells are named', () => {
    const words = { sheets: [row(text('hidden')), '', table, '', row(text('more'))], states: ['hidden'] }
    expect(readWorkbook(bookOf(words))).toMatchObject({ sheet: 'Sheet3', others: ['Sheet5'] })
    const outcomes = outcomesOf(bookOf(words))
    expect(outcomes).toMatchObject([
      { kind: 'reading', reading: { item: 'A', value: '1' } },
      { kind: 'ignored', reason: 'sheets-more: read is Sheet3; not read: Sheet5' },
    ])
  })

  it('an empty workbook is no damage; rows that are no result say where they stand', () => {
    expect(outcomesOf(bookOf({ sheets: ['', ''] }))).toEqual([
      { kind: 'ignored', reason: 'no-result: an empty workbook' },
    ])
    expect(outcomesOf(bookOf({ sheets: [table + row('<c/>', '<c><v>2</v></c>')] }))).toMatchObject([
      { kind: 'reading' },
      { kind: 'damaged', reason: 'item-missing: no item in the row (Sheet1, row 3)' },
    ])
    expect(outcomesOf(bookOf({ sheets: [row(text('name'), text('phone'))] }))).toEqual([
      { kind: 'ignored', reason: 'headings-unknown: name, phone' },
    ])
  })

  it('says the same as its CSV', () => {
    const rows = [
      ['样品编号', '检测项目', '检测结果', '检测时间', '类型'],
      ['20260302-0001', '氯霉素', '阳性', '2026-03-02 08:29:55', '样品'],
      ['QC-1', '氯霉素', '阴性', '2026-03-02 08:30:55', '质控'],
      ['20260302-0002', '', '阴性', '', ''],
    ]
    const csv = Buffer.from(rows.map((fields) => `${fields.join(',')}\r\n`).join(''))
    const book = bookOf({ sheets: [rows.map((fields) => row(...fields.map(text))).join('')] })
    const plain = (outcomes: readonly Outcome[]) =>
      outcomes.map((one) => (one.kind === 'reading' ? one.reading : one.reason.replace(/ \(.*/, '')))
    expect(plain(outcomesOf(book))).toEqual(plain(outcomesOf(new Uint8Array(csv))))
  })
})

/** Rows of text as an Excel workbook: one sheet, a bold first row that stays in sight, every cell text (ECMA-376-1, 18.3). */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { joinBytes } from '../bytes.ts'
import { encodeUtf8 } from '../text.ts'

/** Rows between two pauses. */
const STEP = 200

export interface SheetWords {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: Iterable<readonly string[]>
}

/**
 * Text alone, so that nothing is taken for a date, a number or a formula, now or after a person edited it. A writer of our own, as the
 * reader is: a sheet of text is forty lines, and the libraries that write workbooks read them too, by other rules than ours.
 */
export function* writeWorkbook({ name, headings, rows }: SheetWords): Generator<void, Uint8Array, void> {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error
    pieces.push(piece)
  })
  const entries = { name: escaped(name) }
  for (const [path, xml] of fixedParts(entries.name)) {
    const part = new ZipPassThrough(path)
    zip.add(part)
    part.push(encodeUtf8(xml), true)
  }
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 })
  zip.add(sheet)
  sheet.push(encodeUtf8(head(headings)))
  let text = rowXml(1, headings, 1)
  let number = 1
  for (const row of rows) {
    number++
    text += rowXml(number, row, 2)
    if (number % STEP > 0) continue
    sheet.push(encodeUtf8(text))
    text = ''
    yield
  }
  sheet.push(encodeUtf8(`${text}</sheetData></worksheet>`), true)
  zip.end()
  return joinBytes(pieces)
}

const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function fixedParts(name: string): readonly (readonly [path: string, xml: string])[] {
  return [
    [
      '[Content_Types].xml',
      `${DECLARED}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    ],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `${DECLARED}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
    ],
    // 49 is `@`, text. 0 is what Excel asks to be there, 1 the headings, 2 everything else.
    [
      'xl/styles.xml',
      `${DECLARED}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
  ]
}

function relations(all: readonly (readonly [kind: string, target: string])[]): string {
  const list = all.map(
    ([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  )
  return `${DECLARED}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`
}

function head(headings: readonly string[]): string {
  const columns = headings.map((_, at) => `<col min="${at + 1}" max="${at + 1}" width="18" style="2" customWidth="1"/>`)
  const cols = columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`
  return `${DECLARED}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${cols}<sheetData>`
}

function rowXml(number: number, cells: readonly string[], style: number): string {
  const said = cells.map((cell, at) =>
    cell === ''
      ? ''
      : `<c r="${columnName(at + 1)}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
  )
  return `<row r="${number}">${said.join('')}</row>`
}

const names: string[] = []

function columnName(column: number): string {
  const known = names[column]
  if (known !== undefined) return known
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  names[column] = name
  return name
}

/** What XML cannot hold is written `_x0007_`, and a text that looks like that is written so that it stays itself (22.9.2.19). */
function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, forbidden)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

/** Tab, line end and the control characters from DEL on are allowed in XML; the rest cannot even be written as a reference. */
function forbidden(character: string): string {
  const code = character.charCodeAt(0)
  return code === 9 || code === 10 || (code >= 0x7f && code < 0xfffe)
    ? character
    : `_x${code.toString(16).padStart(4, '0').toUpperCase()}_`
}

/** Workbooks that lie, are cut or never end: damaged with a reason, never a crash and never a false reading. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driver as folder } from '#drivers/generic/csv-folder/driver.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { readWorkbook } from '#drivers/kit/table/workbook.ts'
import { crc32 } from '#drivers/kit/table/zip-parts.ts'
import { dice, spoiled } from './dice.ts'
import { bookOf, partsOf, row, text, zipOf } from './workbook-bytes.ts'

const now = '2026-03-02T09:00:00'
const samples = join(import.meta.dirname, '../../drivers/generic/csv-folder/samples')
const outcomesOf = (file: Uint8Array): readonly Outcome[] => replayLine(folder.line(), [file], now).outcomes()

describe('files that are no good', () => {
  const good = { sheets: [row(text('x'))] }
  const sheet = (xml: string) => bookOf({ parts: [{ name: 'xl/worksheets/sheet1.xml', text: xml }] })
  const wrapped = (rows: string) => bookOf({ sheets: [rows] })
  const bomb = (size: number) => ({ name: 'xl/worksheets/sheet1.xml', text: new Uint8Array(size).fill(0x20) })
  const patched = (at: (file: Uint8Array) => number, value: number) => {
    const file = bookOf(good)
    file[at(file)] = value
    return file
  }

  it.each<[string, Uint8Array, RegExp]>([
    ['cut', bookOf(good).slice(0, -1), /^file-cut/],
    ['the beginning alone', bookOf(good).slice(0, 200), /^file-cut/],
    ['bytes behind', new Uint8Array([...bookOf(good), 0]), /^file-cut/],
    ['a directory elsewhere', patched((file) => file.length - 6, 0), /^file-broken: the zip directory/],
    ['another count', patched((file) => file.length - 12, 9), /^file-broken/],
    ['several disks', patched((file) => file.length - 18, 1), /^file-broken/],
    ['a zip without a workbook', zipOf([{ name: 'a.txt', text: 'a' }]), /^file-workbook: a zip file/],
    ['no parts', zipOf([{ name: 'a', text: '' }]).slice(-22), /./],
    ['an encrypted part', zipOf(partsOf(good).map((part) => ({ ...part, flags: 1 }))), /^file-broken: .* is encrypted/],
    ['two of a name', zipOf([...partsOf(good), { name: 'XL\\Workbook.xml', text: '<a/>' }]), /^file-broken: two parts/],
    [
      'no sheet',
      bookOf({ without: ['xl/worksheets/sheet1.xml'] }),
      /^file-broken: xl\/worksheets\/sheet1.xml is missing/,
    ],
    ['no relations', bookOf({ without: ['xl/_rels/workbook.xml.rels'] }), /^file-broken: .* is missing/],
    ['no texts', bookOf({ strings: '', without: ['xl/sharedStrings.xml'] }), /^file-broken: .* is missing/],
    ['no styles', bookOf({ styles: '', without: ['xl/styles.xml'] }), /^file-broken: .* is missing/],
    ['a text that is not there', wrapped(row('<c t="s"><v>0</v></c>')), /^file-broken: .* text 0 is missing/],
    ['a bomb that says so', zipOf(partsOf({ parts: [bomb(17 * 1024 * 1024)] })), /^file-too-long/],
    [
      'a bomb that lies',
      zipOf(partsOf({ parts: [{ ...bomb(64 * 1024 * 1024), size: 1000 }] })),
      /^file-broken: .* longer/,
    ],
    ['a small lie', zipOf(partsOf({ parts: [{ ...bomb(2000), size: 1000 }] })), /^file-broken: .* longer/],
    [
      'a lie the other way',
      zipOf(partsOf({ parts: [{ ...bomb(2000), size: 3000 }] })),
      /^file-broken: .* 2000 of 3000/,
    ],
    ['a stored lie', zipOf(partsOf({ parts: [{ ...bomb(2000), size: 3000, stored: true }] })), /^file-broken/],
    ['many sheets', bookOf({ sheets: Array.from({ length: 300 }, () => '') }), /^file-too-long: more than 256 sheets/],
    [
      'one cell far out',
      wrapped(`<row><c r="XFD1"><v>1</v></c></row>${row('<c><v>1</v></c>').repeat(300)}`),
      /^file-too-long/,
    ],
    ['a document type', sheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), /^file-broken: .* document type/],
    ['an entity', wrapped(row(text('&b;'))), /^file-broken: .* entity/],
    ['an entity of the language', wrapped(row(text('&constructor;'))), /^file-broken: .* entity/],
    ['a bare ampersand', wrapped(row(text('a & b'))), /^file-broken: .* entity/],
    ['half a character', wrapped(row(text('&#xD800;'))), /^file-broken: .* entity/],
    [
      'not UTF-8',
      bookOf({ parts: [{ name: 'xl/worksheets/sheet1.xml', text: Uint8Array.of(0x3c, 0xff) }] }),
      /^file-broken: .* UTF-8/,
    ],
    ['an open element', sheet('<worksheet><sheetData>'), /^file-broken: .* not complete/],
    ['an open tag', sheet('<worksheet><sheetData'), /^file-broken/],
    ['crossed elements', sheet('<worksheet><a><b></a></b></worksheet>'), /^file-broken: .* not open/],
    ['two roots', sheet('<worksheet/><worksheet/>'), /^file-broken: .* not complete/],
    ['nothing', sheet(''), /^file-broken: .* not complete/],
    ['depth', sheet('<a>'.repeat(100_000)), /^file-broken: .* too deep/],
    ['an attribute twice', sheet('<worksheet a="1" a="2"/>'), /^file-broken: .* twice/],
    [
      'a cell twice',
      wrapped('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
      /^file-broken: .* cell A1/,
    ],
    ['a row twice', wrapped('<row r="1"/><row r="1"/>'), /^file-broken: .* row 1 after row 1/],
    ['a cell of another row', wrapped('<row r="1"><c r="A2"/></row>'), /^file-broken: .* cell A2/],
    ['a column too far', wrapped('<row r="1"><c r="XFE1"/></row>'), /^file-broken: .* cell XFE1/],
    ['an unknown type', wrapped(row('<c t="x"><v>1</v></c>')), /^file-broken: .* type x/],
  ])('%s', (_, file, reason) => {
    const started = performance.now()
    expect(readWorkbook(file)).toMatch(reason)
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  it('one that says so is told as damaged, once; an old workbook too', () => {
    expect(outcomesOf(bookOf(good).slice(0, -1))).toEqual([
      { kind: 'damaged', reason: 'file-cut: no zip directory at the end of the file' },
    ])
    expect(outcomesOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1))).toMatchObject([
      { kind: 'damaged', reason: expect.stringMatching(/^file-workbook: an old Excel workbook/) },
    ])
  })

  it('a comment, stored parts and a line of 200 KB do no harm', () => {
    const rows = row(text('项目'), text('检测值')) + row(text('A'), '<c><v>1</v></c>').repeat(4000)
    const file = zipOf(
      partsOf({ sheets: [rows] }).map((part) => ({ ...part, stored: true })),
      'made by a test',
    )
    expect(file.length).toBeGreaterThan(200_000)
    expect(outcomesOf(file).filter(({ kind }) => kind === 'reading')).toHaveLength(4000)
  })

  it('2,000 spoiled files: no crash, and no reading that the whole one does not have', { timeout: 60_000 }, () => {
    const roll = dice(20260302)
    for (const name of ['pass-workbook.bin', 'edge-workbook-inline.bin']) {
      const clean = new Uint8Array(readFileSync(join(samples, name)))
      const awaited = new Set(outcomesOf(clean).map((one) => JSON.stringify(one)))
      let broken = 0
      for (let run = 0; run < 1000; run++) {
        const file = spoiled(clean, roll)
        const outcomes = outcomesOf(file)
        expect(outcomes.length).toBeGreaterThan(0)
        if (outcomes.some(({ kind }) => kind === 'damaged')) broken++
        for (const one of outcomes)
          if (one.kind === 'reading') expect(awaited, Buffer.from(file).toString('hex')).toContain(JSON.stringify(one))
      }
      expect(broken).toBeGreaterThan(900)
    }
  })

  it('2,000 spoiled texts in a right zip: no crash', { timeout: 60_000 }, () => {
    const roll = dice(7)
    const parts = partsOf({
      sheets: [row(text('项目'), text('检测值')) + row(text('A'), '<c s="1"><v>1</v></c>')],
      styles: '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>',
    })
    for (let run = 0; run < 2000; run++) {
      const at = roll(parts.length)
      const file = zipOf(
        parts.map((part, index) => (index === at ? { ...part, text: spoiled(Buffer.from(part.text), roll) } : part)),
      )
      expect(['string', 'object']).toContain(typeof readWorkbook(file))
    }
  })
})

describe('a checksum', () => {
  it('is the one of zip', () => {
    expect(crc32(new Uint8Array(Buffer.from('123456789')))).toBe(0xcbf43926)
  })
})

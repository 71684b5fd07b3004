/** Labels read back: exactly 40 x 30 mm, the bars decoded from the printed dots of a 203 dpi head, the words as text. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { momentOf } from '#core/time.ts'
import { readFonts } from '#print/fonts.ts'
import { printLabelSheet, printLabels } from '#print/label.ts'
import { drawLabel, type Label } from '#print/label-drawing.ts'
import { needs } from '#test/fakes/needs.ts'
import { decodeCode128 } from './fixtures/code128.ts'
import { pagesOf, textOf } from './fixtures/pdf.ts'

const fonts = readFonts(process.cwd())
const at = momentOf(Date.UTC(2026, 2, 2))
const label: Label = { code: '20260302-0007', title: '韭菜', lines: ['A-12 王记蔬菜', '2026-03-02 08:05'], mark: null }
const forty = '一二三四五六七八九十'.repeat(4)

describe.skipIf(!needs('pdftoppm'))('a label on paper (needs pdftoppm)', () => {
  it('is a page of exactly 40 x 30 mm each, with its words', async () => {
    const pdf = await printLabels([label, { ...label, code: '20260302-0008' }], at, fonts)
    expect(sizeOf(pdf)).toEqual([113.386, 85.039])
    expect(pagesOf(pdf)).toBe(2)
    for (const words of ['韭菜', 'A-12王记蔬菜', '2026-03-02', '20260302-0007', '20260302-0008'])
      expect(textOf(pdf)).toContain(words)
  })

  it.each(['20260302-0007', '20991231-10234', 'A-12', 'CZ-20260302-01', 'b3/x y~'])(
    '%s is read back from the dots of a label printer',
    async (code) => {
      const pdf = await printLabels([{ ...label, code }], at, fonts)
      const { width, rowAt } = rasterOf(pdf, 203)
      expect(width).toBe(320)
      // Scanners cross the bars anywhere: near the top, in the middle, near the bottom.
      for (const mm of [18.6, 21.5, 25.2]) expect(decodeCode128(rowAt(mm))).toBe(code)
    },
  )

  it('of names of 40 characters stays one page and keeps its bars', async () => {
    const pdf = await printLabels([{ ...label, title: forty, lines: [`A-12 ${forty}`, '2026-03-02 08:05'] }], at, fonts)
    expect(pagesOf(pdf)).toBe(1)
    expect(decodeCode128(rasterOf(pdf, 203).rowAt(21))).toBe(label.code)
    expect(textOf(pdf)).toContain('…')
  })

  it('goes onto A4 to cut, 36 a sheet', async () => {
    const codes = Array.from({ length: 37 }, (_, i) => ({ ...label, code: `A-${i + 1}`, title: `A-${i + 1}` }))
    const pdf = await printLabelSheet(codes, at, fonts)
    expect([pagesOf(pdf), ...sizeOf(pdf)]).toEqual([2, 595.28, 841.89])
    expect(textOf(pdf)).toContain('A-37')
  })
})

describe('a label as it is drawn', () => {
  it('keeps every text on it, whatever the names', () => {
    for (const title of ['韭', forty, 'W'.repeat(60)]) {
      const { texts } = drawLabel({ ...label, title, lines: [forty + forty, 'x'.repeat(80)] })
      for (const { x, y, size } of texts) {
        expect(x).toBeLessThan(40)
        expect(y - size).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThan(30)
      }
      const words = texts.filter(({ anchor }) => anchor === 'start')
      // Nothing of the words reaches down into the bars.
      expect(Math.max(...words.map(({ y }) => y))).toBeLessThanOrEqual(17.9)
    }
  })
  it('has a code for a sign that no bars can spell', () => {
    const bars = (code: string) => drawLabel({ ...label, code }).path.length
    expect(bars('蔬菜区12')).toBeGreaterThan(500)
    expect(drawLabel({ ...label, code: '蔬菜区12' }).path).not.toMatch(/ 18h/)
    expect(drawLabel(label).path).toMatch(/ 18h/)
  })
})

function sizeOf(pdf: Uint8Array): readonly number[] {
  const found = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(run('pdfinfo', pdf, []).toString())
  return [Number(found?.[1]), Number(found?.[2])].map((points) => Math.round(points * 1000) / 1000)
}

/** The first page as black and white dots, as a label printer's head burns it. */
function rasterOf(pdf: Uint8Array, dpi: number) {
  const pgm = run('pdftoppm', pdf, ['-r', String(dpi), '-gray', '-singlefile'])
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1'))
  if (head === null) throw new Error('no raster')
  const [width, start] = [Number(head[1]), head[0].length]
  const rowAt = (mm: number) => {
    const row = Math.round((mm / 25.4) * dpi)
    return [...pgm.subarray(start + row * width, start + (row + 1) * width)].map((grey) => grey < 128)
  }
  return { width, rowAt }
}

function run(program: string, pdf: Uint8Array, args: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'label-'))
  try {
    const file = join(folder, 'label.pdf')
    writeFileSync(file, pdf)
    if (program === 'pdfinfo') return execFileSync(program, [file])
    execFileSync(program, [...args, file, join(folder, 'page')])
    return readFileSync(join(folder, 'page.pgm'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The 8,105 characters of 通用规范汉字表 (2013), drawn by the program that draws every paper: each has ink, each is read back. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFonts } from '#print/fonts.ts'
import { printable } from '#print/glyphs.ts'
import { render } from '#print/paper.ts'
import { needs } from '#test/fakes/needs.ts'
import { boxesOf, rastersOf } from './fixtures/boxes.ts'
import { at } from './fixtures/papers.ts'
import { fontsOf } from './fixtures/pdf.ts'

/** Unihan 15.0, field kTGH (2013:1 to 2013:8105), in the order of the table. */
const table = readFileSync(join(import.meta.dirname, 'fixtures/standard-characters.txt'), 'utf8')
const characters = [...table.replaceAll('\n', '')]
/** Of places and names beyond the table's first levels. */
const rare = ['㙓', '䶮', '𫖯', '𠅤', '𬉼']
const fonts = readFonts(process.cwd())
const DPI = 72
const SIZE = 11

describe('the standard characters', () => {
  it('are all of them, and the font has every one in both cuts', () => {
    expect(new Set(characters).size).toBe(8105)
    for (const character of [...characters, ...rare])
      expect(printable(character, [fonts.regular, fonts.bold])).toBe(character)
  })

  it.skipIf(!needs('pdftotext') || !needs('pdftoppm'))(
    'are drawn: each leaves ink where it stands and is read back as itself',
    async () => {
      const lines = Array.from({ length: Math.ceil(characters.length / 20) }, (_, line) =>
        characters.slice(line * 20, line * 20 + 20).join('  '),
      )
      const pdf = await render(
        {
          title: '通用规范汉字表',
          number: 'TGH',
          createdAt: at,
          content: lines.map((text) => ({ text, fontSize: SIZE, preserveLeadingSpaces: true })),
          foot: [],
          watermarks: [],
        },
        fonts,
      )
      expect(fontsOf(pdf).every((line) => /\byes\s+yes\s+yes\b/.test(line))).toBe(true)
      const rasters = rastersOf(pdf, DPI)
      const known = new Set(characters)
      const seen = new Set<string>()
      const blank: string[] = []
      for (const [index, { words }] of boxesOf(pdf).entries()) {
        const raster = rasters[index]
        if (raster === undefined) throw new Error(`page ${index}`)
        for (const { text, x0, y0, x1, y1 } of words) {
          const [character = ''] = [...text]
          if ([...text].length !== 1 || !known.has(character)) continue
          seen.add(character)
          if (!hasInk(raster, x0, y0, x1, y1)) blank.push(character)
        }
      }
      expect(characters.filter((character) => !seen.has(character))).toEqual([])
      expect(blank).toEqual([])
    },
    90_000,
  )
})

function hasInk(
  { width, grey }: { readonly width: number; readonly grey: Uint8Array },
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): boolean {
  for (let y = Math.floor(y0); y < y1; y++)
    for (let x = Math.floor(x0); x < x1; x++) if ((grey[y * width + x] ?? 255) < 160) return true
  return false
}

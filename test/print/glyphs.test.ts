/** What a font covers is read from its own table, and what it cannot draw is shown as a number. */
import { describe, expect, it } from 'vitest'
import { readFonts } from '#print/fonts.ts'
import { coverageOf, printable } from '#print/glyphs.ts'

const { regular, bold } = readFonts(process.cwd())
const show = (text: string) => printable(text, [regular, bold])

describe('printable text', () => {
  it('leaves common text alone', () => {
    for (const text of [
      '韭菜 12.3 %',
      '阴性(合格)',
      '▲ 快检阳性(待确认)',
      '□ 无异议',
      'Ⅱ ≥ 50 µg/kg',
      '“螺丝椒”,;:()《》',
    ])
      expect(show(text)).toBe(text)
  })

  it('covers every character of GB2312, level one and two', () => {
    const decoder = new TextDecoder('gb18030')
    const missing: string[] = []
    for (let row = 0xb0; row <= 0xf7; row++) {
      for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) {
        const character = decoder.decode(Uint8Array.of(row, cell))
        if (show(character) !== character) missing.push(character)
      }
    }
    expect(missing).toEqual([])
  })

  it('numbers what the font lacks and drops what nobody can see', () => {
    expect(show('𠮷野')).toBe('〔U+20BB7〕野')
    expect(show('🥬白菜')).toBe('〔U+1F96C〕白菜')
    expect(show('王\u200b记\u202e蔬\u0000菜\ufe0f')).toBe('王记蔬菜')
    expect(show('A\tB')).toBe('A B')
  })

  it('knows that the empty box is no character', () => {
    expect(coverageOf(regular)(0x4e2d)).toBe(true)
    expect(coverageOf(regular)(0x10ffff)).toBe(false)
  })
})

/** Every paper with names and numbers of 40 characters and rare letters: nothing leaves its page, nothing lies over anything. */
import { describe, expect, it } from 'vitest'
import { readFonts } from '#print/fonts.ts'
import { needs } from '#test/fakes/needs.ts'
import { boxesOf, troubles } from './fixtures/boxes.ts'
import { everyPaper, type Names } from './fixtures/every-paper.ts'
import { textOf } from './fixtures/pdf.ts'

const fonts = readFonts(process.cwd())

const kinds: readonly (readonly [string, Names])[] = [
  ['ordinary names', { name: '诚信果蔬经营部', number: 'A-12' }],
  [
    'names of 40 characters, numbers of 40 letters',
    {
      name: '鄂尔多斯市康巴什区某某某农产品综合批发交易市场有限责任公司第三分公司果蔬经营一部',
      number: 'ABCDEFGH0123456789ABCDEFGH0123456789WXYZ',
    },
  ],
  ['rare characters in names and places', { name: '㙓䶮𫖯'.repeat(13), number: '—'.repeat(20) + 'W'.repeat(20) }],
]

for (const [kind, names] of kinds) {
  describe.skipIf(!needs('pdftotext'))(`${kind} (needs pdftotext)`, () => {
    expect(kind === 'ordinary names' || [...names.name].length >= 39).toBe(true)
    for (const [paper, pdf] of everyPaper(names, fonts))
      it(paper, async () => {
        const bytes = await pdf()
        expect(troubles(bytes)).toEqual([])
        const text = textOf(bytes)
        expect(text).toContain(names.name)
        expect(text).not.toContain('〔U+')
        expect(text.replaceAll('不作为食品检验报告', '')).not.toMatch(/检验报告|检验合格|CMA|认证/)
      })
  })
}

describe.skipIf(!needs('pdftotext'))('a long ledger (needs pdftotext)', () => {
  it('repeats its head and counts its pages', async () => {
    const ordinary = kinds[0]?.[1]
    if (ordinary === undefined) throw new Error('no names')
    for (const [paper, pdf] of everyPaper(ordinary, fonts, 120).filter(([name]) => /记录$|台账$/.test(name))) {
      if (paper === '销毁记录') continue
      const pages = boxesOf(await pdf())
      expect(pages.length, paper).toBeGreaterThan(2)
      for (const [index, { words }] of pages.entries()) {
        const said = words.map(({ text }) => text).join('')
        expect(said, `${paper} ${index}`).toContain('序号')
        expect(said).toContain(`第${index + 1}页/共${pages.length}页`)
      }
    }
  })
})

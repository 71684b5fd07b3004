/** The printed notice: same content, same hash, same bytes; fonts inside; no box instead of a character. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readFonts } from '#print/fonts.ts'
import { printNotice } from '#print/notice.ts'
import { needs } from '#test/fakes/needs.ts'
import { at, noticeOf } from './fixtures/papers.ts'
import { fontsOf, pagesOf, textOf } from './fixtures/pdf.ts'

const fonts = readFonts(process.cwd())
const sha256 = '3f2a9c01'.repeat(8)
const approved = { sha256, approvedAt: at, approvedBy: '王敏' }
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('printed notice', () => {
  it('is the same bytes for the same content and other bytes for other content', async () => {
    const once = await printNotice({ content: noticeOf(3), ...approved }, fonts)
    const again = await printNotice({ content: noticeOf(3), ...approved }, readFonts(process.cwd()))
    const other = await printNotice({ content: noticeOf(3, { value: '9.99 %' }), ...approved }, fonts)
    expect(hashOf(again)).toBe(hashOf(once))
    expect(hashOf(other)).not.toBe(hashOf(once))
  })

  it('can be printed twice at the same moment', async () => {
    const papers = await Promise.all([1, 2].map(() => printNotice({ content: noticeOf(2), ...approved }, fonts)))
    expect(new Set(papers.map(hashOf)).size).toBe(1)
  })
})

describe.skipIf(!needs('pdftotext'))('printed notice, read back (needs pdftotext)', () => {
  it('says in Chinese what the content says, with its hash, and calls itself a screening', async () => {
    const text = textOf(await printNotice({ content: noticeOf(3), ...approved }, fonts))
    for (const said of [
      '康巴什农贸市场快检室',
      '食品快速检测结果公示',
      '2026年3月1日',
      'GS-20260301-01',
      '韭菜',
      '王记蔬菜',
      'A-3',
      '有机磷和氨基甲酸酯类',
      '3.30%',
      '阴性(合格)',
      '07:05',
      '投诉举报电话0477-12315',
      sha256,
      '快速检测(筛查)结果,仅对所检样品负责',
    ]) {
      expect(text).toContain(said)
    }
  })

  it('never calls itself an inspection report', async () => {
    const text = textOf(await printNotice({ content: noticeOf(3), ...approved }, fonts))
    expect(text.replaceAll('不作为食品检验报告', '')).not.toMatch(/检验报告|检验合格|CMA|CNAS/)
  })

  it('shows an unconfirmed positive as one, with what was done, and never as 不合格', async () => {
    const content = noticeOf(1, { wording: 'positive-unconfirmed', handling: 'sale-suspended', value: '76.42 %' })
    const text = textOf(await printNotice({ content, ...approved }, fonts))
    expect(text).toContain('快检阳性(待确认)')
    expect(text).toContain('已暂停销售')
    expect(text).not.toContain('不合格')
  })

  it('says 处置中 for a handling it has no word for', async () => {
    const content = noticeOf(1, { wording: 'failed', handling: 'a-code-of-next-year' })
    expect(textOf(await printNotice({ content, ...approved }, fonts))).toContain('处置中')
  })

  it('carries its fonts inside, cut to what is used', async () => {
    const listed = fontsOf(await printNotice({ content: noticeOf(3), ...approved }, fonts))
    expect(listed).toHaveLength(2)
    for (const font of listed) expect(font).toMatch(/NotoSansSC.*\byes yes yes\b/)
  })

  it('gives sixty results several pages, each with heads, hash and page number', async () => {
    const pdf = await printNotice({ content: noticeOf(60), ...approved }, fonts)
    const pages = pagesOf(pdf)
    const text = textOf(pdf)
    expect(pages).toBeGreaterThan(1)
    expect(text.split('检测项目/方法')).toHaveLength(pages + 1)
    expect(text.split(sha256)).toHaveLength(pages + 1)
    expect(text).toContain(`第${pages}页/共${pages}页`)
    for (let i = 1; i <= 60; i++) expect(text).toContain(`20260301-${String(i).padStart(4, '0')}`)
  })

  it('prints a rare character or, where the font has none, its number: never an empty box', async () => {
    const stallName = '䶮家𠮷野㐂𪚥龘铺'
    const text = textOf(await printNotice({ content: noticeOf(1, { stallName }), ...approved }, fonts))
    expect(text).toContain('䶮家')
    expect(text).toContain('龘')
    expect(text).toContain('〔U+20BB7〕野')
    expect(text).toContain('〔U+2A6A5〕')
  })

  it('says across the page that a demonstration or a draft is one', async () => {
    const plain = textOf(await printNotice({ content: noticeOf(1), ...approved }, fonts))
    const marked = textOf(
      await printNotice({ content: noticeOf(1, {}, true), sha256, approvedAt: null, approvedBy: null }, fonts),
    )
    // A watermark runs aslant, so a reader finds its letters one by one; these three stand nowhere else on the page.
    for (const letter of '演草稿') {
      expect(plain).not.toContain(letter)
      expect(marked).toContain(letter)
    }
  })

  it('prints a notice without results as one that has none', async () => {
    expect(textOf(await printNotice({ content: noticeOf(0), ...approved }, fonts))).toContain('本日无公示结果')
  })
})

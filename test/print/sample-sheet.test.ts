/** The printed 样品信息单: same sheet, same bytes; every field and both signatures; never called a report; long names do not break it. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { detailsOf } from '#core/sample/details.ts'
import { momentOf } from '#core/time.ts'
import { readFonts } from '#print/fonts.ts'
import { printSampleSheet, type SampleSheetPaper } from '#print/sample-sheet.ts'
import { needs } from '#test/fakes/needs.ts'
import { fontsOf, pagesOf, textOf } from './fixtures/pdf.ts'
import { pngOf } from './fixtures/pictures.ts'

const fonts = readFonts(process.cwd())
const at = momentOf(Date.UTC(2026, 2, 2, 0, 5))
const forty = '一二三四五六七八九十'.repeat(4)
const pen = [[[100, 100] as const, [500, 200] as const, [900, 120] as const]]

const sheet: SampleSheetPaper = {
  site: '康巴什农贸市场快检室',
  parties: { opener: '康巴什市场开办有限公司', testingBody: '北方检测服务有限公司' },
  sample: {
    sampleNo: '20260302-0001',
    nature: 'supervision',
    kind: 'ordinary',
    food: '韭菜',
    stockKg: '12.5',
    takenBy: '王敏',
    takenAt: at,
    stallCode: 'A-12',
    stallName: '王记蔬菜',
  },
  details: detailsOf({
    items: ['有机磷和氨基甲酸酯类'],
    part: '可食部分',
    quantity: '500',
    quantityUnit: 'g',
    condition: 'normal',
    origin: '山东寿光',
    supplier: '张三批发',
    purchasedOn: '2026-03-01',
    purchaseQuantity: '50',
    purchaseUnit: 'kg',
    certificateNo: 'HGZ-0001',
    certificateUntil: '2026-03-01',
    traceSystem: 'menglianlian',
    traceCode: '150602000001',
  }),
  findings: [{ code: 'certificate-expired', level: 'warn', field: 'certificateUntil', detail: '2026-03-01' }],
  signatures: [
    { signer: 'sampler', name: '王敏', strokes: pen, at },
    { signer: 'stall-holder', name: '王五', strokes: pen, at },
  ],
  photos: [
    {
      subject: 'certificate',
      name: 'a.png',
      sha256: 'b'.repeat(64),
      addedAt: at,
      addedBy: '王敏',
      bytes: pngOf(32, 24, 2),
    },
  ],
  sha256: 'a'.repeat(64),
  demo: false,
}
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

it('is the same bytes for the same sheet', async () => {
  const [once, again] = await Promise.all([printSampleSheet(sheet, fonts), printSampleSheet(sheet, fonts)])
  expect(hashOf(again)).toBe(hashOf(once))
  expect(hashOf(await printSampleSheet({ ...sheet, signatures: [] }, fonts))).not.toBe(hashOf(once))
})

describe.skipIf(!needs('pdftotext'))('样品信息单, read back (needs pdftotext)', () => {
  it('says every field, both names, what is amiss, and its hash', async () => {
    const pdf = await printSampleSheet(sheet, fonts)
    const text = textOf(pdf)
    for (const words of [
      '样品信息单',
      '20260302-0001',
      '监管抽查',
      '韭菜',
      '可食部分',
      '500g',
      '2026-03-0208:05',
      'A-12',
      '王记蔬菜',
      '山东寿光',
      '张三批发',
      'HGZ-0001',
      '蒙冷链',
      '150602000001',
      '承诺达标合格证标注的有效期已过(2026-03-01)',
      '采样人员',
      '王五',
      '开办者康巴什市场开办有限公司',
      '检测单位北方检测服务有限公司',
      'a'.repeat(64),
      '承诺达标合格证a.png',
    ])
      expect(text).toContain(words)
    expect(text).not.toMatch(/检验报告|检验合格|CMA|〔U\+/)
    expect(fontsOf(pdf).every((line) => line.includes('Noto') && / yes yes yes /.test(line))).toBe(true)
  })

  it('takes names of 40 characters everywhere on two pages at most', async () => {
    const { sample, details } = sheet
    const long = {
      ...sheet,
      site: forty,
      parties: { opener: forty, testingBody: forty },
      sample: {
        ...sample,
        food: forty,
        stallName: forty,
        takenBy: forty.slice(0, 30),
        stallCode: 'A-123456789012345678',
      },
      details: { ...details, origin: forty, supplier: forty, part: forty, conditionNote: forty, note: forty },
    }
    const pdf = await printSampleSheet(long, fonts)
    expect(pagesOf(pdf)).toBeLessThanOrEqual(2)
    expect(textOf(pdf).split(forty).length - 1).toBeGreaterThanOrEqual(6)
  })

  it('leaves room for a pen where nobody signed on the screen', async () => {
    const text = textOf(await printSampleSheet({ ...sheet, signatures: [], findings: [], photos: [] }, fonts))
    expect(text.match(/签名年月日时分/g)).toHaveLength(2)
  })
})

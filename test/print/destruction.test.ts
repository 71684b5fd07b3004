/** The record at the end of a case and the notification at its beginning, read back from the paper. */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { printDestructionRecord } from '#print/destruction.ts'
import { readFonts } from '#print/fonts.ts'
import { printNotification } from '#print/notification.ts'
import { pictureOf } from '#print/picture.ts'
import { needs } from '#test/fakes/needs.ts'
import { at, destruction, notification } from './fixtures/papers.ts'
import { pagesOf, picturesOf, textOf } from './fixtures/pdf.ts'
import { jpegOf, pngOf } from './fixtures/pictures.ts'

const fonts = readFonts(process.cwd())
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const photo = (name: string, bytes: Uint8Array) => ({
  name,
  bytes,
  size: bytes.length,
  sha256: hashOf(bytes),
  addedAt: at,
  addedBy: '王敏',
})

describe('destruction record', () => {
  it('is the same bytes for the same case, photographs included', async () => {
    const paper = {
      ...destruction,
      photos: [photo('a.png', pngOf(40, 30, 6)), photo('b.png', pngOf(400, 300, 6)), photo('c.jpg', jpegOf(20, 10))],
    }
    expect(hashOf(await printDestructionRecord(paper, fonts))).toBe(hashOf(await printDestructionRecord(paper, fonts)))
  })
})

describe.skipIf(!needs('pdftotext'))('papers of a case, read back (needs pdftotext)', () => {
  it('has every field of the case, all three values and the balance', async () => {
    const text = textOf(await printDestructionRecord(destruction, fonts))
    for (const said of [
      '不合格食品销毁记录',
      'XH-20260301-01',
      'CZ-20260301-01',
      '20260301-0004',
      '豇豆',
      'A-12',
      '诚信果蔬经营部',
      '76.42%',
      '74.10%',
      '75.93%',
      '初检',
      '复测(一)',
      '复测(二)',
      'cd'.repeat(32),
      'GB/T5009.199-2003',
      '<50%',
      '限量依据来源待核对',
      'GZ-20260301-01',
      '李强',
      '无异议',
      '市场北侧中转站',
      '康巴什区市场监管所',
      '12.5',
      '10.2',
      '0.3',
      '快检操作员',
      '王敏',
      '监督人',
      '赵强',
      '第六十三条',
      '第八十八条',
      'R-20260301-9',
    ])
      expect(text).toContain(said)
    expect(text.replaceAll('不作为食品检验报告', '')).not.toMatch(/检验报告|检验合格|CMA/)
  })

  it('says so when there is no receipt, no disposal and no photograph yet', async () => {
    const text = textOf(
      await printDestructionRecord(
        { ...destruction, receipt: null, disposal: null, notification: null, ground: null, draft: true },
        fonts,
      ),
    )
    for (const said of ['尚未收到平台回执', '尚未处置', '无影像']) expect(text).toContain(said)
  })

  it('is called a disposal record when the goods were not destroyed', async () => {
    const { disposal } = destruction
    const text = textOf(
      await printDestructionRecord({ ...destruction, disposal: disposal && { ...disposal, method: 'return' } }, fonts),
    )
    expect(text).toContain('不合格食品处置记录')
    expect(text).not.toContain('不合格食品销毁记录')
  })

  it('carries each photograph with the hash of the original; what cannot be printed keeps its place and hash', async () => {
    const photos = [
      photo('现场.png', pngOf(40, 30, 6)),
      photo('称重.jpg', jpegOf(20, 10)),
      photo('封存.webp', new TextEncoder().encode('RIFF....WEBPVP8 ')),
      photo('坏.png', pngOf(40, 30, 6).slice(0, 80)),
    ]
    const pdf = await printDestructionRecord({ ...destruction, photos }, fonts)
    const text = textOf(pdf)
    for (const { name, sha256 } of photos) {
      expect(text).toContain(name)
      expect(text).toContain(sha256)
    }
    expect(text).toContain('此文件格式不能印在纸上')
    expect(text).toContain('图片文件已损坏')
    expect(picturesOf(pdf)).toHaveLength(2)
  })

  it('prints a notification on one page with the right to object and room for the minute of receipt', async () => {
    const pdf = await printNotification(notification, fonts)
    const text = textOf(pdf)
    expect(pagesOf(pdf)).toBe(1)
    for (const said of [
      '快检阳性结果告知书',
      'GZ-20260301-01',
      '请立即停止销售',
      '四小时内申请复检',
      '复检不采用快速检测方法',
      '复检费用由申请人先行支付',
      '签收时间',
      '76.42%',
      '75.93%',
      '0477-12315',
    ])
      expect(text).toContain(said)
    expect(text.replaceAll('不作为食品检验报告', '')).not.toMatch(/检验报告|检验合格|CMA/)
  })
})

describe('pictures', () => {
  it('takes JPEG and opaque PNG as they are', () => {
    const opaque = pngOf(4, 3, 2)
    expect(pictureOf(opaque)).toMatchObject({
      kind: 'printable',
      width: 4,
      height: 3,
      dataAddress: `data:image/png;base64,${Buffer.from(opaque).toString('base64')}`,
    })
    expect(pictureOf(jpegOf(20, 10))).toMatchObject({ kind: 'printable', width: 20, height: 10 })
  })

  it('lays a transparent PNG on white, whatever its row filters', () => {
    for (const filter of [0, 1, 2, 3, 4]) {
      const picture = pictureOf(pngOf(3, 2, 6, filter))
      if (picture.kind !== 'printable') throw new Error(`filter ${filter}: ${picture.reason}`)
      const again = pictureOf(Buffer.from(picture.dataAddress.split(',')[1] ?? '', 'base64'))
      expect(again).toMatchObject({ kind: 'printable', width: 3, height: 2 })
      expect(picture.dataAddress).toBe((pictureOf(pngOf(3, 2, 6, 0)) as { dataAddress: string }).dataAddress)
    }
  })

  it('never throws and never passes on what is cut short at any point', () => {
    const whole = pngOf(4, 3, 6)
    for (let length = 8; length < whole.length; length++)
      expect(pictureOf(whole.slice(0, length))).toEqual({ kind: 'unprintable', reason: 'damaged' })
    const photograph = jpegOf(20, 10)
    for (let length = 5; length < 20; length++) expect(pictureOf(photograph.slice(0, length)).kind).toBe('unprintable')
  })

  it('refuses a PNG of which one part does not add up, though its pixels do', () => {
    const whole = Uint8Array.from(pngOf(4, 3, 2))
    whole[whole.length - 1] = (whole.at(-1) ?? 0) ^ 1
    expect(pictureOf(whole)).toEqual({ kind: 'unprintable', reason: 'damaged' })
  })

  it('refuses a picture whose pixels do not have the promised length', () => {
    expect(pictureOf(pngOf(4, 3, 2, 0, deflateSync(Buffer.alloc(5))))).toEqual({
      kind: 'unprintable',
      reason: 'damaged',
    })
    expect(pictureOf(pngOf(4, 3, 2, 0, Buffer.from('not deflated')))).toEqual({
      kind: 'unprintable',
      reason: 'damaged',
    })
  })
})

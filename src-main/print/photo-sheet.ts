/** The contact sheet of a record: each photograph with its name, time and SHA-256, two in a row. */
import type { Column, Content } from 'pdfmake/interfaces.js'
import type { Moment } from '#core/time.ts'
import { section } from './form.ts'
import { contentWidth, ink } from './paper.ts'
import { type Picture, type PictureFault, pictureOf } from './picture.ts'
import { timeWords } from './words.ts'

export interface Photo {
  readonly name: string
  /** SHA-256 (hex) of the stored file; what is printed may be a smaller copy, the hash is of the original. */
  readonly sha256: string
  readonly addedAt: Moment
  readonly addedBy: string
  /** Null: a film, whose file is kept apart. */
  readonly bytes: Uint8Array | null
  /** Bytes. */
  readonly size?: number
}

const GAP = 14
const WIDTH = (contentWidth - GAP) / 2
const HEIGHT = 190

const faultWords: Readonly<Record<PictureFault, string>> = {
  format: '此文件格式不能印在纸上,请看电子证据',
  variant: '此图片格式不能印在纸上,请看电子证据',
  'too-large': '图片太大,不能印在纸上,请看电子证据',
  damaged: '图片文件已损坏,请看电子证据',
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

export function photoSheet(
  photos: readonly Photo[],
  heading = '六、影像',
): {
  readonly content: Content[]
  readonly images: Readonly<Record<string, string>>
} {
  const images: Record<string, string> = {}
  const cells = photos.map((photo, i): Column => {
    const picture: Picture | { readonly kind: 'film' } =
      photo.bytes === null ? { kind: 'film' } : pictureOf(photo.bytes)
    if (picture.kind === 'printable') images[`photo${i}`] = picture.dataAddress
    const shown: Content =
      picture.kind === 'printable'
        ? { image: `photo${i}`, fit: [WIDTH, HEIGHT], alignment: 'center' }
        : {
            layout: 'noBorders',
            table: {
              widths: [WIDTH],
              heights: [60],
              body: [
                [
                  {
                    text:
                      picture.kind === 'film'
                        ? `视频 ${megabytes(photo.size ?? 0)},请看电子证据`
                        : faultWords[picture.reason],
                    fillColor: ink.faint,
                    margin: [10, 22, 10, 0],
                    alignment: 'center',
                  },
                ],
              ],
            },
          }
    return {
      width: WIDTH,
      stack: [
        shown,
        { text: `${i + 1}. ${photo.name}`, style: 'small', margin: [0, 4, 0, 0] },
        { text: `${timeWords(photo.addedAt)} ${photo.addedBy}`, style: 'small' },
        { text: `SHA-256 ${photo.sha256}`, fontSize: 5.6, color: ink.soft },
      ],
    }
  })
  const rows: Content[] = []
  for (let i = 0; i < cells.length; i += 2) {
    const pair: Content = { columns: cells.slice(i, i + 2), columnGap: GAP, margin: [0, 0, 0, 10] }
    rows.push({ unbreakable: true, stack: i === 0 ? [section(heading), pair] : [pair] })
  }
  return { content: rows.length === 0 ? [section(heading), { text: '无影像', color: ink.soft }] : rows, images }
}

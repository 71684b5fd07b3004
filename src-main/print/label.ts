/** PRINT labels: pages of exactly 40 x 30 mm for a label printer, or an A4 sheet of them to cut. */
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { epochOf, type Moment } from '#core/time.ts'
import type { PaperFonts } from './fonts.ts'
import { printable } from './glyphs.ts'
import { drawLabel, LABEL, type Label } from './label-drawing.ts'
import { ink, load } from './paper.ts'

/** Points in a millimetre. */
const PT = 72 / 25.4
const width = LABEL.width * PT
const height = LABEL.height * PT

const A4 = { width: 595.28, height: 841.89 } as const
const COLUMNS = 4
const ROWS = 9
const PER_SHEET = COLUMNS * ROWS

/** Noto Sans SC's ascender (hhea) in ems: a line begins so far above its baseline. */
const ASCENT = 1.16

/** One label a page. */
export function printLabels(labels: readonly Label[], at: Moment, fonts: PaperFonts): Promise<Uint8Array> {
  const content = labels.flatMap((label, index) => [
    // Something must stand in the flow of each page; the label itself is placed.
    { text: ' ', fontSize: 1, ...(index === 0 ? {} : { pageBreak: 'before' as const }) },
    ...drawn(label, 0, 0, fonts),
  ])
  return write(fonts, at, { width, height }, content)
}

/** 36 labels a sheet, thin lines to cut along. */
export function printLabelSheet(labels: readonly Label[], at: Moment, fonts: PaperFonts): Promise<Uint8Array> {
  const left = (A4.width - COLUMNS * width) / 2
  const top = (A4.height - ROWS * height) / 2
  const content = labels.flatMap((label, index): Content[] => {
    const place = index % PER_SHEET
    const [x, y] = [left + (place % COLUMNS) * width, top + Math.floor(place / COLUMNS) * height]
    const begins: Content[] =
      place === 0 ? [{ text: ' ', fontSize: 1, ...(index === 0 ? {} : { pageBreak: 'before' as const }) }] : []
    const frame: Content = {
      absolutePosition: { x, y },
      canvas: [{ type: 'rect', x: 0, y: 0, w: width, h: height, lineWidth: 0.3, lineColor: ink.line }],
    }
    return [...begins, ...drawn(label, x, y, fonts), frame]
  })
  return write(fonts, at, A4, content)
}

function drawn(label: Label, left: number, top: number, fonts: PaperFonts): Content[] {
  const { path, texts } = drawLabel(label)
  const cuts = [fonts.regular, fonts.bold]
  return [
    {
      svg: `<svg viewBox="0 0 ${LABEL.width} ${LABEL.height}"><path d="${path}" fill="#000"/></svg>`,
      width,
      height,
      absolutePosition: { x: left, y: top },
    },
    ...texts.map(({ text, x, y, size, bold, anchor }): Content => {
      const fontSize = size * PT
      const words = { text: printable(text, cuts), fontSize, bold, noWrap: true }
      const at = { x: left + x * PT, y: top + y * PT - ASCENT * fontSize }
      if (anchor === 'start') return { ...words, absolutePosition: at }
      return { columns: [{ ...words, width, alignment: 'center' }], absolutePosition: { ...at, x: at.x - width / 2 } }
    }),
  ]
}

async function write(
  fonts: PaperFonts,
  at: Moment,
  pageSize: { readonly width: number; readonly height: number },
  content: Content[],
): Promise<Uint8Array> {
  load(fonts)
  const definition: TDocumentDefinitions = {
    pageSize: { ...pageSize },
    pageMargins: [0, 0, 0, 0],
    info: { title: '标签', creator: '快检站', producer: '快检站', creationDate: new Date(epochOf(at)) },
    defaultStyle: { font: 'Noto', fontSize: 8 },
    content,
  }
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}

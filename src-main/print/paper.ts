/** One A4 paper: page, type, footer and watermark shared by all papers; a definition in, the same bytes out for the same input. */
import pdfmake from 'pdfmake'
import type { Content, CustomTableLayout, StyleDictionary, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { epochOf, type Moment } from '#core/time.ts'
import type { PaperFonts } from './fonts.ts'
import { printable } from './glyphs.ts'

export interface Paper {
  readonly title: string
  /** Number of the paper, shown in the footer: `GS-…`, `XH-…`. */
  readonly number: string
  /** The only time inside the file; nothing else of the moment of printing enters, so that a hash is stable. */
  readonly createdAt: Moment
  readonly content: readonly Content[]
  /** Small lines at the foot of every page, above the page number. */
  readonly foot: readonly string[]
  /** Across every page: 演示数据, 草稿. */
  readonly watermarks: readonly string[]
  /** Pictures by name, as data addresses; content refers to them by `image: name`. */
  readonly images?: Readonly<Record<string, string>>
  /** A4 lying. */
  readonly landscape?: boolean
}

export const ink = { text: '#1a1d21', soft: '#5b636b', line: '#c9cfd4', faint: '#e6e9ec', alarm: '#a8201a' } as const

const MARGIN = 46

/** The width content has, in points: A4 is 595.28 wide. */
export const contentWidth = 595.28 - 2 * MARGIN
/** The same of A4 lying. */
export const lyingWidth = 841.89 - 2 * MARGIN

const styles: StyleDictionary = {
  title: { fontSize: 19, bold: true, alignment: 'center' },
  subtitle: { fontSize: 9.5, color: ink.soft, alignment: 'center' },
  section: { fontSize: 11, bold: true, margin: [0, 14, 0, 5] },
  label: { color: ink.soft, fontSize: 9 },
  small: { color: ink.soft, fontSize: 8 },
  tiny: { color: ink.soft, fontSize: 6.5 },
  head: { fontSize: 9, bold: true },
}

/** Horizontal rules only: a dark one around the head, hair lines between rows. */
export const ruled: CustomTableLayout = {
  hLineWidth: (line, node) =>
    line === 0 || line === node.table.headerRows || line === node.table.body.length ? 0.8 : 0.4,
  hLineColor: (line, node) =>
    line === 0 || line === node.table.headerRows || line === node.table.body.length ? ink.text : ink.line,
  vLineWidth: () => 0,
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 4,
  paddingBottom: () => 4,
}

/** A form's grid: every cell framed by a hair line. */
export const grid: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => ink.line,
  vLineColor: () => ink.line,
  paddingLeft: () => 6,
  paddingRight: () => 6,
  paddingTop: () => 4,
  paddingBottom: () => 4,
}

/** Lays the paper out and writes it. CPU-bound: some hundred milliseconds for a page full of Chinese. */
export async function render(paper: Paper, fonts: PaperFonts): Promise<Uint8Array> {
  load(fonts)
  const cuts = [fonts.regular, fonts.bold]
  const show = <T>(content: T): T => withPrintable(content, (text) => printable(text, cuts))
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageOrientation: paper.landscape === true ? 'landscape' : 'portrait',
    pageMargins: [MARGIN, 44, MARGIN, 40 + 10 * paper.foot.length + 12],
    info: {
      title: show(paper.title),
      subject: paper.number,
      creator: '快检站',
      producer: '快检站',
      creationDate: new Date(epochOf(paper.createdAt)),
    },
    language: 'zh-CN',
    displayTitle: true,
    defaultStyle: { font: 'Noto', fontSize: 9.5, lineHeight: 1.02, color: ink.text },
    styles,
    images: { ...paper.images },
    content: broken(show([...paper.content])),
    footer: (page, pages) => broken(show(footer(paper, page, pages))),
  }
  if (paper.watermarks.length > 0) {
    definition.watermark = {
      text: paper.watermarks.join(' · '),
      bold: true,
      color: ink.text,
      opacity: 0.09,
      angle: -35,
      fontSize: 64,
    }
  }
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}

function footer(paper: Paper, page: number, pages: number): Content {
  return {
    margin: [MARGIN, 8, MARGIN, 0],
    stack: [
      {
        canvas: [
          {
            type: 'line',
            x1: 0,
            y1: 0,
            x2: paper.landscape === true ? lyingWidth : contentWidth,
            y2: 0,
            lineWidth: 0.4,
            lineColor: ink.line,
          },
        ],
      },
      { margin: [0, 4, 0, 0], stack: paper.foot.map((text) => ({ text, style: 'tiny' })) },
      {
        margin: [0, 2, 0, 0],
        columns: [
          { text: paper.number, style: 'tiny' },
          { text: `第 ${page} 页 / 共 ${pages} 页`, style: 'tiny', alignment: 'right' },
        ],
      },
    ],
  }
}

let loaded: PaperFonts | null = null

/** pdfmake 0.3's file system in memory, which its types leave out; font bytes can be handed over in no other way. */
const { virtualfs } = pdfmake as typeof pdfmake & {
  readonly virtualfs: { writeFileSync(name: string, content: Buffer): void }
}

/** pdfmake gets these two files, and neither a disk nor a network. */
export function load(fonts: PaperFonts): void {
  if (loaded === fonts) return
  virtualfs.writeFileSync('regular.ttf', Buffer.from(fonts.regular))
  virtualfs.writeFileSync('bold.ttf', Buffer.from(fonts.bold))
  pdfmake.setFonts({ Noto: { normal: 'regular.ttf', bold: 'bold.ttf' } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
  loaded = fonts
}

/** Every text of a definition passes here; widths, colours and styles are plain letters and stay as they are. */
export function withPrintable<T>(node: T, show: (text: string) => string): T
export function withPrintable(node: unknown, show: (text: string) => string): unknown {
  if (typeof node === 'string') return show(node)
  if (Array.isArray(node)) return node.map((part) => withPrintable(part, show))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withPrintable(value, show)]))
}

/** Longer than this without a place to break, a stall number of forty letters leaves its cell and lies over the next. */
const LONG = /[^\s\p{Script=Han}\u{10000}-\u{10FFFF},。;:、()《》]{15,}/u
const LONG_PARTS = /([^\s\p{Script=Han}\u{10000}-\u{10FFFF},。;:、()《》]{15,})/u

/** Keys whose strings are drawn; `style`, `image` and the like are names. */
const drawn: readonly string[] = ['text', 'stack', 'body', 'columns', 'ul', 'ol', 'content']

/** Long words of a definition may be broken anywhere; other text only where its language allows. */
function broken<T>(node: T, under?: string): T
function broken(node: unknown, under = 'content'): unknown {
  if (typeof node === 'string') {
    if (!LONG.test(node) || !drawn.includes(under)) return node
    const parts = node.split(LONG_PARTS).filter((part) => part !== '')
    return { text: parts.map((text) => (LONG.test(text) ? { text, wordBreak: 'break-all' } : { text })) }
  }
  if (Array.isArray(node)) return node.map((part) => broken(part, under))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const part = broken(value, key)
      // A string under `text` takes its place among the others as a list, not as a paragraph of its own.
      const list = key === 'text' && typeof value === 'string' && typeof part === 'object' && part !== null
      return [key, list ? Reflect.get(part, 'text') : part]
    }),
  )
}

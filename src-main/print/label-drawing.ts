/** A label of 40 x 30 mm drawn once: the same picture is shown on the screen and printed. Bars and modules are whole dots at 203 dpi. */
import bwip from 'bwip-js/generic'
import { create as createQr } from 'qrcode'

export const LABEL = { width: 40, height: 30 } as const

export interface Label {
  /** What a scanner reads: a sample's number, a stall's sign. */
  readonly code: string
  /** Large, at the top. */
  readonly title: string
  readonly lines: readonly string[]
  /** 演示: across the corner. */
  readonly mark: string | null
}

/** Two dots of a 203 dpi head; thinner bars are lost on a cheap label printer. */
const MODULE = 0.25
const QR = { x: 1.5, y: 1.5, size: 11 } as const
const BARS = { y: 18, height: 7.6, widest: 36 } as const
const TEXT_X = 13.8

/** Everything in millimetres; `y` of a text is its baseline. */
export interface LabelText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly bold: boolean
  readonly anchor: 'start' | 'middle'
}

export interface LabelDrawing {
  readonly width: number
  readonly height: number
  /** SVG path of everything black: QR modules and bars. */
  readonly path: string
  readonly texts: readonly LabelText[]
}

export function drawLabel(label: Label): LabelDrawing {
  const texts = textLines(label)
  // The number under its bars is read by people when no scanner is at hand.
  const size = fitting(label.code, 37, 2.9)
  texts.push({ text: label.code, x: LABEL.width / 2, y: 28.6, size, bold: true, anchor: 'middle' })
  if (label.mark !== null) texts.push({ text: label.mark, x: 1.5, y: 15.6, size: 1.9, bold: true, anchor: 'start' })
  return { ...LABEL, path: qrPath(label.code) + (barsOf(label.code) ?? ''), texts }
}

/** Code 128 (ISO/IEC 15417) as one path; null for a sign it cannot spell, which then has its QR code alone. */
function barsOf(code: string): string | null {
  if (!/^[\x20-\x7e]+$/.test(code)) return null
  const drawn: unknown = bwip.raw({ bcid: 'code128', text: code })
  const widths = widthsOf(drawn)
  const modules = widths.reduce((sum, width) => sum + width, 0)
  const module = Math.min(MODULE, BARS.widest / modules)
  let x = (LABEL.width - modules * module) / 2
  let path = ''
  widths.forEach((width, index) => {
    if (index % 2 === 0) path += rect(x, BARS.y, width * module, BARS.height)
    x += width * module
  })
  return path
}

/** bwip-js answers `[{ sbs }]`: bar, space, bar ... in modules. */
function widthsOf(drawn: unknown): readonly number[] {
  const [first] = Array.isArray(drawn) ? (drawn as readonly unknown[]) : []
  const widths: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'sbs') : undefined
  if (!Array.isArray(widths) || !widths.every((width) => typeof width === 'number')) throw new Error('no bars')
  return widths
}

/** Runs of dark modules, row by row; M: a corner may be dirty or torn. */
function qrPath(code: string): string {
  const { modules } = createQr(code, { errorCorrectionLevel: 'M' })
  const size = QR.size / modules.size
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; ) {
      if (modules.get(row, column) === 0) {
        column += 1
        continue
      }
      let end = column
      while (end < modules.size && modules.get(row, end) !== 0) end += 1
      path += rect(QR.x + column * size, QR.y + row * size, (end - column) * size, size)
      column = end
    }
  }
  return path
}

function rect(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`
}

function textLines({ title, lines }: Label): LabelText[] {
  const width = LABEL.width - TEXT_X - 1
  let y = 1
  const drawn: LabelText[] = []
  const put = (words: string, sizes: readonly number[], most: number, bold: boolean) => {
    const { size, rows } = broken(words, width, sizes, most)
    for (const row of rows) {
      y += size * 1.12
      drawn.push({ text: row, x: TEXT_X, y, size, bold, anchor: 'start' })
    }
    y += 0.5
  }
  put(title, [3.6, 3.1, 2.7, 2.3], 2, true)
  for (const line of lines) put(line, [2.5, 2.1, 1.8], 2, false)
  return drawn
}

/** The largest size at which the words fit; at the smallest they are cut, and it is seen that they are. */
function broken(
  words: string,
  width: number,
  sizes: readonly number[],
  most: number,
): { readonly size: number; readonly rows: readonly string[] } {
  const smallest = sizes.at(-1) ?? 2
  for (const size of sizes) {
    const rows = rowsOf(words, width / size)
    if (rows.length <= most) return { size, rows }
  }
  const rows = rowsOf(words, width / smallest).slice(0, most)
  const last = [...(rows.at(-1) ?? '')].slice(0, -1).join('')
  return { size: smallest, rows: [...rows.slice(0, -1), `${last}…`] }
}

/** `width` in ems. */
function rowsOf(words: string, width: number): readonly string[] {
  const rows: string[] = []
  let row = ''
  for (const character of words) {
    if (row !== '' && emsOf(row + character) > width) {
      rows.push(row.trimEnd())
      row = character.trimStart()
    } else row += character
  }
  return row === '' ? rows : [...rows, row]
}

/** Ideographs are square; the widest of Noto Sans SC's letters stay below 0.65 em on average. */
function emsOf(words: string): number {
  let ems = 0
  for (const character of words) ems += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 1 : 0.62
  return ems
}

function fitting(words: string, width: number, size: number): number {
  return Math.min(size, width / emsOf(words))
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

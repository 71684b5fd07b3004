/** PRINT a ledger (台账): many lines under one repeated head, A4 lying, signed at its end. */
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { Moment } from '#core/time.ts'
import type { PaperFonts } from './fonts.ts'
import { ink, lyingWidth, render, ruled } from './paper.ts'
import { type Parties, partyLine } from './parties.ts'
import { timeWords } from './words.ts'

export interface LedgerColumn {
  readonly head: string
  /** Its share of the page's width, beside the shares of the others. */
  readonly share: number
}

export interface LedgerPaper {
  /** 检测原始记录, 处置台账 ... */
  readonly title: string
  /** In the footer: `YSJL-20260301`. */
  readonly number: string
  readonly site: string
  readonly parties: Parties
  /** `2026年3月1日`, `截至 2026年3月1日`. */
  readonly period: string
  readonly columns: readonly LedgerColumn[]
  readonly rows: readonly (readonly LedgerCell[])[]
  /** Below the table. */
  readonly notes: readonly string[]
  /** Who signs by hand: 检测人, 审核人 ... */
  readonly signers: readonly string[]
  readonly foot: readonly string[]
  readonly madeAt: Moment
  readonly demo: boolean
}

/** Lines of one cell; `small` ones are hashes and times. `alarm` is what must not be overlooked. */
export interface LedgerCell {
  readonly lines: readonly string[]
  readonly small?: readonly string[]
  readonly struck?: boolean
  readonly alarm?: boolean
}

export function cell(...lines: readonly (string | null | undefined)[]): LedgerCell {
  return { lines: lines.filter((line): line is string => line != null && line !== '') }
}

export function printLedger(paper: LedgerPaper, fonts: PaperFonts): Promise<Uint8Array> {
  return render(
    {
      title: `${paper.title} ${paper.period}`,
      number: paper.number,
      createdAt: paper.madeAt,
      landscape: true,
      content: [
        { text: paper.title, style: 'title' },
        {
          text: `${paper.site}    ${paper.period}    共 ${paper.rows.length} 条    制表时间 ${timeWords(paper.madeAt)}`,
          style: 'subtitle',
          margin: [0, 4, 0, 0],
        },
        ...partyLine(paper.parties),
        { text: ' ', fontSize: 6 },
        table(paper),
        ...(paper.rows.length === 0 ? [nothing] : []),
        ...paper.notes.map((text): Content => ({ text, style: 'small', margin: [0, 4, 0, 0] })),
        signatures(paper.signers),
      ],
      foot: paper.foot,
      watermarks: paper.demo ? ['演示数据'] : [],
    },
    fonts,
  )
}

const nothing: Content = { text: '本期无记录', alignment: 'center', color: ink.soft, margin: [0, 16, 0, 0] }

const NUMBER = 22
/** What `ruled` leaves blank left and right of a cell. */
const PADDING = 6

function table({ columns, rows }: LedgerPaper): Content {
  const left = lyingWidth - NUMBER - PADDING * (columns.length + 1)
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  return {
    layout: ruled,
    fontSize: 8,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [NUMBER, ...columns.map(({ share }) => Math.floor((left * share) / shares))],
      body: [
        ['序号', ...columns.map(({ head }) => head)].map((text) => ({ text, style: 'head', fontSize: 8 })),
        ...rows.map((row, index): TableCell[] => [{ text: String(index + 1), color: ink.soft }, ...row.map(cellOf)]),
      ],
    },
  }
}

function cellOf({ lines, small = [], struck = false, alarm = false }: LedgerCell): TableCell {
  if (lines.length === 0 && small.length === 0) return { text: '—', color: ink.soft }
  return {
    stack: [
      ...lines.map((text, index): Content => {
        const decoration = struck && index === 0 ? ({ decoration: 'lineThrough' } as const) : {}
        return { text, ...decoration, ...(alarm ? { bold: true, color: ink.alarm } : {}) }
      }),
      ...small.map((text): Content => ({ text, fontSize: 5.6, color: ink.soft })),
    ],
  }
}

function signatures(names: readonly string[]): Content {
  return {
    unbreakable: true,
    margin: [0, 16, 0, 0],
    columns: [...names, '日期'].map((name) => ({ text: `${name}:____________________`, fontSize: 9 })),
  }
}

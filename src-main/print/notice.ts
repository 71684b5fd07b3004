/** PRINT a notice: the day's results as the board shows them, A4, the same content under the same hash. */
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { NoticeContent, NoticeRow } from '#core/notice/notice.ts'
import { type Moment, momentOf } from '#core/time.ts'
import type { PaperFonts } from './fonts.ts'
import { ink, render, ruled } from './paper.ts'
import { partyLine } from './parties.ts'
import { dayWords, handlingWords, screeningSentence, shortTime, timeWords, wordings } from './words.ts'

export interface NoticePaper {
  readonly content: NoticeContent
  /** SHA-256 (hex) of the canonical content, printed on every page and inside the QR code. */
  readonly sha256: string
  /** Null for a draft, which says so across every page. */
  readonly approvedAt: Moment | null
  readonly approvedBy: string | null
}

/** The A4 notice as PDF bytes; the same paper gives the same bytes. */
export function printNotice(paper: NoticePaper, fonts: PaperFonts): Promise<Uint8Array> {
  const { content, sha256, approvedAt } = paper
  return render(
    {
      title: `${content.site} 食品快速检测结果公示`,
      number: content.noticeNo,
      createdAt: approvedAt ?? momentOf(Date.parse(`${content.day}T00:00:00.000Z`)),
      content: [head(paper), table(content), end(content)],
      foot: [screeningSentence, `内容校验 SHA-256 ${sha256}`],
      watermarks: [...(content.demo ? ['演示数据'] : []), ...(approvedAt === null ? ['草稿'] : [])],
    },
    fonts,
  )
}

function head({ content, sha256, approvedAt, approvedBy }: NoticePaper): Content {
  const approval = approvedAt === null ? '未批准' : `批准公示 ${approvedBy ?? ''} ${timeWords(approvedAt)}`
  const { tested, passed, open } = content.totals
  return {
    columnGap: 12,
    margin: [0, 0, 0, 14],
    columns: [
      { width: 62, text: '' },
      {
        width: '*',
        stack: [
          { text: content.site, style: 'title' },
          { text: '食品快速检测结果公示', fontSize: 13, alignment: 'center', margin: [0, 2, 0, 6] },
          ...partyLine({ opener: content.opener ?? '', testingBody: content.testingBody ?? '' }, 4),
          { text: `${dayWords(content.day)}    ${content.noticeNo}    ${approval}`, style: 'subtitle' },
          {
            alignment: 'center',
            margin: [0, 8, 0, 0],
            text: [
              '检测 ',
              { text: String(tested), bold: true, fontSize: 13 },
              ' 批    阴性(合格) ',
              { text: String(passed), bold: true, fontSize: 13 },
              ' 批    处置中 ',
              { text: String(open), bold: true, fontSize: 13 },
              ' 批',
            ],
          },
        ],
      },
      { width: 62, qr: `${content.noticeNo} ${sha256}`, fit: 62, eccLevel: 'M', foreground: ink.text },
    ],
  }
}

function table(content: NoticeContent): Content {
  const heads = ['序号', '样品 / 编号', '摊位 / 经营户', '检测项目 / 方法', '结果', '判定 / 处置', '时间']
  return {
    layout: ruled,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [22, 76, 82, '*', 54, 92, 34],
      body: [
        heads.map((text, i) => ({ text, style: 'head', alignment: i === heads.length - 1 ? 'right' : 'left' })),
        ...content.rows.map((row, i) => rowCells(row, i + 1, content.day)),
      ],
    },
  }
}

function rowCells(row: NoticeRow, number: number, day: string): TableCell[] {
  const passed = row.wording === 'negative' || row.wording === 'released'
  const handling = handlingWords(row.handling)
  return [
    { text: String(number), color: ink.soft },
    { stack: [row.food, { text: row.sampleNo, style: 'small' }] },
    { stack: [row.stallCode, { text: row.stallName === row.stallCode ? '' : row.stallName, style: 'small' }] },
    {
      stack: [row.recordOrigin === 'manual' ? `${row.item}(人工判读)` : row.item, { text: row.method, style: 'small' }],
    },
    { text: row.value },
    {
      stack: [
        { text: `${passed ? '' : '▲ '}${wordings[row.wording]}`, bold: !passed, color: passed ? ink.text : ink.alarm },
        ...(handling === '' ? [] : [{ text: handling, style: 'small' }]),
      ],
    },
    { text: shortTime(row.testedAt, day), alignment: 'right' },
  ]
}

function end(content: NoticeContent): Content {
  const none =
    content.rows.length === 0
      ? [
          {
            text: '本日无公示结果',
            alignment: 'center' as const,
            color: ink.soft,
            margin: [0, 20, 0, 0] as [number, number, number, number],
          },
        ]
      : []
  const phone =
    content.complaintPhone === ''
      ? []
      : [{ text: `投诉举报电话 ${content.complaintPhone}`, margin: [0, 12, 0, 0] as [number, number, number, number] }]
  return { stack: [...none, ...phone] }
}

/** PRINT the notification (快检阳性结果告知书) handed to the stall holder; the four hours run from the time written at its foot. */
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { NoticeReceipt } from '#core/failure/event.ts'
import type { Basis } from '#core/judge/verdict.ts'
import type { Moment } from '#core/time.ts'
import { type CorrectedFact, correctionSection } from './corrections.ts'
import type { TestedValue } from './destruction-paper.ts'
import type { PaperFonts } from './fonts.ts'
import { field, fields, section } from './form.ts'
import { dutyTexts } from './notice-lines.ts'
import { grid, render, ruled } from './paper.ts'
import { type Parties, partyLine } from './parties.ts'
import { pictureOf } from './picture.ts'
import { evidenceWords, limitWords, roundWords, screeningSentence, timeWords, verdictWords } from './words.ts'

export interface NotificationPaper {
  readonly notificationNo: string
  readonly caseNo: string
  readonly site: string
  readonly parties: Parties
  readonly sampleNo: string
  readonly food: string
  readonly stockKg: string | null
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly sampledAt: Moment
  readonly item: string
  readonly method: string
  readonly basis: Basis | null
  readonly values: readonly TestedValue[]
  readonly complaintPhone: string
  readonly madeAt: Moment
  readonly demo: boolean
  /** Of the notice and its receipt. */
  readonly corrections: readonly CorrectedFact[]
  /** Null before it was served. */
  readonly served: {
    readonly by: string
    readonly receiver: string
    readonly receivedAt: Moment
    readonly receipt: NoticeReceipt
    /** PNG of what was drawn on the screen. */
    readonly drawing: Uint8Array | null
  } | null
}

/** The A4 notification as PDF bytes; the same paper gives the same bytes. */
export function printNotification(paper: NotificationPaper, fonts: PaperFonts): Promise<Uint8Array> {
  const { served } = paper
  const drawing = served?.drawing ?? null
  const picture = drawing === null ? null : pictureOf(drawing)
  return render(
    {
      title: `快检阳性结果告知书 ${paper.notificationNo}`,
      number: `${paper.notificationNo}  ${paper.caseNo}`,
      createdAt: paper.madeAt,
      content: [
        { text: '快检阳性结果告知书', style: 'title' },
        {
          text: `${paper.site}    ${paper.notificationNo}    案号 ${paper.caseNo}`,
          style: 'subtitle',
          margin: [0, 4, 0, 0],
        },
        ...partyLine(paper.parties),
        {
          text: `${paper.stallCode ?? '—'}${named(paper)}:`,
          fontSize: 11,
          bold: true,
          margin: [0, 12, 0, 6],
        },
        {
          text: '对你处下列样品进行的食品快速检测结果为阳性，现告知如下。快速检测用于筛查，阳性结果表明该食品可能不符合食品安全标准。',
          fontSize: 10,
          lineHeight: 1.12,
        },
        ...facts(paper),
        ...duties(paper),
        served === null || served.receipt.kind === 'paper'
          ? receipt()
          : signedReceipt(served, picture?.kind === 'printable', paper.corrections.length > 0),
        ...correctionSection(paper.corrections),
      ],
      foot: [screeningSentence],
      watermarks: paper.demo ? ['演示数据'] : [],
      ...(picture?.kind === 'printable' ? { images: { drawing: picture.dataAddress } } : {}),
    },
    fonts,
  )
}

function facts(paper: NotificationPaper): Content[] {
  const { basis } = paper
  return [
    section('一、样品与结果'),
    fields([
      field('样品编号', paper.sampleNo, '采样时间', timeWords(paper.sampledAt)),
      field('食品名称', paper.food, '库存(公斤)', paper.stockKg),
      field('检测项目', paper.item, '检测方法', paper.method),
      field(
        '判定依据',
        basis === null ? null : `${basis.standard}${basis.clause === null ? '' : ` ${basis.clause}`}`,
        '限量',
        basis === null ? null : `${limitWords(basis.limit)}(${evidenceWords[basis.evidence]})`,
      ),
    ]),
    {
      margin: [0, 8, 0, 0],
      layout: ruled,
      table: {
        headerRows: 1,
        widths: [60, 90, 40, 90, '*'],
        body: [
          ['轮次', '结果', '判定', '时间', '仪器'].map((text) => ({ text, style: 'head' })),
          ...paper.values.map((tested) => [
            roundWords[tested.round],
            { text: tested.value, bold: true },
            verdictWords[tested.verdict],
            timeWords(tested.at),
            tested.source,
          ]),
        ],
      },
    },
  ]
}

function duties({ complaintPhone }: NotificationPaper): Content[] {
  const phone = complaintPhone === '' ? [] : [`联系与投诉举报电话:${complaintPhone}。`]
  return [section('二、要求与权利'), { fontSize: 10, lineHeight: 1.12, ol: [...dutyTexts, ...phone] }]
}

function receipt(): Content {
  const line = (label: string) => [
    { text: label, style: 'label', margin: [0, 7, 0, 7] as [number, number, number, number] },
    '',
  ]
  return {
    unbreakable: true,
    stack: [
      section('三、送达与签收(四小时自签收时间起算,请写明到分钟)'),
      {
        layout: grid,
        table: {
          widths: [70, '*', 70, '*'],
          body: [
            [...line('送达人签字'), ...line('送达时间')],
            [...line('签收人签字'), ...line('签收时间')],
            [
              { text: '签收人意见', style: 'label', margin: [0, 7, 0, 7] },
              { text: '□ 无异议        □ 有异议,申请复检', colSpan: 3, margin: [0, 7, 0, 7] },
              '',
              '',
            ],
          ],
        },
      },
      { text: '本告知书一式两份,检测点与经营户各执一份。', style: 'small', margin: [0, 5, 0, 0] },
    ],
  }
}

type Served = NonNullable<NotificationPaper['served']>

/** Signed on the screen, or refused before a witness: the time is the station's, so nothing is left to fill in. */
function signedReceipt(
  { by, receiver, receivedAt, receipt, drawing }: Served,
  drawn: boolean,
  corrected: boolean,
): Content {
  const screen = receipt.kind === 'screen'
  const signature: Content = drawn && drawing !== null ? { image: 'drawing', fit: [160, 60] } : '—'
  const rows: TableCell[][] =
    receipt.kind === 'refused'
      ? [
          field('送达人', by, '送达时间', timeWords(receivedAt)),
          field(
            '签收情况',
            `${receiver} 拒绝签收${receipt.why === '' ? '' : `:${receipt.why}`}`,
            '见证人',
            receipt.witness,
          ),
        ]
      : [
          field('送达人', by, '签收时间', timeWords(receivedAt)),
          [{ text: '签收人', style: 'label' }, receiver, { text: '屏上签名', style: 'label' }, signature],
        ]
  return {
    unbreakable: true,
    stack: [
      section('三、送达与签收(四小时自签收时间起算)'),
      fields(rows),
      ...(screen
        ? [
            {
              text: `${corrected ? '签名覆盖更正前的内容;' : ''}签名时所示内容 SHA-256 ${receipt.shownSha256}\n签名图 SHA-256 ${receipt.drawingSha256}`,
              style: 'tiny',
            },
          ]
        : []),
    ],
  }
}

/** A stall nobody has named yet is called by its code, once. */
function named({ stallCode, stallName }: Pick<NotificationPaper, 'stallCode' | 'stallName'>): string {
  return stallName === null || stallName === stallCode ? '' : `  ${stallName}`
}

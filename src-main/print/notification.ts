/** PRINT the notification (快检阳性结果告知书) handed to the stall holder; the four hours run from the time written at its foot. */
import type { Content } from 'pdfmake/interfaces.js'
import type { Basis } from '#core/judge/verdict.ts'
import type { Moment } from '#core/time.ts'
import type { TestedValue } from './destruction.ts'
import type { PaperFonts } from './fonts.ts'
import { field, fields, section } from './form.ts'
import { grid, render, ruled } from './paper.ts'
import { evidenceWords, roundWords, screeningSentence, timeWords, verdictWords } from './words.ts'

export interface NotificationPaper {
  readonly notificationNo: string
  readonly caseNo: string
  readonly site: string
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
}

/** The A4 notification as PDF bytes; the same paper gives the same bytes. */
export function printNotification(paper: NotificationPaper, fonts: PaperFonts): Promise<Uint8Array> {
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
          margin: [0, 4, 0, 12],
        },
        {
          text: `${paper.stallCode ?? '—'}  ${paper.stallName ?? ''}:`,
          fontSize: 11,
          bold: true,
          margin: [0, 0, 0, 6],
        },
        {
          text: '对你处下列样品进行的食品快速检测结果为阳性，现告知如下。快速检测用于筛查，阳性结果表明该食品可能不符合食品安全标准。',
          fontSize: 10,
          lineHeight: 1.12,
        },
        ...facts(paper),
        ...duties(paper),
        receipt(),
      ],
      foot: [screeningSentence],
      watermarks: paper.demo ? ['演示数据'] : [],
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
        basis === null ? null : `${basis.limit}(${evidenceWords[basis.evidence]})`,
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

/** 食品安全法 art. 64 (stop of sale) and 88 (four hours, no quick method); 实施条例 art. 42 (cost of 复检). */
function duties({ complaintPhone }: NotificationPaper): Content[] {
  const phone = complaintPhone === '' ? [] : [`联系与投诉举报电话:${complaintPhone}。`]
  return [
    section('二、要求与权利'),
    {
      fontSize: 10,
      lineHeight: 1.12,
      ol: [
        '请立即停止销售，就地封存该批食品，并配合监管部门处置（《食品安全法》第六十四条）。',
        '如对结果有异议，可自收到检测结果时起四小时内申请复检；复检不采用快速检测方法（《食品安全法》第八十八条）。',
        '复检费用由申请人先行支付；复检结论合格的，由实施抽样检验的部门承担（《食品安全法实施条例》第四十二条）。',
        '逾期未申请复检，或复检不合格的，该批食品将依法处置，处置的时间、地点提前报告（《食品安全法》第六十三条）。',
        ...phone,
      ],
    },
  ]
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

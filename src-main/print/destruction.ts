/** PRINT a destruction record (不合格食品销毁记录): the paper at the end of a case, from the first value to the last kilogram. */
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { Quantities, Signer } from '#core/failure/event.ts'
import type { DisposalMethod } from '#core/failure/rules.ts'
import type { Basis, Verdict } from '#core/judge/verdict.ts'
import type { Moment } from '#core/time.ts'
import type { PaperFonts } from './fonts.ts'
import { field, fields, section } from './form.ts'
import { grid, ink, render, ruled } from './paper.ts'
import { type Photo, photoSheet } from './photo-sheet.ts'
import {
  evidenceWords,
  methodWords,
  roundWords,
  screeningSentence,
  type TestRound,
  timeWords,
  verdictWords,
} from './words.ts'

/** One of the case's tests; first, retests and confirmation stand side by side, none replaces another. */
export interface TestedValue {
  readonly round: TestRound
  /** With its unit, as a person reads it. */
  readonly value: string
  readonly verdict: Verdict
  readonly at: Moment | null
  /** Instrument, or laboratory and report number. */
  readonly source: string
  /** SHA-256 of the analyzer's raw bytes; null for a laboratory's value. */
  readonly rawSha256: string | null
}

export interface ServedNotification {
  readonly notificationNo: string
  readonly receiver: string
  readonly receivedAt: Moment
}

/** How the case came to disposal: undisputed, deadline passed, or confirmed by a laboratory. */
export type DisposalGround =
  | { readonly kind: 'accepted'; readonly signer: string }
  | { readonly kind: 'deadline-passed' }
  | { readonly kind: 'confirmed'; readonly laboratory: string; readonly reportNo: string }

export interface DisposalFacts extends Quantities {
  readonly method: DisposalMethod
  /** Where and when it was announced, and to whom, before it was done; null while nothing was planned. */
  readonly plan: {
    readonly place: string
    readonly plannedAt: Moment
    readonly reportedTo: string
    readonly reportedAt: Moment
  } | null
  readonly place: string
  readonly disposedAt: Moment
  /** stock - destroyed - returned - sold - kept, `0` when nothing is unaccounted for. */
  readonly remainderKg: string
  readonly signers: readonly Signer[]
}

export interface DestructionPaper {
  /** `XH-YYYYMMDD-NN`. */
  readonly recordNo: string
  readonly caseNo: string
  readonly site: string
  readonly sampleNo: string
  readonly food: string
  readonly origin: string | null
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly sampledAt: Moment
  readonly item: string
  readonly method: string
  readonly basis: Basis | null
  readonly values: readonly TestedValue[]
  readonly notification: ServedNotification | null
  readonly ground: DisposalGround | null
  /** Null in a draft made before the disposal. */
  readonly disposal: DisposalFacts | null
  readonly photos: readonly Photo[]
  /** The platform's receipt for the case, when it is there. */
  readonly receipt: { readonly platform: string; readonly receipt: string; readonly at: Moment } | null
  /** The moment of closing, or of the draft: the only time of making inside the file. */
  readonly madeAt: Moment
  readonly draft: boolean
  readonly demo: boolean
}

/** The A4 record as PDF bytes; the same paper gives the same bytes. */
export function printDestructionRecord(paper: DestructionPaper, fonts: PaperFonts): Promise<Uint8Array> {
  const title = goes(paper) ? '不合格食品销毁记录' : '不合格食品处置记录'
  const photos = photoSheet(paper.photos)
  return render(
    {
      title: `${title} ${paper.recordNo}`,
      number: `${paper.recordNo}  ${paper.caseNo}`,
      createdAt: paper.madeAt,
      content: [
        { text: title, style: 'title' },
        { text: `${paper.site}    ${paper.recordNo}    案号 ${paper.caseNo}`, style: 'subtitle', margin: [0, 4, 0, 0] },
        ...recordSections(paper, photos.content),
      ],
      foot: [screeningSentence],
      watermarks: [...(paper.demo ? ['演示数据'] : []), ...(paper.draft ? ['草稿'] : [])],
      images: photos.images,
    },
    fonts,
  )
}

/** One to seven of the record, in its order; the case file begins with the same. */
export function recordSections(paper: DestructionPaper, photos: readonly Content[]): Content[] {
  return [
    ...sampleSection(paper),
    ...valueSection(paper),
    ...noticeSection(paper),
    ...disposalSection(paper),
    ...signerSection(paper),
    ...photos,
    ...lawSection(paper),
  ]
}

function goes({ disposal }: DestructionPaper): boolean {
  return disposal === null || disposal.method === 'destroy' || disposal.method === 'harmless'
}

function sampleSection(paper: DestructionPaper): Content[] {
  return [
    section('一、样品'),
    fields([
      field('样品编号', paper.sampleNo, '采样时间', timeWords(paper.sampledAt)),
      field('食品名称', paper.food, '产地', paper.origin),
      field('摊位', paper.stallCode, '经营户', paper.stallName),
      field('检测项目', paper.item, '检测方法', paper.method),
    ]),
  ]
}

function valueSection(paper: DestructionPaper): Content[] {
  const rows = paper.values.map((tested): TableCell[] => [
    roundWords[tested.round],
    { text: tested.value, bold: true },
    verdictWords[tested.verdict],
    timeWords(tested.at),
    {
      stack: [
        tested.source,
        ...(tested.rawSha256 === null
          ? []
          : [{ text: `原始报文 SHA-256\n${tested.rawSha256}`, color: ink.soft, fontSize: 5.6 }]),
      ],
    },
  ])
  const basis = paper.basis
  const limit =
    basis === null
      ? '判定依据 —'
      : `判定依据 ${basis.standard}${basis.clause === null ? '' : ` ${basis.clause}`},限量 ${basis.limit}(限量包 ${basis.pack} ${basis.packVersion};${evidenceWords[basis.evidence]})`
  return [
    section('二、检测结果(初检、复测、复检分别记录)'),
    {
      layout: ruled,
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: [60, 72, 36, 82, '*'],
        body: [['轮次', '结果', '判定', '时间', '仪器或机构'].map((text) => ({ text, style: 'head' })), ...rows],
      },
    },
    { text: limit, style: 'small', margin: [0, 4, 0, 0] },
  ]
}

function noticeSection({ notification, ground }: DestructionPaper): Content[] {
  return [
    section('三、告知与异议'),
    fields([
      field('告知书编号', notification?.notificationNo ?? null, '签收人', notification?.receiver ?? null),
      field(
        '签收时间',
        notification === null ? null : timeWords(notification.receivedAt),
        '异议情况',
        groundWords(ground),
      ),
    ]),
  ]
}

function groundWords(ground: DisposalGround | null): string | null {
  if (ground === null) return null
  if (ground.kind === 'accepted') return `无异议(${ground.signer} 确认)`
  if (ground.kind === 'deadline-passed') return '收到结果后四小时内未申请复检'
  return `有异议,${ground.laboratory} 复检不合格,报告编号 ${ground.reportNo}`
}

function reasonWords(ground: DisposalGround | null): string {
  if (ground === null) return '快速检测阳性'
  const why = { accepted: '经营户无异议', 'deadline-passed': '逾期未申请复检', confirmed: '复检不合格' }[ground.kind]
  return `快速检测阳性,${why}`
}

function disposalSection({ disposal, ground }: DestructionPaper): Content[] {
  if (disposal === null) return [section('四、处置'), { text: '尚未处置', color: ink.soft }]
  const plan = disposal.plan
  return [
    section('四、处置'),
    fields([
      field('处置方式', methodWords[disposal.method], '处置原因', reasonWords(ground)),
      field(
        '提前报告',
        plan === null ? null : `${timeWords(plan.reportedAt)} 报 ${plan.reportedTo}`,
        '报告的时间地点',
        plan === null ? null : `${timeWords(plan.plannedAt)} ${plan.place}`,
      ),
      field('处置时间', timeWords(disposal.disposedAt), '处置地点', disposal.place),
    ]),
    {
      margin: [0, 6, 0, 0],
      layout: grid,
      table: {
        widths: ['*', '*', '*', '*', '*', '*'],
        body: [
          ['库存', '销毁', '退回', '已售', '留样', '差额'].map((text) => ({
            text: `${text}(公斤)`,
            style: 'label',
            alignment: 'center',
          })),
          [
            disposal.stockKg,
            disposal.destroyedKg,
            disposal.returnedKg,
            disposal.soldKg,
            disposal.keptKg,
            disposal.remainderKg,
          ].map((text) => ({ text, bold: true, fontSize: 11, alignment: 'center' })),
        ],
      },
    },
    { text: '库存 = 销毁 + 退回 + 已售 + 留样,差额为 0 方可结案。', style: 'small', margin: [0, 3, 0, 0] },
  ]
}

function signerSection({ disposal }: DestructionPaper): Content[] {
  const signers = disposal?.signers ?? []
  const rows = signers.map(({ role, name }): TableCell[] => [
    { text: role, margin: [0, 7, 0, 7] },
    { text: name, margin: [0, 7, 0, 7] },
    '',
    '',
  ])
  if (rows.length === 0) return []
  return [
    {
      unbreakable: true,
      stack: [
        section('五、在场人员签字(不少于两人,另有监督人)'),
        {
          layout: grid,
          table: {
            widths: [100, 110, '*', 110],
            body: [['身份', '姓名', '签字', '日期'].map((text) => ({ text, style: 'label' })), ...rows],
          },
        },
      ],
    },
  ]
}

function lawSection({ receipt }: DestructionPaper): Content[] {
  return [
    {
      unbreakable: true,
      stack: [
        section('七、依据与上报'),
        {
          style: 'small',
          ul: [
            '《食品安全法》（2021年修正）第六十三条：召回的食品采取无害化处理、销毁等措施，提前报告时间、地点。',
            '《食品安全法》第八十八条：对快速检测结果有异议的，自收到检测结果时起四小时内申请复检，复检不得采用快速检测方法。',
            '《食品安全法》第一百一十二条：快速检测表明可能不符合食品安全标准的，依照第八十七条的规定进行检验。',
            '《食品安全法实施条例》（2019年修订）第二十九条：及时采取无害化处理、销毁等措施并如实记录。',
          ],
        },
        {
          margin: [0, 6, 0, 0],
          text:
            receipt === null
              ? '上报回执 —(尚未收到平台回执)'
              : `上报回执 ${receipt.receipt}(${receipt.platform},${timeWords(receipt.at)})`,
        },
      ],
    },
  ]
}

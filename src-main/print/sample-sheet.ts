/** PRINT the 样品信息单: what was taken, from whom, with which papers, signed by the sampler and the stall (操作指南 art. 5, 2023). */
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { Finding } from '#core/sample/check.ts'
import type { SampleDetails } from '#core/sample/details.ts'
import {
  type PhotoSubject,
  type SheetSample,
  type SheetSigner,
  type Strokes,
  sheetSigners,
} from '#core/sample/sheet.ts'
import type { Moment } from '#core/time.ts'
import type { PaperFonts } from './fonts.ts'
import { field, fields, section } from './form.ts'
import { grid, ink, render } from './paper.ts'
import { type Parties, partyLine } from './parties.ts'
import { type Photo, photoSheet } from './photo-sheet.ts'
import {
  conditionText,
  findingWords,
  kindWords,
  natureWords,
  signerWords,
  subjectWords,
  traceText,
  unitWords,
  voucherText,
} from './sheet-words.ts'
import { timeWords } from './words.ts'

export interface SampleSheetPaper {
  readonly site: string
  readonly parties: Parties
  readonly sample: SheetSample
  readonly details: SampleDetails
  readonly findings: readonly Finding[]
  /** Only signatures of what the sheet says now. */
  readonly signatures: readonly {
    readonly signer: SheetSigner
    readonly name: string
    readonly strokes: Strokes
    readonly at: Moment
  }[]
  readonly photos: readonly (Photo & { readonly subject: PhotoSubject })[]
  readonly sha256: string
  readonly demo: boolean
}

/** The A4 sheet as PDF bytes; the same sheet gives the same bytes. */
export function printSampleSheet(paper: SampleSheetPaper, fonts: PaperFonts): Promise<Uint8Array> {
  const { sample, signatures } = paper
  const photos = photoSheet(
    paper.photos.map((photo) => ({ ...photo, name: `${subjectWords[photo.subject]} ${photo.name}` })),
    '五、影像',
  )
  return render(
    {
      title: `样品信息单 ${sample.sampleNo}`,
      number: sample.sampleNo,
      createdAt: signatures.at(-1)?.at ?? sample.takenAt,
      content: [
        { text: '样品信息单', style: 'title' },
        { text: `${paper.site}    ${sample.sampleNo}`, style: 'subtitle', margin: [0, 4, 0, 0] },
        ...partyLine(paper.parties),
        ...aboutSample(paper),
        ...aboutSource(paper),
        ...remarks(paper.findings),
        signing(paper),
        ...(paper.photos.length === 0 ? [] : photos.content),
      ],
      foot: ['本单只记录采样信息,不含检测结论。', `内容校验 SHA-256 ${paper.sha256}`],
      watermarks: paper.demo ? ['演示数据'] : [],
      images: photos.images,
    },
    fonts,
  )
}

function amount(quantity: string | null, unit: string | null): string | null {
  return quantity === null ? null : `${quantity}\u00a0${unitWords(unit) ?? ''}`.trim()
}

function aboutSample({ sample, details }: SampleSheetPaper): Content[] {
  const nature = sample.kind === 'ordinary' ? natureWords[sample.nature] : kindWords[sample.kind]
  const condition = [conditionText(details.condition), details.conditionNote].filter((part) => part !== null).join(' ')
  return [
    section('一、样品'),
    fields([
      field('样品编号', sample.sampleNo, '检测性质', nature),
      field('样品名称', sample.food, '取样部位', details.part),
      field('样品数量', amount(details.quantity, details.quantityUnit), '样品状态', condition),
      field('采样时间', timeWords(sample.takenAt), '采样人员', sample.takenBy),
      field('摊位号', sample.stallCode, '被检测单位', sample.stallName),
      wide('检测项目', details.items.length === 0 ? '按当日检测计划' : details.items.join('、')),
    ]),
  ]
}

function aboutSource({ sample, details }: SampleSheetPaper): Content[] {
  const voucher = details.voucherNo === null && details.voucherKind === null
  return [
    section('二、来源与凭证'),
    fields([
      field('产地', details.origin, '供货者', details.supplier),
      field('进货日期', details.purchasedOn, '进货数量', amount(details.purchaseQuantity, details.purchaseUnit)),
      field('批号', details.batchNo, '现场库存', amount(sample.stockKg, 'kg')),
      field('合格证编号', details.certificateNo, '出具人', details.certificateIssuer),
      field('合格证开具', details.certificateOn, '有效期至', details.certificateUntil),
      wide('合格证扫码', details.certificateScan),
      field(
        '其他凭证',
        voucher
          ? null
          : [voucherText(details.voucherKind), details.voucherNo].filter((part) => part !== null).join(' '),
        '凭证日期',
        voucher ? null : [details.voucherOn ?? '—', details.voucherUntil ?? '—'].join(' 至 '),
      ),
      wide(traceText(details.traceSystem) ?? '追溯码', details.traceCode),
      wide('备注', details.note),
    ]),
    { text: '合格证指食用农产品承诺达标合格证(农业农村部令2025年第4号)。', style: 'small', margin: [0, 3, 0, 0] },
  ]
}

function wide(label: string, value: string | null): TableCell[] {
  return [{ text: label, style: 'label' }, { text: value ?? '—', colSpan: 3 }, '', '']
}

function remarks(findings: readonly Finding[]): Content[] {
  if (findings.length === 0) return [section('三、核对提示'), { text: '无', color: ink.soft }]
  return [
    section('三、核对提示'),
    {
      ul: findings.map(({ code, detail }) => ({
        text: `${findingWords(code)}${/^\d{4}-\d{2}-\d{2}$/.test(detail) ? `(${detail})` : ''}`,
        color: ink.alarm,
      })),
    },
  ]
}

function signing({ signatures }: SampleSheetPaper): Content {
  return {
    unbreakable: true,
    stack: [
      section('四、核对与签名'),
      { text: '采样人员与被检测单位(摊位)核对以上信息无误后签名。', style: 'small', margin: [0, 0, 0, 4] },
      {
        layout: grid,
        table: {
          widths: ['*', '*'],
          body: [
            sheetSigners.map((signer): TableCell => {
              const signed = signatures.find((one) => one.signer === signer)
              return {
                stack: [
                  { text: signerWords[signer], style: 'label' },
                  signed === undefined
                    ? { text: ' ', fontSize: 40 }
                    : { svg: penOf(signed.strokes), width: 180, height: 62, margin: [0, 2, 0, 2] },
                  signed === undefined
                    ? { text: '签名                              年   月   日   时   分', style: 'label' }
                    : { text: `${signed.name}    ${timeWords(signed.at)}` },
                ],
              }
            }),
          ],
        },
      },
    ],
  }
}

/** The field on the screen is three times as wide as high. */
function penOf(strokes: Strokes): string {
  const lines = strokes.map((points) => `M${points.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join('L')}`)
  return `<svg viewBox="0 0 1000 340"><path d="${lines.join('')}" fill="none" stroke="#1a1d21" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}

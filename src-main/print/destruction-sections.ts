/** The sections of a destruction record, in its order; the case file begins with the same. */
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { NoticeReceipt, Quantities } from '#core/failure/event.ts'
import { correctionSection } from './corrections.ts'
import type { DestructionPaper, DisposalFacts, DisposalGround } from './destruction-paper.ts'
import { field, fields, section } from './form.ts'
import { grid, ink, ruled } from './paper.ts'
import { evidenceWords, limitWords, methodWords, roundWords, timeWords, verdictWords } from './words.ts'

/** One to seven of the record, in its order; the case file begins with the same. */
export function recordSections(paper: DestructionPaper, photos: readonly Content[]): Content[] {
  return [
    ...sampleSection(paper),
    ...valueSection(paper),
    ...noticeSection(paper),
    ...disposalSection(paper),
    ...signerSection(paper),
    ...photos,
    ...correctionSection(paper.corrections),
    ...lawSection(paper),
  ]
}

function sampleSection(paper: DestructionPaper): Content[] {
  return [
    section('一、样品'),
    fields([
      field('样品编号', paper.sampleNo, '采样时间', timeWords(paper.sampledAt)),
      field('食品名称', paper.food, '产地', paper.origin),
      field('摊位', paper.stallCode, '经营户', paper.stallName),
      field('检测项目', paper.item, '检测方法', paper.method),
      ...linkRows(paper),
    ]),
  ]
}

/** Upward to who supplied, downward to who bought; only what is known. */
function linkRows({ links, corrections }: DestructionPaper): TableCell[][] {
  const { supplier, supplierContact, certificateNo, batch, soldTo, others } = links
  const contact = supplierContact === '' ? supplier : `${supplier}(${supplierContact})`
  const row = (label: string, value: string): TableCell[] => [
    { text: label, style: 'label' },
    { text: value, colSpan: 3 },
    '',
    '',
  ]
  return [
    ...(supplier === '' && batch === '' ? [] : [field('供货者', contact, '批号', batch)]),
    ...(certificateNo === '' ? [] : [row('合格证编号', certificateNo)]),
    ...(soldTo === '' ? [] : [row('已售去向', soldTo)]),
    ...(others.length === 0
      ? []
      : [row('同批摊位', others.map(({ stall, sampleNo }) => `${stall}(${sampleNo})`).join('、'))]),
    ...(corrections.length === 0
      ? []
      : [row('更正', `本案有 ${corrections.length} 处更正,原记录和更正列在“更正记录”`)]),
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
      : `判定依据 ${basis.standard}${basis.clause === null ? '' : ` ${basis.clause}`},限量 ${limitWords(basis.limit)}(限量包 ${basis.pack} ${basis.packVersion};${evidenceWords[basis.evidence]})`
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

function noticeSection({ notification, ground, seal }: DestructionPaper): Content[] {
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
      ...(notification === null || notification.receipt === null || notification.receipt.kind === 'paper'
        ? []
        : [receiptRow(notification.receipt)]),
      ...(seal === null
        ? []
        : [field('封存', `${seal.quantityKg} 公斤,${seal.place}`, '封条号', seal.sealNos.join('、'))]),
    ]),
  ]
}

function receiptRow(receipt: Exclude<NoticeReceipt, { kind: 'paper' }>): TableCell[] {
  return receipt.kind === 'refused'
    ? field('签收方式', `拒绝签收${receipt.why === '' ? '' : `:${receipt.why}`}`, '见证人', receipt.witness)
    : [
        { text: '签收方式', style: 'label' },
        { text: `在屏上签名;显示内容 SHA-256\n${receipt.shownSha256}`, colSpan: 3, fontSize: 7 },
        '',
        '',
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

function disposalSection({ disposal, ground, food }: DestructionPaper): Content[] {
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
      ...outletRows(disposal),
    ]),
    {
      margin: [0, 6, 0, 0],
      layout: grid,
      table: {
        widths: [110, '*', '*', '*', '*', '*', '*'],
        headerRows: 1,
        dontBreakRows: true,
        body: [
          ['品种', '库存', methodWords[disposal.method], '退回', '已售', '留样', '差额'].map((text, index) => ({
            text: index === 0 ? text : `${text}(公斤)`,
            style: 'label',
            alignment: 'center',
          })),
          ...disposal.kinds.map((kind): TableCell[] =>
            [kind.name, ...quantitiesOf(kind), '0'].map((text) => ({ text, alignment: 'center' })),
          ),
          [disposal.kinds.length === 0 ? food : '合计', ...quantitiesOf(disposal), disposal.remainderKg].map(
            (text, index) => ({ text, bold: true, fontSize: index === 0 ? 9.5 : 11, alignment: 'center' }),
          ),
        ],
      },
    },
    {
      text: `库存 = ${methodWords[disposal.method]} + 退回 + 已售 + 留样,差额为 0 方可结案。`,
      style: 'small',
      margin: [0, 3, 0, 0],
    },
  ]
}

function quantitiesOf({ stockKg, destroyedKg, returnedKg, soldKg, keptKg }: Quantities): readonly string[] {
  return [stockKg, destroyedKg, returnedKg, soldKg, keptKg]
}

function outletRows({ outlet }: DisposalFacts): TableCell[][] {
  if (outlet === null) return []
  const { plate, plant, receiptNo, receiptPhoto } = outlet
  if ([plate, plant, receiptNo].every((part) => part === '')) return []
  const receipt = receiptPhoto === '' ? receiptNo : `${receiptNo}(照片见影像)`
  return [
    field('处理单位', plant, '车辆', plate),
    [{ text: '单据号', style: 'label' }, { text: receipt === '' ? '—' : receipt, colSpan: 3 }, '', ''],
  ]
}

function signerSection({ disposal }: DestructionPaper): Content[] {
  const signers = disposal?.signers ?? []
  const rows = signers.map(({ role, name, signature }): TableCell[] => [
    { text: role, margin: [0, 7, 0, 7] },
    { text: name, margin: [0, 7, 0, 7] },
    signature?.proven === true
      ? {
          text: `已用本人 PIN 签名${disposal?.signedEarlier === true ? ',签的是更正前的内容' : ''}\n签名内容 SHA-256 ${signature.sha256}`,
          fontSize: 5.6,
          margin: [0, 5, 0, 0],
        }
      : { text: '姓名由经办人录入,请手签', style: 'tiny', margin: [0, 9, 0, 0] },
    signature?.proven === true ? { text: timeWords(disposal?.disposedAt ?? null), margin: [0, 7, 0, 7] } : '',
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

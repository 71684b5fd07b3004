/** The words of a sample's sheet on the screen: its fields, their choices, and what is wrong with what was typed. */
import type { CheckCode } from '#core/sample/check.ts'
import type { conditions, DetailName, quantityUnits, traceSystems, voucherKinds } from '#core/sample/details.ts'
import type { PhotoSubject, SheetSigner } from '#core/sample/sheet.ts'

export const fieldWords: Readonly<Record<DetailName, string>> = {
  part: '取样部位',
  quantity: '样品数量',
  quantityUnit: '单位',
  condition: '样品状态',
  conditionNote: '状态说明',
  origin: '产地',
  supplier: '供货者',
  purchasedOn: '进货日期',
  purchaseQuantity: '进货数量',
  purchaseUnit: '进货单位',
  batchNo: '批号',
  certificateNo: '合格证编号',
  certificateIssuer: '合格证出具人',
  certificateOn: '合格证开具日期',
  certificateUntil: '合格证有效期至',
  certificateScan: '合格证扫码内容',
  voucherKind: '其他凭证',
  voucherNo: '凭证编号',
  voucherOn: '凭证日期',
  voucherUntil: '凭证有效期至',
  traceSystem: '追溯平台',
  traceCode: '追溯码',
  note: '备注',
}

/** The sheet's sections, in the order of the paper. */
export const fieldGroups: readonly { readonly title: string; readonly names: readonly DetailName[] }[] = [
  { title: '样品', names: ['part', 'quantity', 'quantityUnit', 'condition', 'conditionNote'] },
  {
    title: '来源',
    names: ['origin', 'supplier', 'purchasedOn', 'purchaseQuantity', 'purchaseUnit', 'batchNo'],
  },
  {
    title: '承诺达标合格证',
    names: ['certificateNo', 'certificateIssuer', 'certificateOn', 'certificateUntil', 'certificateScan'],
  },
  {
    title: '其他凭证与追溯',
    names: ['voucherKind', 'voucherNo', 'voucherOn', 'voucherUntil', 'traceSystem', 'traceCode', 'note'],
  },
]

type Choice =
  | (typeof quantityUnits)[number]
  | (typeof conditions)[number]
  | (typeof voucherKinds)[number]
  | (typeof traceSystems)[number]

const choices: Readonly<Record<Choice, string>> = {
  kg: 'kg',
  g: 'g',
  L: 'L',
  mL: 'mL',
  piece: '件',
  box: '箱',
  normal: '完好',
  damaged: '破损',
  spoiled: '有腐败变质',
  thawed: '已解冻',
  other: '其他',
  quarantine: '动物检疫证明',
  inspection: '检验合格证明',
  purchase: '购货凭证',
  origin: '产地证明',
  import: '进口证明文件',
  menglianlian: '蒙冷链',
}

export function choiceWords(code: string): string {
  return Object.entries(choices).find(([known]) => known === code)?.[1] ?? code
}

const findings: Readonly<Record<CheckCode, string>> = {
  'day-impossible': '没有这一天,写成 2026-03-01',
  'day-ahead': '日期在采样之后',
  'purchased-after-sampling': '进货不能晚于采样',
  'purchased-long-ago': '进货在一年以前,请核对',
  'issued-after-sampling': '开具不能晚于采样',
  'ends-before-issue': '有效期早于开具日期',
  'certificate-expired': '合格证标注的有效期已过,会印在信息单上',
  'voucher-expired': '凭证已过期',
  'not-a-number': '只写数字,如 12.5',
  negative: '不能是负数',
  nothing: '不能是零,没有就空着',
  absurd: '数量太大,请核对',
  'unit-missing': '请选单位',
  'more-than-purchased': '比进货数量还多,请核对',
  'not-a-choice': '不是可选项',
  'too-long': '太长',
  'taken-ahead': '采样时间还没到',
  'taken-long-ago': '采样时间太早,只能补登一天半以内的',
  'taken-after-test': '登记的采样时间晚于检测时间',
  'stall-missing': '请填摊位号',
}

export function findingWords(code: CheckCode): string {
  return findings[code]
}

export const subjectWords: Readonly<Record<PhotoSubject, string>> = {
  sample: '样品',
  certificate: '合格证',
  voucher: '凭证',
  site: '现场',
}

export const signerWords: Readonly<Record<SheetSigner, string>> = {
  sampler: '采样人员',
  'stall-holder': '被检测单位(摊位)',
}

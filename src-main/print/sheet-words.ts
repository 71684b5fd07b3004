/** The Chinese words of the 样品信息单. */
import type { CheckCode } from '#core/sample/check.ts'
import type { conditions, quantityUnits, traceSystems, voucherKinds } from '#core/sample/details.ts'
import type { Nature, SampleKind } from '#core/sample/sample.ts'
import type { PhotoSubject, SheetSigner } from '#core/sample/sheet.ts'

export const natureWords: Readonly<Record<Nature, string>> = {
  supervision: '监管抽查',
  market: '市场自检',
  producer: '企业自检',
  commission: '委托检测',
  consumer: '你送我检',
  emergency: '应急检测',
}

export const kindWords: Readonly<Record<SampleKind, string>> = {
  ordinary: '普通样品',
  blank: '空白',
  'positive-control': '阳性质控',
  parallel: '平行样',
  blind: '盲样',
  training: '练习',
}

const units: Readonly<Record<(typeof quantityUnits)[number], string>> = {
  kg: 'kg',
  g: 'g',
  L: 'L',
  mL: 'mL',
  piece: '件',
  box: '箱',
}

const conditionWords: Readonly<Record<(typeof conditions)[number], string>> = {
  normal: '完好',
  damaged: '包装或外观破损',
  spoiled: '有腐败变质',
  thawed: '已解冻',
  other: '其他',
}

const vouchers: Readonly<Record<(typeof voucherKinds)[number], string>> = {
  quarantine: '动物检疫证明',
  inspection: '检验合格证明',
  purchase: '购货凭证',
  origin: '产地证明',
  import: '进口证明文件',
  other: '其他凭证',
}

const traces: Readonly<Record<(typeof traceSystems)[number], string>> = { menglianlian: '蒙冷链', other: '追溯码' }

const findings: Readonly<Record<CheckCode, string>> = {
  'day-impossible': '日期不存在',
  'day-ahead': '日期在采样之后',
  'purchased-after-sampling': '进货日期晚于采样日期',
  'purchased-long-ago': '进货日期早于采样一年以上',
  'issued-after-sampling': '凭证开具日期晚于采样日期',
  'ends-before-issue': '有效期早于开具日期',
  'certificate-expired': '承诺达标合格证标注的有效期已过',
  'voucher-expired': '凭证已过有效期',
  'not-a-number': '数量不是数字',
  negative: '数量为负',
  nothing: '数量为零',
  absurd: '数量过大',
  'unit-missing': '数量没有写单位',
  'more-than-purchased': '样品数量多于进货数量',
  'not-a-choice': '不是可选项',
  'too-long': '内容过长',
  'taken-ahead': '采样时间在将来',
  'taken-long-ago': '采样时间过早',
  'taken-after-test': '登记的采样时间晚于检测时间',
  'stall-missing': '没有写摊位',
}

export const signerWords: Readonly<Record<SheetSigner, string>> = {
  sampler: '采样人员',
  'stall-holder': '被检测单位(摊位)',
}

export const subjectWords: Readonly<Record<PhotoSubject, string>> = {
  sample: '样品',
  certificate: '承诺达标合格证',
  voucher: '凭证',
  site: '现场',
}

const worded = (words: Readonly<Record<string, string>>, code: string | null) =>
  code === null ? null : (words[code] ?? code)

export const unitWords = (code: string | null) => worded(units, code)
export const conditionText = (code: string | null) => worded(conditionWords, code)
export const voucherText = (code: string | null) => worded(vouchers, code)
export const traceText = (code: string | null) => worded(traces, code)
export const findingWords = (code: CheckCode) => findings[code]

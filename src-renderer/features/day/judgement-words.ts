/** The judge's reason codes in the operator's words; an unknown code is shown as it is rather than hidden. */

const reasons: Readonly<Record<string, string>> = {
  'at-or-above-limit': '达到或超过限量',
  'above-limit': '超过限量',
  'below-limit': '低于限量',
  'within-limit': '未超过限量',
  'at-or-below-limit': '未超过限量',
  'not-detected': '未检出',
  detected: '检出',
  'no-rule': '限量包里没有这个组合的规定,等人工判定',
  'ambiguous-rule': '两条规定同样适用,等人工判定',
  'unit-differs': '仪器的单位与限量的单位不一致,等人工判定',
  'unknown-item': '检测项目不在限量包里,等人工判定',
  'unknown-food': '样品名称不在限量包里,等人工判定',
  'unknown-method': '检测方法不在限量包里,等人工判定',
  'not-a-number': '仪器给出的不是数字,等人工判定',
  'value-missing': '仪器没有给出数值,等人工判定',
  'said-suspect': '仪器判为可疑',
  'said-invalid': '仪器判为无效,请重测',
}

export const evidenceWords = { weak: '来源较弱,打印正式文书前请核对原文', recall: '尚未核实,仅供演示' } as const

/** `at-or-above-limit: 50.00 >= 50` is told as words with the comparison behind it. */
export function reasonWords(reason: string): string {
  const cut = reason.indexOf(': ')
  const code = cut === -1 ? reason : reason.slice(0, cut)
  const detail = cut === -1 ? '' : reason.slice(cut + 2)
  const words = reasons[code]
  if (words === undefined) return reason
  return detail === '' ? words : `${words}(${detail.replaceAll('>=', '≥').replaceAll('<=', '≤')})`
}

/** The public wording of a notice, the same on the page that is approved and on the board: never 检验报告, never 不合格 before it is confirmed. */

export const wordingWords = {
  negative: { shape: '✓', word: '阴性(合格)' },
  'positive-unconfirmed': { shape: '▲', word: '快检阳性(待确认)' },
  failed: { shape: '▲', word: '不合格(已确证)' },
  released: { shape: '✓', word: '复检合格(已解除)' },
} as const

const handlings: Readonly<Record<string, string>> = {
  'notify-due': '正在通知经营户',
  'sale-suspended': '已暂停销售',
  'referral-due': '已暂停销售,准备送检',
  referred: '已暂停销售,送检中',
  'disposal-due': '已暂停销售,准备处置',
  'disposal-planned': '已暂停销售,已安排处置',
  destroyed: '已销毁',
  'made-harmless': '已无害化处理',
  denatured: '已染色毁形',
  returned: '已退回',
  withdrawn: '已下架',
  'sale-resumed': '已恢复销售',
}

export function handlingWords(handling: string | null): string {
  return handling === null ? '' : (handlings[handling] ?? handling)
}

/** 实施条例 art. 43: a quick test is no inspection report and does not call itself one. */
export const screeningSentence = '本表为食品快速检测(筛查)结果,仅对所检样品负责,不作为食品检验报告。'
export const objectionSentence = '如有异议,可自收到结果时起四小时内申请复检。'

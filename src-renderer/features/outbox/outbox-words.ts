/** The outbox in words: states, outcomes of attempts, and the reasons a record is held or parked. */
import type { EntryRow } from '#contract/outbox.ts'

export const stateWords: Readonly<
  Record<EntryRow['state'], { readonly shape: string; readonly word: string; readonly tag: string }>
> = {
  waiting: { shape: '◷', word: '待报', tag: 'tag' },
  acknowledged: { shape: '✓', word: '已收讫', tag: 'tag tag-good' },
  parked: { shape: '▲', word: '被退回', tag: 'tag tag-bad' },
  held: { shape: '‖', word: '暂不报', tag: 'tag' },
}

export const outcomeWords = {
  acknowledged: '✓ 平台已收',
  refused: '▲ 平台拒收',
  retry: '↻ 没送到,会再试',
  unknown: '? 没有回音,用同一编号再试',
} as const

const reasons: Readonly<Record<string, string>> = {
  undecided: '待判定,判定后再报',
  suspect: '可疑,复测后再报',
  invalid: '无效,不是结果',
  withdrawn: '认领已撤销,不会上报',
  unreachable: '平台连不上',
  timeout: '平台没有回答',
  auth: '平台不认这个令牌,请核对平台设置',
  certificate: '平台的证书有问题,没有发送',
  redirected: '平台让改去别处,没有跟去',
  'address-invalid': '平台地址写错了',
  'malformed-answer': '平台的回答看不懂,不算收讫',
  'contradictory-answer': '平台的回答自相矛盾,不算收讫',
  'answer-too-long': '平台的回答太长,不算收讫',
  'receipt-too-long': '平台的回执太长,不算收讫',
  'not-answered': '平台没有答到这一条',
  'unknown-status': '平台用的状态看不懂,不算收讫',
  stopped: '程序关闭时中断',
  'receipt-missing': '平台没有给回执,不算收讫',
  'other-record': '平台答的是另一条记录,不算收讫',
}

/** `code` or `code: detail`. */
export function reasonWords(reason: string): string {
  const cut = reason.indexOf(': ')
  const words = reasons[cut === -1 ? reason : reason.slice(0, cut)]
  if (words === undefined) return reason
  return cut === -1 ? words : `${words}(${reason.slice(cut + 2)})`
}

export const kindWords = { 'json-batch': '监管平台接口', demo: '演示平台,不联网' } as const

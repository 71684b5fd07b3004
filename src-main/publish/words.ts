/** The Chinese words of the board. Papers have their own list: a board is read from eight metres and says less. */
import type { PublicWording } from '#core/notice/notice.ts'
import type { Handling } from '#core/notice/publishable.ts'

/** Never 检验报告 of itself: 食品安全法 (2021) art. 84 and 86, 实施条例 (2019) art. 43. */
export const screeningSentence =
  '本屏为食品快速检测(筛查)结果,仅对所检样品负责,不作为食品检验报告;如有异议,可自收到检测结果时起四小时内申请复检。'

/** A sign, a word and a colour together, so that none of them alone carries the meaning. */
export const wordings: Readonly<
  Record<PublicWording, { readonly sign: string; readonly word: string; readonly tone: 'good' | 'bad' }>
> = {
  negative: { sign: '✓', word: '阴性(合格)', tone: 'good' },
  'positive-unconfirmed': { sign: '▲', word: '快检阳性(待确认)', tone: 'bad' },
  failed: { sign: '▲', word: '不合格(复检确认)', tone: 'bad' },
  released: { sign: '✓', word: '复检合格(已解除)', tone: 'good' },
}

const handlings: Readonly<Record<Handling, string>> = {
  'notify-due': '正在告知经营户',
  'sale-suspended': '已暂停销售',
  'referral-due': '已暂停销售,待送复检',
  referred: '已暂停销售,复检中',
  'disposal-due': '已暂停销售,待处置',
  'disposal-planned': '已暂停销售,待处置',
  destroyed: '已销毁',
  'made-harmless': '已无害化处理',
  denatured: '已染色毁形',
  returned: '已退回供货者',
  withdrawn: '已下架',
  'sale-resumed': '已恢复销售',
}

/** Beside the value of a strip that a person read. */
export const readByEye = '人工判读'

/** A code this list does not know is under way, never silent. */
export function handlingWords(code: string | null): string {
  if (code === null) return ''
  return Object.entries(handlings).find(([known]) => known === code)?.[1] ?? '处置中'
}

/** `2026年3月1日`. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

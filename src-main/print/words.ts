/** The Chinese words of every paper. Core speaks in codes; here, and on the board's own list, they become print. */
import type { QuantityName } from '#core/failure/balance.ts'
import type { DisposalMethod } from '#core/failure/rules.ts'
import type { FailureStage } from '#core/failure/stage.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import type { PublicWording } from '#core/notice/notice.ts'
import type { Handling } from '#core/notice/publishable.ts'
import { localText, type Moment } from '#core/time.ts'

/**
 * A quick test is a screening: 食品安全法 art. 84 and 86 keep 检验报告 for bodies with 资质认定, 实施条例 art. 43 forbids to
 * publish anything else as inspection information. So no paper says 检验报告, 检验合格 or CMA of itself.
 */
export const screeningSentence =
  '本表为食品快速检测(筛查)结果,仅对所检样品负责,不作为食品检验报告;如有异议,可自收到检测结果时起四小时内申请复检。'

export const wordings: Readonly<Record<PublicWording, string>> = {
  negative: '阴性(合格)',
  'positive-unconfirmed': '快检阳性(待确认)',
  failed: '不合格(复检确认)',
  released: '复检合格(已解除)',
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  negative: '阴性',
  positive: '阳性',
  suspect: '可疑',
  invalid: '无效',
  undecided: '待判定',
}

/** Core writes a limit as signs and numbers; where there is no number it writes these. */
const limits: Readonly<Record<string, string>> = { 'not detected': '不得检出', 'no limit': '没有规定限量' }

export function limitWords(limit: string): string {
  return limits[limit] ?? limit
}

export type TestRound = 'first' | 'retest-1' | 'retest-2' | 'confirmation'

export const roundWords: Readonly<Record<TestRound, string>> = {
  first: '初检',
  'retest-1': '复测(一)',
  'retest-2': '复测(二)',
  confirmation: '复检(实验室)',
}

export const methodWords: Readonly<Record<DisposalMethod, string>> = {
  destroy: '销毁',
  harmless: '无害化处理',
  denature: '染色毁形',
  return: '退回供货者',
  withdraw: '下架',
}

const kindQuantities: Readonly<Record<QuantityName, string>> = {
  stockKg: '库存',
  destroyedKg: '处置',
  returnedKg: '退回',
  soldKg: '已售',
  keptKg: '留样',
}

/** `kinds.0.stockKg`: the first line among the sorts of a disposal. */
export function kindFactWords(fact: string): string {
  const [, index = '', name = ''] = fact.split('.')
  const quantity = Object.entries(kindQuantities).find(([known]) => known === name)?.[1] ?? name
  return `第 ${Number(index) + 1} 个品种${quantity}`
}

/** Where a case stands, as a ledger says it. */
export const stageWords: Readonly<Record<FailureStage, string>> = {
  'retest-due': '待复测',
  cleared: '复测阴性,已解除',
  'notify-due': '待送达告知书',
  'objection-open': '异议期内',
  'referral-due': '待送检',
  referred: '已送检,待结论',
  released: '复检合格,已解除',
  'disposal-due': '待安排处置',
  'disposal-planned': '待现场处置',
  disposed: '已处置,待结案',
  closed: '已结案',
  withdrawn: '认领已撤销,不成立',
}

/** How well the limit behind a judgement is known to us; anything but verified is said on paper. */
export const evidenceWords = {
  verified: '限量依据已核对原文',
  weak: '限量依据来源待核对',
  recall: '限量依据待核对,不得单独作为处理依据',
} as const

/** What was done about a failure, in public. A code this list does not know is under way, never silent. */
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

export function handlingWords(code: string | null): string {
  if (code === null) return ''
  return Object.entries(handlings).find(([known]) => known === code)?.[1] ?? '处置中'
}

/** `2026年3月1日`. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** `2026-03-01 08:05`, the clock on the wall at the site; a dash when there is none. */
export function timeWords(moment: Moment | null): string {
  return moment === null ? '—' : localText(moment).slice(0, 16).replace('T', ' ')
}

/** A wall-clock text of a result, shortened by the day the paper speaks of: `08:05`, or `02-28 17:40`. */
export function shortTime(testedAt: string, day: string): string {
  const clock = testedAt.slice(11, 16)
  return testedAt.startsWith(day) ? clock : `${testedAt.slice(5, 10)} ${clock}`
}

/** The legal path of a case as eight stations, each with its clause, and where this case stands on it. Pure. */
import type { FactPart } from '#core/failure/facts.ts'
import type { Stage } from './failure-words.ts'

export interface Station {
  readonly key: string
  readonly name: string
  /** What the law or standard asks here. */
  readonly asks: string
  readonly clause: string
  /** History kinds that prove it was passed. */
  readonly proofs: readonly string[]
  /** The parts of the case that are recorded here, and corrected here. */
  readonly parts: readonly FactPart[]
}

export const stations: readonly Station[] = [
  {
    key: 'opened',
    name: '初检阳性或可疑',
    asks: '立刻开处置单,一个也不漏',
    clause: '国市监食检规〔2023〕1号',
    proofs: ['opened'],
    parts: [],
  },
  {
    key: 'retest',
    name: '同一样品复测两次',
    asks: '阳性结果应重复至少两次',
    clause: 'GB/T 5009.199-2003',
    proofs: ['retested', 'result-withdrawn'],
    parts: [],
  },
  {
    key: 'notify',
    name: '送达告知书,暂停销售',
    asks: '要求立即停止销售,告知书当面签收并写明时间',
    clause: '食品安全法第六十四条、农产品质量安全法第三十七条',
    proofs: ['serve-notice', 'seal', 'trace'],
    parts: ['notification', 'seal', 'trace'],
  },
  {
    key: 'answer',
    name: '四小时异议期',
    asks: '自收到结果起四小时内可申请复检',
    clause: '食品安全法第八十八条、农产品质量安全法第五十一条',
    proofs: ['accept', 'object', 'let-deadline-pass'],
    parts: ['answer'],
  },
  {
    key: 'confirm',
    name: '送检与复检结论',
    asks: '提出异议的送实验室,复检不得采用快速检测方法',
    clause: '食品安全法第八十七条、第八十八条',
    proofs: ['confirm'],
    parts: ['referral', 'confirmation'],
  },
  {
    key: 'plan',
    name: '安排处置,先行报告',
    asks: '处置前报告时间、地点',
    clause: '食品安全法第六十三条',
    proofs: ['plan-disposal'],
    parts: ['plan'],
  },
  {
    key: 'dispose',
    name: '现场处置并取证',
    asks: '数量对平、两人签字、留存照片,如实记录',
    clause: '食品安全法第六十三条、实施条例第二十九条',
    proofs: ['dispose'],
    parts: ['disposal'],
  },
  {
    key: 'close',
    name: '结案',
    asks: '销毁记录定稿,上报并公示处理情况',
    clause: '食品安全法第六十三条',
    proofs: ['close'],
    parts: [],
  },
]

const currentOf: Readonly<Record<Stage, string | null>> = {
  'retest-due': 'retest',
  cleared: null,
  'notify-due': 'notify',
  'objection-open': 'answer',
  'referral-due': 'confirm',
  referred: 'confirm',
  released: null,
  'disposal-due': 'plan',
  'disposal-planned': 'dispose',
  disposed: 'close',
  closed: null,
  withdrawn: null,
}

export type StationState = 'done' | 'current' | 'ahead' | 'skipped'

/** `happened` are the kinds of the history so far. A station behind the current one without proof was not needed (no objection). */
export function stationState(station: Station, stage: Stage, happened: readonly string[]): StationState {
  const current = currentOf[stage]
  if (station.key === current) return 'current'
  const proven = station.proofs.some((kind) => happened.includes(kind))
  if (current === null) return proven ? 'done' : 'skipped'
  const here = stations.findIndex(({ key }) => key === station.key)
  const there = stations.findIndex(({ key }) => key === current)
  if (here > there) return 'ahead'
  return proven ? 'done' : 'skipped'
}

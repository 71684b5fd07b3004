/** A case in the operator's words: stages, steps, what is still missing, and the law each step of the path rests on. */
import type { FailureView } from '#contract/failure.ts'

export type Stage = FailureView['stage']

export const stageWords: Readonly<Record<Stage, string>> = {
  'retest-due': '待复测',
  cleared: '复测阴性,已解除',
  'notify-due': '快检阳性,待送达告知书',
  'objection-open': '异议期内',
  'referral-due': '有异议,待送检',
  referred: '已送检,待复检结论',
  released: '复检合格,已解除',
  'disposal-due': '待安排处置',
  'disposal-planned': '待现场处置',
  disposed: '已处置,待结案',
  closed: '已结案',
  withdrawn: '认领已撤销,不成立',
}

export const endedStages: readonly Stage[] = ['cleared', 'released', 'closed', 'withdrawn']

/** The words of the one big button, and of the smaller ones beside it. */
export const stepWords: Readonly<Record<string, string>> = {
  'serve-notice': '登记告知书已送达',
  accept: '登记经营户无异议',
  object: '登记经营户提出异议',
  'let-deadline-pass': '登记逾期未提异议',
  refer: '登记封样送检',
  confirm: '登记复检结论',
  'plan-disposal': '安排处置',
  dispose: '记录现场处置',
  close: '核对完毕,结案',
  seal: '登记封存',
  trace: '登记溯源',
}

export const missingWords: Readonly<Record<string, string>> = {
  retests: '两次有效复测',
  notification: '告知书送达签收',
  answer: '经营户表态或逾期',
  referral: '送检记录',
  confirmation: '复检结论',
  basis: '处置依据',
  plan: '处置安排与事先报告',
  disposal: '现场处置记录',
  balance: '数量平衡',
  signers: '两人签字',
  supervisor: '监督人签字',
  evidence: '现场照片或视频',
}

export const methodWords = {
  destroy: '销毁',
  harmless: '无害化处理',
  denature: '染色毁形',
  return: '退回',
  withdraw: '下架',
} as const

const clauseWords: Readonly<Record<string, string>> = {
  'gbt-5009.199-2003': 'GB/T 5009.199-2003',
  'food-safety-law-64': '食品安全法第六十四条',
  'produce-law-37': '农产品质量安全法第三十七条',
  'food-safety-law-88': '食品安全法第八十八条',
  'produce-law-51': '农产品质量安全法第五十一条',
  'food-safety-law-87': '食品安全法第八十七条',
  'food-safety-law-63': '食品安全法第六十三条',
}

export function clauseText(code: string): string {
  return clauseWords[code] ?? code
}

/** What to do now, left of the button, where the stage alone says it. */
export const hintWords: Readonly<Partial<Record<Stage, string>>> = {
  'retest-due': '请把同一样品再上机测两次。读数到了,这里会自动往下走。',
  'notify-due': '当面送达:在屏上签收,或先在“文书”里打印告知书、纸质签收,再在这里登记',
  'referral-due': '双方在场封样,送有资质的实验室复检',
  referred: '等实验室的报告,收到后在这里登记结论',
  'disposal-due': '先把处置的时间、地点报告给监管部门(食品安全法第六十三条)',
}

/** What happens when the clock of a stage ends. */
export const thenWords: Readonly<Record<string, string>> = {
  'let-deadline-pass': '到时未提出异议,按无异议处置',
  'disposal-due': '到时未提出异议,按无异议处置',
  dispose: '到时应当完成现场处置',
}

export const historyWords: Readonly<Record<string, string>> = {
  opened: '初检,开处置单',
  retested: '复测',
  'result-withdrawn': '撤销认领,这条结果不算',
  'serve-notice': '告知书送达,暂停销售',
  accept: '经营户无异议',
  object: '经营户提出异议',
  'let-deadline-pass': '逾期未提异议',
  refer: '封样送检',
  confirm: '复检结论',
  'plan-disposal': '处置安排已报告',
  dispose: '现场处置',
  close: '结案',
  seal: '封存',
  trace: '溯源',
}

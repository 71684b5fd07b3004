/** The facts of a case that can be corrected, in the operator's words. Pure. */
import { type FactName, factNames, sortOf } from '#core/failure/facts.ts'

export const factWords: Readonly<Record<(typeof factNames)[number], string>> = {
  'notification.noticeNo': '告知书编号',
  'notification.receiver': '签收人',
  'notification.receivedAt': '签收时间',
  'answer.signer': '经营户签字人',
  'answer.reason': '异议理由',
  'seal.quantityKg': '封存数量',
  'seal.place': '封存地点',
  'referral.laboratory': '送检机构',
  'referral.sealNo': '送检封签号',
  'referral.quantity': '送检量',
  'referral.carrier': '送检人',
  'confirmation.reportNo': '报告编号',
  'confirmation.laboratory': '复检机构',
  'confirmation.method': '复检方法',
  'confirmation.value': '复检值',
  'confirmation.unit': '复检值单位',
  'confirmation.uncertainty': '不确定度',
  'confirmation.passed': '复检结论',
  'confirmation.file.sha256': '实验室签名文件',
  'plan.plannedAt': '计划处置时间',
  'plan.place': '计划处置地点',
  'plan.reportedTo': '提前报告对象',
  'disposal.disposedAt': '处置时间',
  'disposal.place': '处置地点',
  'disposal.stockKg': '库存',
  'disposal.destroyedKg': '处置数量',
  'disposal.returnedKg': '退回数量',
  'disposal.soldKg': '已售数量',
  'disposal.keptKg': '留样数量',
  'outlet.plate': '车辆',
  'outlet.plant': '处理单位',
  'outlet.receiptNo': '单据号',
  'trace.supplier': '供货者',
  'trace.supplierContact': '供货者联系方式',
  'trace.certificateNo': '合格证编号',
  'trace.batch': '批号',
  'trace.soldTo': '已售去向',
}

const kindWords: Readonly<Record<string, string>> = {
  stockKg: '库存',
  destroyedKg: '处置',
  returnedKg: '退回',
  soldKg: '已售',
  keptKg: '留样',
}

export function factText(fact: FactName): string {
  const known = factNames.find((one) => one === fact)
  if (known !== undefined) return factWords[known]
  const [, index = '', name = ''] = fact.split('.')
  return `第 ${Number(index) + 1} 个品种${kindWords[name] ?? ''}`
}

/** What a fact says, or said before. */
export function saidText(fact: FactName, said: string): string {
  if (said === '') return '(空)'
  // The papers carry the whole of it.
  if (fact === 'confirmation.file.sha256') return `${said.slice(0, 8)}…`
  switch (sortOf(fact)) {
    case 'time':
      return said.slice(0, 16).replace('T', ' ')
    case 'quantity':
      return `${said}\u00a0kg`
    case 'conclusion':
      return said === 'passed' ? '合格' : '不合格'
    case 'text':
      return said
  }
}

/** The ledgers in the operator's words, and why a period will not do. */
import type { LedgerKind } from '#core/paper.ts'

export const ledgerWords: Readonly<Record<LedgerKind, { readonly name: string; readonly says: string }>> = {
  'raw-record': { name: '检测原始记录', says: '一天的每次检测:仪器原始值、限量、试剂批号、原始报文的哈希,质控也在内' },
  'case-ledger': { name: '不合格处置台账', says: '这段时间开的处置单:各次数值、告知、异议、处置、签字' },
  'kit-ledger': { name: '试剂台账', says: '在用的试剂和卡:批号、有效期、开封、配套、库存' },
  'instrument-ledger': { name: '仪器台账', says: '仪器的型号、编号、检定/校准有效期' },
  'training-record': { name: '人员培训记录', says: '检测人员的证书、培训学时和有效期' },
}

export const periodWords = {
  'impossible-day': '没有这一天,请重新选日期',
  'ends-before': '结束日期早于开始日期',
  'too-long': '时间太长,最多三个月',
} as const

/** The columns of each ledger, and who signs it; domain words of the papers a room is inspected by. */
import type { LedgerKind } from '#core/paper.ts'
import type { LedgerColumn } from './ledger.ts'

export interface LedgerShape {
  readonly title: string
  /** Begins the paper's number. */
  readonly code: string
  readonly columns: readonly LedgerColumn[]
  readonly notes: readonly string[]
  readonly signers: readonly string[]
}

function columns(...said: readonly (readonly [head: string, share: number])[]): readonly LedgerColumn[] {
  return said.map(([head, share]) => ({ head, share }))
}

export const ledgerShapes: Readonly<Record<LedgerKind, LedgerShape>> = {
  'raw-record': {
    title: '检测原始记录',
    code: 'YSJL',
    columns: columns(
      ['检测时间', 46],
      ['样品编号 / 样品', 78],
      ['摊位 / 经营户', 80],
      ['检测项目 / 方法', 104],
      ['仪器 / 通道', 82],
      ['仪器原始值', 66],
      ['结果', 56],
      ['判定 / 轮次', 54],
      ['限量 / 试剂批号', 132],
      ['采样 / 检测', 52],
    ),
    notes: [
      '仪器原始值照仪器所传抄录,不能改动;每条下方为原始报文的 SHA-256,可与电子原件核对。标“质控”的不上报、不公示、不计数。',
    ],
    signers: ['检测人', '复核人'],
  },
  'case-ledger': {
    title: '不合格处置台账',
    code: 'CZTZ',
    columns: columns(
      ['案号 / 开单', 74],
      ['样品 / 编号', 70],
      ['摊位 / 经营户', 76],
      ['项目', 70],
      ['初检 / 复测 / 复检', 84],
      ['告知签收', 76],
      ['异议与送检', 84],
      ['处置方式 / 数量(公斤)', 92],
      ['签字人', 70],
      ['销毁记录 / 进度', 72],
    ),
    notes: ['初检值、复测值、复检值分别记录,互不覆盖;有更正的,原记录和更正都在各案的销毁记录和案卷里。'],
    signers: ['填表人', '负责人'],
  },
  'kit-ledger': {
    title: '试剂台账',
    code: 'SJTZ',
    columns: columns(
      ['产品', 120],
      ['批号', 76],
      ['生产厂家', 84],
      ['入库', 52],
      ['有效期至', 66],
      ['开封 / 可用天数', 76],
      ['保存条件', 70],
      ['配套复溶液批号', 72],
      ['读数时限(秒)', 52],
      ['库存', 30],
      ['备注', 70],
    ),
    notes: ['不同批次的复溶液不能混用;▲ 为已过有效期,或开封后超过可用天数。'],
    signers: ['保管人', '负责人'],
  },
  'instrument-ledger': {
    title: '仪器台账',
    code: 'YQTZ',
    columns: columns(
      ['编号', 66],
      ['型号', 100],
      ['生产厂家', 86],
      ['出厂编号', 90],
      ['端口', 60],
      ['通道', 28],
      ['启用', 52],
      ['检定/校准日期', 70],
      ['有效期至', 66],
      ['证书编号', 80],
      ['备注', 70],
    ),
    notes: ['▲ 为检定/校准已过期。'],
    signers: ['保管人', '负责人'],
  },
  'training-record': {
    title: '人员培训记录',
    code: 'PXJL',
    columns: columns(
      ['工号', 56],
      ['姓名', 70],
      ['岗位', 90],
      ['证书编号', 110],
      ['证书有效期至', 70],
      ['本年培训学时', 62],
      ['最近培训', 66],
      ['培训有效期至', 70],
      ['备注', 70],
    ),
    notes: ['经食品检验检测专业培训并考核合格后上岗(食品快速检测操作指南第三条);▲ 为已过期。'],
    signers: ['组织人', '负责人'],
  },
}

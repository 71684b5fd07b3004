/** Roles, actions and training in the operators' words. */
import type { Person } from '#contract/person.ts'
import type { Action } from '#core/person/rights.ts'
import type { Role } from '#core/person/role.ts'

export const roleWords: { readonly [R in Role]: string } = {
  operator: '操作员',
  manager: '站长',
  technician: '技术员',
  administrator: '管理员',
  auditor: '审计员',
}

export const roleNotes: { readonly [R in Role]: string } = {
  operator: '登记、检测、处置',
  manager: '复核、批准公示、改设置',
  technician: '仪器、质控、基础数据',
  administrator: '管理账号和设置,不做检测',
  auditor: '只看,不能改任何记录',
}

export const actionWords: { readonly [A in Action]: string } = {
  'record.read': '查看记录',
  'audit.read': '查看修改记录',
  'export.run': '导出',
  'paper.print': '打印',
  'sample.register': '登记样品、上机',
  'sample.plan': '编排抽样计划',
  'reading.claim': '认领读数',
  'test.sign': '签检测结果',
  'result.review': '复核结果',
  'control.record': '做质控',
  'control.approve': '批准质控结论',
  'failure.step': '办理处置步骤',
  'failure.sign': '签处置记录',
  'notice.publish': '批准、撤回公示',
  'outbox.retry': '重报',
  'port.reopen': '重新连接仪器',
  'port.set': '添加、设置仪器',
  'driver.learn': '学习向导',
  'catalog.change': '修改基础数据',
  'site.set': '修改检测点与时限',
  'pack.propose': '提交限量包',
  'pack.sign': '签字启用限量包',
  'people.manage': '管理账号',
}

export const trainingWords: { readonly [T in Person['training']]: string } = {
  valid: '有效',
  none: '没有记录',
  over: '已过期',
}

export function rolesText(roles: readonly Role[]): string {
  return roles.map((role) => roleWords[role]).join('、')
}

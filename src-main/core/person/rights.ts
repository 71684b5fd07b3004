/** Who may do what: one table, actions by roles. Each procedure of the contract needs one action (procedures.ts). */
import type { Role } from './role.ts'

type Cell = readonly Role[]

const everyone: Cell = ['operator', 'manager', 'technician', 'administrator', 'auditor']
const testers: Cell = ['operator', 'manager', 'technician']

/** A row an action; who is named may. Nobody is named by default. */
export const rights = {
  /** Samples, results, cases, instruments, the outbox: what the desks show. */
  'record.read': everyone,
  'audit.read': ['manager', 'technician', 'administrator', 'auditor'],
  'export.run': ['manager', 'technician', 'administrator', 'auditor'],
  'paper.print': testers,
  'sample.register': testers,
  'sample.plan': ['manager', 'technician'],
  'reading.claim': testers,
  'test.sign': testers,
  'result.review': ['manager', 'technician'],
  'control.record': testers,
  'control.approve': ['manager', 'technician'],
  'failure.step': testers,
  'failure.sign': testers,
  'notice.publish': ['manager'],
  'outbox.retry': testers,
  'port.reopen': ['operator', 'manager', 'technician', 'administrator'],
  'port.set': ['manager', 'technician', 'administrator'],
  'driver.learn': ['technician', 'administrator'],
  'catalog.change': ['manager', 'technician', 'administrator'],
  'site.set': ['manager', 'administrator'],
  'pack.propose': ['manager', 'technician', 'administrator'],
  'pack.sign': ['manager', 'technician', 'administrator'],
  'people.manage': ['administrator'],
} as const satisfies Record<string, Cell>

export type Action = keyof typeof rights

export const actions = Object.keys(rights) as readonly Action[]

/** True when any of the roles may. */
export function may(roles: readonly Role[], action: Action): boolean {
  const allowed: Cell = rights[action]
  return roles.some((role) => allowed.includes(role))
}

export function rightsOf(roles: readonly Role[]): readonly Action[] {
  return actions.filter((action) => may(roles, action))
}

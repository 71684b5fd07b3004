/** The roles an account may have; one person may have several, except that who audits does nothing else. */

export const roles = ['operator', 'manager', 'technician', 'administrator', 'auditor'] as const
export type Role = (typeof roles)[number]

/** Why these roles cannot be one account's; null when they can. */
export function refuseRoles(said: readonly Role[]): 'none' | 'twice' | 'auditor-alone' | null {
  if (said.length === 0) return 'none'
  if (new Set(said).size !== said.length) return 'twice'
  // An auditor who could change what is audited would be none.
  return said.includes('auditor') && said.length > 1 ? 'auditor-alone' : null
}

/** Who stood by a disposal: the people who sign, and beside them the one who supervises. */
import type { Signer } from './event.ts'
import { distinct, plain } from './names.ts'
import type { FailureRules } from './rules.ts'

export interface Witnesses {
  /** Different people, the supervisors asked for left out. */
  readonly signers: number
  /** Different people whose part is to supervise. */
  readonly supervisors: number
}

/** One person is one person: whoever signs twice, in two parts, counts once and as the supervisor. */
export function witnessesOf(
  signers: readonly Signer[],
  rules: Pick<FailureRules, 'supervisors' | 'supervisorRoles'>,
): Witnesses {
  const supervising = signers.filter(({ role }) => isSupervisor(role, rules))
  const supervisors = distinct(supervising.map(({ name }) => name))
  const everyone = distinct(signers.map(({ name }) => name))
  return { signers: everyone - Math.min(supervisors, rules.supervisors), supervisors }
}

export function isSupervisor(role: string, { supervisorRoles }: Pick<FailureRules, 'supervisorRoles'>): boolean {
  return supervisorRoles.some((word) => plain(role).includes(plain(word)))
}

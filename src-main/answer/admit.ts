/** Asked before every procedure: is somebody there, may they do this, and is it they who they say. */
import type { Contract } from '#contract/index.ts'
import { Fault } from '#core/fault.ts'
import { doerFields, type Need, needOf, procedures } from '#core/person/procedures.ts'
import { may } from '#core/person/rights.ts'
import type { Standing } from '#flow/session.ts'
import type { Caller } from './caller.ts'
import type { Desk } from './desk.ts'

type Needs = { readonly [D in keyof Contract]: { readonly [P in keyof Contract[D]]: Need } }
/** A procedure of the contract that the table does not name does not compile here. */
const covered: Needs = procedures
export const deskNames = Object.keys(covered)

/** What only shows: looking on is not working, and keeps no desk awake. */
const looking: readonly Need[] = ['anyone', 'session', 'record.read', 'audit.read']

export interface Asked {
  readonly caller: Caller | undefined
  readonly path: readonly string[]
  /** As it came, before the schema looked at it. */
  readonly input: unknown
}

/** Errors: `person.forbidden`, `person.signed-out`, `person.locked`, `person.must-change`, `person.other`. */
export function admit({ sessions }: Pick<Desk, 'sessions'>, { caller, path, input }: Asked): void {
  const need = needOf(path)
  if (need === null) throw new Fault('person.forbidden', path.join('.'))
  const token = caller?.token ?? null
  const standing = sessions.standing(token)
  if (standing.kind === 'open-room' || need === 'anyone') return
  if (standing.kind === 'signed-out') throw new Fault('person.signed-out')
  if (standing.kind === 'locked') throw new Fault('person.locked', standing.account.name)
  const { name, roles, mustChange } = standing.account
  if (mustChange && path.join('.') !== 'person.setPassword') throw new Fault('person.must-change', name)
  if (need !== 'session' && !may(roles, need)) throw new Fault('person.forbidden', need)
  refuseOtherDoer(name, input)
  if (!looking.includes(need)) sessions.touch(token)
}

/** Whether this caller may see records now: for streams, which are asked once and answer for hours. */
export function maySee({ sessions }: Pick<Desk, 'sessions'>, caller: Caller | undefined): boolean {
  const standing: Standing = sessions.standing(caller?.token ?? null)
  if (standing.kind === 'open-room') return true
  return standing.kind === 'here' && !standing.account.mustChange && may(standing.account.roles, 'record.read')
}

function refuseOtherDoer(name: string, input: unknown): void {
  if (typeof input !== 'object' || input === null) return
  for (const field of doerFields) {
    const said: unknown = Reflect.get(input, field)
    if (typeof said === 'string' && said.trim() !== name) throw new Fault('person.other', said.trim())
  }
}

/** Accounts are made, changed and closed, each with its audit in the same transaction; the last administrator stays. */
import { Fault } from '#core/fault.ts'
import type { PersonId } from '#core/ids.ts'
import { type Role, refuseRoles } from '#core/person/role.ts'
import { refusePassword, refusePin } from '#core/person/secret-rules.ts'
import { appendAudit } from '#storage/audit.ts'
import { ownKey } from '#storage/key-file.ts'
import { transaction } from '#storage/open.ts'
import {
  type Account,
  accountById,
  accountByName,
  allAccounts,
  hasAccounts,
  insertAccount,
  saveClosed,
  savePassword,
  savePin,
  saveRoles,
  saveTries,
} from '#storage/people.ts'
import { prove } from './prove.ts'
import { keptSecret } from './secret.ts'
import type { Sessions } from './session.ts'
import type { World } from './world.ts'

export interface NewPerson {
  readonly name: string
  readonly roles: readonly Role[]
  readonly password: string
  /** Only the first account's maker, who makes their own, may say one. */
  readonly pin: string | null
  readonly staff: string | null
  readonly by: string
}

/**
 * The first account ends the open room and is its maker's own, an administrator; a later one must change the password that another
 * person chose. Errors: `person.roles`, `person.weak`, `person.name-taken`, `person.signed-out`.
 */
export async function addAccount(world: World, said: NewPerson): Promise<Account> {
  const first = !hasAccounts(world.db)
  refuseWrongRoles(said.roles)
  if (first && !said.roles.includes('administrator')) throw new Fault('person.roles', 'first-is-administrator')
  if (!first && said.pin !== null) throw new Fault('person.weak', 'pin: own')
  const password = await newPassword(said.password, said.name)
  const pin = said.pin === null ? null : await newPin(world, said.pin)
  const id = world.newId() as PersonId
  const name = said.name.trim()
  return save(world, {
    by: first ? name : said.by,
    action: 'person.add',
    name,
    detail: { roles: said.roles, staff: said.staff, first },
    work: () => {
      // While the secrets were hashed somebody else may have been the first.
      if (first && hasAccounts(world.db)) throw new Fault('person.signed-out')
      if (accountByName(world.db, name) !== undefined) throw new Fault('person.name-taken', name)
      const { roles, staff } = said
      insertAccount(world.db, { id, name, roles, password, mustChange: !first, pin, staff, madeAt: world.now() })
      return id
    },
  })
}

/** Errors: `not-found`, `person.roles`, `person.last-administrator`. */
export function changeAccount(
  world: World,
  { id, roles, staff, by }: { id: PersonId; roles: readonly Role[]; staff: string | null; by: string },
): Account {
  refuseWrongRoles(roles)
  const { name, ...before } = accountById(world.db, id)
  const was = { roles: before.roles, staff: before.staff }
  const detail = { before: was, after: { roles, staff } }
  return save(world, {
    by,
    action: 'person.change',
    name,
    detail,
    work: () => {
      saveRoles(world.db, id, roles, staff)
      return id
    },
  })
}

/** A closed account signs in no more; its name stays on everything it did. Errors: `not-found`, `person.last-administrator`. */
export function setActive(
  world: World,
  sessions: Sessions,
  { id, active, by }: { id: PersonId; active: boolean; by: string },
): Account {
  const { name, closedAt } = accountById(world.db, id)
  if ((closedAt === null) === active) return accountById(world.db, id)
  const account = save(world, {
    by,
    action: active ? 'person.reopen' : 'person.close',
    name,
    detail: {},
    work: () => {
      saveClosed(world.db, id, active ? null : world.now())
      return id
    },
  })
  if (!active) sessions.endAllOf(id)
  return account
}

/** For who forgot it: another password to be changed at once, no PIN, and every session of that person ends. */
export async function resetPassword(
  world: World,
  sessions: Sessions,
  said: { readonly id: PersonId; readonly password: string; readonly by: string },
): Promise<Account> {
  const { id } = said
  const { name } = accountById(world.db, id)
  const password = await newPassword(said.password, name)
  const account = save(world, {
    by: said.by,
    action: 'person.reset-password',
    name,
    detail: {},
    work: () => {
      savePassword(world.db, id, password, true)
      savePin(world.db, id, null)
      for (const secret of ['password', 'pin'] as const) saveTries(world.db, id, secret, 0, world.now())
      return id
    },
  })
  sessions.endAllOf(id)
  return account
}

/** The person's own. Errors: `person.wrong`, `person.wait`, `person.weak`. */
export async function setOwnPassword(
  world: World,
  { name }: Account,
  said: { readonly current: string; readonly next: string },
): Promise<Account> {
  const { id } = await prove(world, { name, secret: 'password', value: said.current, action: 'person.prove' })
  if (said.current === said.next) throw new Fault('person.weak', 'password: same')
  const password = await newPassword(said.next, name)
  const work = () => {
    savePassword(world.db, id, password, false)
    return id
  }
  return save(world, { by: name, action: 'person.set-password', name, detail: {}, work })
}

/** The person's own; the password says that it is. Errors: as above. */
export async function setOwnPin(
  world: World,
  { name }: Account,
  said: { readonly password: string; readonly pin: string },
): Promise<Account> {
  const { id } = await prove(world, { name, secret: 'password', value: said.password, action: 'person.prove' })
  const pin = await newPin(world, said.pin)
  const work = () => {
    savePin(world.db, id, pin)
    saveTries(world.db, id, 'pin', 0, world.now())
    return id
  }
  return save(world, { by: name, action: 'person.set-pin', name, detail: {}, work })
}

interface Saving {
  readonly by: string
  readonly action: string
  readonly name: string
  readonly detail: object
  readonly work: () => PersonId
}

function save(world: World, { by, action, name, detail, work }: Saving): Account {
  const account = transaction(world.db, () => {
    const id = work()
    // Asked after the deed and inside its transaction: two administrators who remove each other leave one.
    if (!allAccounts(world.db).some(({ roles, closedAt }) => closedAt === null && roles.includes('administrator')))
      throw new Fault('person.last-administrator', name)
    appendAudit(world.db, { at: world.now(), by, action, subject: name, detail: JSON.stringify(detail) })
    return accountById(world.db, id)
  })
  world.tell({ kind: 'person.changed' })
  return account
}

function refuseWrongRoles(roles: readonly Role[]): void {
  const refusal = refuseRoles(roles)
  if (refusal !== null) throw new Fault('person.roles', refusal)
}

function newPassword(password: string, name: string): Promise<string> {
  const refusal = refusePassword(password, name)
  if (refusal !== null) throw new Fault('person.weak', `password: ${refusal}`)
  return keptSecret(password, null)
}

function newPin(world: World, pin: string): Promise<string> {
  const refusal = refusePin(pin)
  if (refusal !== null) throw new Fault('person.weak', `pin: ${refusal}`)
  return keptSecret(pin, ownKey(world.file, 'pin'))
}

/** People for tests: a room whose accounts are real, with real hashes; so few are made as a test needs. */
import type { Role } from '#core/person/role.ts'
import { addAccount, setOwnPassword, setOwnPin } from '#flow/accounts.ts'
import type { World } from '#flow/world.ts'
import { type Account, hasAccounts } from '#storage/people.ts'

export const PASSWORD = '春天的菠菜要洗三遍'
export const PIN = '7391'
export const ADMINISTRATOR = '赵管理'

/** The first account of a room: administrator and whatever else. */
export function firstAccount(world: World, also: readonly Role[] = [], name = ADMINISTRATOR): Promise<Account> {
  const roles: readonly Role[] = ['administrator', ...also]
  return addAccount(world, { name, roles, password: PASSWORD, pin: PIN, staff: null, by: name })
}

/** A person with those roles who has signed in once: own password, own PIN. Makes the administrator when there is none. */
export async function personWith(
  world: World,
  name: string,
  roles: readonly Role[],
  { pin = PIN, staff = null }: { readonly pin?: string; readonly staff?: string | null } = {},
): Promise<Account> {
  if (!hasAccounts(world.db)) await firstAccount(world)
  const given = '管理员先给的密码一二三'
  const made = await addAccount(world, { name, roles, password: given, pin: null, staff, by: ADMINISTRATOR })
  await setOwnPassword(world, made, { current: given, next: PASSWORD })
  return setOwnPin(world, made, { password: PASSWORD, pin })
}

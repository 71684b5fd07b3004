/** A person comes to the desk: by password, or by PIN where somebody already signed in since the station started. */
import { Fault } from '#core/fault.ts'
import { prove } from './prove.ts'
import type { Sessions } from './session.ts'
import type { World } from './world.ts'

/** Answers the new session's token; the one before ends. Errors: `person.unknown`, `person.wait`, `person.wrong`. */
export async function signIn(
  world: World,
  sessions: Sessions,
  said: { readonly before: string | null; readonly name: string; readonly password: string },
): Promise<string> {
  const { name, password } = said
  const account = await prove(world, { name, secret: 'password', value: password, action: 'person.sign-in' })
  sessions.end(said.before)
  return begun(world, sessions, account.id)
}

/**
 * Quick change of operator, and the way out of a locked desk. A PIN is too little for a desk where nobody showed a password:
 * it needs a session, awake or locked. Errors: as above, `person.signed-out`, `person.no-pin`.
 */
export async function switchTo(
  world: World,
  sessions: Sessions,
  said: { readonly before: string | null; readonly name: string; readonly pin: string },
): Promise<string> {
  const awake = () => {
    const { kind } = sessions.standing(said.before)
    if (kind !== 'here' && kind !== 'locked') throw new Fault('person.signed-out')
  }
  awake()
  const { name, pin } = said
  const account = await prove(world, { name, secret: 'pin', value: pin, action: 'person.switch' })
  awake()
  sessions.end(said.before)
  return begun(world, sessions, account.id)
}

function begun(world: World, sessions: Sessions, id: Parameters<Sessions['begin']>[0]): string {
  const token = sessions.begin(id)
  world.tell({ kind: 'person.changed' })
  return token
}

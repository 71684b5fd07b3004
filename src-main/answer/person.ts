/** Answers about people: who is at this window, accounts, and their own secrets. */
import type { Person, PersonState } from '#contract/person.ts'
import { Fault } from '#core/fault.ts'
import type { PersonId } from '#core/ids.ts'
import { rightsOf } from '#core/person/rights.ts'
import { waitLeft } from '#core/person/tries.ts'
import { addAccount, changeAccount, resetPassword, setActive, setOwnPassword, setOwnPin } from '#flow/accounts.ts'
import { personPolicy, savePersonPolicy } from '#flow/person-policy.ts'
import { signIn, switchTo } from '#flow/sign-in.ts'
import { trainingOf } from '#flow/training.ts'
import { type Account, allAccounts, triesOf } from '#storage/people.ts'
import { signaturesOf } from '#storage/signatures.ts'
import type { AnswerContext, Caller } from './caller.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'

export function personAnswers({ world, sessions }: Pick<Desk, 'world' | 'sessions'>) {
  const { db } = world

  const state = (caller: Caller | undefined, session: string | null = null): PersonState => {
    const standing = sessions.standing(caller?.token ?? null)
    const account = standing.kind === 'here' || standing.kind === 'locked' ? standing.account : null
    const active = allAccounts(db).filter(({ closedAt }) => closedAt === null)
    return {
      standing: standing.kind,
      me: account === null ? null : { ...ownView(account), rights: [...rightsOf(account.roles)] },
      people: active.map(({ name, pin }) => ({ name, hasPin: pin !== null })),
      idleMinutes: personPolicy(world).idleMinutes,
      session,
    }
  }
  const begun = (caller: Caller | undefined, token: string): PersonState => {
    if (caller === undefined) throw new Error('this connection cannot keep a session')
    const kept = caller.keep(token)
    return state({ token, keep: caller.keep }, kept)
  }
  const here = (caller: Caller | undefined): Account => {
    const standing = sessions.standing(caller?.token ?? null)
    if (standing.kind !== 'here') throw new Fault('person.signed-out')
    return standing.account
  }
  const view = (account: Account): Person => {
    const now = world.now()
    const left = (['password', 'pin'] as const).map((secret) => waitLeft(triesOf(db, account.id, secret), now))
    const { staff, madeAt, closedAt } = account
    const training = trainingOf(world, account)
    return { ...ownView(account), staff, training, madeAt, closedAt, wait: Math.ceil(Math.max(...left) / 1000) }
  }
  const callerOf = (context: AnswerContext) => context.caller

  return {
    state: os.person.state.handler(({ context }) => state(callerOf(context))),
    signIn: os.person.signIn.handler(async ({ input, context: { caller } }) =>
      begun(caller, await signIn(world, sessions, { before: caller?.token ?? null, ...input })),
    ),
    switchTo: os.person.switchTo.handler(async ({ input, context: { caller } }) =>
      begun(caller, await switchTo(world, sessions, { before: caller?.token ?? null, ...input })),
    ),
    touch: os.person.touch.handler(({ context: { caller } }) => {
      sessions.touch(caller?.token ?? null)
      return state(caller)
    }),
    lock: os.person.lock.handler(({ context: { caller } }) => {
      sessions.lock(caller?.token ?? null)
      return state(caller)
    }),
    signOut: os.person.signOut.handler(({ context: { caller } }) => {
      sessions.end(caller?.token ?? null)
      caller?.keep(null)
      return state(undefined)
    }),
    setPassword: os.person.setPassword.handler(async ({ input, context: { caller } }) => {
      await setOwnPassword(world, here(caller), input)
      return state(caller)
    }),
    setPin: os.person.setPin.handler(async ({ input, context: { caller } }) => {
      await setOwnPin(world, here(caller), input)
      return state(caller)
    }),
    policy: os.person.policy.handler(() => personPolicy(world)),
    signatures: os.person.signatures.handler(({ input }) => [...signaturesOf(db, input.subject)]),
    list: os.person.list.handler(() => allAccounts(db).map(view)),
    add: os.person.add.handler(async ({ input, context: { caller } }) => {
      const open = sessions.standing(null).kind === 'open-room'
      const account = await addAccount(world, input)
      return open && caller !== undefined ? begun(caller, sessions.begin(account.id)) : state(caller)
    }),
    change: os.person.change.handler(({ input }) => view(changeAccount(world, { ...input, id: input.id as PersonId }))),
    setActive: os.person.setActive.handler(({ input }) =>
      view(setActive(world, sessions, { ...input, id: input.id as PersonId })),
    ),
    resetPassword: os.person.resetPassword.handler(async ({ input }) =>
      view(await resetPassword(world, sessions, { ...input, id: input.id as PersonId })),
    ),
    savePolicy: os.person.savePolicy.handler(({ input }) => savePersonPolicy(world, input.policy, input.by)),
  }
}

function ownView({ id, name, roles, pin, mustChange }: Account) {
  return { id, name, roles: [...roles], hasPin: pin !== null, mustChange }
}

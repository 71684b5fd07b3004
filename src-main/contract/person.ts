/** People: who is at the desk, accounts and their roles, signing in and out, and what a signature brings. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { meaningCodes } from '#core/person/meaning.ts'
import { actions } from '#core/person/rights.ts'
import { roles } from '#core/person/role.ts'
import { moment, text } from './words.ts'

/** The name and PIN of who signs, inside an input. Take it out before anything of the input is kept: a PIN is never written down. */
export const signing = z.object({ by: text(30), pin: z.string().max(12).default('') })

export const signature = z.object({
  id: z.number().int(),
  by: z.string(),
  at: moment,
  meaning: z.enum(meaningCodes),
  sha256: z.string(),
  /** False: a typed name, from a room without accounts. */
  proven: z.boolean(),
})
export type SignatureView = z.infer<typeof signature>

export const role = z.enum(roles)

export const person = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(role),
  staff: z.string().nullable(),
  hasPin: z.boolean(),
  mustChange: z.boolean(),
  training: z.enum(['valid', 'none', 'over']),
  madeAt: moment,
  closedAt: moment.nullable(),
  /** Seconds until a PIN or password is heard again. */
  wait: z.number().int(),
})
export type Person = z.infer<typeof person>

const me = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(role),
  rights: z.array(z.enum(actions)),
  hasPin: z.boolean(),
  mustChange: z.boolean(),
})

/** `open-room`: no account was ever made; names are typed. */
export const personState = z.object({
  standing: z.enum(['open-room', 'signed-out', 'locked', 'here']),
  me: me.nullable(),
  /** Who may sign in or sign, for choosing instead of typing. */
  people: z.array(z.object({ name: z.string(), hasPin: z.boolean() })),
  idleMinutes: z.number().int(),
  /** Only to a program that just signed in, to be sent as `x-station-session`; a window's is kept where its page cannot read it. */
  session: z.string().nullable(),
})
export type PersonState = z.infer<typeof personState>

export const policy = z.object({ idleMinutes: z.number().int().min(1).max(120), trainedOnly: z.boolean() })
export type PersonPolicyView = z.infer<typeof policy>

const password = z.string().min(1).max(200)
const pin = z.string().max(12)
const nothing = z.object({})

export const personContract = {
  state: oc.route({ method: 'GET', path: '/person/state' }).input(nothing).output(personState),
  signIn: oc
    .route({ method: 'POST', path: '/person/sign-in' })
    .input(z.object({ name: text(30), password }))
    .output(personState),
  /** Quick change by PIN, and the way out of a locked desk. */
  switchTo: oc
    .route({ method: 'POST', path: '/person/switch' })
    .input(z.object({ name: text(30), pin }))
    .output(personState),
  /** Somebody is at the desk. Reading alone does not keep it awake. */
  touch: oc.route({ method: 'POST', path: '/person/touch' }).input(nothing).output(personState),
  lock: oc.route({ method: 'POST', path: '/person/lock' }).input(nothing).output(personState),
  signOut: oc.route({ method: 'POST', path: '/person/sign-out' }).input(nothing).output(personState),
  setPassword: oc
    .route({ method: 'POST', path: '/person/password' })
    .input(z.object({ current: password, next: password }))
    .output(personState),
  setPin: oc.route({ method: 'POST', path: '/person/pin' }).input(z.object({ password, pin })).output(personState),
  policy: oc.route({ method: 'GET', path: '/person/policy' }).input(nothing).output(policy),
  /** Oldest first. */
  signatures: oc
    .route({ method: 'GET', path: '/signature' })
    .input(z.object({ subject: text(80) }))
    .output(z.array(signature)),
  list: oc.route({ method: 'GET', path: '/person' }).input(nothing).output(z.array(person)),
  /** The first one ends the open room and is signed in at once; later ones must change the password chosen here. */
  add: oc
    .route({ method: 'POST', path: '/person' })
    .input(
      z.object({
        name: text(30),
        roles: z.array(role).max(roles.length),
        password,
        pin: pin.nullable().default(null),
        staff: text(60).nullable().default(null),
        by: text(30),
      }),
    )
    .output(personState),
  change: oc
    .route({ method: 'POST', path: '/person/{id}' })
    .input(
      z.object({ id: z.string(), roles: z.array(role).max(roles.length), staff: text(60).nullable(), by: text(30) }),
    )
    .output(person),
  setActive: oc
    .route({ method: 'POST', path: '/person/{id}/active' })
    .input(z.object({ id: z.string(), active: z.boolean(), by: text(30) }))
    .output(person),
  resetPassword: oc
    .route({ method: 'POST', path: '/person/{id}/reset-password' })
    .input(z.object({ id: z.string(), password, by: text(30) }))
    .output(person),
  savePolicy: oc
    .route({ method: 'POST', path: '/person/policy' })
    .input(z.object({ policy, by: text(30) }))
    .output(policy),
}

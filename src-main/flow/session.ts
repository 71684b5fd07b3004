/** Who is at each window: sessions live in memory alone, known by the hash of a random token, and sleep when nobody touches them. */
import { createHash, randomBytes } from 'node:crypto'
import type { PersonId } from '#core/ids.ts'
import { isForgotten, isIdle } from '#core/person/idle.ts'
import type { Moment } from '#core/time.ts'
import { type Account, accountById, hasAccounts } from '#storage/people.ts'
import { personPolicy } from './person-policy.ts'
import type { World } from './world.ts'

/** `open-room`: no account was ever made, names are typed. */
export type Standing =
  | { readonly kind: 'open-room' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'locked'; readonly account: Account }
  | { readonly kind: 'here'; readonly account: Account }

export interface Sessions {
  /** 256 random bits; whoever holds them is that person until the session ends. */
  begin(id: PersonId): string
  standing(token: string | null): Standing
  /** A person did something: the desk stays awake. */
  touch(token: string | null): void
  lock(token: string | null): void
  end(token: string | null): void
  endAllOf(id: PersonId): void
  /** Locks what nobody touches; called now and then so that windows hear of it. */
  look(): void
}

interface Session {
  readonly personId: PersonId
  touchedAt: Moment
  locked: boolean
}

export function openSessions(world: World): Sessions {
  const sessions = new Map<string, Session>()

  const sessionOf = (token: string | null): Session | undefined => {
    if (token === null) return undefined
    const key = keyOf(token)
    const session = sessions.get(key)
    if (session === undefined) return undefined
    const now = world.now()
    if (isForgotten(session.touchedAt, now)) {
      sessions.delete(key)
      return undefined
    }
    if (!session.locked && isIdle(session.touchedAt, now, personPolicy(world).idleMinutes)) session.locked = true
    return session
  }
  const changed = () => world.tell({ kind: 'person.changed' })

  return {
    begin(personId) {
      const token = randomBytes(32).toString('base64url')
      sessions.set(keyOf(token), { personId, touchedAt: world.now(), locked: false })
      return token
    },
    standing(token) {
      if (!hasAccounts(world.db)) return { kind: 'open-room' }
      const session = sessionOf(token)
      if (session === undefined) return { kind: 'signed-out' }
      // Asked each time: what an administrator changes counts from the next call.
      const account = accountById(world.db, session.personId)
      if (account.closedAt !== null) return { kind: 'signed-out' }
      return { kind: session.locked ? 'locked' : 'here', account }
    },
    touch(token) {
      const session = sessionOf(token)
      if (session !== undefined && !session.locked) session.touchedAt = world.now()
    },
    lock(token) {
      const session = sessionOf(token)
      if (session === undefined || session.locked) return
      session.locked = true
      changed()
    },
    end(token) {
      if (token !== null && sessions.delete(keyOf(token))) changed()
    },
    endAllOf(id) {
      for (const [key, { personId }] of sessions) if (personId === id) sessions.delete(key)
    },
    look() {
      const now = world.now()
      if (sessions.size === 0) return
      const { idleMinutes } = personPolicy(world)
      for (const [key, { touchedAt }] of sessions) if (isForgotten(touchedAt, now)) sessions.delete(key)
      const asleep = [...sessions].filter(([, { touchedAt, locked }]) => !locked && isIdle(touchedAt, now, idleMinutes))
      for (const [, session] of asleep) session.locked = true
      if (asleep.length > 0) changed()
    },
  }
}

/** Looked up by hash, so that the time a lookup takes says nothing about a token. */
function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

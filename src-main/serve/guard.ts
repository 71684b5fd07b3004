/** Who may speak to the local server: Host, Origin and the secret, decided from headers alone. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Headers {
  readonly [name: string]: string | readonly string[] | undefined
}

export type Answer = { readonly kind: 'yes' } | { readonly kind: 'no'; readonly why: 'host' | 'origin' | 'session' }

export interface Guard {
  /** Host and Origin: asked first, of every request. */
  fromHere(headers: Headers): Answer
  /** Session cookie or bearer token. */
  known(headers: Headers): Answer
  /** Trades the one-time token for a session cookie (its `Set-Cookie` text); null when it is wrong or was used before. */
  redeem(token: string): string | null
}

/** `port` is the one we really listen on: the cookie carries it in its name because cookies do not tell ports apart. */
export function guardFor(port: number, token: string): Guard {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  const origins = new Set([...hosts].map((host) => `http://${host}`))
  const cookie = `station-${port}`
  const session = randomBytes(32).toString('base64url')
  let redeemed = false
  return {
    fromHere(headers) {
      // A name that resolves to 127.0.0.1 (DNS rebinding) is another Host than ours.
      if (!hosts.has(textOf(headers.host))) return { kind: 'no', why: 'host' }
      const origin = headers.origin
      if (origin !== undefined && !origins.has(textOf(origin))) return { kind: 'no', why: 'origin' }
      // Pictures and scripts asked for by a foreign page carry no Origin; browsers tell us with this header instead.
      const site = headers['sec-fetch-site']
      if (site !== undefined && !['same-origin', 'none'].includes(textOf(site))) return { kind: 'no', why: 'origin' }
      return { kind: 'yes' }
    },
    known(headers) {
      const bearer = /^Bearer (\S+)$/i.exec(textOf(headers.authorization))?.[1]
      if (bearer !== undefined && same(bearer, token)) return { kind: 'yes' }
      const held = cookieOf(textOf(headers.cookie), cookie)
      return held !== null && same(held, session) ? { kind: 'yes' } : { kind: 'no', why: 'session' }
    },
    redeem(offered) {
      if (redeemed || !same(offered, token)) return null
      redeemed = true
      return `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
  }
}

/** 256 bits as 43 characters that need no escaping in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : ''
}

export function cookieOf(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined) return value
  }
  return null
}

/** Equal length by hashing, so that neither length nor content leaks through time. */
function same(left: string, right: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(left), digest(right))
}

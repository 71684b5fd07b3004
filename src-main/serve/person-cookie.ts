/** A person's session over HTTP: a cookie no script can read for browsers, a header for programs; beside the guard, never instead of it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '#answer/caller.ts'
import { cookieOf, textOf } from './guard.ts'

export const SESSION_HEADER = 'x-station-session'

/** `port` is in the name as in the guard's cookie: cookies do not tell ports apart. */
export function httpCaller(port: number, request: IncomingMessage, response: ServerResponse): Caller {
  const cookie = `person-${port}`
  const program = request.headers.authorization !== undefined
  const sent = textOf(request.headers[SESSION_HEADER])
  const token = program ? sent : (cookieOf(textOf(request.headers.cookie), cookie) ?? '')
  return {
    token: token === '' ? null : token,
    keep(next) {
      if (program) return next
      const age = next === null ? '; Max-Age=0' : ''
      response.setHeader('set-cookie', `${cookie}=${next ?? ''}; HttpOnly; SameSite=Strict; Path=/${age}`)
      return null
    },
  }
}

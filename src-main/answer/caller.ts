/** Who is at the other end of a connection: where its session's token is kept, so that pages never hold one. */

export interface Caller {
  readonly token: string | null
  /** Keeps the token of a new session, or forgets it. Answers what the caller must keep by itself: programs send a header. */
  keep(token: string | null): string | null
}

export interface AnswerContext {
  readonly caller?: Caller
}

/** One window's port, one session: it ends with the connection. */
export function connectionCaller(): Caller {
  let held: string | null = null
  return {
    get token() {
      return held
    },
    keep(token) {
      held = token
      return null
    },
  }
}

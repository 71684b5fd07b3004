/** What the desks are answered from: the world, and the running parts that only a started station has. */
import type { Board } from '#flow/hold-board.ts'
import type { HeldPorts } from '#flow/hold-ports.ts'
import type { Learning } from '#flow/learn.ts'
import type { Sending } from '#flow/send-outbox.ts'
import type { Sessions } from '#flow/session.ts'
import type { ClockWatch } from '#flow/watch-clock.ts'
import type { News, World } from '#flow/world.ts'

export interface Desk {
  readonly world: World
  readonly follow: (hear: (news: News) => void) => () => void
  readonly ports: HeldPorts
  readonly learning: Learning
  readonly sending: readonly Sending[]
  readonly board: Board
  readonly clock: ClockWatch
  readonly sessions: Sessions
}

/** Performs a driver's line over a wire: keeps before it sends, settles what was understood. Between a wire and `flow`. */
import type { Step, Steps, Ticket } from '#drivers/kit/line.ts'

export type Settlement = Extract<Step, { readonly kind: 'settle' }>

/** Where frames go. Both calls are synchronous: what they return from is durable, or will be with the commit they are called in. */
export interface Keeper {
  /** Throws a `Fault` (`disk.full` ...) or returns null when the bytes could not be kept; then the analyzer gets no ACK. */
  keep(bytes: Uint8Array): Ticket | null
  /** Records one unit in one transaction. When it throws, its frames stay unsettled and are read again at the next start. */
  settle(settlement: Settlement): void
  /** Compares who the device says it is with who it was. Must not throw. */
  identify?(said: string): void
}

/** Performs the steps one by one, in order. `act` answers a `keep` with its ticket; its other answers are ignored. */
export function performSteps(steps: Steps, act: (step: Step) => Ticket | null): void {
  let turn = steps.next(null)
  while (!turn.done) turn = steps.next(act(turn.value))
}

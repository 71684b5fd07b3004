/** Keeps frames in memory the way storage keeps them on disk, and remembers the order of everything; it can be told that the disk is full. */
import type { Fault } from '#core/fault.ts'
import type { Outcome } from '#core/reading/reading.ts'
import type { Keeper, Settlement } from '#ports/perform.ts'
import type { Log } from '#ports/transport.ts'
import { textOf } from './port-line.ts'

export interface KeptInMemory extends Keeper {
  /** `keep 1`, `settle 1`, and whatever a test adds, in order. */
  readonly order: string[]
  readonly frames: Uint8Array[]
  readonly outcomes: Outcome[]
  readonly settlements: Settlement[]
  /** Set to make the next calls throw. */
  keepFault: Fault | null
  settleFault: Fault | null
  /** Values of the readings and reasons of the rest, in the order they were settled. */
  said(): readonly string[]
}

export function keptInMemory(): KeptInMemory {
  const order: string[] = []
  const frames: Uint8Array[] = []
  const outcomes: Outcome[] = []
  const settlements: Settlement[] = []
  return {
    order,
    frames,
    outcomes,
    settlements,
    keepFault: null,
    settleFault: null,
    keep(bytes) {
      if (this.keepFault !== null) throw this.keepFault
      frames.push(bytes.slice())
      order.push(`keep ${textOf(bytes).trim()}`)
      return frames.length
    },
    settle(settlement) {
      if (this.settleFault !== null) throw this.settleFault
      settlements.push(settlement)
      outcomes.push(...settlement.outcomes.map((one) => one.outcome))
      order.push(`settle ${settlement.frames.join(',')}`)
    },
    said: () => outcomes.map((one) => (one.kind === 'reading' ? one.reading.value : `${one.kind}: ${one.reason}`)),
  }
}

/** Collects what was logged, so that a test can ask for it. */
export function loggedInMemory(): Log & { readonly words: string[] } {
  const words: string[] = []
  const take = (level: string) => (facts: object, said: string) =>
    void words.push(`${level} ${said} ${JSON.stringify(facts)}`)
  return { words, info: take('info'), warn: take('warn'), error: take('error') }
}

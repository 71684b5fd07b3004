/** What the frames of each port turned out to be, counted for the port's desk: once for each transaction, not once for each frame. */
import type { Db } from './sqlite.ts'
import { changeAny } from './statements.ts'

export interface PortTally {
  readonly frames: number
  readonly readings: number
  readonly damaged: number
}

type Counting = { -readonly [Name in keyof PortTally]: PortTally[Name] }

const open = new WeakMap<Db, Map<string, Counting>>()

/** Inside a transaction: what `work` counts is written at its end, with it or not at all. */
export function tallied(db: Db, work: () => void): void {
  const tally = new Map<string, Counting>()
  open.set(db, tally)
  try {
    work()
  } finally {
    open.delete(db)
  }
  for (const [port, counted] of tally) write(db, port, counted)
}

/** In the transaction that settles these frames. */
export function countFrames(db: Db, port: string, counted: PortTally): void {
  const tally = open.get(db)
  const sum = tally?.get(port)
  if (sum !== undefined) {
    sum.frames += counted.frames
    sum.readings += counted.readings
    sum.damaged += counted.damaged
  } else if (tally !== undefined) tally.set(port, { ...counted })
  else write(db, port, counted)
}

function write(db: Db, port: string, counted: PortTally): void {
  for (const name of ['frames', 'readings', 'damaged'] as const) {
    if (counted[name] === 0) continue
    changeAny(
      db,
      "INSERT INTO counters VALUES ('port:' || ?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value",
      port,
      name,
      counted[name],
    )
  }
}

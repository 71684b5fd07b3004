/** `station rejudge`: what another limit pack would have said of the results of some days, a line each; nothing is changed. */
import { existsSync } from 'node:fs'
import { Fault } from '#core/fault.ts'
import { dayBounds } from '#core/time.ts'
import { rejudgePeriod } from '#flow/rejudge-period.ts'
import { noConfig } from '../config.ts'
import { openWorld } from '../world.ts'
import { loadPack } from './load-pack.ts'
import { terminalLog } from './log.ts'
import { UsageError } from './usage.ts'

export interface RejudgeOptions {
  readonly db: string
  /** Absent: the pack in force. */
  readonly pack?: string
  readonly from: string
  readonly to: string
}

/** Differences as JSON lines, oldest first, and a count on stderr. Errors: `file.unreadable`, `pack.invalid`, every `database.*`. */
export async function rejudgeDays({ db, pack, from, to }: RejudgeOptions): Promise<void> {
  for (const day of [from, to]) if (!isDay(day)) throw new UsageError(`${day}: write a day as YYYY-MM-DD`)
  if (to < from) throw new UsageError(`--to ${to} is before --from ${from}`)
  if (!existsSync(db)) throw new Fault('file.unreadable', db)
  const named = pack === undefined ? null : loadPack(pack)
  const { world, close } = openWorld({ file: db, demo: false, config: noConfig, log: terminalLog() })
  try {
    const { offset } = world.now()
    const period = { from: dayBounds(from, offset).from, until: dayBounds(to, offset).until }
    const asked = { pack: named ?? world.pack, period, by: 'station rejudge' }
    const found = await rejudgePeriod(world, asked, (one) => process.stdout.write(`${JSON.stringify(one)}\n`))
    process.stderr.write(`${JSON.stringify({ pack: `${asked.pack.id} ${asked.pack.version}`, ...found })}\n`)
  } finally {
    close()
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
}

/** What a limit pack would have said of the results of some days, as the settings show it before anybody signs. */
import type { Rejudgement } from '#contract/settings.ts'
import { Fault } from '#core/fault.ts'
import { dayBounds } from '#core/time.ts'
import { packInForce, proposedPack } from '#flow/limit-packs.ts'
import { type Rejudged, rejudgePeriod } from '#flow/rejudge-period.ts'
import type { World } from '#flow/world.ts'

/** More rows than anybody reads; all of them come from `station rejudge`. */
const MOST = 500

export interface Asked {
  readonly pack: 'proposed' | 'in-force'
  readonly from: string
  readonly until: string
  readonly by: string
}

/** Errors: `not-found` (no pack is proposed), `input.invalid` (the days). */
export async function rejudged(world: World, asked: Asked): Promise<Rejudgement> {
  const { from, until, by } = asked
  if (until < from) throw new Fault('input.invalid', `结束日期 ${until} 早于开始日期 ${from}`)
  const { pack } = (asked.pack === 'proposed' ? proposedPack(world) : packInForce(world)) ?? {}
  if (pack === undefined) throw new Fault('not-found', 'no pack is proposed')
  const { offset } = world.now()
  const period = { from: dayBounds(from, offset).from, until: dayBounds(until, offset).until }
  const [verdicts, bases]: [Rejudged[], Rejudged[]] = [[], []]
  const count = await rejudgePeriod(world, { pack, period, by }, (one) => {
    const rows = one.difference.kind === 'verdict' ? verdicts : bases
    if (rows.length < MOST) rows.push(one)
  })
  return { pack: { id: pack.id, version: pack.version }, ...count, rows: [...verdicts, ...bases].slice(0, MOST) }
}

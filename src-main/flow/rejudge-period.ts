/** Every result of some days asked of another pack: the differences are told, nothing is written but that somebody looked. */
import type { ResultId } from '#core/ids.ts'
import type { LimitPack } from '#core/judge/limit-pack.ts'
import { type Difference, rejudge } from '#core/judge/rejudge.ts'
import type { Moment } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { judgementsAfter, type Reached } from '#storage/past-judgements.ts'
import type { Period } from '#storage/period.ts'
import { kitFactsOf } from './kit-facts.ts'
import { inTurns } from './time-slices.ts'
import type { World } from './world.ts'

/** Read at once: a few milliseconds. */
const PORTION = 200

export interface Rejudging {
  readonly pack: LimitPack
  readonly period: Period
  readonly by: string
}

export interface Rejudged {
  readonly resultId: ResultId
  readonly sampleNo: string
  readonly food: string
  readonly item: string
  readonly testedAt: Moment
  readonly difference: Difference
}

export interface Rejudgement {
  readonly asked: number
  /** Would be another verdict. */
  readonly verdicts: number
  /** The same verdict by another rule, clause or limit. */
  readonly bases: number
}

/** `tell` hears every difference, oldest first. */
export async function rejudgePeriod(
  world: Pick<World, 'db' | 'now'>,
  { pack, period, by }: Rejudging,
  tell: (one: Rejudged) => void,
): Promise<Rejudgement> {
  const found = await inTurns(judgedAgain(world, pack, period, tell))
  const detail = JSON.stringify({ pack: `${pack.id} ${pack.version}`, ...period, ...found })
  appendAudit(world.db, { at: world.now(), by, action: 'pack.rejudge', subject: 'limit-pack', detail })
  return found
}

function* judgedAgain(
  { db }: Pick<World, 'db'>,
  pack: LimitPack,
  period: Period,
  tell: (one: Rejudged) => void,
): Generator<void, Rejudgement, void> {
  const count = { asked: 0, verdicts: 0, bases: 0 }
  let reached: Reached | null = null
  for (;;) {
    const portion = judgementsAfter(db, period, reached, PORTION)
    for (const one of portion) {
      yield
      const kit = kitFactsOf({ db }, one.port, one.use, one.revision)
      const difference = rejudge({ ...one, kit }, pack)
      count.asked += 1
      if (difference === null) continue
      count[difference.kind === 'verdict' ? 'verdicts' : 'bases'] += 1
      const { resultId, sampleNo, item, testedAt } = one
      tell({ resultId, sampleNo, food: one.sample.food, item, testedAt, difference })
    }
    const last = portion.at(-1)
    if (last === undefined || portion.length < PORTION) return count
    reached = { at: last.testedAt.utc, id: last.resultId }
  }
}

/** A test is about to count: under which lot, operator, instrument and controls it was made, and what that makes of its judgement. */
import { type BatchKey, batchText, controlsAt } from '#core/control/batch.ts'
import { type Circumstances, type Finding, findingsOf, overridden, underFindings } from '#core/control/conditions.ts'
import { carriesOwnLine } from '#core/control/policy.ts'
import type { Judgement } from '#core/judge/verdict.ts'
import { dayOf } from '#core/time.ts'
import { overridesOf, runsOfBatch } from '#storage/controls.ts'
import { type KitUse, kitInUse, kitUseById } from '#storage/kit-uses.ts'
import { policyOf } from './control-policy.ts'
import { calibratedUntil, lotFactsOf, operatorFactsOf } from './lot-facts.ts'
import type { World } from './world.ts'

export interface Tested {
  readonly port: string
  readonly item: string
  readonly method: string
  /** Of a strip, which names its own lot; otherwise the one in use at the port. */
  readonly kitUse?: number | undefined
  readonly window?: Circumstances['window'] | undefined
}

export interface Conditions {
  readonly use: KitUse | undefined
  readonly batch: BatchKey
  readonly findings: readonly Finding[]
}

/** What would be found of a test made now. */
export function conditionsNow(world: World, tested: Tested): Conditions {
  const { port, item, method } = tested
  const use = lotInUse(world, tested)
  const at = world.now()
  const batch: BatchKey = { port, item, method, kitLot: use?.lot ?? null, day: dayOf(at) }
  const found = findingsOf(
    {
      item,
      method,
      at,
      controls: controlsAt(runsOfBatch(world.db, batch)),
      // A strip is one whatever its method is called.
      ownLine: tested.kitUse !== undefined || carriesOwnLine(method, world.pack),
      lot: lotFactsOf(world, use),
      operator: operatorFactsOf(world, use?.operator),
      calibratedUntil: calibratedUntil(world, port),
      window: tested.window ?? null,
    },
    policyOf(world),
  )
  const blocked = found.some(({ level }) => level === 'block')
  const findings = blocked ? overridden(found, overridesOf(world.db, batchText(batch))) : found
  return { use, batch, findings }
}

export function lotInUse(
  world: World,
  { port, item, kitUse }: Pick<Tested, 'port' | 'item' | 'kitUse'>,
): KitUse | undefined {
  return kitUse === undefined ? kitInUse(world.db, port, item) : kitUseById(world.db, kitUse)
}

/** The judgement as it stands under these conditions. */
export function judgedUnder(judgement: Judgement, { findings }: Conditions): Judgement {
  return underFindings(judgement, findings)
}

/** Before a plate starts: would its results be 无效 for want of a blank? Said while one can still be put on it. */
import type { ConditionCode } from '#core/control/policy.ts'
import { dayBounds, dayOf } from '#core/time.ts'
import { newestTested, testedBatches } from '#storage/batches.ts'
import { controlsOfDay } from '#storage/controls.ts'
import type { Plate, Well } from '#storage/plates.ts'
import { factsOf } from './port-facts.ts'
import { conditionsNow } from './test-conditions.ts'
import type { World } from './world.ts'

const forWantOfBlank: readonly ConditionCode[] = ['blank-missing', 'plate-blank-missing', 'blank-failed']

/** What the plate will be measured for nobody knows before it is; every batch of this device today is asked, or its newest. */
export function lacksBlank(world: World, { port }: Plate, wells: readonly Well[]): boolean {
  if (!wells.some(({ kind }) => kind === 'ordinary') || wells.some(({ kind }) => kind === 'blank')) return false
  return batchesOf(world, port).some(({ item, method }) =>
    conditionsNow(world, { port, item, method, onPlate: true }).findings.some(
      ({ code, level }) => level === 'block' && forWantOfBlank.includes(code),
    ),
  )
}

function batchesOf(world: World, port: string): readonly { readonly item: string; readonly method: string }[] {
  const { db } = world
  const now = world.now()
  const today = dayOf(now)
  const blanks = controlsOfDay(db, today).filter(({ kind, method }) => kind === 'blank' && method !== '')
  const found = [...testedBatches(db, dayBounds(today, now.offset)), ...blanks].filter((one) => one.port === port)
  if (found.length > 0) return found
  return [newestTested(db, port) ?? { item: '', method: factsOf(world, port).method ?? '' }]
}

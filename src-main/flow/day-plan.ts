/** The plan of the day, from the site's own setting, what failures ask for, and what was taken and tested so far. */
import { isValid } from '#core/failure/retest.ts'
import { nameKey } from '#core/judge/name-key.ts'
import { indexOf } from '#core/judge/pack-index.ts'
import { type DayPlan, type PlanLine, planOf, usualPlan } from '#core/sample/plan.ts'
import { dayOf } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { allStalls } from '#storage/samples.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import { testsOfDay } from '#storage/taken-today.ts'
import { followUpsDue } from './follow-up.ts'
import type { World } from './world.ts'

const SETTING = 'day-plan'

export function dayPlan({ db }: Pick<World, 'db'>): DayPlan {
  return readSetting<DayPlan>(db, SETTING) ?? usualPlan
}

export function saveDayPlan(world: World, plan: DayPlan, by: string): void {
  const at = world.now()
  transaction(world.db, () => {
    const detail = JSON.stringify({ before: dayPlan(world), after: plan })
    writeSetting(world.db, SETTING, plan, at, by)
    appendAudit(world.db, { at, by, action: 'settings.plan', subject: SETTING, detail })
  })
  world.tell({ kind: 'settings.changed' })
}

export function planToday(world: World): readonly PlanLine[] {
  const today = dayOf(world.now())
  const { lineages } = indexOf(world.pack)
  const due = followUpsDue(world)
  const signs =
    due.length === 0 ? new Map<string, string>() : new Map(allStalls(world.db).map((one) => [one.id, one.code]))
  return planOf({
    plan: dayPlan(world),
    today,
    samples: testsOfDay(world.db, today).map(({ food, tests }) => ({
      food,
      tested: tests.filter(({ verdict }) => isValid(verdict)).map(({ item }) => item),
    })),
    followUps: due.map(({ stallId, food, item }) => ({ stall: signs.get(stallId) ?? '', food, item })),
    lineageOf: (food) => lineages.get(nameKey(food)) ?? [food],
  })
}

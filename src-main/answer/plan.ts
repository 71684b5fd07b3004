/** Answers for the plan of the day. */
import type { DayPlanView } from '#contract/plan.ts'
import { dayPlan, planToday, saveDayPlan } from '#flow/day-plan.ts'
import { foodClasses, itemNames } from '#flow/food-choices.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'

export function planAnswers({ world }: Pick<Desk, 'world'>) {
  const state = () => {
    const { batches, rows, emergencies } = dayPlan(world)
    const plan: DayPlanView = {
      batches,
      rows: rows.map((row) => ({ ...row, items: [...row.items] })),
      emergencies: emergencies.map((one) => ({ ...one, items: [...one.items] })),
    }
    return {
      plan,
      lines: planToday(world).map((line) => ({ ...line, items: [...line.items] })),
      classes: [...foodClasses(world)],
      items: [...itemNames(world)],
    }
  }
  return {
    get: os.plan.get.handler(() => state()),
    save: os.plan.save.handler(({ input }) => {
      saveDayPlan(world, input.plan, input.by)
      return state()
    }),
  }
}

/** Answers for the clocks of a case: which run at this site, by which source, and the change of those that are its own to set. */
import type { CaseClockView } from '#contract/clock.ts'
import { clocksFor, knownClocks } from '#core/failure/clocks.ts'
import { clockSettings, saveClocks } from '#flow/case-rules.ts'
import type { World } from '#flow/world.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'

export function clockAnswers({ world }: Pick<Desk, 'world'>) {
  return {
    clocks: os.failure.clocks.handler(() => clocksOf(world)),
    saveClocks: os.failure.saveClocks.handler(({ input }) => {
      saveClocks(world, input.clocks, input.by)
      return clocksOf(world)
    }),
  }
}

function clocksOf(world: World): CaseClockView[] {
  const running = new Map(clocksFor(clockSettings(world)).map((clock) => [clock.code, clock]))
  return knownClocks.map(({ code, length, settable, source, region, evidence }) => {
    const runs = running.get(code)
    const now = runs?.length
    return {
      code,
      unit: length.unit,
      count: now === undefined || now.unit === 'reported-time' ? null : now.count,
      running: runs !== undefined,
      settable,
      source,
      region,
      evidence,
    }
  })
}

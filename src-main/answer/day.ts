/** Answers for the day desk: what came in, what is open, the three rates, and the list behind each number. */
import { dirname } from 'node:path'
import type { Overview } from '#contract/day.ts'
import { dayBounds, dayOf } from '#core/time.ts'
import { freeBytes } from '#flow/doctor.ts'
import { siteOf } from '#flow/site.ts'
import { oldestUnsent } from '#storage/outbox.ts'
import { countsOfDay, resultsPage, trendOfDay } from '#storage/results.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { openCounts, openWork } from './open-work.ts'
import { ratePeriod } from './period.ts'
import { ratesNow } from './rates.ts'
import { resultRow } from './result-row.ts'

export function dayAnswers({ world, ports, sending }: Desk) {
  const { db } = world
  return {
    overview: os.day.overview.handler(async ({ input }): Promise<Overview> => {
      const day = input.day ?? dayOf(world.now())
      const held = ports.list()
      const online = held.filter(({ port }) => port.state() === 'talking' || port.state() === 'quiet')
      return {
        day,
        site: siteOf(world).name,
        demo: world.demo,
        rates: ratesNow(world),
        counts: countsOfDay(db, dayBounds(day)),
        open: openCounts(world),
        ports: { online: online.length, all: held.length },
        platforms: { healthy: sending.filter((one) => one.trouble() === null).length, all: world.platforms.length },
        oldestUnsent: oldestUnsent(db) ?? null,
        diskFreeBytes: await freeBytes(dirname(world.file)),
      }
    }),
    results: os.day.results.handler(({ input }) => {
      const { day, missing, ...asked } = input
      const period = missing !== undefined ? ratePeriod(world.now()) : day === undefined ? undefined : dayBounds(day)
      const { rows, next } = resultsPage(db, {
        period,
        missing,
        ...asked,
        publishBefore: siteOf(world).publishBefore,
        now: world.now(),
      })
      return { rows: rows.map(resultRow), next }
    }),
    open: os.day.open.handler(({ input }) => openWork(world, input.queue)),
    trend: os.day.trend.handler(({ input }) => [
      ...trendOfDay(db, dayBounds(input.day ?? dayOf(world.now())), world.now().offset),
    ]),
  }
}

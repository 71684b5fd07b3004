/** The time the rates are counted over: this calendar month at the site, so that nothing is forgotten at midnight. */
import { dayBounds, dayOf, type Moment } from '#core/time.ts'

export interface Period {
  readonly from: string
  readonly until: string
}

export function ratePeriod(now: Moment): Period {
  const today = dayOf(now)
  return { from: dayBounds(`${today.slice(0, 8)}01`, now.offset).from, until: dayBounds(today, now.offset).until }
}

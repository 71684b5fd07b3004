/** What is due in a case: every clock that runs now, by when, and whether its time is over. */
import { dayBounds, dayOf, epochOf, later, type Moment } from '../time.ts'
import type { CaseClock, CaseMoment, ClockCode, ClockLength } from './clocks.ts'
import type { FailureState } from './failure.ts'
import { type FailureRules, standardRules } from './rules.ts'
import type { FailureStage } from './stage.ts'

export interface Due {
  readonly code: ClockCode
  /** When the clock began. */
  readonly since: Moment
  readonly dueAt: Moment
  /** Strictly after its last moment. */
  readonly over: boolean
  readonly source: string
  readonly region: string
  readonly evidence: CaseClock['evidence']
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The clocks that run, the earliest end first. None in a case that has ended, and none before the retests have decided. */
export function dueOf(
  state: FailureState,
  now: Moment,
  rules: Pick<FailureRules, 'clocks'> = standardRules,
): readonly Due[] {
  return rules.clocks
    .flatMap((clock): readonly Due[] => {
      const since = momentOfCase(state, clock.from)
      if (since === null || clock.until.some((end) => momentOfCase(state, end) !== null)) return []
      const dueAt = endOf(clock, since, state)
      if (dueAt === null) return []
      const { code, source, region, evidence } = clock
      return [{ code, since, dueAt, over: epochOf(now) > epochOf(dueAt), source, region, evidence }]
    })
    .sort((a, b) => epochOf(a.dueAt) - epochOf(b.dueAt))
}

/** The clock of each stage's own step; the other clocks run beside it. */
const ownClock: { readonly [Stage in FailureStage]?: ClockCode } = {
  'notify-due': 'notify',
  'objection-open': 'objection',
  'referral-due': 'refer',
  referred: 'report',
  'disposal-planned': 'dispose',
}

/** The same clocks, that of the step that is due now before the others: the first is the one to look at. */
export function dueInOrder(
  state: FailureState,
  now: Moment,
  rules: Pick<FailureRules, 'clocks'> = standardRules,
): readonly Due[] {
  const isOwn = ({ code }: Due) => code === ownClock[state.stage]
  const due = dueOf(state, now, rules)
  return [...due.filter(isOwn), ...due.filter((one) => !isOwn(one))]
}

function momentOfCase(state: FailureState, moment: CaseMoment): Moment | null {
  const { answer } = state
  switch (moment) {
    case 'positive':
      return state.stage === 'cleared' ? null : state.decidedAt
    case 'received':
      return state.notification?.receivedAt ?? null
    case 'answered':
      return answer?.at ?? null
    case 'objected':
      return answer?.kind === 'objected' ? answer.at : null
    case 'referred':
      return state.referral?.at ?? null
    case 'confirmed':
      return state.confirmation?.at ?? null
    case 'planned':
      return state.plan?.at ?? null
    case 'disposed':
      return state.disposal?.disposedAt ?? null
    case 'ended':
      return state.stage === 'released' ? (state.confirmation?.at ?? state.movedAt) : state.closedAt
  }
}

function endOf({ code, length }: CaseClock, since: Moment, state: FailureState): Moment | null {
  // The four hours were decided when the notice was served; a rule that came later does not move them.
  if (code === 'objection') return state.stage === 'objection-open' ? (state.clock?.dueAt ?? null) : null
  return after(since, length, state)
}

function after(since: Moment, length: ClockLength, state: FailureState): Moment | null {
  switch (length.unit) {
    case 'hour':
      return later(since, length.count * HOUR)
    case 'working-day':
      return afterWorkingDays(since, length.count)
    case 'reported-time':
      return state.plan?.plannedAt ?? null
  }
}

/** The end of the last of so many working days after the day it began. */
function afterWorkingDays(since: Moment, count: number): Moment {
  let day = dayOf(since)
  for (let left = count; left > 0; ) {
    day = nextDay(day)
    if (isWorkingDay(day)) left -= 1
  }
  return { utc: dayBounds(day, since.offset).until, offset: since.offset }
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY).toISOString().slice(0, 10)
}

function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** What a failure asks of the days after it: the same stall's food tested again, and a mark on a stall that fails too often. */
import type { FailureId, StallId } from '../ids.ts'
import type { Verdict } from '../judge/verdict.ts'
import { dayBounds, dayOf, epochOf, type Moment } from '../time.ts'
import { legalBasisOf } from './closing.ts'
import { nextDay } from './due.ts'
import type { FailureState } from './failure.ts'
import { isValid } from './retest.ts'

export interface FollowUpRules {
  /** Calendar days after the day on which the failure stood. */
  readonly days: number
  /** So many failures of one stall in a calendar quarter mark it. */
  readonly failuresForMark: number
}

/** The room's own practice, named by no statute; both numbers are the product's usual ones. */
export const standardFollowUps: FollowUpRules = { days: 3, failuresForMark: 3 }

/** A failure that stands: undisputed, deadline passed, or confirmed. */
export interface StandingFailure {
  readonly failureId: FailureId
  readonly stallId: StallId
  readonly food: string
  readonly item: string
  readonly stoodAt: Moment
}

/** A test of another sample of a stall. */
export interface StallTest {
  readonly stallId: StallId
  readonly food: string
  readonly item: string
  readonly at: Moment
  readonly verdict: Verdict
}

export type FollowUpState = 'done' | 'due' | 'missed' | 'ahead'

export interface FollowUp {
  readonly failureId: FailureId
  readonly stallId: StallId
  readonly food: string
  readonly item: string
  /** At the site. */
  readonly day: string
  readonly state: FollowUpState
  readonly since: Moment
}

/** Since when the failure stands; null while it is open to doubt, and for a case that ended without one. */
export function stoodAt(state: FailureState): Moment | null {
  if (legalBasisOf(state) === null) return null
  return state.answer?.kind === 'objected' ? (state.confirmation?.at ?? null) : (state.answer?.at ?? null)
}

/**
 * One test of the same stall, food and item for each of the days after; only a valid test counts. Two failures that ask for the
 * same test ask for it once, the later one.
 */
export function followUpsOf(
  failures: readonly StandingFailure[],
  tests: readonly StallTest[],
  now: Moment,
  rules: FollowUpRules = standardFollowUps,
): readonly FollowUp[] {
  const today = dayOf(now)
  const tested = new Set(tests.filter(({ verdict }) => isValid(verdict)).map((test) => keyOf(test, dayOf(test.at))))
  const planned = new Map<string, FollowUp>()
  const inOrder = [...failures].sort((a, b) => epochOf(a.stoodAt) - epochOf(b.stoodAt))
  for (const { failureId, stallId, food, item, stoodAt: since } of inOrder) {
    for (const day of daysAfter(dayOf(since), rules.days)) {
      const key = keyOf({ stallId, food, item }, day)
      const state = tested.has(key) ? 'done' : day < today ? 'missed' : day === today ? 'due' : 'ahead'
      planned.set(key, { failureId, stallId, food, item, day, state, since })
    }
  }
  return [...planned.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

function daysAfter(day: string, count: number): readonly string[] {
  const days: string[] = []
  for (let next = nextDay(day); days.length < count; next = nextDay(next)) days.push(next)
  return days
}

function keyOf({ stallId, food, item }: Pick<StallTest, 'stallId' | 'food' | 'item'>, day: string): string {
  return JSON.stringify([stallId, food, item, day])
}

export interface StallMark {
  /** `2026Q1` at the site. */
  readonly quarter: string
  readonly failures: number
  readonly marked: boolean
}

/** How often a stall failed in the quarter of now. `openedAt`: the cases that stand, by their opening. */
export function stallMarkOf(
  openedAt: readonly Moment[],
  now: Moment,
  { failuresForMark }: FollowUpRules = standardFollowUps,
): StallMark {
  const quarter = quarterOf(dayOf(now))
  const failures = openedAt.filter((moment) => quarterOf(dayOf(moment)) === quarter).length
  return { quarter, failures, marked: failures >= failuresForMark }
}

/** The first and one-past-last moment of the quarter of now, as UTC text. */
export function quarterBounds(now: Moment): { readonly from: string; readonly until: string } {
  const [year, quarter] = partsOf(dayOf(now))
  const first = (index: number) => `${year + Math.floor(index / 4)}-${String((index % 4) * 3 + 1).padStart(2, '0')}-01`
  return { from: dayBounds(first(quarter), now.offset).from, until: dayBounds(first(quarter + 1), now.offset).from }
}

function quarterOf(day: string): string {
  const [year, quarter] = partsOf(day)
  return `${year}Q${quarter + 1}`
}

/** The year, and the quarter counted from 0. */
function partsOf(day: string): readonly [year: number, quarter: number] {
  return [Number(day.slice(0, 4)), Math.floor((Number(day.slice(5, 7)) - 1) / 3)]
}

/** What can be wrong with any paper: a blank, a time that lies ahead, a time before another. */
import { epochOf, later, type Moment } from '../time.ts'
import { isBlank } from './names.ts'
import type { Refusal } from './refusal.ts'
import type { FailureRules } from './rules.ts'

export function blankOf<Name extends string>(
  event: { readonly [N in Name]: string },
  names: readonly Name[],
): Refusal | null {
  const blank = names.find((name) => isBlank(event[name]))
  if (blank === undefined) return null
  return blank === 'signer' || blank === 'receiver' ? `name-missing: ${blank}` : `text-missing: ${blank}`
}

export function isAhead(moment: Moment, now: Moment, rules: Pick<FailureRules, 'clockTolerance'>): boolean {
  return epochOf(moment) > epochOf(later(now, rules.clockTolerance))
}

/** Papers carry minutes, clocks milliseconds: 07:15 on paper is not before 07:15:30. */
export function isBeforeMinuteOf(moment: Moment, other: Moment): boolean {
  return epochOf(moment) < Math.floor(epochOf(other) / 60_000) * 60_000
}

/** Calendar months as an address and a field have them: `2026-03`. */
import { dayOf, momentOf } from '#core/time.ts'

/** The month that is asked for; this month when none is, or something that is no month. */
export function monthOf(asked: string | undefined, epochMs: number = Date.now()): string {
  if (asked !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked)) return asked
  return dayOf(momentOf(epochMs)).slice(0, 7)
}

export function nextMonth(month: string, by: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** Newest first: the ten years a station keeps, and the month that is shown when it is none of them. */
export function monthChoices(shown: string, epochMs: number = Date.now()): readonly string[] {
  const now = monthOf(undefined, epochMs)
  const kept = Array.from({ length: 120 }, (_, back) => nextMonth(now, -back))
  return kept.includes(shown) ? kept : [shown, ...kept]
}

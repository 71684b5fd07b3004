/** The hours a day's chart and its table show. Pure. */

export interface HourCount {
  readonly hour: number
  readonly negative: number
  readonly positive: number
  readonly other: number
}

/** The working hours of a room; wider when something was measured outside them. */
const usual = { from: 5, to: 12 } as const

/** Every hour from the first to the last worth showing, empty ones included. */
export function fullHours(hours: readonly HourCount[]): readonly HourCount[] {
  const busy = hours.filter((count) => count.negative + count.positive + count.other > 0)
  const known = new Map(busy.map((count) => [count.hour, count]))
  const from = Math.min(usual.from, ...known.keys())
  const to = Math.max(usual.to, ...known.keys())
  return Array.from(
    { length: to - from + 1 },
    (_, index) => known.get(from + index) ?? { hour: from + index, negative: 0, positive: 0, other: 0 },
  )
}

/** When can a reading have been measured? From the device's clock, as far as it can be believed, and from the arrival. */
import { offsetOf, type Timed } from '../reading/clock-offset.ts'
import type { Reading } from '../reading/reading.ts'
import { dayBounds, dayOf, epochOf, localText, type Moment } from '../time.ts'

/** A device clock is right within this, the limit the instrument desk warns at. */
export const CLOCK_MS = 300_000
/** Own choice: a device that keeps nothing tells within a minute of measuring. */
const TELLING_MS = 60_000
/** Own choice: a record that lies this much behind the most prompt one came late. */
const LATE_MS = 120_000
/** Own choices: readings that came together (one memory told at once) say nothing about each other's clock; so many arrivals do. */
const APART_MS = 600_000
const ENOUGH = 3

/** What is known of the line a reading came by. */
export interface Heard {
  /** When its bytes came; after a crash not the same as when they were read. */
  readonly arrivedAt: Moment
  /** The device has a memory and tells it again: what arrives may be hours old. */
  readonly remembers: boolean
  /** The port's newest earlier readings, newest first. */
  readonly earlier: readonly Timed[]
}

/** Epoch milliseconds, both ends possible. `known`: the port told its time before this arrival. */
export type When =
  | { readonly kind: 'between'; readonly from: number; readonly until: number; readonly known: boolean }
  | { readonly kind: 'unknown'; readonly reason: WhenUnknown; readonly known: boolean }

/** `late-or-slow`: nothing heard so far tells a slow clock from a record that comes late. */
export type WhenUnknown = 'clock-wrong' | 'late-or-slow' | 'measured-another-day' | 'time-unknown'

export function whenMeasured({ measuredAt }: Pick<Reading, 'measuredAt'>, heard: Heard): When {
  const arrived = epochOf(heard.arrivedAt)
  const arrivedAt = localText(heard.arrivedAt)
  const own = offsetOf({ measuredAt, arrivedAt })
  if (own === null) return withoutTime(measuredAt, heard)
  const told = heard.earlier.flatMap((one) => {
    const seconds = offsetOf(one)
    return seconds === null
      ? []
      : [{ offset: seconds * 1000, ago: Date.parse(`${arrivedAt}Z`) - Date.parse(`${one.arrivedAt}Z`) }]
  })
  const known = told.some(({ ago }) => ago >= APART_MS)
  // No record is measured after it arrives: the most forward one is nearest to the clock's truth, and one ahead proves it wrong.
  const offset = own * 1000
  const clock = Math.max(offset, ...told.map((one) => one.offset))
  if (clock > CLOCK_MS) return { kind: 'unknown', reason: 'clock-wrong', known }
  const late = offset < clock - LATE_MS
  if (clock < -CLOCK_MS || (late && promptArrivals(told) < ENOUGH))
    return { kind: 'unknown', reason: 'late-or-slow', known }
  const measured = arrived + offset
  // What keeps nothing tells within a minute, wherever its clock stands within what is called right; unless this one came late itself.
  const prompt = !heard.remembers && offset >= clock - TELLING_MS
  // Arrivals well apart that agree within a minute on how far the clock is ahead: the most prompt of them did not lie about first.
  const agreed = promptArrivals(told, clock - TELLING_MS) >= ENOUGH
  const from = Math.max(measured - CLOCK_MS, prompt ? arrived - TELLING_MS : 0, agreed ? measured - clock - LATE_MS : 0)
  return { kind: 'between', from, until: Math.min(arrived, measured + CLOCK_MS), known }
}

/** A day, or nothing. A device that keeps nothing has just measured what it tells. */
function withoutTime(measuredAt: string | null, { arrivedAt, remembers }: Heard): When {
  const [arrived, day] = [epochOf(arrivedAt), dayOf(arrivedAt)]
  const known = false
  if (measuredAt !== null && measuredAt.slice(0, 10) !== day)
    return { kind: 'unknown', reason: 'measured-another-day', known }
  if (!remembers) return { kind: 'between', from: arrived - TELLING_MS, until: arrived, known }
  if (measuredAt === null) return { kind: 'unknown', reason: 'time-unknown', known }
  return { kind: 'between', from: Date.parse(dayBounds(day, arrivedAt.offset).from), until: arrived, known }
}

interface Told {
  readonly offset: number
  readonly ago: number
}

/** How often, well apart from each other, this clock was heard to be right and to show no less than `least`. `told` is newest first. */
function promptArrivals(told: readonly Told[], least = -CLOCK_MS): number {
  let [count, last] = [0, 0]
  for (const { offset, ago } of told) {
    if (offset > CLOCK_MS || offset < Math.max(least, -CLOCK_MS) || ago - last < APART_MS) continue
    count += 1
    last = ago
  }
  return count
}

/** What a channel says about a reading: the sample that stood there for all of the time in which it can have been measured. */
import { dayOf, epochOf, type Moment } from '../time.ts'
import type { Named } from './sample.ts'
import type { Heard, When } from './when.ts'

/** One sample's stay on a channel, `from` inclusive, `until` exclusive; null: it still stands there. */
export interface Placed {
  readonly sample: Named
  readonly from: Moment
  readonly until: Moment | null
  /** It has a result from here since, or was moved to another channel of the same plate; null: its reading may still come. */
  readonly settled: 'read' | 'moved' | null
}

export interface OnChannel {
  /** The last stays, newest first, the one at the reading's arrival among them. */
  readonly stays: readonly Placed[]
  /** What earlier readings of this item said as their number since that one began. */
  readonly numbers: readonly (string | null)[]
}

export type ChannelDoubt =
  | 'channel-changed'
  | 'channel-used'
  | 'clock-wrong'
  | 'late-or-slow'
  | 'measured-another-day'
  | 'measured-earlier'
  | 'placed-meanwhile'
  | 'time-unknown'

/** `doubt` names who stood there when it arrived; `mild`: a number that says the same sample settles it. */
export type ChannelSays =
  | { readonly kind: 'free' }
  | { readonly kind: 'sure'; readonly sample: Named }
  | { readonly kind: 'doubt'; readonly sample: Named; readonly reason: ChannelDoubt; readonly mild: boolean }

/**
 * A stay ends with its day: what was never taken away is not there tomorrow. It answers for one reading of each item: the next
 * one may be of something that nobody entered.
 */
export function channelSays(on: OnChannel, when: When, { arrivedAt, remembers }: Heard): ChannelSays {
  const at = on.stays.findIndex((stay) => stoodAt(stay, epochOf(arrivedAt)))
  const stay = on.stays[at]
  if (stay === undefined || dayOf(stay.from) !== dayOf(arrivedAt)) return { kind: 'free' }
  const { sample } = stay
  const doubt = (reason: ChannelDoubt, mild = false): ChannelSays => ({ kind: 'doubt', sample, reason, mild })
  if (when.kind === 'unknown') return doubt(when.reason)
  const earlier = on.stays.slice(at + 1)
  // A clock that runs ahead and a record that comes late look like a right clock: is somebody's reading still missing here?
  const other = earlier.find((one) => one.sample.id !== sample.id && one.settled !== 'moved')
  const owed = remembers && other !== undefined && other.settled === null
  if (when.until < epochOf(stay.from)) return doubt('measured-earlier')
  if (owed) return doubt('channel-changed')
  // The plate is decided before the reading starts: what may have been measured before the sample was entered may be another thing.
  if (when.from < epochOf(stay.from)) {
    const changed = earlier.some(({ from }) => dayOf(from) === dayOf(stay.from))
    return doubt(changed ? 'channel-changed' : 'placed-meanwhile', true)
  }
  return on.numbers.length > 0 ? doubt('channel-used', true) : { kind: 'sure', sample }
}

function stoodAt({ from, until }: Placed, moment: number): boolean {
  return epochOf(from) <= moment && (until === null || moment < epochOf(until))
}

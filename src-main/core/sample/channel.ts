/** What a channel says about a reading: the sample that stood there for all of the time in which it can have been measured. */
import { dayOf, epochOf, type Moment } from '../time.ts'
import type { Named } from './sample.ts'
import type { Heard, When } from './when.ts'

/** Own choice: in an empty channel, whoever is entered within five minutes was meant already. */
const SETUP_MS = 300_000

/** One sample's stay on a channel, `from` inclusive, `until` exclusive; null: it still stands there. */
export interface Placed {
  readonly sample: Named
  readonly from: Moment
  readonly until: Moment | null
  /** It has a result from here since, or was moved to another channel of the same plate: nothing of it is still to come. */
  readonly settled: boolean
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
  const other = earlier.find((one) => one.sample.id !== sample.id)
  const owed = remembers && other !== undefined && !other.settled
  if (when.until < epochOf(stay.from)) return doubt('measured-earlier')
  if (owed) return doubt('channel-changed')
  // A stay of its own before is another test: what was measured in between is neither's.
  if (when.from < beginOf(stay, earlier[0])) return doubt('channel-changed', true)
  return on.numbers.length > 0 ? doubt('channel-used', true) : { kind: 'sure', sample }
}

function stoodAt({ from, until }: Placed, moment: number): boolean {
  return epochOf(from) <= moment && (until === null || moment < epochOf(until))
}

function beginOf({ from }: Placed, before: Placed | undefined): number {
  const left = before?.until ?? null
  return Math.max(epochOf(from) - SETUP_MS, left === null ? 0 : epochOf(left))
}

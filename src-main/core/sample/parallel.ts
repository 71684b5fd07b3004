/** One sample in several channels at once, 平行样 or two retests side by side: when a person is asked, which reading fills which, what is a repeat. */
import { epochOf, type Moment } from '../time.ts'

/** What the person means who puts a sample onto a plate that has it already. */
export const onPlateAgain = ['parallel', 'move'] as const
export type OnPlateAgain = (typeof onPlateAgain)[number]

/** `retestsMissing`: valid retests its cases still need; each may have a channel of its own without a word. */
export function asksParallel(onPlate: number, retestsMissing: number): boolean {
  return onPlate > 0 && onPlate >= retestsMissing
}

interface ReadInRun {
  /** Null: the device names none. */
  readonly channel: string | null
  readonly item: string
}

/**
 * What a channel of a sample shows. `channels`: all of the sample, in the order they were filled; `results`: all of the sample in this run,
 * oldest first. Where a device tells numbers only, the channels are read in their order, item by item.
 */
export function resultIn<Result extends ReadInRun>(
  channel: string,
  channels: readonly string[],
  results: readonly Result[],
): Result | undefined {
  if (channels.length === 1) return results.at(-1)
  const own = results.filter((one) => one.channel === channel)
  if (own.length > 0) return own.at(-1)
  const nth = channels.filter((one) => !results.some((result) => result.channel === one)).indexOf(channel)
  const elsewhere = results.filter((one) => one.channel === null || !channels.includes(one.channel))
  const items = [...new Set(elsewhere.map(({ item }) => item))]
  return items.flatMap((item) => elsewhere.filter((one) => one.item === item).slice(nth, nth + 1)).at(-1)
}

/** A sample's stay on a channel of one analyzer. */
export interface Stood {
  readonly channel: string
  readonly from: Moment
  /** Null: it still stands there. */
  readonly until: Moment | null
}

/** A result of this sample and item by the same analyzer. */
export interface ReadThere {
  readonly channel: string | null
  readonly heardAt: Moment
}

/**
 * A test that stood beside the first one when its case opened is its parallel, not a repeat of it (GB/T 5009.199-2003 asks for repeats of
 * the positive). `stays` and `read` are oldest first and end before this reading.
 */
export function isBesideFirst(
  channel: string | null,
  {
    stays,
    read,
    openedAt,
  }: { readonly stays: readonly Stood[]; readonly read: readonly ReadThere[]; readonly openedAt: Moment },
): boolean {
  const opened = epochOf(openedAt)
  const last = stays.filter((stay) => channel === null || stay.channel === channel).at(-1)
  if (last === undefined || epochOf(last.from) >= opened) return false
  const together = stays.filter(
    ({ from, until }) => epochOf(from) < opened && (until === null || epochOf(until) > epochOf(last.from)),
  )
  if (together.length < 2) return false
  const begun = Math.min(...together.map(({ from }) => epochOf(from)))
  if (channel === null) return read.filter(({ heardAt }) => epochOf(heardAt) >= begun).length < together.length
  return !read.some((one) => one.channel === channel && epochOf(one.heardAt) >= epochOf(last.from))
}

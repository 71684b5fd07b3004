/** A reading looks for its sample: by the number the analyzer sent, else by the channel the sample was placed on. Never a guess. */
import type { SampleId } from '../ids.ts'
import { offsetOf } from '../reading/clock-offset.ts'
import type { Reading } from '../reading/reading.ts'
import { localText } from '../time.ts'
import { type ChannelSays, channelSays, type OnChannel } from './channel.ts'
import type { Named } from './sample.ts'
import { CLOCK_MS, type Heard, type When, whenMeasured } from './when.ts'

/** What storage found for this reading; every claim it makes is checked here again. */
export interface Candidates {
  /** The sample registered under exactly the analyzer's number. */
  readonly byNumber: Named | null
  /** The samples of its day of arrival that may be meant by a short number such as `12` or `0012`. */
  readonly byRunningNumber: readonly Named[]
  /** Its short number was heard on this port that day before, or its sample has a result of this item already. */
  readonly numberUsed: boolean
  /** Who stood on this port and channel. */
  readonly onChannel: OnChannel
}

/** Whose numbers a device sends: typed by us for each sample, or its own counter. Null: nobody has said. */
export type Numbering = 'ours' | 'counter'

export interface Circumstances extends Heard {
  /** A cut line of this model cannot look whole; only then may a short number stand alone. */
  readonly guarded: boolean
  readonly numbering: Numbering | null
  /** Samples are placed on this port's channels: a number alone is then only half of what was agreed. */
  readonly plate: boolean
}

/** Why a person must say whose reading this is. */
export const claimReasons = [
  'no-sample-number',
  'unknown-sample',
  'ambiguous-number',
  'measured-another-day',
  'measured-earlier',
  'food-disagrees',
  'channel-free',
  'channel-changed',
  'channel-used',
  'placed-meanwhile',
  'number-and-channel-disagree',
  'number-unsure',
  'number-used',
  'clock-wrong',
  'late-or-slow',
  'time-unknown',
  'record-conflict',
  'maybe-repeated',
  'other-device',
  'blank-awaited',
] as const
export type ClaimReason = (typeof claimReasons)[number]

export type Match =
  | { readonly kind: 'matched'; readonly sampleId: SampleId }
  | { readonly kind: 'claim'; readonly reason: ClaimReason }
  | { readonly kind: 'control' }

/** `12` and `0012` are 12; null for anything that is not one to four digits, and for zero, which analyzers send for "none". */
export function runningNumberOf(text: string): number | null {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return number === 0 ? null : number
}

/** A whole number is unique for ever, and for nobody no time is asked for: then `earlier` and `plate` may stay empty. */
export function asksTime({ byRunningNumber, onChannel }: Candidates): boolean {
  return byRunningNumber.length > 0 || onChannel.stays.length > 0
}

const nobodyAsks: When = { kind: 'unknown', reason: 'time-unknown', known: false }

export function matchReading(reading: Reading, candidates: Candidates, around: Circumstances): Match {
  if (reading.control) return { kind: 'control' }
  const when = asksTime(candidates) ? whenMeasured(reading, around) : nobodyAsks
  const says = channelSays(candidates.onChannel, when, around)
  const number = saidNumber(reading, around.numbering)
  if (number === null) return byChannel(says, reading.channel === null ? 'no-sample-number' : 'channel-free')

  const meant = samplesMeant(number, candidates)
  const [only] = meant
  if (only === undefined) {
    // A number shaped like ours was given to the analyzer by a person: that it is unknown is a slip the channel cannot mend.
    // Any other unknown number is the analyzer's own counter, and then the placement decides.
    return /^\d{8}-\d+$/.test(number) ? claim('unknown-sample') : byChannel(says, 'unknown-sample')
  }
  if (meant.length > 1) return amongSeveral(meant, says)
  if (only.sampleNo === number) return byWholeNumber(only, says)
  return byShortNumber(only, number, { reading, candidates, around, when, says })
}

function byChannel(says: ChannelSays, otherwise: ClaimReason): Match {
  if (says.kind === 'free') return claim(otherwise)
  return says.kind === 'sure' ? matched(says.sample) : claim(says.reason)
}

function amongSeveral(meant: readonly Named[], says: ChannelSays): Match {
  if (says.kind === 'free') return claim('ambiguous-number')
  if (!meant.some(({ id }) => id === says.sample.id)) return claim('number-and-channel-disagree')
  return byChannel(says, 'ambiguous-number')
}

/** Unique for ever, so that its time says nothing; only a channel that somebody else had while it was measured does. */
function byWholeNumber(only: Named, says: ChannelSays): Match {
  const silent = says.kind === 'free' || (says.kind === 'doubt' && says.reason === 'measured-earlier')
  return silent || says.sample.id === only.id ? matched(only) : claim('number-and-channel-disagree')
}

interface Short {
  readonly reading: Reading
  readonly candidates: Candidates
  readonly around: Circumstances
  readonly when: When
  readonly says: ChannelSays
}

/** Number 12 is any day's number 12, and any counter's: it counts with its channel, or alone when nothing speaks against it. */
function byShortNumber(only: Named, number: string, { reading, candidates, around, when, says }: Short): Match {
  if (says.kind !== 'free' && says.sample.id !== only.id) return claim('number-and-channel-disagree')
  if (isOfAnotherDay(reading, only)) return claim('measured-another-day')
  if (says.kind === 'sure') return matched(only)
  if (says.kind === 'doubt') return settles(says, number, candidates, around) ? matched(only) : claim(says.reason)
  if (reading.channel !== null && around.plate) return claim('channel-free')
  if (isOtherFood(reading, only)) return claim('food-disagrees')
  if (!around.guarded) return claim('number-unsure')
  const doubt = timeAgainst(only, reading, when, around)
  if (doubt !== null) return claim(doubt)
  return candidates.numberUsed && around.numbering !== 'ours' ? claim('number-used') : matched(only)
}

/**
 * Only where the site says that each number is typed: a device's own counter meets one of ours by chance, and a second reading under
 * the same number is a repeat, or the next thing measured with nothing changed.
 */
function settles(
  { mild }: Extract<ChannelSays, { kind: 'doubt' }>,
  number: string,
  { onChannel: { numbers } }: Candidates,
  { numbering }: Circumstances,
): boolean {
  return mild && numbering === 'ours' && numbers.every((said) => said?.trim() === number)
}

/** A late record of today is still today's; a clock that runs ahead makes yesterday's number 12 look like it. */
function timeAgainst(only: Named, { measuredAt }: Reading, when: When, { remembers }: Heard): ClaimReason | null {
  if (when.kind === 'unknown' && (when.reason !== 'late-or-slow' || !when.known)) return when.reason
  const sinceTaken = offsetOf({ measuredAt, arrivedAt: localText(only.takenAt) })
  if (sinceTaken === null) return remembers ? 'time-unknown' : null
  return sinceTaken * 1000 < -CLOCK_MS ? 'measured-earlier' : null
}

/** A number of zeros is how analyzers say "none". */
function saidNumber(reading: Reading, numbering: Numbering | null): string | null {
  const number = (reading.sampleNo ?? '').trim()
  if (numbering === 'counter' && !/^\d{8}-\d+$/.test(number)) return null
  return /^0*$/.test(number) ? null : number
}

export function samplesMeant(number: string, { byNumber, byRunningNumber }: Candidates): readonly Named[] {
  if (byNumber !== null && byNumber.sampleNo === number) return [byNumber]
  const running = runningNumberOf(number)
  if (running === null) return []
  return byRunningNumber.filter(({ sampleNo }) => runningNumberOf(sampleNo.split('-').at(-1) ?? '') === running)
}

/**
 * A running number is only unique within its day: number 6 of a day read out later is not today's sample 6. An analyzer whose
 * clock is wrong is asked about too; one that sends no time is believed.
 */
function isOfAnotherDay({ measuredAt }: Reading, { sampleNo }: Named): boolean {
  return measuredAt !== null && measuredAt.slice(0, 10).replaceAll('-', '') !== sampleNo.slice(0, 8)
}

/**
 * A short number may be the analyzer's own counter and meet one of ours by chance. Where the analyzer also names the food (often
 * cut to three characters), the two must agree.
 */
function isOtherFood({ foodHint }: Reading, { food }: Named): boolean {
  const hint = foodHint?.trim() ?? ''
  return hint !== '' && !food.includes(hint)
}

function matched(sample: Named): Match {
  return { kind: 'matched', sampleId: sample.id }
}

function claim(reason: ClaimReason): Match {
  return { kind: 'claim', reason }
}

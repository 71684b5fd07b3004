/** A reading looks for its sample: by the number the analyzer sent, else by the channel the sample was placed on. Never a guess. */
import type { SampleId } from '../ids.ts'
import type { Reading } from '../reading/reading.ts'
import type { Sample } from './sample.ts'

type Named = Pick<Sample, 'id' | 'sampleNo' | 'food'>

/** What storage found for this reading; every claim it makes is checked here again. */
export interface Candidates {
  /** The sample registered under exactly the analyzer's number. */
  readonly byNumber: Named | null
  /** Today's samples that may be meant by a short number such as `12` or `0012`. */
  readonly byRunningNumber: readonly Named[]
  /** The sample placed on this port and channel. */
  readonly onChannel: Named | null
}

/** Why a person must say whose reading this is. */
export const claimReasons = [
  'no-sample-number',
  'unknown-sample',
  'ambiguous-number',
  'measured-another-day',
  'food-disagrees',
  'channel-free',
  'number-and-channel-disagree',
  'number-unsure',
  'record-conflict',
  'maybe-repeated',
  'other-device',
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

/** `guarded`: a cut line of this model cannot look whole; only then may a short number stand alone. */
export function matchReading(reading: Reading, candidates: Candidates, guarded = true): Match {
  if (reading.control) return { kind: 'control' }
  const placed = candidates.onChannel
  const number = saidNumber(reading)
  if (number === null) return placed === null ? claim(withoutNumber(reading)) : matched(placed)

  const meant = samplesMeant(number, candidates)
  const [only] = meant
  if (only !== undefined && meant.length === 1) {
    if (placed === null && only.sampleNo !== number && isOfAnotherDay(reading, only))
      return claim('measured-another-day')
    if (placed === null && only.sampleNo !== number && isOtherFood(reading, only)) return claim('food-disagrees')
    if (placed === null && only.sampleNo !== number && !guarded) return claim('number-unsure')
    return placed === null || placed.id === only.id ? matched(only) : claim('number-and-channel-disagree')
  }
  if (meant.length > 1) {
    if (placed === null) return claim('ambiguous-number')
    return meant.some(({ id }) => id === placed.id) ? matched(placed) : claim('number-and-channel-disagree')
  }
  // A number shaped like ours was given to the analyzer by a person: that it is unknown is a slip the channel cannot mend.
  // Any other unknown number is the analyzer's own counter, and then the placement decides.
  if (placed === null || /^\d{8}-\d+$/.test(number)) return claim('unknown-sample')
  return matched(placed)
}

/** A number of zeros is how analyzers say "none". */
function saidNumber(reading: Reading): string | null {
  const number = (reading.sampleNo ?? '').trim()
  return /^0*$/.test(number) ? null : number
}

function withoutNumber(reading: Reading): ClaimReason {
  return reading.channel === null ? 'no-sample-number' : 'channel-free'
}

function samplesMeant(number: string, { byNumber, byRunningNumber }: Candidates): readonly Named[] {
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

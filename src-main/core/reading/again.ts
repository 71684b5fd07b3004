/** An analyzer's record comes again: is it the same, another value under the same identity, or something only a person can tell? */
import type { Reading } from './reading.ts'

/** `repeated`: shown as 重复 and counted once. `conflict` and `unsure` wait for a person. */
export type Again = 'new' | 'repeated' | 'conflict' | 'unsure'

/**
 * `known` is the newest earlier reading under the same record key. `repeats` is the driver's word: `key` when the device numbers or
 * times its records, `ask` when its memory is read again and two equal measurements look like one.
 */
export function isAgain(known: Reading | undefined, now: Reading, repeats: 'key' | 'ask' | 'live'): Again {
  if (known === undefined) return 'new'
  if (repeats === 'ask') return 'unsure'
  return saysTheSame(known, now) ? 'repeated' : 'conflict'
}

function saysTheSame(left: Reading, right: Reading): boolean {
  return (
    left.value === right.value &&
    left.unit === right.unit &&
    left.flag === right.flag &&
    left.item === right.item &&
    left.channel === right.channel &&
    left.sampleNo === right.sampleNo &&
    JSON.stringify(left.peaks) === JSON.stringify(right.peaks)
  )
}

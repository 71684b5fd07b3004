/** What the texts of one field have in common over a recording: shares, not certainties. */

import { isNumber } from './parts.ts'
import { isInvalid, isStableWord, isSureVerdict, isUnit, isUnstableWord, isVerdict, isWeighed } from './word-tables.ts'
import { looksLike } from './written-date.ts'

export interface Profile {
  /** Not empty. */
  readonly texts: readonly string[]
  readonly distinct: number
  /** Share of records in which the field is not empty. */
  readonly filled: number
  /** Shares of the texts; invalid words count as numbers. */
  readonly numbers: number
  readonly decimals: number
  readonly units: number
  readonly verdicts: number
  readonly sureVerdicts: number
  readonly weighed: number
  readonly statuses: number
  readonly dates: number
  readonly clocks: number
  readonly holes: number
  readonly words: number
  readonly ids: number
  /** Whole numbers that grow by one from record to record. */
  readonly countsUp: boolean
  readonly constant: boolean
}

export function profileOf(all: readonly string[]): Profile {
  const texts = all.filter((text) => text !== '')
  const share = (fits: (text: string) => boolean) => (texts.length === 0 ? 0 : texts.filter(fits).length / texts.length)
  const distinct = new Set(texts).size
  return {
    texts,
    distinct,
    filled: all.length === 0 ? 0 : texts.length / all.length,
    numbers: share((text) => isNumber(text) || isInvalid(text)),
    decimals: share((text) => /^[^.]*\d\.\d+$/.test(text)),
    units: share(isUnit),
    verdicts: share(isVerdict),
    sureVerdicts: share(isSureVerdict),
    weighed: share(isWeighed),
    statuses: share((text) => isStableWord(text) || isUnstableWord(text)),
    dates: share((text) => looksLike(text) === 'date' || looksLike(text) === 'both'),
    clocks: share((text) => looksLike(text) === 'clock'),
    holes: share((text) => /^[A-Ha-h](0?[1-9]|1[0-2])$/.test(text)),
    words: share((text) => /\p{L}/u.test(text) && !/\d{3}/.test(text)),
    ids: share((text) => /^[A-Za-z]{0,6}[-_/]?\d[\dA-Za-z-]{2,}$/.test(text)),
    countsUp: countsUp(texts),
    constant: distinct <= 1,
  }
}

function countsUp(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => /(\d{1,12})\D*$/.exec(text)?.[1]).map((digits) => Number(digits ?? Number.NaN))
  if (numbers.length < 2) return false
  let steps = 0
  for (let at = 1; at < numbers.length; at++) {
    const step = (numbers[at] ?? 0) - (numbers[at - 1] ?? 0)
    if (step === 1 || step === -1) steps++
  }
  return steps >= (numbers.length - 1) * 0.6
}

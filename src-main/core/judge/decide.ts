/** The closed matrix of limit and result, a cell a line. What has no line here is undecided, never passed. */
import type Big from 'big.js'
import { assertNever } from '../ids.ts'
import type { Limit, MethodKind } from './limit-pack.ts'
import { because, type Ruling, undecided } from './reason.ts'
import type { Word } from './word.ts'

/** A result in the rule's unit. `said` is the number as the paper shows it, `lod` the detection limit in force, null when unknown. */
export interface Amount {
  readonly value: Big
  readonly said: string
  readonly lod: Big | null
}

export function decideNumber(limit: Limit, { value, said, lod }: Amount): Ruling {
  if (limit.kind === 'none') return undecided('no-limit', said)
  if (limit.kind === 'not-detected' && lod === null) return undecided('lod-unknown', said)
  // A number under the detection limit is noise: it counts as 未检出, whatever it is.
  if (lod !== null && value.lt(lod)) {
    const ruling = decideNotDetected(limit, lod)
    return ruling.verdict === 'negative' ? because('negative', 'below-lod', `${said} < ${lod.toFixed()}`) : ruling
  }
  switch (limit.kind) {
    case 'max':
      if (value.gt(limit.value)) return because('positive', 'above-limit', `${said} > ${limit.value}`)
      return inside(limit.suspectFrom, value, said, `${said} <= ${limit.value}`)
    case 'below':
      if (value.gte(limit.value)) return because('positive', 'at-or-above-limit', `${said} >= ${limit.value}`)
      return inside(limit.suspectFrom, value, said, `${said} < ${limit.value}`)
    case 'min':
      return value.gte(limit.value)
        ? because('negative', 'at-or-above-minimum', `${said} >= ${limit.value}`)
        : because('positive', 'below-minimum', `${said} < ${limit.value}`)
    case 'not-detected':
      return because('positive', 'at-or-above-lod', `${said} >= ${lod?.toFixed() ?? ''}`)
    default:
      return assertNever(limit)
  }
}

function inside(suspectFrom: string | null, value: Big, said: string, comparison: string): Ruling {
  return suspectFrom !== null && value.gte(suspectFrom)
    ? because('suspect', 'near-limit', `${said} >= ${suspectFrom}`)
    : because('negative', 'within-limit', comparison)
}

/** `lod` is the reading's own or the rule's. A test that cannot see the limit cannot pass a food by seeing nothing. */
export function decideNotDetected(limit: Limit, lod: Big | null): Ruling {
  if (limit.kind === 'min') return undecided('not-detected-under-minimum')
  if (lod !== null && limit.lod !== null && lod.gt(limit.lod)) {
    return undecided('lod-too-high', `${lod.toFixed()} > ${limit.lod}`)
  }
  if (lod !== null && (limit.kind === 'max' || limit.kind === 'below') && lod.gt(limit.value)) {
    return undecided('lod-above-limit', `${lod.toFixed()} > ${limit.value}`)
  }
  return because('negative', 'not-detected')
}

/** A result given as a word alone. A card's own 阳性 is its cut-off speaking; 检出 under a numeric limit says too little. */
export function decideWord(limit: Limit, word: Word, method: MethodKind, lod: Big | null): Ruling {
  switch (word) {
    case 'invalid':
      return because('invalid', 'invalid-word')
    case 'suspect':
      return because('suspect', 'suspect-word')
    case 'not-detected':
    case 'negative':
      return decideNotDetected(limit, lod)
    case 'detected':
    case 'positive':
      if (limit.kind === 'not-detected') return because('positive', 'detected')
      if (word === 'positive' && method === 'qualitative' && (limit.kind === 'max' || limit.kind === 'below')) {
        return because('positive', 'positive-word')
      }
      return undecided(limit.kind === 'none' ? 'no-limit' : 'detected-without-number')
    default:
      return assertNever(word)
  }
}

/** Does the word beside a number say the same as the number? `ruling` is the number's. */
export function agrees(word: Word, limit: Limit, { value, lod }: Amount, ruling: Ruling): boolean {
  switch (word) {
    case 'not-detected':
      return ruling.verdict === 'negative' && limit.kind !== 'min' && (lod === null || value.lt(lod))
    case 'negative':
      return ruling.verdict === 'negative'
    case 'detected':
      return value.gt(0) && (lod === null || value.gte(lod))
    case 'positive':
      return ruling.verdict === 'positive'
    case 'suspect':
    case 'invalid':
      return true
    default:
      return assertNever(word)
  }
}

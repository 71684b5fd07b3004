/** 盲样: what the quick test said against what the laboratory knows, as a 2x2 table with the figures of KJ201902's appendix. */
import Big from 'big.js'
import type { Verdict } from '../judge/verdict.ts'

export const truths = ['positive', 'negative'] as const
export type Truth = (typeof truths)[number]

export interface BlindPair {
  readonly truth: Truth
  readonly verdict: Verdict
}

/** The laboratory's word first, the quick test's second: `n12` are the laboratory's positives that the quick test missed. */
export interface TwoByTwo {
  readonly n11: number
  readonly n12: number
  readonly n21: number
  readonly n22: number
}

/** 可疑, 无效 and 待判定 say neither: they are in no cell and are listed apart. */
export function twoByTwo(pairs: readonly BlindPair[]): TwoByTwo {
  const count = (truth: Truth, verdict: Verdict) =>
    pairs.filter((pair) => pair.truth === truth && pair.verdict === verdict).length
  return {
    n11: count('positive', 'positive'),
    n12: count('positive', 'negative'),
    n21: count('negative', 'positive'),
    n22: count('negative', 'negative'),
  }
}

/** Per cent with two decimals as text; null where the formula divides by nothing. */
export interface BlindFigures {
  readonly sensitivity: string | null
  readonly specificity: string | null
  readonly falseNegative: string | null
  readonly falsePositive: string | null
  readonly accuracy: string | null
  /** McNemar with the correction for continuity, one degree of freedom, four decimals. */
  readonly chiSquare: string | null
  /** Above 3.84: quick test and laboratory differ by more than chance at 5 %. Null with the chi-square. */
  readonly differs: boolean | null
}

/** The bound of chi-square at one degree of freedom and 5 %; from memory, not read in KJ201902. */
export const CHI_SQUARE_BOUND = '3.84'

/**
 * KJ201902 appendix: p+ = N11/N1., p- = N22/N2., false negative N12/N1., false positive N21/N2., accuracy (N11+N22)/N,
 * χ² = (|N12-N21|-1)²/(N12+N21).
 */
export function blindFigures({ n11, n12, n21, n22 }: TwoByTwo): BlindFigures {
  const [positives, negatives] = [n11 + n12, n21 + n22]
  const apart = n12 + n21
  const chiSquare = apart === 0 ? null : new Big(n12 - n21).abs().minus(1).pow(2).div(apart)
  return {
    sensitivity: percent(n11, positives),
    specificity: percent(n22, negatives),
    falseNegative: percent(n12, positives),
    falsePositive: percent(n21, negatives),
    accuracy: percent(n11 + n22, positives + negatives),
    chiSquare: chiSquare === null ? null : chiSquare.toFixed(4),
    differs: chiSquare === null ? null : chiSquare.gt(CHI_SQUARE_BOUND),
  }
}

function percent(part: number, whole: number): string | null {
  return whole === 0 ? null : new Big(part).times(100).div(whole).toFixed(2)
}

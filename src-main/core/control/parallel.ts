/** 平行样: two tests of the same goods, compared; both must say the same, and two numbers must lie close together. */
import Big from 'big.js'
import { readMeasured } from '../judge/measured.ts'
import type { Verdict } from '../judge/verdict.ts'

export interface ParallelTest {
  readonly value: string
  readonly unit: string | null
  readonly verdict: Verdict
}

export interface ParallelComparison {
  /** Both verdicts are the same, and both are verdicts. */
  readonly agree: boolean
  /** |a - b|, in the unit of both; null where not both are numbers of one unit. Decimal text. */
  readonly difference: string | null
  /** |a - b| of the mean of both, in per cent with two decimals; null also where the mean is 0. */
  readonly relative: string | null
}

export function compareParallel(first: ParallelTest, second: ParallelTest): ParallelComparison {
  const agree = first.verdict === second.verdict && first.verdict !== 'undecided' && first.verdict !== 'invalid'
  const [a, b] = [numberOf(first), numberOf(second)]
  if (a === null || b === null || (first.unit ?? '').trim() !== (second.unit ?? '').trim())
    return { agree, difference: null, relative: null }
  const difference = a.minus(b).abs()
  const mean = a.plus(b).div(2).abs()
  const relative = mean.eq(0) ? null : difference.div(mean).times(100).toFixed(2)
  return { agree, difference: difference.toFixed(), relative }
}

function numberOf({ value }: ParallelTest): Big | null {
  const measured = readMeasured(value)
  return measured.kind === 'number' ? new Big(measured.value) : null
}

/** Which of a sample's tests a result is. */
import { describe, expect, test } from 'vitest'
import type { Verdict } from '#core/judge/verdict.ts'
import { roundFor, type Tested } from '#core/sample/next-round.ts'
import type { Round } from '#core/sample/round.ts'

const tested = (round: Round, verdict: Verdict): Tested => ({ round, verdict })
const positive = tested('first', 'positive')

describe('without a case every test is a first one', () => {
  test.each([
    [[]],
    [[tested('first', 'negative')]],
    [[tested('first', 'invalid')]],
    [[positive, tested('retest-1', 'negative'), tested('retest-2', 'negative')]],
  ])('%j', (history) => {
    expect(roundFor(history, null)).toBe('first')
  })
})

describe('with a case', () => {
  test.each([
    [[positive], 'retest-1'],
    [[positive, tested('retest-1', 'invalid')], 'retest-1'],
    [[positive, tested('retest-1', 'undecided')], 'retest-1'],
    [[positive, tested('retest-1', 'negative')], 'retest-2'],
    [[positive, tested('retest-1', 'suspect')], 'retest-2'],
    [[positive, tested('retest-1', 'invalid'), tested('retest-1', 'positive')], 'retest-2'],
    [[positive, tested('retest-1', 'negative'), tested('retest-2', 'invalid')], 'retest-2'],
  ] as const)('%j is followed by %s', (history, round) => {
    expect(roundFor(history, 'retest-due')).toBe(round)
  })

  test('retests of an earlier, cleared case do not count', () => {
    const cleared = [positive, tested('retest-1', 'negative'), tested('retest-2', 'negative')]
    expect(roundFor([...cleared, positive], 'retest-due')).toBe('retest-1')
  })

  test('a test after the retests stays the second', () => {
    const history = [positive, tested('retest-1', 'positive'), tested('retest-2', 'positive')]
    expect(roundFor(history, 'notify-due')).toBe('retest-2')
  })
})

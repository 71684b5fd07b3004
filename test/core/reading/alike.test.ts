/** What may be told once, and what never: a reading, a damage, another code, bytes apart. */
import { expect, test } from 'vitest'
import { runsOf, toldOnce } from '#core/reading/alike.ts'
import { damaged, ignored, type Outcome, reading, within } from '#core/reading/reading.ts'

const unsteady = (from: number) => within(from, from + 10, ignored(`unstable: ${from} g`))

function lengths(...outcomes: readonly Outcome[]): readonly number[] {
  return runsOf(outcomes.map((outcome) => ({ frame: 1, outcome }))).map((run) => run.length)
}

test('ignored bytes side by side with one code are one run', () => {
  expect(lengths(unsteady(0), unsteady(10), unsteady(20))).toEqual([3])
})

test('everything else is alone', () => {
  const weight = within(10, 20, reading({ item: '重量', value: '1.0' }))
  const broken = within(10, 20, damaged('unstable: 1'))
  const other = within(10, 20, ignored('overload: 1'))
  for (const one of [weight, broken, other, unsteady(11), ignored('unstable: whole frame')])
    expect(lengths(unsteady(0), one, unsteady(20))).toEqual([1, 1, 1])
  expect(lengths(broken, broken)).toEqual([1, 1])
})

test('two frames are never one run', () => {
  const told = [
    { frame: 1, outcome: unsteady(0) },
    { frame: 2, outcome: unsteady(10) },
  ]
  expect(runsOf(told)).toEqual(told.map((one) => [one]))
})

test('a run has the words of its first and the bytes of all', () => {
  const told = (...outcomes: readonly Outcome[]) =>
    toldOnce(outcomes.map((outcome) => ({ frame: 1, outcome })))?.outcome
  expect(told(unsteady(0), unsteady(10), unsteady(20))).toEqual(within(0, 30, ignored('unstable: 0 g; 3 alike')))
  expect(told(unsteady(0))).toEqual(unsteady(0))
})

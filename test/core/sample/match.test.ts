/** A reading finds its sample, or a person is asked; never a guess. */
import { describe, expect, test } from 'vitest'
import type { SampleId } from '#core/ids.ts'
import { type Reading, reading } from '#core/reading/reading.ts'
import { type Candidates, matchReading, runningNumberOf } from '#core/sample/match.ts'

const a = { id: 'a' as SampleId, sampleNo: '20260302-0012', food: '小白菜' }
const b = { id: 'b' as SampleId, sampleNo: '20260302-0013', food: '小白菜' }
const alsoTwelve = { id: 'c' as SampleId, sampleNo: '20260302-12', food: '小白菜' }

const toA = { kind: 'matched', sampleId: 'a' }
const claim = (reason: string) => ({ kind: 'claim', reason })

function heard(said: Partial<Reading>): Reading {
  const outcome = reading({ item: 'x', value: '1', ...said })
  if (outcome.kind !== 'reading') throw new Error('not a reading')
  return outcome.reading
}

function match(said: Partial<Reading>, found: Partial<Candidates> = {}) {
  return matchReading(heard(said), { byNumber: null, byRunningNumber: [], onChannel: null, ...found })
}

describe('a short number beside the food', () => {
  test('agrees, also when the analyzer cuts the name', () => {
    for (const foodHint of ['小白菜', '小白', null, ' '])
      expect(match({ sampleNo: '12', foodHint }, { byRunningNumber: [a] })).toEqual(toA)
  })
  test('names another food: a person is asked', () => {
    expect(match({ sampleNo: '12', foodHint: '韭菜' }, { byRunningNumber: [a] })).toEqual(claim('food-disagrees'))
  })
  test('does not weigh against the whole number or the channel', () => {
    expect(match({ sampleNo: '20260302-0012', foodHint: '韭菜' }, { byNumber: a })).toEqual(toA)
    expect(match({ sampleNo: '12', channel: '3', foodHint: '韭菜' }, { byRunningNumber: [a], onChannel: a })).toEqual(
      toA,
    )
  })
})

describe('by number', () => {
  test('the whole number', () => {
    expect(match({ sampleNo: '20260302-0012' }, { byNumber: a })).toEqual(toA)
    expect(match({ sampleNo: ' 20260302-0012 ' }, { byNumber: a })).toEqual(toA)
  })

  test.each(['12', '0012', '012'])('the running number %s of exactly one', (sampleNo) => {
    expect(match({ sampleNo }, { byRunningNumber: [a] })).toEqual(toA)
    expect(match({ sampleNo }, { byRunningNumber: [a, b] })).toEqual(toA)
  })

  test('a candidate that is not meant is not taken', () => {
    expect(match({ sampleNo: '20260302-0012' }, { byNumber: b })).toEqual(claim('unknown-sample'))
    expect(match({ sampleNo: '13' }, { byRunningNumber: [a] })).toEqual(claim('unknown-sample'))
    expect(match({ sampleNo: 'S12' }, { byRunningNumber: [a] })).toEqual(claim('unknown-sample'))
    expect(match({ sampleNo: '12^1' }, { byRunningNumber: [a] })).toEqual(claim('unknown-sample'))
  })

  test('a running number counts on its own day only', () => {
    const found = { byRunningNumber: [a] }
    expect(match({ sampleNo: '12', measuredAt: '2026-03-02T08:00:00' }, found)).toEqual(toA)
    expect(match({ sampleNo: '12', measuredAt: '2026-03-02' }, found)).toEqual(toA)
    expect(match({ sampleNo: '12', measuredAt: '2026-03-01T08:00:00' }, found)).toEqual(claim('measured-another-day'))
    expect(match({ sampleNo: '12', measuredAt: '2026-03-01' }, { ...found, onChannel: a })).toEqual(toA)
    expect(match({ sampleNo: '20260302-0012', measuredAt: '2026-03-03' }, { byNumber: a })).toEqual(toA)
  })

  test('two that may be meant', () => {
    expect(match({ sampleNo: '12' }, { byRunningNumber: [a, alsoTwelve] })).toEqual(claim('ambiguous-number'))
    expect(match({ sampleNo: '12' }, { byRunningNumber: [a, alsoTwelve], onChannel: a })).toEqual(toA)
    expect(match({ sampleNo: '12' }, { byRunningNumber: [a, alsoTwelve], onChannel: b })).toEqual(
      claim('number-and-channel-disagree'),
    )
  })
})

describe('by channel', () => {
  test.each([null, '', '0', '0000', ' '])('when the number is %j', (sampleNo) => {
    expect(match({ sampleNo, channel: '3' }, { onChannel: a })).toEqual(toA)
    expect(match({ sampleNo, channel: '3' })).toEqual(claim('channel-free'))
    expect(match({ sampleNo })).toEqual(claim('no-sample-number'))
  })

  test("when the number is the analyzer's own counter", () => {
    expect(match({ sampleNo: '004711', channel: '3' }, { onChannel: a })).toEqual(toA)
    expect(match({ sampleNo: '77', channel: '3' }, { onChannel: a })).toEqual(toA)
  })

  test('not when a number like ours is unknown', () => {
    expect(match({ sampleNo: '20260302-0099', channel: '3' }, { onChannel: a })).toEqual(claim('unknown-sample'))
  })
})

describe('number and channel', () => {
  test('agree', () => {
    expect(match({ sampleNo: '12', channel: '3' }, { byRunningNumber: [a], onChannel: a })).toEqual(toA)
  })

  test('disagree', () => {
    expect(match({ sampleNo: '12', channel: '3' }, { byRunningNumber: [a], onChannel: b })).toEqual(
      claim('number-and-channel-disagree'),
    )
    expect(match({ sampleNo: '20260302-0012', channel: '3' }, { byNumber: a, onChannel: b })).toEqual(
      claim('number-and-channel-disagree'),
    )
  })
})

test('a control has no sample, whatever it names', () => {
  expect(match({ control: true, sampleNo: '12', channel: '3' }, { byRunningNumber: [a], onChannel: a })).toEqual({
    kind: 'control',
  })
})

test.each([
  ['12', 12],
  ['0012', 12],
  ['9999', 9999],
  ['00012', null],
  ['0', null],
  ['-1', null],
  ['1.0', null],
  ['', null],
  ['１２', null],
])('the running number in %j is %j', (text, number) => {
  expect(runningNumberOf(text)).toBe(number)
})

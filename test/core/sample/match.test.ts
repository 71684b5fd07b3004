/** A reading finds its sample, or a person is asked; never a guess. */
import { describe, expect, test } from 'vitest'
import type { SampleId } from '#core/ids.ts'
import { type Reading, reading } from '#core/reading/reading.ts'
import type { Placed } from '#core/sample/channel.ts'
import { type Candidates, type Circumstances, matchReading, runningNumberOf } from '#core/sample/match.ts'
import type { Named } from '#core/sample/sample.ts'
import { type Moment, momentOf } from '#core/time.ts'

/** A clock face of 2026-03-02 in Shanghai. */
const at = (hours: number, minutes = 0, seconds = 0): Moment =>
  momentOf(Date.UTC(2026, 2, 2, hours - 8, minutes, seconds))
const takenAt = at(8)
const a = { id: 'a' as SampleId, sampleNo: '20260302-0012', food: '小白菜', takenAt }
const b = { id: 'b' as SampleId, sampleNo: '20260302-0013', food: '小白菜', takenAt }
const alsoTwelve = { id: 'c' as SampleId, sampleNo: '20260302-12', food: '小白菜', takenAt }

const toA = { kind: 'matched', sampleId: 'a' }
const claim = (reason: string) => ({ kind: 'claim', reason })

function heard(said: Partial<Reading>): Reading {
  const outcome = reading({ item: 'x', value: '1', ...said })
  if (outcome.kind !== 'reading') throw new Error('not a reading')
  return outcome.reading
}

interface Found extends Partial<Omit<Candidates, 'onChannel'>> {
  /** Placed at half past eight, and still there. */
  readonly onChannel?: Named
  readonly stays?: readonly Placed[]
  readonly numbers?: readonly (string | null)[]
}

/** It arrives at nine. */
function match(
  said: Partial<Reading>,
  { onChannel, stays, numbers = [], ...found }: Found = {},
  around: Partial<Circumstances> = {},
) {
  const standing = onChannel === undefined ? [] : [stay(onChannel, at(8, 30))]
  return matchReading(
    heard(said),
    {
      byNumber: null,
      byRunningNumber: [],
      numberUsed: false,
      onChannel: { stays: stays ?? standing, numbers },
      ...found,
    },
    {
      arrivedAt: at(9),
      remembers: false,
      earlier: [],
      guarded: true,
      numbering: null,
      plate: false,
      ...around,
    },
  )
}

/** Earlier arrivals at these minutes past eight, each with the right time, newest first. */
function told(...minutes: readonly number[]) {
  const faces = minutes.map((minute) => `2026-03-02T08:${String(minute).padStart(2, '0')}:00`).reverse()
  return faces.map((face) => ({ measuredAt: face, arrivedAt: face }))
}

function stay(sample: Named, from: Moment, until: Moment | null = null, settled: Placed['settled'] = 'read'): Placed {
  return { sample, from, until, settled }
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
    expect(match({ sampleNo: '12', measuredAt: '2026-03-02T08:57:00' }, found)).toEqual(toA)
    expect(match({ sampleNo: '12', measuredAt: '2026-03-02' }, found)).toEqual(toA)
    expect(match({ sampleNo: '12', measuredAt: '2026-03-01T08:00:00' }, found)).toEqual(claim('measured-another-day'))
    // Sample 1 stands in channel 1 every day: the channel cannot mend the day.
    expect(match({ sampleNo: '12', measuredAt: '2026-03-01', channel: '3' }, { ...found, onChannel: a })).toEqual(
      claim('measured-another-day'),
    )
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

describe('the channel counts only for what was measured while the sample stood there', () => {
  const remembers = { remembers: true }
  const before = [stay(b, at(8), at(8, 30))]
  const here = { stays: [stay(a, at(8, 30)), ...before] }
  const face = (minutes: number) => `2026-03-02T08:${String(minutes).padStart(2, '0')}:00`

  test('measured and told in its time', () => {
    expect(match({ channel: '3', measuredAt: face(58) }, here, remembers)).toEqual(toA)
    expect(match({ channel: '3' }, here)).toEqual(toA)
  })

  test('measured before it was placed, or so near that the clock cannot tell', () => {
    const prompt = { remembers: true, earlier: told(0, 10, 20, 30) }
    expect(match({ channel: '3', measuredAt: face(20) }, here, prompt)).toEqual(claim('measured-earlier'))
    expect(match({ channel: '3', measuredAt: face(31) }, here, prompt)).toEqual(claim('channel-changed'))
    expect(match({ channel: '3', measuredAt: face(32) }, here, prompt)).toEqual(toA)
    // Nothing heard says how promptly it tells: the clock's five minutes count.
    const unproven = { remembers: true, earlier: told(20, 29, 30) }
    expect(match({ channel: '3', measuredAt: face(58) }, { stays: [stay(a, at(8, 54))] }, unproven)).toEqual(
      claim('placed-meanwhile'),
    )
    expect(match({ channel: '3', measuredAt: face(58) }, { stays: [stay(a, at(8, 53))] }, unproven)).toEqual(toA)
    expect(match({ channel: '3' }, { stays: [stay(a, at(8, 59, 30)), stay(b, at(8), at(8, 59, 30))] })).toEqual(
      claim('channel-changed'),
    )
  })

  test('a late record counts only when the clock was heard to be right at several arrivals', () => {
    expect(match({ channel: '3', measuredAt: face(40) }, here, remembers)).toEqual(claim('late-or-slow'))
    const oneDump = { remembers: true, earlier: [...told(20), ...told(20), ...told(20)] }
    expect(match({ channel: '3', measuredAt: face(40) }, here, oneDump)).toEqual(claim('late-or-slow'))
    expect(match({ channel: '3', measuredAt: face(40) }, here, { remembers: true, earlier: told(20, 35, 50) })).toEqual(
      toA,
    )
  })

  test('a clock that runs ahead proves nothing, today and as long as it is remembered', () => {
    expect(match({ channel: '3', measuredAt: '2026-03-02T09:06:00' }, here, remembers)).toEqual(claim('clock-wrong'))
    const earlier = [{ measuredAt: '2026-03-01T12:00:00', arrivedAt: '2026-03-01T10:00:00' }]
    expect(match({ channel: '3', measuredAt: face(59) }, here, { ...remembers, earlier })).toEqual(claim('clock-wrong'))
  })

  test('whose reading is still to come may be this one', () => {
    const unread = { stays: [stay(a, at(8, 30)), stay(b, at(8), at(8, 30), null)] }
    expect(match({ channel: '3', measuredAt: face(58) }, unread, remembers)).toEqual(claim('channel-changed'))
    expect(match({ channel: '3' }, unread)).toEqual(toA)
    // One that was only moved away since hides nobody.
    const swapped = [stay(a, at(8, 50)), stay(alsoTwelve, at(8, 40), at(8, 50), 'moved'), ...unread.stays.slice(1)]
    expect(match({ channel: '3', measuredAt: face(58) }, { stays: swapped }, remembers)).toEqual(
      claim('channel-changed'),
    )
  })

  test('a stay of its own before is another test', () => {
    const again = { stays: [stay(a, at(8, 30)), stay(a, at(8), at(8, 30), null)] }
    expect(match({ channel: '3', measuredAt: face(33) }, again, remembers)).toEqual(claim('late-or-slow'))
    const prompt = { remembers: true, earlier: told(0, 10, 20, 30) }
    expect(match({ channel: '3', measuredAt: face(31) }, again, prompt)).toEqual(claim('channel-changed'))
    expect(match({ channel: '3', measuredAt: face(58) }, again, remembers)).toEqual(toA)
  })

  test('a number settles what the clock leaves open where each is typed: a counter meets one of ours by chance', () => {
    const dated = { sampleNo: '12', channel: '3', measuredAt: '2026-03-02' }
    const found = { ...here, byRunningNumber: [a] }
    expect(match(dated, found, remembers)).toEqual(claim('channel-changed'))
    expect(match(dated, found, { ...remembers, numbering: 'ours' })).toEqual(toA)
    expect(match(dated, { ...found, numberUsed: true }, { ...remembers, numbering: 'ours' })).toEqual(toA)
  })

  test('a memory that tells no time of day says nothing', () => {
    expect(match({ channel: '3' }, { onChannel: a }, remembers)).toEqual(claim('time-unknown'))
    expect(match({ channel: '3', measuredAt: '2026-03-02' }, { onChannel: a }, remembers)).toEqual(
      claim('placed-meanwhile'),
    )
  })

  test('who was placed at the arrival, not who is now', () => {
    expect(match({ channel: '3' }, { stays: [stay(b, at(9, 10)), stay(a, at(8, 30), at(9, 10))] })).toEqual(toA)
    expect(match({ channel: '3' }, { stays: [stay(a, at(8, 30), at(8, 50))] })).toEqual(claim('channel-free'))
  })

  test('what was left there yesterday is not there', () => {
    expect(match({ channel: '3' }, { stays: [stay(a, at(-14))] })).toEqual(claim('channel-free'))
  })

  test('once: the next reading may be of something nobody entered', () => {
    expect(match({ channel: '3' }, { onChannel: a, numbers: [null] })).toEqual(claim('channel-used'))
    const found = { onChannel: a, byRunningNumber: [a] }
    expect(match({ sampleNo: '12', channel: '3' }, { ...found, numbers: ['12'] })).toEqual(claim('channel-used'))
    expect(match({ sampleNo: '12', channel: '3' }, { ...found, numbers: ['12'] }, { numbering: 'ours' })).toEqual(toA)
    expect(match({ sampleNo: '12', channel: '3' }, { ...found, numbers: ['7'] }, { numbering: 'ours' })).toEqual(
      claim('channel-used'),
    )
  })
})

describe('a short number alone', () => {
  const found = { byRunningNumber: [a] }

  test('counts once a day, unless the site says that each is typed', () => {
    expect(match({ sampleNo: '12' }, { ...found, numberUsed: true })).toEqual(claim('number-used'))
    expect(match({ sampleNo: '12' }, { ...found, numberUsed: true }, { numbering: 'ours' })).toEqual(toA)
  })

  test('is no number where the site says that the device counts by itself', () => {
    const counter = { numbering: 'counter' } as const
    expect(match({ sampleNo: '12' }, found, counter)).toEqual(claim('no-sample-number'))
    expect(match({ sampleNo: '12', channel: '3' }, { ...found, onChannel: b }, counter)).toMatchObject({
      sampleId: 'b',
    })
    expect(match({ sampleNo: '20260302-0012' }, { byNumber: a }, counter)).toEqual(toA)
  })

  test('does not stand alone where the room works by channels', () => {
    expect(match({ sampleNo: '12', channel: '3' }, found)).toEqual(toA)
    expect(match({ sampleNo: '12', channel: '3' }, found, { plate: true })).toEqual(claim('channel-free'))
  })

  test('measured before the sample was taken is of another one', () => {
    const prompt = { remembers: true, earlier: told(0) }
    expect(match({ sampleNo: '12', measuredAt: '2026-03-02T07:50:00' }, found, prompt)).toEqual(
      claim('measured-earlier'),
    )
    expect(match({ sampleNo: '12', measuredAt: '2026-03-02T08:20:00' }, found, prompt)).toEqual(toA)
  })

  test('of a memory needs the time of day, and a clock that is not ahead', () => {
    expect(match({ sampleNo: '12' }, found, { remembers: true })).toEqual(claim('time-unknown'))
    expect(match({ sampleNo: '12', measuredAt: '2026-03-02' }, found, { remembers: true })).toEqual(
      claim('time-unknown'),
    )
    expect(match({ sampleNo: '12', measuredAt: '2026-03-02T09:06:00' }, found)).toEqual(claim('clock-wrong'))
  })
})

test('a whole number is not weighed against who was placed after it was measured', () => {
  const said = { sampleNo: '20260302-0012', channel: '3', measuredAt: '2026-03-02T08:20:00' }
  const around = { remembers: true, earlier: told(0, 10, 20, 30) }
  expect(match(said, { byNumber: a, onChannel: b }, around)).toEqual(toA)
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

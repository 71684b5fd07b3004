/** The words a clock is told in: borders of units, of urgency, and of zero. */
import { describe, expect, it } from 'vitest'
import { agoWords, clockWords, lengthWords, urgencyOf } from '#ui/clock-words.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('lengthWords', () => {
  it.each([
    [0, '不到 1 分'],
    [minute - 1, '不到 1 分'],
    [minute, '1 分'],
    [hour - 1, '59 分'],
    [hour, '1 小时'],
    [2 * hour + 14 * minute, '2 小时 14 分'],
    [day - 1, '23 小时 59 分'],
    [day, '1 天'],
    [3 * day + 2 * hour + 59 * minute, '3 天 2 小时'],
  ])('%i ms is %s', (ms, words) => {
    expect(lengthWords(ms)).toBe(words)
  })
})

describe('clockWords', () => {
  it('of what is due as it begins say so, and count only after half an hour', () => {
    expect([clockWords(0, 0, 0), urgencyOf(0, 0, 0)]).toEqual(['立即办', 'soon'])
    expect([clockWords(0, 30 * minute, 0), urgencyOf(0, 30 * minute, 0)]).toEqual(['已超 30 分', 'over'])
    expect(clockWords(0, 0, -hour)).toBe('时限已到')
  })

  it('counts down, and counts on after the end', () => {
    expect(clockWords(2 * hour, 0)).toBe('还剩 2 小时')
    expect(clockWords(0, 14 * minute)).toBe('已超 14 分')
  })

  it('is over at the very moment', () => {
    expect(clockWords(hour, hour)).toBe('时限已到')
  })
})

describe('urgencyOf', () => {
  it('turns at a quarter of the four hours, and at zero', () => {
    expect(urgencyOf(4 * hour, 3 * hour - 1, 0)).toBe('calm')
    expect(urgencyOf(4 * hour, 3 * hour, 0)).toBe('soon')
    expect(urgencyOf(4 * hour, 4 * hour - 1, 0)).toBe('soon')
    expect(urgencyOf(4 * hour, 4 * hour, 0)).toBe('over')
  })

  it('without a beginning the last quarter of an hour is soon', () => {
    expect(urgencyOf(hour, 44 * minute, null)).toBe('calm')
    expect(urgencyOf(hour, 45 * minute, null)).toBe('soon')
  })
})

it('says how long ago something was heard', () => {
  expect(agoWords(0, minute - 1)).toBe('刚刚')
  expect(agoWords(0, hour + 5 * minute)).toBe('1 小时 5 分前')
})

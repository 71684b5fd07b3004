/** A message repeated after a cut counts once; the same message on a healthy line counts twice. */
import { describe, expect, it } from 'vitest'
import { isExpectedAgain } from '#core/reading/resent.ts'

/** Newest last, as one would tell it: `a` ended well, `a!` was cut. */
function heard(told: string) {
  return told
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ sha256: word.replace('!', ''), interrupted: word.endsWith('!') }))
    .reverse()
}

describe('expected again', () => {
  it.each([
    ['a!', 'a'],
    ['x a!', 'a'],
    // Two messages in one session, cut before its end: both come again, in order.
    ['a! b!', 'a'],
    ['a! b! a', 'b'],
    // Cut again while being sent again.
    ['a! b! a!', 'a'],
    ['a! b! a! a', 'b'],
  ])('%s | %s', (told, next) => {
    expect(isExpectedAgain(heard(told), next)).toBe(true)
  })

  it.each([
    ['', 'a'],
    ['a', 'a'],
    ['a!', 'b'],
    ['a! a', 'a'],
    ['a! b', 'a'],
    ['a! b! x', 'a'],
    ['a! x b!', 'a'],
  ])('not: %s | %s', (told, next) => {
    expect(isExpectedAgain(heard(told), next)).toBe(false)
  })
})

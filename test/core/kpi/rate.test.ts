/** The one way a rate is written: never a hundred while one is missing, never a number for nothing. */
import { describe, expect, it } from 'vitest'
import { percentText } from '#core/kpi/rate.ts'
import { randomFrom } from '../support/random.ts'

describe('percentText', () => {
  it.each([
    [0, 0, '—'],
    [0, 3, '0.00'],
    [3, 3, '100.00'],
    [47, 48, '97.91'],
    [2, 3, '66.66'],
    [1, 8, '12.50'],
    [9_999_999, 10_000_000, '99.99'],
    [1, 10_000_000, '0.00'],
    ['0', '0.0', '—'],
    ['12.5', '12.50', '100.00'],
    ['0.1', '0.3', '33.33'],
    ['999999999999.999998', '999999999999.999999', '99.99'],
    ['0.999999999999999999999999999', '1', '99.99'],
  ])('%s of %s: %s', (done, due, text) => {
    expect(percentText({ done, due })).toBe(text)
  })

  it('says 100.00 only when nothing is missing, and never more than the truth', () => {
    const random = randomFrom(3)
    for (let round = 0; round < 2_000; round += 1) {
      const due = 1 + Math.floor(random() * 10 ** (1 + Math.floor(random() * 7)))
      const done = Math.max(0, due - Math.floor(random() * 3))
      const text = percentText({ done, due })
      expect(text === '100.00').toBe(done === due)
      const hundredths = BigInt(text.replace('.', ''))
      expect(hundredths * BigInt(due) <= BigInt(done) * 10_000n).toBe(true)
      expect((hundredths + 1n) * BigInt(due) > BigInt(done) * 10_000n).toBe(true)
    }
  })

  it('refuses a rate counted wrongly', () => {
    expect(() => percentText({ done: 4, due: 3 })).toThrow('Not a rate')
    expect(() => percentText({ done: -1, due: 3 })).toThrow('Not a rate')
    expect(() => percentText({ done: 1, due: 0 })).toThrow('Not a rate')
  })
})

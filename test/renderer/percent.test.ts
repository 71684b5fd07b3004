/** A rate on screen: exact to two decimals, a dash for nothing due, and never a rounded-up 100.00. */
import { expect, it } from 'vitest'
import { percentText as onPaper } from '#core/kpi/rate.ts'
import { missingOf, percentText } from '#ui/percent.ts'

it.each([
  [0, 0, '—'],
  [0, 7, '0.00%'],
  [7, 7, '100.00%'],
  [47, 48, '97.91%'],
  [1, 3, '33.33%'],
  [2, 3, '66.66%'],
  [29, 100, '29.00%'],
  [999_999, 1_000_000, '99.99%'],
  [1, 1_000_000, '0.00%'],
])('%i of %i is %s', (done, due, text) => {
  expect(percentText({ done, due })).toBe(text)
})

it('says on screen what the papers say', () => {
  for (let due = 1; due <= 120; due += 1) {
    for (let done = 0; done <= due; done += 1) expect(percentText({ done, due })).toBe(`${onPaper({ done, due })}%`)
  }
})

it('counts what is missing', () => {
  expect(missingOf({ done: 47, due: 48 })).toBe(1)
  expect(missingOf({ done: 0, due: 0 })).toBe(0)
})

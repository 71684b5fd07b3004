/** The months of the ledger: an address may say anything, and December is followed by January. */
import { expect, it } from 'vitest'
import { monthChoices, monthOf, nextMonth } from '#features/ledger/months.ts'

it('a month of the address, or this one at the site', () => {
  expect(monthOf('2026-03')).toBe('2026-03')
  // 2026-02-28 23:59 UTC is already March in Shanghai.
  for (const asked of [undefined, '2026-13', '2026-3', 'x'])
    expect(monthOf(asked, Date.UTC(2026, 1, 28, 23, 59))).toBe('2026-03')
})

it('before and after', () => {
  expect([nextMonth('2026-01', -1), nextMonth('2026-12', 1), nextMonth('2026-03', 1)]).toEqual([
    '2025-12',
    '2027-01',
    '2026-04',
  ])
})

it('ten years to choose from, and the month that is shown', () => {
  const now = Date.UTC(2026, 10, 22)
  expect(monthChoices('2026-11', now).slice(0, 2)).toEqual(['2026-11', '2026-10'])
  expect(monthChoices('2026-11', now).at(-1)).toBe('2016-12')
  expect(monthChoices('2027-01', now)[0]).toBe('2027-01')
})

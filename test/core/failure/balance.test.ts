/** The quantity ledger: exact in decimals, and silent about nothing. */
import { describe, expect, it } from 'vitest'
import { balance, isZero } from '#core/failure/balance.ts'

const quantities = (stockKg: string, destroyedKg: string, returnedKg: string, soldKg: string, keptKg: string) => ({
  stockKg,
  destroyedKg,
  returnedKg,
  soldKg,
  keptKg,
})

describe('balance', () => {
  it.each([
    [quantities('0.3', '0.1', '0.2', '0', '0'), '0'],
    [quantities('12.50', '10.3', '0', '2', '0.20'), '0'],
    [quantities('12.5', '10', '0', '2', '0.2'), '0.3'],
    [quantities('10', '10', '0', '0', '0.000001'), '-0.000001'],
    [quantities('999999999999.999999', '0.000001', '0', '0', '0'), '999999999999.999998'],
    [quantities('12.5', '', '0', '0', '0'), null],
    [quantities('12.5', '１２.５', '0', '0', '0'), null],
    [quantities('12.5', '-12.5', '0', '25', '0'), null],
    [quantities('12.5', 'NaN', '0', '0', '0'), null],
  ])('%j leaves %s', (given, remainder) => {
    expect(balance(given)).toBe(remainder)
  })

  it('knows zero in any writing', () => {
    expect(['0', '0.00', '0.000000', '-0'].every(isZero)).toBe(true)
    expect(isZero('0.000001')).toBe(false)
  })
})

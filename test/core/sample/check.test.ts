/** What was said of a sample is looked at before it is stored: impossible days, order, amounts, papers that ran out. */
import { describe, expect, it } from 'vitest'
import { checkDetails, checkStall, checkTaking, isRefused, realDay } from '#core/sample/check.ts'
import { changesOf, detailsOf, noDetails, type SampleDetails } from '#core/sample/details.ts'
import { sampleKinds } from '#core/sample/sample.ts'
import { mayBeStall } from '#core/sample/stall-code.ts'
import { momentOf } from '#core/time.ts'

/** 2026-03-02 08:00 at the site. */
const taken = momentOf(Date.UTC(2026, 2, 2, 0, 0))
const codes = (said: Partial<SampleDetails>) =>
  checkDetails(detailsOf(said), taken).map(({ code, level, field }) => `${level} ${code} ${field}`)

describe('days', () => {
  it.each(['2026-02-30', '2026-13-01', '2026-00-10', '26-03-01', '2026-3-1', '1999-01-01', '2026-02-29', 'x'])(
    '%s is no day',
    (day) => {
      expect(realDay(day)).toBeNull()
      expect(codes({ purchasedOn: day })).toEqual(['refuse day-impossible purchasedOn'])
    },
  )
  it('takes the leap day of a leap year', () => expect(realDay('2028-02-29')).toBe('2028-02-29'))
  it('a purchase on the day itself is before, on the next day after', () => {
    expect(codes({ purchasedOn: '2026-03-02' })).toEqual([])
    expect(codes({ purchasedOn: '2026-03-03' })).toEqual(['refuse purchased-after-sampling purchasedOn'])
    expect(codes({ purchasedOn: '2024-03-03' })).toEqual(['warn purchased-long-ago purchasedOn'])
  })
  it('reads the day at the site, not in Greenwich', () => {
    const early = momentOf(Date.UTC(2026, 2, 1, 22, 0))
    expect(checkDetails(detailsOf({ purchasedOn: '2026-03-02' }), early)).toEqual([])
  })
})

describe('papers', () => {
  it('an expired promise certificate is noted, an expired quarantine certificate is no voucher', () => {
    expect(codes({ certificateNo: '1', certificateUntil: '2026-03-01' })).toEqual([
      'warn certificate-expired certificateUntil',
    ])
    expect(codes({ certificateNo: '1', certificateUntil: '2026-03-02' })).toEqual([])
    const voucher = { voucherNo: '1', voucherUntil: '2026-03-01' }
    expect(codes({ ...voucher, voucherKind: 'quarantine' })).toEqual(['refuse voucher-expired voucherUntil'])
    expect(codes({ ...voucher, voucherKind: 'inspection' })).toEqual(['warn voucher-expired voucherUntil'])
  })
  it('none is issued after the sample was taken, none ends before it begins', () => {
    expect(codes({ certificateOn: '2026-03-03' })).toEqual(['refuse issued-after-sampling certificateOn'])
    expect(codes({ voucherOn: '2026-03-02', voucherUntil: '2026-03-01' })).toContain(
      'refuse ends-before-issue voucherUntil',
    )
  })
})

describe('amounts', () => {
  it.each([
    ['-1', 'negative'],
    ['-0.001', 'negative'],
    ['0', 'nothing'],
    ['0.000', 'nothing'],
    ['1000000', 'absurd'],
    ['1e9', 'not-a-number'],
    ['一斤', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['1,5', 'not-a-number'],
  ])('%s is refused: %s', (text, code) => {
    expect(codes({ quantity: text, quantityUnit: 'kg' })).toEqual([`refuse ${code} quantity`])
  })
  it('compares only what is of one kind, exactly', () => {
    const of = (quantity: string, quantityUnit: string, purchaseQuantity: string, purchaseUnit: string) =>
      codes({ quantity, quantityUnit, purchaseQuantity, purchaseUnit })
    expect(of('500.1', 'g', '0.5', 'kg')).toEqual(['warn more-than-purchased quantity'])
    expect(of('500', 'g', '0.5', 'kg')).toEqual([])
    expect(of('3', 'piece', '1', 'kg')).toEqual([])
    expect(codes({ quantity: '3' })).toEqual(['warn unit-missing quantityUnit'])
  })
  it('a word that is none of the choices is refused', () => {
    expect(codes({ condition: 'fine' })).toEqual(['refuse not-a-choice condition'])
  })
})

describe('the moment of sampling', () => {
  const later = (minutes: number) => momentOf(Date.UTC(2026, 2, 2, 0, minutes))
  const taking = (at: number, tested: number | null = null) =>
    checkTaking(later(at), taken, tested === null ? null : later(tested)).map(({ code, level }) => `${level} ${code}`)
  it('lies neither ahead nor days ago', () => {
    expect(taking(0)).toEqual([])
    expect(taking(2)).toEqual(['refuse taken-ahead'])
    expect(taking(-37 * 60)).toEqual(['refuse taken-long-ago'])
  })
  it('after the test it is said', () => expect(taking(0, -1)).toEqual(['warn taken-after-test']))
})

describe('the stall', () => {
  it('is asked of food, and of no control', () => {
    for (const kind of sampleKinds)
      expect([null, ' ', 'A-1'].map((code) => isRefused(checkStall(kind, code)))).toEqual(
        kind === 'ordinary' ? [true, true, false] : [false, false, false],
      )
  })
  it.each(['A-12', 'A12', '东1-3', '012', 'B区-7'])('%s may be its sign', (text) => expect(mayBeStall(text)).toBe(true))
  it.each(['20260302-0001', 'CZ-20260302-01', '6901234567892', 'http://a.cn', 'A 12', '-12', 'x'.repeat(21), ''])(
    '%j is none',
    (text) => expect(mayBeStall(text)).toBe(false),
  )
})

describe('changes', () => {
  it('name what was there before and after, and nothing else', () => {
    const before = detailsOf({ part: '叶', items: ['甲'] })
    const after = detailsOf({ part: '叶', supplier: ' 张三批发 ', items: ['甲', '乙', '甲', ' '] })
    expect(changesOf(before, after)).toEqual([
      { name: 'supplier', before: null, after: '张三批发' },
      { name: 'items', before: '甲', after: '甲、乙' },
    ])
    expect(changesOf(after, after)).toEqual([])
    expect(isRefused(checkDetails(noDetails, taken))).toBe(false)
  })
})

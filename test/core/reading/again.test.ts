/** A record that comes again: repeated, in conflict, or for a person to say; and the clock its device lives by. */
import { describe, expect, it } from 'vitest'
import { isAgain } from '#core/reading/again.ts'
import { clockOffsetOf, offsetOf, type Timed } from '#core/reading/clock-offset.ts'
import { lineEventOf } from '#core/reading/event.ts'
import { itemNamed } from '#core/reading/item-names.ts'
import { damaged, ignored, type Reading, reading } from '#core/reading/reading.ts'

function said(more: Partial<Reading> = {}): Reading {
  const outcome = reading({ item: '农药残留', value: '12.3', unit: '%', recordKey: '7 2026-03-02', ...more })
  if (outcome.kind !== 'reading') throw new Error('no reading')
  return outcome.reading
}

describe('a record under a key that was heard before', () => {
  it('is new when nothing was', () => {
    for (const repeats of ['key', 'ask', 'live'] as const) expect(isAgain(undefined, said(), repeats)).toBe('new')
  })

  it('with the same words is the same record', () => {
    expect(isAgain(said(), said(), 'key')).toBe('repeated')
    expect(isAgain(said(), said({ measuredAt: '2026-03-02T08:00:00' }), 'key')).toBe('repeated')
  })

  it.each([
    { value: '12.4' },
    { unit: 'mg/kg' },
    { flag: '超标' },
    { item: '甲醛' },
    { channel: '2' },
    { sampleNo: '8' },
  ])('with other words is a conflict: %o', (other) => {
    expect(isAgain(said(), said(other), 'key')).toBe('conflict')
  })

  it('of a device that numbers nothing is asked about, even when every byte is the same', () => {
    expect(isAgain(said(), said(), 'ask')).toBe('unsure')
  })
})

describe('the events of a line', () => {
  it.each([
    [reading({ item: 'x', value: '1' }), 'reading'],
    [reading({ item: 'x', value: '无效', flag: 'FF7F' }), 'invalid'],
    [reading({ item: 'x', value: '' }), 'invalid'],
    [damaged('frame-cut: 3 of 26 bytes'), 'incomplete'],
    [damaged('shortfall: 2 of 3 records came'), 'incomplete'],
    [damaged('crc-wrong: said 22, counted 5D'), 'protocol-error'],
    [ignored('noise: 3 bytes outside any frame'), 'noise'],
    [ignored('first-line: its front may be missing'), 'noise'],
    [ignored('test-reply: the analyzer answers'), 'progress'],
    [ignored('unstable: US,GS 1.0 g'), 'other'],
  ] as const)('%o', (outcome, event) => {
    const told =
      outcome.kind === 'reading'
        ? { kind: outcome.kind, reason: null, value: outcome.reading.value }
        : { kind: outcome.kind, reason: outcome.reason, value: null }
    expect(lineEventOf(told)).toBe(event)
  })
})

describe("a device's clock", () => {
  const at = (measured: string, arrived = '09:00:00'): Timed => ({
    measuredAt: `2026-03-02T${measured}`,
    arrivedAt: `2026-03-02T${arrived}`,
  })

  it('is compared face to face, a date alone says nothing', () => {
    expect(offsetOf(at('09:06:00'))).toBe(360)
    expect(offsetOf({ measuredAt: '2026-03-02', arrivedAt: '2026-03-02T09:00:00' })).toBeNull()
    expect(clockOffsetOf([])).toEqual({ seconds: null, wrong: false })
  })

  it('over five minutes ahead is wrong at once: nothing is measured in the future', () => {
    expect(clockOffsetOf([at('09:05:00')])).toEqual({ seconds: 300, wrong: false })
    expect(clockOffsetOf([at('09:05:01')])).toEqual({ seconds: 301, wrong: true })
  })

  it('stored records read late do not accuse it, a steady lag does', () => {
    expect(clockOffsetOf([at('07:00:00'), at('07:20:00'), at('07:40:00')]).wrong).toBe(false)
    const slow = [at('08:50:02', '09:00:00'), at('08:49:00', '08:59:00'), at('08:48:01', '08:58:00')]
    expect(clockOffsetOf(slow)).toEqual({ seconds: -598, wrong: true })
  })
})

it('a site may call a code by its own name, nothing else is renamed', () => {
  expect(itemNamed(' NJ01 ', { NJ01: '有机磷和氨基甲酸酯类' })).toBe('有机磷和氨基甲酸酯类')
  expect(itemNamed('NJ02', { NJ01: '有机磷和氨基甲酸酯类' })).toBe('NJ02')
  expect(itemNamed('constructor', {})).toBe('constructor')
})

/** What of a row of keys is a scan: no character lost, and no fast typist taken for a scanner. */
import { describe, expect, it } from 'vitest'
import { type Burst, endedInTime, isScan, scannerPause, silence, struck } from '#ui/burst.ts'

/** Each key with the milliseconds since the one before it. */
function typed(keys: readonly (readonly [key: string, gap: number])[]): { readonly burst: Burst; readonly at: number } {
  let at = 5_000
  let burst = silence
  for (const [key, gap] of keys) {
    at += gap
    burst = struck(burst, key, at, scannerPause)
  }
  return { burst, at }
}
const even = (text: string, gap: number) => [...text].map((key) => [key, gap] as const)
/** The text that a scan would put into the field; null: a person typed. */
function scanned(keys: readonly (readonly [string, number])[], enterAfter: number): string | null {
  const { burst, at } = typed(keys)
  return isScan(burst, at + enterAfter) ? burst.text : null
}

describe('a scan into a field', () => {
  it.each([2, 8, 20, 30])('is known at %i ms a key, whole, with its capitals and signs', (gap) => {
    expect(scanned(even('A-12', gap), gap)).toBe('A-12')
    expect(scanned(even('20261122-0047', gap), gap)).toBe('20261122-0047')
    const shifted = [...even('a', gap), ['Shift', 1], ...even('B-1', gap)] as const
    expect(scanned(shifted, gap)).toBe('aB-1')
  })
  it('is known when the system hands it on in lumps', () => {
    const lumps = [...even('202611', 1), ['2', 80], ...even('2-0047', 1)] as const
    expect(scanned(lumps, 1)).toBe('20261122-0047')
  })
  it('begins after what a person typed before it', () => {
    expect(scanned([...even('A-1', 300), ['B', 900], ...even('-08', 10)], 10)).toBe('B-08')
  })
})

describe('a person', () => {
  it.each([60, 80, 120, 280, 1200])('is none at %i ms a key', (gap) => {
    expect(scanned(even('A-1', gap), gap)).toBeNull()
    expect(scanned(even('20261122-0047', gap), gap)).toBeNull()
  })
  it('is none with two keys at once, nor with a quick Enter', () => {
    expect(scanned([...even('A', 90), ...even('-1', 15)], 90)).toBeNull()
    expect(scanned(even('12', 5), 5)).toBeNull()
    expect(scanned([...even('A-1', 90), ['2', 20]], 20)).toBeNull()
    expect(scanned(even('A-12', 20), 400)).toBeNull()
  })
  it.each(['Backspace', 'ArrowLeft', 'Process', 'Dead', 'Tab', 'Enter'])('is one who presses %s in between', (key) => {
    expect(scanned([...even('A-1', 10), [key, 10]], 10)).toBeNull()
  })
})

it('in no field patience alone decides', () => {
  const { burst, at } = typed(even('A-1', 90))
  expect([endedInTime(burst, at + 90, 200), endedInTime(burst, at + 250, 200), isScan(burst, at + 90)]).toEqual([
    true,
    false,
    false,
  ])
})

/** After an attempt: only a receipt for this very record settles an entry; doubt means the same id again. */
import { describe, expect, it } from 'vitest'
import type { EntryId } from '#core/ids.ts'
import { type AttemptOutcome, afterAttempt, backoff, retryNow } from '#core/outbox/attempt.ts'
import { later } from '#core/time.ts'
import { randomFrom } from '../support/random.ts'
import { now, waiting } from './facts.ts'

const acknowledged = (recordId: string, receipt: string | null): AttemptOutcome => ({
  kind: 'acknowledged',
  recordId: recordId as EntryId,
  receipt,
})

describe('backoff', () => {
  it.each([
    [1, 5_000],
    [2, 10_000],
    [3, 20_000],
    [7, 320_000],
    [8, 600_000],
    [9, 600_000],
    [5_000, 600_000],
  ])('after %i tries lies between 1 s and %i ms', (tries, ceiling) => {
    expect(backoff(tries, 0)).toBe(1_000)
    expect(backoff(tries, 1)).toBe(ceiling)
    expect(backoff(tries, 0.5)).toBe((ceiling + 1_000) / 2)
  })

  it('spreads a thousand rooms over the whole pause', () => {
    const random = randomFrom(1)
    const pauses = Array.from({ length: 1_000 }, () => backoff(8, random()))
    for (const [from, until] of [
      [1_000, 150_000],
      [150_000, 300_000],
      [300_000, 450_000],
      [450_000, 600_001],
    ] as const) {
      expect(pauses.filter((pause) => pause >= from && pause < until).length).toBeGreaterThan(180)
    }
  })

  it('is a whole number of milliseconds inside its bounds for any number it is given', () => {
    const random = randomFrom(2)
    for (let round = 0; round < 500; round += 1) {
      const pause = backoff(Math.floor(random() * 40) - 3, random() * 3 - 1)
      expect(Number.isInteger(pause) && pause >= 1_000 && pause <= 600_000).toBe(true)
    }
  })
})

describe('after an attempt', () => {
  it('a receipt for this record settles it', () => {
    expect(afterAttempt(waiting, acknowledged('e1', 'R-9'), now, 0.5)).toEqual({
      outcome: 'acknowledged',
      state: 'acknowledged',
      tries: 1,
      nextAt: null,
      receipt: 'R-9',
      reason: null,
    })
  })

  it.each([
    ['another record', acknowledged('e2', 'R-9'), 'other-record: e2'],
    ['no receipt', acknowledged('e1', null), 'receipt-missing'],
    ['a blank receipt', acknowledged('e1', '  '), 'receipt-missing'],
    ['a time-out', { kind: 'unknown', reason: 'timed-out' } as const, 'timed-out'],
  ])('%s is unknown: the same id goes out again', (_, outcome, reason) => {
    expect(afterAttempt({ ...waiting, tries: 2 }, outcome, now, 1)).toEqual({
      outcome: 'unknown',
      state: 'waiting',
      tries: 3,
      nextAt: later(now, 20_000),
      receipt: null,
      reason,
    })
  })

  it('a refusal waits for a person', () => {
    expect(afterAttempt(waiting, { kind: 'refused', reason: 'refused: food unknown' }, now, 0)).toEqual({
      outcome: 'refused',
      state: 'parked',
      tries: 1,
      nextAt: null,
      receipt: null,
      reason: 'refused: food unknown',
    })
  })

  it('a platform that is down is tried again, not before the pause it asked for', () => {
    const soon = afterAttempt(waiting, { kind: 'retry', reason: 'http-503' }, now, 0)
    const asked = afterAttempt(waiting, { kind: 'retry', reason: 'http-503', afterMs: 60_000 }, now, 0)
    expect([soon.nextAt, asked.nextAt]).toEqual([later(now, 1_000), later(now, 60_000)])
    expect(soon).toMatchObject({ outcome: 'retry', state: 'waiting', reason: 'http-503' })
  })

  it('an acknowledged entry stays, whatever a late answer says', () => {
    const settled = { ...waiting, state: 'acknowledged', receipt: 'R-9', nextAt: null, tries: 4 } as const
    for (const late of [
      { kind: 'refused', reason: 'no' },
      { kind: 'unknown', reason: 'late' },
      acknowledged('e1', 'R-10'),
    ] as const) {
      expect(afterAttempt(settled, late, now, 0.3)).toMatchObject({
        state: 'acknowledged',
        receipt: 'R-9',
        nextAt: null,
        tries: 5,
      })
    }
  })

  it('a held entry must never have been sent', () => {
    expect(() => afterAttempt({ ...waiting, state: 'held' }, acknowledged('e1', 'R'), now, 0)).toThrow('is held')
  })
})

describe('a person', () => {
  it('may have a waiting or parked entry tried now, and no other', () => {
    expect(retryNow({ ...waiting, state: 'parked', reason: 'refused', nextAt: null }, now)).toEqual({
      state: 'waiting',
      nextAt: now,
      reason: 'refused',
    })
    expect(retryNow({ ...waiting, nextAt: later(now, 600_000) }, now)?.nextAt).toEqual(now)
    expect(retryNow({ ...waiting, state: 'acknowledged' }, now)).toBeNull()
    expect(retryNow({ ...waiting, state: 'held' }, now)).toBeNull()
  })
})

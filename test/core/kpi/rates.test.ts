/** The three rates, counted from facts: proof counts, hope does not, and what is not due is in neither number. */
import { describe, expect, it } from 'vitest'
import {
  type DestructionFact,
  deadlines,
  publicationDueAt,
  type RateFacts,
  ratesOf,
  type UploadFact,
} from '#core/kpi/rates.ts'
import { later, momentOf } from '#core/time.ts'
import { caseAt } from '../failure/a-case.ts'

const now = momentOf(Date.parse('2026-03-02T12:00:00+08:00'))
const before = later(now, -1)
const after = later(now, 1)
const none: RateFacts = { uploads: [], publications: [], destructions: [] }

describe('upload', () => {
  const upload = (
    state: UploadFact['state'],
    receipt: string | null = null,
    dueAt: UploadFact['dueAt'] = null,
  ): UploadFact => ({ state, receipt, dueAt })
  it.each<[string, UploadFact, { done: number; due: number }]>([
    ['a receipt is proof', upload('acknowledged', 'R-1'), { done: 1, due: 1 }],
    ['an acknowledgement without receipt is none', upload('acknowledged', null), { done: 0, due: 1 }],
    ['a blank receipt is none', upload('acknowledged', ' '), { done: 0, due: 1 }],
    ['waiting is missing', upload('waiting'), { done: 0, due: 1 }],
    ['waiting within its time is not due', upload('waiting', null, after), { done: 0, due: 0 }],
    ['waiting past its time is missing', upload('waiting', null, before), { done: 0, due: 1 }],
    ['sent before its time counts', upload('acknowledged', 'R-1', after), { done: 1, due: 1 }],
    ['parked is missing', upload('parked'), { done: 0, due: 1 }],
    ['held is in neither number', upload('held'), { done: 0, due: 0 }],
  ])('%s', (_, fact, rate) => {
    expect(ratesOf({ ...none, uploads: [fact] }, now).upload).toEqual(rate)
  })
})

describe('publication', () => {
  it.each([
    ['shown before the deadline', { dueAt: after, publishedAt: before }, { done: 1, due: 1 }],
    ['shown at the deadline', { dueAt: before, publishedAt: before }, { done: 1, due: 1 }],
    ['shown too late', { dueAt: before, publishedAt: now }, { done: 0, due: 1 }],
    ['not shown, deadline passed', { dueAt: before, publishedAt: null }, { done: 0, due: 1 }],
    ['not shown, still time', { dueAt: after, publishedAt: null }, { done: 0, due: 0 }],
  ])('%s', (_, fact, rate) => {
    expect(ratesOf({ ...none, publications: [fact] }, now).publication).toEqual(rate)
  })

  it.each([
    ['2026-03-02T06:30:00+08:00', '2026-03-02T09:00:00+08:00'],
    ['2026-03-02T08:59:59.999+08:00', '2026-03-02T09:00:00+08:00'],
    ['2026-03-02T09:00:00+08:00', '2026-03-03T09:00:00+08:00'],
    ['2026-03-02T23:30:00+08:00', '2026-03-03T09:00:00+08:00'],
    ['2026-03-03T00:10:00+08:00', '2026-03-03T09:00:00+08:00'],
  ])('of a test finished at %s is due at %s', (finished, due) => {
    expect(publicationDueAt(momentOf(Date.parse(finished)), '09:00')).toEqual(momentOf(Date.parse(due)))
  })

  it.each(['00:00', '09:00', '16:59', '17:00', '23:30'])(
    'asked for many at once, %s is the same deadline for each',
    (before) => {
      for (const offset of [480, 345, -210]) {
        const dueAt = deadlines(before)
        for (let minute = 0; minute < 3 * 24 * 60; minute += 1) {
          const finished = momentOf(Date.UTC(2026, 1, 28, 0, minute, minute % 60), offset)
          expect(dueAt(finished)).toEqual(publicationDueAt(finished, before))
        }
      }
    },
  )
})

describe('destruction', () => {
  const closed = caseAt('closed')
  const fact = (failure: DestructionFact['failure'], stockKg: string | null = '12.5'): DestructionFact => ({
    failure,
    stockKg,
  })

  it('is due when undisputed, passed by or confirmed; a case in 复检 or released is not', () => {
    const stages = [
      'retest-due',
      'cleared',
      'notify-due',
      'objection-open',
      'referral-due',
      'referred',
      'released',
    ] as const
    expect(ratesOf({ ...none, destructions: stages.map((stage) => fact(caseAt(stage))) }, now)).toMatchObject({
      destruction: { done: 0, due: 0 },
      destructionKg: { done: '0', due: '0', unknownBatches: 0 },
    })
  })

  it('is done when closed, by batch and by kilogram', () => {
    const destructions = [
      fact(closed),
      fact(caseAt('disposed')),
      fact(caseAt('disposal-due'), '4.7'),
      fact(caseAt('disposal-planned'), null),
    ]
    expect(ratesOf({ ...none, destructions }, now)).toMatchObject({
      destruction: { done: 1, due: 4 },
      destructionKg: { done: '10.3', due: '25.3', unknownBatches: 1 },
    })
  })

  it('is not done by a case closed without its proof', () => {
    const unproven = { ...closed, disposal: closed.disposal === null ? null : { ...closed.disposal, evidence: [] } }
    expect(ratesOf({ ...none, destructions: [fact(unproven)] }, now).destruction).toEqual({ done: 0, due: 1 })
  })
})

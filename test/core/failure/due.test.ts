/** Every clock of a case: from when, until what, by whose rule; set by the site where the site may. */
import { describe, expect, it } from 'vitest'
import { caseMoments, clockCodes, clocksFor, knownClocks, standardClocks } from '#core/failure/clocks.ts'
import { dueInOrder, dueOf } from '#core/failure/due.ts'
import { failureStages, isEnded } from '#core/failure/stage.ts'
import { later, localText, type Moment } from '#core/time.ts'
import { caseAt, minutes, steps, walk, ways } from './a-case.ts'

const hour = 3_600_000
const shanxi = { clocks: clocksFor({ 'on-site': 2 }) }
const codes = (stage: Parameters<typeof caseAt>[0], rules = { clocks: standardClocks }) =>
  dueInOrder(caseAt(stage), minutes(400), rules).map(({ code }) => code)
const find = (due: ReturnType<typeof dueOf>, code: string) => due.find((one) => one.code === code)

describe('the clocks that run', () => {
  it('are those of the stage, its own first', () => {
    expect(Object.fromEntries(failureStages.map((stage) => [stage, codes(stage)]))).toEqual({
      'retest-due': [],
      cleared: [],
      'notify-due': ['notify', 'handling'],
      'objection-open': ['objection', 'handling'],
      'referral-due': ['refer', 'handling'],
      referred: ['report', 'handling'],
      released: [],
      withdrawn: [],
      'disposal-due': ['handling'],
      'disposal-planned': ['dispose', 'handling'],
      disposed: ['handling'],
      closed: [],
    })
  })

  it('are none in a case that has ended, whatever the site has set', () => {
    const every = { clocks: knownClocks }
    for (const stage of failureStages.filter(isEnded)) expect(dueOf(caseAt(stage), minutes(9999), every)).toEqual([])
  })

  it('start and end where their source says', () => {
    const dueAt = (stage: Parameters<typeof caseAt>[0], code: string, rules = { clocks: standardClocks }) =>
      find(dueOf(caseAt(stage), minutes(0), rules), code)?.dueAt
    expect(dueAt('notify-due', 'notify')).toEqual(minutes(20))
    expect(dueAt('notify-due', 'on-site', shanxi)).toEqual(minutes(20 + 120))
    expect(dueAt('objection-open', 'objection')).toEqual(minutes(30 + 240))
    expect(dueAt('disposal-planned', 'dispose')).toEqual(minutes(300))
    expect(dueAt('disposed', 'handling')).toEqual(minutes(20 + 72 * 60))
    expect(dueAt('disposal-due', 'on-site', shanxi)).toBeUndefined()
  })

  it('count working days from Monday to Friday, to the end of the last', () => {
    // 2026-03-02 is a Monday: five working days later is the Monday after.
    const local = (moment: Moment | undefined) => (moment === undefined ? null : localText(moment))
    expect(local(find(dueOf(caseAt('referral-due'), minutes(70)), 'refer')?.dueAt)).toBe('2026-03-10T00:00:00')
    expect(local(find(dueOf(caseAt('referred'), minutes(95)), 'report')?.dueAt)).toBe('2026-03-31T00:00:00')
  })

  it('are over strictly after their last moment', () => {
    const deadline = minutes(30 + 240)
    expect(find(dueOf(caseAt('objection-open'), deadline), 'objection')?.over).toBe(false)
    expect(find(dueOf(caseAt('objection-open'), later(deadline, 1)), 'objection')?.over).toBe(true)
  })

  it('keep the four hours that were decided when the notice was served', () => {
    const { state } = walk(ways['objection-open'])
    const decided = { ...state, clock: { ...state.clock, dueAt: minutes(30 + 120) } } as typeof state
    expect(find(dueOf(decided, minutes(60)), 'objection')?.dueAt).toEqual(minutes(30 + 120))
    expect(steps['serve-notice'].receivedAt).toEqual(minutes(30))
  })
})

describe('a site', () => {
  it('sets what is its own, turns it off, and never what the law says', () => {
    const set = clocksFor({ handling: 48, 'on-site': 1, refer: null, objection: 1, notify: null, dispose: null })
    expect(set.map(({ code }) => code)).toEqual(['notify', 'on-site', 'objection', 'report', 'dispose', 'handling'])
    expect(set.find(({ code }) => code === 'handling')?.length).toEqual({ unit: 'hour', count: 48 })
    expect(set.find(({ code }) => code === 'objection')?.length).toEqual({ unit: 'hour', count: 4 })
    expect(find(dueOf(caseAt('disposed'), minutes(400), { clocks: set }), 'handling')?.dueAt).toEqual(
      later(minutes(20), 48 * hour),
    )
  })
})

describe('every clock', () => {
  it('has a source, a place, a start and an end that a case can reach', () => {
    expect(knownClocks.map(({ code }) => code).sort()).toEqual([...clockCodes].sort())
    for (const { source, region, from, until, usual, settable } of knownClocks) {
      expect([source.length > 5, region !== '', until.includes('ended')]).toEqual([true, true, true])
      expect([from, ...until].every((moment) => caseMoments.includes(moment))).toBe(true)
      expect(usual || settable).toBe(true)
    }
  })
})

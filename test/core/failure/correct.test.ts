/** A slip of the pen is set right beside the original, by the checks of the first entry; what instruments and laboratories signed is not. */
import { describe, expect, it } from 'vitest'
import {
  type Change,
  type Correcting,
  type Correction,
  correctable,
  correctedState,
  correctionRefused,
} from '#core/failure/correct.ts'
import { dueOf } from '#core/failure/due.ts'
import type { FailureRecord, FailureStep } from '#core/failure/event.ts'
import { type FactName, momentFrom, sortOf, timeText } from '#core/failure/facts.ts'
import { replayFailure, step } from '#core/failure/failure.ts'
import { standardRules } from '#core/failure/rules.ts'
import { momentOf } from '#core/time.ts'
import { minutes, steps, type Walk, walk, ways } from './a-case.ts'

const said = (changes: readonly Change[], change: Partial<Correcting> = {}): Correcting => ({
  changes,
  why: '写错一个字',
  at: minutes(400),
  by: '王敏',
  ...change,
})
const change = (fact: FactName, before: string, after: string): Change => ({ fact, before, after })
const kept = ({ changes, ...who }: Correcting): Correction[] => changes.map((one) => ({ ...one, ...who }))
const receiver = change('notification.receiver', '李强', '李蔷')
const time = (minute: number) => timeText(minutes(minute))

const closed = walk(ways.closed)
const disposed = walk(ways.disposed)
const confirmed = walk([...ways.referred, [steps.confirm, 100]])
const released = walk(ways.released)
const planned = walk([...ways.referred, [steps.confirm, 100], [steps['plan-disposal'], 290]])
const gone = walk([...ways.referred, [steps.confirm, 100], [steps['plan-disposal'], 290], [steps.dispose, 320]])

const refused = (
  { records }: Walk,
  correcting: Correcting,
  earlier: readonly Correction[] = [],
  rules = standardRules,
) => correctionRefused(records, earlier, correcting, rules)
const readAs = ({ records }: Walk, ...all: readonly Correcting[]) => correctedState(records, all.flatMap(kept))

describe('a correction', () => {
  it('is taken, also of a closed case, and read as the fact now; the records keep the original', () => {
    expect(refused(closed, said([receiver]))).toBeNull()
    expect(readAs(closed, said([receiver])).notification?.receiver).toBe('李蔷')
    expect(closed.state.notification?.receiver).toBe('李强')
    const second = said([change('notification.receiver', '李蔷', '李墙')])
    expect(refused(closed, second, kept(said([receiver])))).toBeNull()
    expect(readAs(closed, said([receiver]), second).notification?.receiver).toBe('李墙')
  })

  it.each<[string, readonly Change[], Partial<Correcting>]>([
    ['fact-unchanged', [{ ...receiver, after: ' 李强 ' }], {}],
    ['fact-unchanged', [], {}],
    ['fact-unchanged', [receiver, { ...receiver, after: '李墙' }], {}],
    ['fact-changed-meanwhile', [{ ...receiver, before: '李四' }], {}],
    ['text-missing: why', [receiver], { why: ' ' }],
    ['text-missing: after', [{ ...receiver, after: '' }], {}],
    ['name-missing: by', [receiver], { by: '' }],
    ['clock-went-back', [receiver], { at: minutes(329) }],
    ['fact-unknown: confirmation.value', [change('confirmation.value', '1', '2')], {}],
    ['fact-unknown: outlet.plate', [change('outlet.plate', '1', '2')], {}],
    ['fact-unknown: kinds.0.stockKg', [change('kinds.0.stockKg', '1', '2')], {}],
    [
      'fact-unreadable: notification.receivedAt',
      [change('notification.receivedAt', time(30), '2026-02-30T07:00:00+08:00')],
      {},
    ],
    ['fact-unreadable: notification.receivedAt', [change('notification.receivedAt', time(30), '七点')], {}],
  ])('is refused: %s', (reason, changes, how) => {
    expect(refused(closed, said(changes, how))).toBe(reason)
  })

  it('cannot make a quick method, or the first body, of a confirmation', () => {
    const method = said([change('confirmation.method', 'GB 23200.113-2018', 'KJ 201710')])
    expect(refused(confirmed, method)).toBe('quick-method: KJ20')
    const rules = { ...standardRules, ownBodies: ['市场快检室'] }
    const body = said([change('referral.laboratory', '市检验检测中心', '市场 快检室')])
    expect(refused(confirmed, body, [], rules)).toBe('same-body: 市场 快检室')
  })

  it('leaves alone what a laboratory signed and what was drawn under a name', () => {
    const file = { sha256: 'ab', fingerprint: '1A2B' }
    const signed = walk([...ways.referred, [{ ...steps.confirm, file }, 100]]).state
    const names = (state: typeof signed) => correctable(state).map(({ fact }) => fact)
    expect(names(signed).filter((fact) => fact.startsWith('confirmation'))).toEqual([])
    expect(names(confirmed.state)).toContain('confirmation.passed')
    const receipt = { kind: 'screen', shownSha256: 'ab', drawingSha256: 'cd' } as const
    const drawn = walk([...ways['notify-due'], [{ ...steps['serve-notice'], receipt }, 30]]).state
    expect(names(drawn)).toEqual(['notification.noticeNo'])
  })

  it('falls away when the thing is recorded anew', () => {
    const again = walk([...ways['objection-open'], [steps.trace, 50], [{ ...steps.trace, batch: 'B2' }, 500]])
    const earlier = said([change('trace.batch', '20260301', 'B1')], { at: minutes(100) })
    expect(readAs(again, earlier).trace?.batch).toBe('B2')
    const later = said([change('trace.batch', 'B2', 'B1')], { at: minutes(501) })
    expect(readAs(again, earlier, later).trace?.batch).toBe('B1')
  })

  it('reaches every fact that is offered, and is read back', () => {
    const none = { destroyedKg: '0', returnedKg: '0', soldKg: '0', keptKg: '0' }
    const kinds = [{ ...none, name: '捆', stockKg: '12.5', destroyedKg: '10.3', soldKg: '2', keptKg: '0.2' }]
    const outlet = { plate: '蒙K1', plant: '康洁', receiptNo: 'D-1', receiptPhoto: '' }
    const whole = walk([
      ...ways['notify-due'],
      [steps.seal, 25],
      [steps.trace, 26],
      [steps['serve-notice'], 30],
      [steps.object, 60],
      [steps.refer, 90],
      [steps.confirm, 100],
      [steps['plan-disposal'], 290],
      [{ ...steps.dispose, kinds, outlet }, 320],
    ])
    const facts = correctable(whole.state)
    expect(facts.length).toBe(41)
    for (const { fact, now } of facts) {
      const sort = sortOf(fact)
      const other = sort === 'time' ? time(295) : sort === 'conclusion' ? 'passed' : '9.75'
      const one = said([change(fact, now, other)])
      expect(correctable(readAs(whole, one)).find((read) => read.fact === fact)?.now, fact).toBe(other)
      expect(correctable(whole.state)).toEqual(facts)
    }
  })
})

describe('a time', () => {
  it('is a text with its zone, and only a day that exists', () => {
    for (const offset of [480, 0, -210]) {
      const moment = momentOf(Date.parse('2026-03-02T07:00:15.000Z'), offset)
      expect(momentFrom(timeText(moment))).toEqual(moment)
    }
    for (const text of ['2026-03-02T07:00', '2026-02-30T07:00:00+08:00', '2026-03-02T25:00:00+08:00', ''])
      expect(momentFrom(text)).toBeNull()
  })

  const served = walk(ways['objection-open'])
  const received = (minute: number) => said([change('notification.receivedAt', time(30), time(minute))])

  it('moves the four hours, which decide from then on what may be done', () => {
    expect(refused(served, received(22))).toBeNull()
    const state = readAs(served, received(22))
    expect(state.clock?.dueAt).toEqual(minutes(22 + 240))
    expect(dueOf(state, minutes(100)).find(({ code }) => code === 'objection')?.dueAt).toEqual(minutes(262))
    const late = minutes(265)
    expect(step(served.state, steps.object, late, '王敏').kind).toBe('moved')
    expect(step(state, steps.object, late, '王敏')).toEqual({ kind: 'refused', reason: 'objection-too-late' })
  })

  it('moves them once, also when something was recorded beside since', () => {
    const sealed = step(readAs(served, received(22)), steps.seal, minutes(401), '王敏')
    if (sealed.kind !== 'moved') throw new Error(sealed.reason)
    const records: readonly FailureRecord[] = [...served.records, sealed.event]
    expect(replayFailure(records).clock?.dueAt).toEqual(minutes(262))
    expect(correctedState(records, kept(received(22))).clock?.dueAt).toEqual(minutes(262))
  })

  it('is neither ahead of its entry nor before there was anything to receive', () => {
    expect(refused(served, received(36))).toBe('received-in-future')
    expect(refused(served, received(19))).toBe('received-before-decision')
  })

  it('cannot make a step that was taken since one that could not have been', () => {
    const objected = walk([...ways['objection-open'], [steps.object, 265]])
    expect(refused(objected, received(22))).toBe('then-refused: objection-too-late')
    const passed = walk([...ways['objection-open'], [steps['let-deadline-pass'], 271]])
    expect(refused(passed, received(32))).toBe('then-refused: deadline-not-passed')
    expect(refused(passed, received(29))).toBeNull()
  })

  it('of a plan is its clock, and not before the day it was reported', () => {
    const plan = walk(ways['disposal-planned'])
    const to = (text: string) => said([change('plan.plannedAt', time(300), text)])
    expect(readAs(plan, to(time(330))).clock).toMatchObject({ next: 'dispose', dueAt: minutes(330) })
    expect(refused(plan, to(time(330)))).toBeNull()
    expect(refused(plan, to('2026-03-01T10:00:00+08:00'))).toBe('planned-before-report')
  })

  it('of a disposal is neither ahead of its entry nor before the report', () => {
    const to = (minute: number) => said([change('disposal.disposedAt', time(310), time(minute))])
    expect(refused(closed, to(300))).toBeNull()
    expect(refused(closed, to(326))).toBe('disposed-in-future')
    expect(refused(closed, to(289))).toBe('disposed-before-report')
  })
})

describe('a quantity', () => {
  const destroyed = change('disposal.destroyedKg', '10.3', '10.4')

  it('closes to 0 after the correction, with all that was corrected at once', () => {
    expect(refused(disposed, said([destroyed]))).toBe('balance-not-zero: -0.1')
    expect(refused(disposed, said([destroyed, change('disposal.keptKg', '0.2', '0.1')]))).toBeNull()
    expect(refused(closed, said([destroyed, change('disposal.stockKg', '12.5', '12.6')]))).toBeNull()
    expect(refused(disposed, said([change('disposal.keptKg', '0.2', '两百克')]))).toBe('quantity-unreadable: keptKg')
    const nothing = [
      change('disposal.stockKg', '12.5', '0'),
      change('disposal.destroyedKg', '10.3', '0'),
      change('disposal.soldKg', '2', '0'),
      change('disposal.keptKg', '0.2', '0'),
    ]
    expect(refused(disposed, said(nothing))).toBe('no-stock')
  })

  it('of what was sealed is never more than what then went', () => {
    const sealed = walk([...ways['notify-due'], [steps.seal, 25], ...ways.closed.slice(2)])
    const to = (kilograms: string) => said([change('seal.quantityKg', '10.5', kilograms)])
    expect(refused(sealed, to('10.4'))).toBeNull()
    expect(refused(sealed, to('10.6'))).toBe('then-refused: sealed-missing: 0.1')
    expect(refused(sealed, to('0'))).toBe('no-stock')
    const sold = [change('disposal.destroyedKg', '10.3', '10.2'), change('disposal.soldKg', '2', '2.1')]
    expect(refused(sealed, said(sold))).toBe('sealed-missing: 0.1')
  })

  it('of one sort of goods fits its own line and the whole', () => {
    const none = { returnedKg: '0', soldKg: '0', keptKg: '0' }
    const kinds = [
      { ...none, name: '捆', stockKg: '10', destroyedKg: '10' },
      { ...none, name: '袋', stockKg: '2.5', destroyedKg: '2.5' },
    ]
    const dispose: FailureStep = { ...steps.dispose, ...none, destroyedKg: '12.5', kinds }
    const sorts = walk([...ways['disposal-planned'], [dispose, 320]])
    const stock = change('kinds.1.stockKg', '2.5', '3')
    const gone = change('kinds.1.destroyedKg', '2.5', '3')
    const all = [change('disposal.stockKg', '12.5', '13'), change('disposal.destroyedKg', '12.5', '13')]
    expect(refused(sorts, said([stock]))).toBe('balance-not-zero: 袋 0.5')
    expect(refused(sorts, said([stock, gone]))).toBe('kinds-not-total: stockKg')
    expect(refused(sorts, said([stock, gone, ...all]))).toBeNull()
    expect(readAs(sorts, said([stock, gone, ...all])).disposal?.kinds?.[1]).toMatchObject({ stockKg: '3' })
  })

  it('is taken where a way of disposal was allowed once and is no longer', () => {
    const rules = { ...standardRules, allowedMethods: ['harmless'] as const }
    const two = [destroyed, change('disposal.keptKg', '0.2', '0.1')]
    expect(refused(disposed, said(two), [], rules)).toBeNull()
    expect(refused(disposed, said([destroyed]), [], rules)).toBe('balance-not-zero: -0.1')
  })
})

describe('the conclusion of a laboratory', () => {
  const toPassed = said([change('confirmation.passed', 'failed', 'passed')])

  it('is followed while the goods still lie there: the case ends, released', () => {
    for (const walked of [confirmed, planned]) {
      expect(refused(walked, toPassed)).toBeNull()
      const state = readAs(walked, toPassed)
      expect(state).toMatchObject({ stage: 'released', clock: null, movedAt: minutes(400), disposal: null })
      expect(walked.state.stage).not.toBe('released')
    }
  })

  it('is refused once the goods went or were given back, with what to do', () => {
    expect(refused(gone, toPassed)).toBe('conclusion-disposed')
    const failed = said([change('confirmation.passed', 'passed', 'failed')])
    expect(refused(released, failed)).toBe('conclusion-released')
    expect(refused(confirmed, failed, kept(toPassed))).toBe('conclusion-released')
    expect(refused(confirmed, said([change('confirmation.passed', 'failed', '合格')]))).toBe(
      'fact-unreadable: confirmation.passed',
    )
  })

  it('leaves the case where it is when only its words were wrong', () => {
    const value = said([
      change('confirmation.value', '0.12 mg/kg', '0.21'),
      change('confirmation.uncertainty', '', '0.02'),
    ])
    expect(refused(gone, value)).toBeNull()
    expect(readAs(gone, value)).toMatchObject({
      stage: 'disposed',
      confirmation: { value: '0.21', uncertainty: '0.02' },
    })
  })
})

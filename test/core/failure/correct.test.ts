/** A slip of the pen is set right beside the original; what clocks, balances, laboratories and instruments said is not. */
import { describe, expect, it } from 'vitest'
import { type Correction, correctable, correctionRefused, factNow } from '#core/failure/correct.ts'
import { standardRules } from '#core/failure/rules.ts'
import { caseAt, minutes, steps, walk, ways } from './a-case.ts'

const said = (change: Partial<Correction> = {}): Correction => ({
  fact: 'notification.receiver',
  before: '李强',
  after: '李蔷',
  why: '姓名写错一个字',
  at: minutes(400),
  by: '王敏',
  ...change,
})
const closed = caseAt('closed')
const confirmed = walk([...ways.referred, [steps.confirm, 100]]).state

describe('a correction', () => {
  it('is taken, also of a closed case, and read as the fact now; the state keeps the original', () => {
    expect(correctionRefused(closed, [], said(), standardRules)).toBeNull()
    expect(factNow(closed, [said()], 'notification.receiver')).toBe('李蔷')
    expect(closed.notification?.receiver).toBe('李强')
    const second = said({ before: '李蔷', after: '李墙' })
    expect(correctionRefused(closed, [said()], second, standardRules)).toBeNull()
    expect(factNow(closed, [said(), second], 'notification.receiver')).toBe('李墙')
  })

  it.each<[string, Partial<Correction>]>([
    ['fact-unchanged', { after: ' 李强 ' }],
    ['fact-changed-meanwhile', { before: '李四' }],
    ['text-missing: why', { why: ' ' }],
    ['text-missing: after', { after: '' }],
    ['name-missing: by', { by: '' }],
    ['fact-unknown: confirmation.value', { fact: 'confirmation.value' }],
    ['fact-unknown: outlet.plate', { fact: 'outlet.plate' }],
  ])('is refused: %s', (reason, change) => {
    expect(correctionRefused(closed, [], said(change), standardRules)).toBe(reason)
  })

  it('cannot make a quick method, or the first body, of a confirmation', () => {
    const method = said({ fact: 'confirmation.method', before: 'GB 23200.113-2018', after: 'KJ 201710' })
    expect(correctionRefused(confirmed, [], method, standardRules)).toBe('quick-method: KJ20')
    const rules = { ...standardRules, ownBodies: ['市场快检室'] }
    const body = said({ fact: 'referral.laboratory', before: '市检验检测中心', after: '市场 快检室' })
    expect(correctionRefused(confirmed, [], body, rules)).toBe('same-body: 市场 快检室')
  })

  it('leaves alone what a laboratory signed and what was drawn under a name', () => {
    const file = { sha256: 'ab', fingerprint: '1A2B' }
    const signed = walk([...ways.referred, [{ ...steps.confirm, file }, 100]]).state
    expect(correctable(signed, []).map(({ fact }) => fact)).not.toContain('confirmation.value')
    expect(correctable(confirmed, []).map(({ fact }) => fact)).toContain('confirmation.value')
    const receipt = { kind: 'screen', shownSha256: 'ab', drawingSha256: 'cd' } as const
    const drawn = walk([...ways['notify-due'], [{ ...steps['serve-notice'], receipt }, 30]]).state
    expect(correctable(drawn, []).map(({ fact }) => fact)).toEqual(['notification.noticeNo'])
  })

  it('falls away when the thing is recorded anew', () => {
    const again = walk([...ways['objection-open'], [steps.trace, 50], [{ ...steps.trace, batch: 'B2' }, 500]]).state
    const earlier = said({ fact: 'trace.batch', before: '20260301', after: 'B1', at: minutes(100) })
    expect(factNow(again, [earlier], 'trace.batch')).toBe('B2')
    expect(factNow(again, [{ ...earlier, at: minutes(501) }], 'trace.batch')).toBe('B1')
  })

  it('never touches times, quantities, verdicts or what an instrument said', () => {
    const facts = ['closed', 'disposed', 'released'] as const
    for (const stage of facts)
      for (const { fact } of correctable(caseAt(stage), []))
        expect(fact).not.toMatch(/At$|Kg$|passed|verdict|result|retest/)
  })
})

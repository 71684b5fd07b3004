/** What may be a PIN or a password, how long a person waits after wrong ones, and when a desk falls asleep. */
import { describe, expect, test } from 'vitest'
import { isForgotten, isIdle } from '#core/person/idle.ts'
import { actions, may, rights, rightsOf } from '#core/person/rights.ts'
import { refuseRoles, roles } from '#core/person/role.ts'
import { refusePassword, refusePin } from '#core/person/secret-rules.ts'
import { trainingOn } from '#core/person/training.ts'
import { noTries, waitLeft, waits } from '#core/person/tries.ts'
import { spokenFault } from '#core/spoken-fault.ts'
import { later, momentOf } from '#core/time.ts'

const now = momentOf(Date.UTC(2026, 2, 2, 0, 0))

test.each([
  ['7391', null],
  ['40718293', null],
  ['739', 'not-4-to-8-digits'],
  ['739184652', 'not-4-to-8-digits'],
  ['73a1', 'not-4-to-8-digits'],
  ['7391', null],
  ['0000', 'one-digit'],
  ['1234', 'in-order'],
  ['87654321', 'in-order'],
  ['7890', 'in-order'],
  ['3210', 'in-order'],
  ['1212', 'repeated'],
  ['718718', 'repeated'],
  ['1987', 'date'],
  ['2003', 'date'],
  ['0412', 'date'],
  ['880412', 'date'],
  ['19880412', 'date'],
  ['88041299', null],
  ['1304', null],
])('PIN %s: %s', (pin, refusal) => {
  expect(refusePin(pin)).toBe(refusal)
})

test.each([
  ['春天的菠菜要洗三遍', null],
  ['correct horse battery', null],
  ['短的密码', 'too-short'],
  ['x'.repeat(129), 'too-long'],
  ['abababababab', 'too-plain'],
  ['Password123', 'well-known'],
  ['qwertyuiop12', 'well-known'],
  ['admin12345678', null],
  ['王敏的快检室八月', 'holds-the-name'],
])('password %s: %s', (password, refusal) => {
  expect(refusePassword(password, '王敏')).toBe(refusal)
})

test('each refusal says why in its own words', () => {
  expect(spokenFault('person.weak', 'pin: in-order').why).toContain('1234')
  expect(spokenFault('person.weak', 'password: too-short').why).toContain('8')
  expect(spokenFault('person.wait', '30').why).toContain('30 秒')
  expect(spokenFault('person.wait', '600').why).toContain('10 分钟')
  expect(spokenFault('person.roles', 'auditor-alone').why).toContain('审计员')
})

describe('the wait after wrong tries', () => {
  test('nothing twice, then longer and longer, never more than the longest', () => {
    const left = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((wrong) => waitLeft({ wrong, lastAt: now }, now) / 1000)
    expect(left).toEqual([0, 0, 0, 5, 30, 120, 600, 1_800, 3_600, 3_600, 3_600])
    expect(waits).toHaveLength(8)
    expect(waitLeft(noTries, now)).toBe(0)
  })

  test('it passes, to the millisecond; a clock set back makes it no longer', () => {
    const tries = { wrong: 3, lastAt: now }
    expect(waitLeft(tries, later(now, 4_999))).toBe(1)
    expect(waitLeft(tries, later(now, 5_000))).toBe(0)
    expect(waitLeft(tries, later(now, -86_400_000))).toBe(5_000)
  })
})

test('a desk sleeps when nobody touched it for so long, or when the clock went back by more', () => {
  expect(isIdle(now, later(now, 10 * 60_000 - 1), 10)).toBe(false)
  expect(isIdle(now, later(now, 10 * 60_000), 10)).toBe(true)
  expect(isIdle(now, later(now, -10 * 60_000), 10)).toBe(true)
  expect(isForgotten(now, later(now, 13 * 3_600_000))).toBe(false)
  expect(isForgotten(now, later(now, 14 * 3_600_000))).toBe(true)
})

test('training: the last valid day counts, a certificate only where there is one', () => {
  const day = '2026-03-02'
  expect(trainingOn(day, null)).toBe('none')
  expect(trainingOn(day, { trainedUntil: null, certificateUntil: '2030-01-01' })).toBe('none')
  expect(trainingOn(day, { trainedUntil: day, certificateUntil: null })).toBe('valid')
  expect(trainingOn(day, { trainedUntil: '2026-03-01', certificateUntil: null })).toBe('over')
  expect(trainingOn(day, { trainedUntil: '2027-01-01', certificateUntil: '2026-03-01' })).toBe('over')
})

describe('roles', () => {
  test('at least one, none twice, and who audits does nothing else', () => {
    expect(
      [[], ['operator', 'operator'], ['auditor', 'manager'], ['auditor'], ['administrator', 'operator']].map((said) =>
        refuseRoles(said as never),
      ),
    ).toEqual(['none', 'twice', 'auditor-alone', null, null])
  })

  test('an auditor changes nothing; every action has somebody; several roles have what each has', () => {
    expect(rightsOf(['auditor'])).toEqual(['record.read', 'audit.read', 'export.run'])
    expect(actions.filter((action) => rights[action].length === 0)).toEqual([])
    for (const action of actions) {
      expect(may(roles, action)).toBe(true)
      expect(may([], action)).toBe(false)
      expect(may(['operator', 'administrator'], action)).toBe(
        may(['operator'], action) || may(['administrator'], action),
      )
    }
  })

  test('who manages people does not test, and who tests does not manage people', () => {
    expect(may(['administrator'], 'test.sign')).toBe(false)
    expect(may(['manager'], 'people.manage')).toBe(false)
  })
})

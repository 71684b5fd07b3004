/** Batches through the real flow: what blanks, lots and policies make of results, and what a second person may let pass. */
import { describe, expect, test } from 'vitest'
import { type ConditionCode, type Level, standardPolicy } from '#core/control/policy.ts'
import { policyOf, savePolicy } from '#flow/control-policy.ts'
import { chooseKit } from '#flow/kit-in-use.ts'
import { letPass } from '#flow/let-pass.ts'
import { saveCalibration } from '#flow/port-calibration.ts'
import { proveSigner } from '#flow/sign.ts'
import { controlsOfDay, findingsOfResult } from '#storage/controls.ts'
import { writeSetting } from '#storage/settings.ts'
import { header } from '#test/drivers/lis2-bytes.ts'
import { hear, ITEM, METHOD, measured, message, type Room, room, session, taken } from './room.ts'

function policy(at: Room, conditions: Partial<Record<ConditionCode, Level>>): void {
  savePolicy(at.world, { ...standardPolicy, conditions: { ...standardPolicy.conditions, ...conditions } }, '站长')
}

const tested = (at: Room, value: string, kind: Parameters<typeof taken>[1] = {}) =>
  measured(at, taken(at, kind).sampleNo, value)
const codesOf = (at: Room, id: ReturnType<typeof measured>['id']) =>
  findingsOfResult(at.world.db, id).map(({ code, level }) => `${code} ${level}`)
const letPassed = async (at: Room, by: string, codes: readonly ConditionCode[], operator = '王敏') =>
  letPass(at.world, {
    signer: await proveSigner(at.world, { by, pin: '' }),
    port: 'p1',
    item: ITEM,
    method: METHOD,
    operator,
    codes,
    why: '空白管打翻,已核对试剂',
  })

test('by default a single test without a blank is 无效; where the room only wants to be told it stands and says so', () => {
  const at = room()
  const result = tested(at, '12.30')
  expect(result.verdict).toBe('invalid')
  expect(codesOf(at, result.id)).toEqual(['blank-missing block', 'kit-unknown warn'])
  const other = room({ needsBlank: false })
  const told = tested(other, '12.30')
  expect(told.verdict).toBe('negative')
  expect(codesOf(other, told.id)).toEqual(['blank-missing warn', 'kit-unknown warn'])
})

describe('where a blank is required', () => {
  const required = (at: Room) => policy(at, { 'kit-unknown': 'off' })

  test('without one the result is 无效, keeps what the value said, and opens no case', () => {
    const at = room()
    required(at)
    const result = tested(at, '63.20')
    expect(result).toMatchObject({ verdict: 'invalid', failureId: null })
    expect(at.rows('SELECT reason FROM results')).toEqual([
      { reason: 'control-blocked: blank-missing (positive, at-or-above-limit: 63.20 >= 50)' },
    ])
  })

  test('a blank sample before it makes the batch valid, one after it does not reach back', () => {
    const at = room()
    required(at)
    expect(tested(at, '12.30').verdict).toBe('invalid')
    expect(tested(at, '2.10', { kind: 'blank', food: '空白对照' }).control).toBe(true)
    expect(tested(at, '12.30').verdict).toBe('negative')
    expect(at.count("results WHERE verdict = 'invalid'")).toBe(1)
  })

  test('a failed blank blocks until a good one', () => {
    const at = room()
    required(at)
    tested(at, '80.00', { kind: 'blank' })
    const result = tested(at, '12.30')
    expect(result.verdict).toBe('invalid')
    expect(codesOf(at, result.id)).toEqual(['blank-failed block'])
    tested(at, '1.00', { kind: 'blank' })
    expect(tested(at, '12.30').verdict).toBe('negative')
  })

  test('another day, another lot, another item, another port is another batch', () => {
    const at = room()
    required(at)
    tested(at, '1.00', { kind: 'blank' })
    expect(tested(at, '12.30').verdict).toBe('negative')
    chooseKit(at.world, {
      port: 'p1',
      item: null,
      kit: '试剂',
      lot: 'L2',
      bufferLot: null,
      operator: '王敏',
      by: '王敏',
    })
    expect(tested(at, '12.30').verdict).toBe('invalid')
    tested(at, '1.00', { kind: 'blank' })
    expect(tested(at, '12.30').verdict).toBe('negative')
    at.clock.pass(86_400_000)
    expect(tested(at, '12.30').verdict).toBe('invalid')
  })

  test('a blank the analyzer itself calls one counts, though no sample is behind it', () => {
    const at = room()
    required(at)
    hear(at, session(...message('空白1', '1.20', ITEM, header.replace('|P|', '|Q|'))))
    expect(controlsOfDay(at.world.db, '2026-03-02')).toMatchObject([
      { kind: 'blank', outcome: 'passed', method: METHOD, resultId: null },
    ])
    expect(tested(at, '12.30').verdict).toBe('negative')
  })
})

test('a positive control that reads negative blocks', () => {
  const at = room({ needsBlank: false })
  tested(at, '10.00', { kind: 'positive-control' })
  expect(tested(at, '12.30').verdict).toBe('invalid')
  tested(at, '90.00', { kind: 'positive-control' })
  expect(tested(at, '12.30').verdict).toBe('negative')
})

test('an overdue instrument warns or blocks, as the policy says', () => {
  const at = room({ needsBlank: false })
  saveCalibration(at.world, 'p1', { dueOn: '2026-03-01', certificate: null }, { by: '站长', model: 'DY-723PC' })
  const warned = tested(at, '12.30')
  expect(warned.verdict).toBe('negative')
  expect(codesOf(at, warned.id)).toContain('instrument-overdue warn')
  policy(at, { 'instrument-overdue': 'block' })
  expect(tested(at, '12.30').verdict).toBe('invalid')
})

test('the lot in use is kept with each result and changes no earlier one', () => {
  const at = room()
  const use = { port: 'p1', item: null, kit: '农残速测试剂', bufferLot: null, operator: '王敏', by: '王敏' }
  chooseKit(at.world, { ...use, lot: 'L1' })
  tested(at, '12.30')
  chooseKit(at.world, { ...use, lot: 'L2' })
  tested(at, '12.30')
  expect(at.rows('SELECT k.lot FROM results r JOIN kit_uses k ON k.id = r.kit_use ORDER BY r.id')).toEqual([
    { lot: 'L1' },
    { lot: 'L2' },
  ])
})

test('controls are under no conditions: a blank is never 无效 for want of a blank', () => {
  const at = room()
  const blank = tested(at, '1.00', { kind: 'blank' })
  expect(blank.verdict).toBe('negative')
  expect(codesOf(at, blank.id)).toEqual([])
})

describe('an override by a second person', () => {
  const blocked = (at: Room) => policy(at, { 'kit-unknown': 'off' })

  test('lets that batch pass with a printed warning, from then on', async () => {
    const at = room()
    blocked(at)
    const before = tested(at, '12.30')
    await letPassed(at, '站长', ['blank-missing'])
    const after = tested(at, '12.30')
    expect([before.verdict, after.verdict]).toEqual(['invalid', 'negative'])
    expect(findingsOfResult(at.world.db, after.id)).toEqual([
      { code: 'blank-missing', level: 'overridden', detail: '', by: '站长', why: '空白管打翻,已核对试剂' },
    ])
    // It changes nothing that was recorded before it, and ends with the day.
    expect(at.rows('SELECT verdict FROM results ORDER BY id')).toEqual([
      { verdict: 'invalid' },
      { verdict: 'negative' },
    ])
    at.clock.pass(86_400_000)
    expect(tested(at, '12.30').verdict).toBe('invalid')
  })

  test('never one’s own, never for what is not blocked', async () => {
    const at = room()
    blocked(at)
    await expect(letPassed(at, '王敏', ['blank-missing'])).rejects.toThrow('control.same-person')
    await expect(letPassed(at, ' 王 敏', ['blank-missing'])).rejects.toThrow('control.same-person')
    await expect(letPassed(at, '站长', ['instrument-overdue'])).rejects.toThrow('control.nothing-blocked')
    // The operator on record counts, whatever name is given.
    chooseKit(at.world, { port: 'p1', item: null, kit: 'k', lot: 'l', bufferLot: null, operator: '站长', by: '站长' })
    await expect(letPassed(at, '站长', ['blank-missing'])).rejects.toThrow('control.same-person')
    expect(at.count('condition_overrides')).toBe(0)
  })

  test('passes only what it names', async () => {
    const at = room()
    policy(at, { 'kit-unknown': 'block' })
    await letPassed(at, '站长', ['blank-missing'])
    const result = tested(at, '12.30')
    expect(result.verdict).toBe('invalid')
    expect(codesOf(at, result.id)).toEqual(['blank-missing overridden', 'kit-unknown block'])
  })
})

test('a policy stored by an earlier version is read by the stricter of its two rules of blanks', () => {
  const at = room()
  const { conditions } = standardPolicy
  const saved = {
    ...standardPolicy,
    conditions: { ...conditions, 'blank-missing': 'warn', 'plate-blank-missing': 'block' },
  }
  writeSetting(at.world.db, 'control-policy', saved, at.clock.now(), '站长')
  expect(tested(at, '12.30').verdict).toBe('invalid')
  expect(policyOf(at.world).conditions).toEqual(conditions)
})

test('a change of the policy is audited with what it was before', () => {
  const at = room()
  policy(at, { 'kit-unknown': 'off' })
  const [row] = at.rows("SELECT done_by, detail FROM audit WHERE action = 'control.policy'")
  expect(row?.done_by).toBe('站长')
  expect(JSON.parse(String(row?.detail)).before.conditions['kit-unknown']).toBe('warn')
})

test('messages keep arriving whatever the conditions: nothing is lost', () => {
  const at = room()
  const { sampleNo } = taken(at)
  hear(at, session(...message(sampleNo, '12.30'), ...message(sampleNo, '13.30')))
  expect(at.count('readings')).toBe(2)
})

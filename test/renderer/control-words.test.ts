/** What quality control says in words: findings with their numbers, a strip's minutes, and a blocked result's own value. */
import { expect, test } from 'vitest'
import { finding } from '#contract/control.ts'
import { conditionCodes } from '#core/control/policy.ts'
import { limitText } from '#core/judge/judge.ts'
import { reasonWords } from '#features/day/judgement-words.ts'
import { endWords, minutesText, windowWords } from '#features/strip/strip-words.ts'
import { limitWords as printed } from '#print/words.ts'
import { conditionWords, findingText } from '#ui/condition-words.ts'
import { limitWords } from '#ui/limit-words.ts'

test('every condition has its words', () => {
  expect(conditionCodes.filter((code) => conditionWords[code] === undefined)).toEqual([])
})

test('a finding says its numbers, and who let it pass and why', () => {
  expect(findingText({ code: 'blank-missing', level: 'warn', detail: '' })).toBe('这一批没有合格的空白对照')
  expect(findingText({ code: 'kit-expired', level: 'block', detail: '2026-03-01' })).toBe('试剂过了有效期(2026-03-01)')
  const passed = {
    code: 'kit-expired',
    level: 'overridden',
    detail: '2026-03-01',
    by: '站长',
    why: '新批号在路上',
  } as const
  expect(findingText(passed)).toBe('试剂过了有效期(2026-03-01);站长 放行:新批号在路上')
})

test('a limit without a number is said in Chinese, on the screen and on paper', () => {
  const told = [
    { kind: 'not-detected', unit: null, lod: null } as const,
    { kind: 'none', unit: null, lod: null } as const,
  ]
  for (const words of [limitWords, printed])
    expect(told.map((limit) => words(limitText(limit)))).toEqual(['不得检出', '没有规定限量'])
  expect(limitWords('< 50 %')).toBe('< 50 %')
})

test('a strip’s times as a person says them', () => {
  expect([0, 59, 60, 245.2, -3].map(minutesText)).toEqual(['0:00', '0:59', '1:00', '4:06', '0:00'])
  expect(windowWords(300, 600)).toBe('5 至 10 分钟')
  expect(windowWords(90, 600)).toBe('90 秒至 10 分钟')
  expect(endWords('strip-late')).toBe('过了判读时间,记为无效')
  expect(endWords('滴洒了')).toBe('作废:滴洒了')
})

test('a finding of an earlier version is still answered, in its own words', () => {
  const old = finding.parse({ code: 'plate-blank-missing', level: 'block', detail: '' })
  expect(findingText(old)).toBe('这一板没有合格的空白对照')
})

test('a blocked result tells what its value alone says', () => {
  expect(reasonWords('control-blocked: blank-missing (positive, at-or-above-limit: 63.20 >= 50)')).toBe(
    '没有合格的空白对照,结果无效:先测一个空白对照,再把这个样品重测;或请第二人签字放行后重测。只看数值是阳性:达到或超过限量(63.20 ≥ 50)',
  )
  expect(reasonWords('control-blocked: plate-blank-missing, kit-expired (negative, within-limit: 12.30 < 50)')).toBe(
    '检测条件不符合要求,结果无效,请处理后重测。只看数值是阴性:未超过限量(12.30 < 50)',
  )
})

/** The contract speaks of core's own words: stages, steps, states and wordings agree by type and by value. */
import { describe, expect, expectTypeOf, it } from 'vitest'
import { disposalMethod, type FailureStepInput, failureStage, failureStep } from '#contract/failure.ts'
import type { NoticeContent as ContractNotice } from '#contract/notice.ts'
import { noticeRow } from '#contract/notice.ts'
import { entryState } from '#contract/outbox.ts'
import type { FailureStep } from '#core/failure/event.ts'
import { disposalMethods } from '#core/failure/rules.ts'
import { failureStages } from '#core/failure/stage.ts'
import { type NoticeContent, publicWordings } from '#core/notice/notice.ts'
import { entryStates } from '#core/outbox/entry.ts'
import { steps } from './a-case.ts'

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Name in keyof T]: Mutable<T[Name]> }
    : T

describe('contract and core', () => {
  it('agree on the steps of a case', () => {
    expectTypeOf<FailureStepInput>().toExtend<FailureStep>()
    expectTypeOf<Mutable<FailureStep>>().toExtend<FailureStepInput>()
    for (const one of Object.values(steps)) expect(failureStep.parse(one)).toEqual(one)
    expect(failureStep.options.map((option) => option.shape.kind.value).sort()).toEqual(Object.keys(steps).sort())
  })

  it('agree on the content of a notice', () => {
    expectTypeOf<ContractNotice>().toExtend<NoticeContent>()
    expectTypeOf<Mutable<NoticeContent>>().toExtend<ContractNotice>()
  })

  it('agree on the lists of words', () => {
    expect(failureStage.options).toEqual([...failureStages])
    expect(disposalMethod.options).toEqual([...disposalMethods])
    expect(entryState.options).toEqual([...entryStates])
    expect(noticeRow.shape.wording.options).toEqual([...publicWordings])
  })
})

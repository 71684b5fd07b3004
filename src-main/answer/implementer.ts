/** The contract, ready to be implemented: a fault thrown below leaves as its code and the three sentences an operator reads. */
import { implement } from '@orpc/server'
import { contract } from '#contract/index.ts'
import { type FaultCode, isFault } from '#core/fault.ts'
import { spokenFault } from '#core/spoken-fault.ts'
import type { AnswerContext } from './caller.ts'

export const os = implement(contract)
  .$context<AnswerContext>()
  .use(async ({ next, errors }) => {
    try {
      return await next()
    } catch (error) {
      if (isFault(error)) throw errors.FAULT({ data: faultCard(error), message: error.message })
      throw error
    }
  })

export function faultCard(fault: { readonly code: FaultCode; readonly detail: string }) {
  return { code: fault.code, ...spokenFault(fault.code, fault.detail), detail: fault.detail }
}

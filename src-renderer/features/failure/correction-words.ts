/** What a correction offers and what follows from it, in the operator's words. Pure. */
import type { FactName } from '#core/failure/facts.ts'
import { localText } from '#core/time.ts'
import { shortText } from '#ui/local-words.ts'
import { nowOf, objectionEnd } from './correction-draft.ts'
import { factText, saidText } from './fact-words.ts'
import type { FailureDetail } from './step-dialog.tsx'

export function choiceText(one: FactName | 'quantities', correctable: FailureDetail['correctable']): string {
  return one === 'quantities' ? '处置数量(一起对平)' : `${factText(one)}:${saidText(one, nowOf(correctable, one))}`
}

/** The sorts of goods as they were recorded. */
export function kindNames({ history }: FailureDetail): readonly string[] {
  const kinds: unknown = history.findLast(({ kind }) => kind === 'dispose')?.data.kinds
  return Array.isArray(kinds) ? kinds.map((one) => String(Reflect.get(Object(one), 'name'))) : []
}

/** Has one who signed this disposal proven it with the PIN? */
function isSigned({ history }: FailureDetail): boolean {
  const signers: unknown = history.findLast(({ kind }) => kind === 'dispose')?.data.signers
  return (
    Array.isArray(signers) &&
    signers.some((one) => Reflect.get(Object(Reflect.get(Object(one), 'signature')), 'proven') === true)
  )
}

/** What follows from it, said before it is done. */
export function consequences(
  detail: FailureDetail,
  fact: FactName | 'quantities' | null,
  after: string | null,
): readonly string[] {
  const { stage } = detail.failure
  const end = fact === 'notification.receivedAt' && after !== null ? objectionEnd(after) : null
  const ofDisposal = fact === 'quantities' || fact?.startsWith('disposal.') || fact?.startsWith('outlet.')
  return [
    ...(end !== null && stage === 'objection-open'
      ? [`四小时按更正后的时间算,到 ${shortText(localText(end))} 结束。`]
      : []),
    ...(after === 'passed' && (stage === 'disposal-due' || stage === 'disposal-planned')
      ? ['处置单将转为“复检合格,已解除”,货物不再处置。已经报告过处置安排的,请告知监管部门取消。']
      : []),
    ...(ofDisposal && isSigned(detail) ? ['已有本人 PIN 签名:签的是更正前的内容,销毁记录上会注明。'] : []),
    ...(stage === 'closed' ? ['已结案:定稿的销毁记录和已上报的数据不变,更正在“含更正”的一份里。'] : []),
  ]
}
